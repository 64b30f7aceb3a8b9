package attempts

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// PauseKind tells whether code blocks on purpose, and what can cut that short.
type PauseKind uint8

// The kinds of pauses. The order is that of importance when a function has several.
const (
	NoPause    PauseKind = iota
	MaybePause           // an unknown callee might pause
	Event                // it waits for something other than time
	Heeding              // it waits, and a context or a stop channel cuts that short
	Plain                // it sleeps, and nothing cuts that short
)

func (k PauseKind) String() string {
	return [...]string{"no pause", "maybe a pause", "event", "heeding", "plain"}[k]
}

// A Pause is an instruction that blocks.
type Pause struct {
	Instr ssa.Instruction // the sleep, receive, select, or the call of a function that pauses
	Kind  PauseKind
	Name  string      // for messages: "time.Sleep", "time.After", "b.Wait"
	Dur   ssa.Value   // how long, nil if not in sight
	Ctxs  []ssa.Value // the contexts heeded, as far as they are values in sight
	Inner *Pause      // the pause inside the callee, in this package
	// Answer is the bool or error that tells whether the pause was cut short; Ignored is
	// set when nobody looks at it.
	Answer, Ignored bool
}

// Place returns where a person would edit the pause: inside this package's helper, if it is one.
func (p *Pause) Place() *Pause {
	for p.Inner != nil {
		p = p.Inner
	}
	return p
}

// Named reports whether the pause is the call of a function that is there to pause, by its
// name: others may pause on their way to something else.
func (p *Pause) Named() bool {
	call, ok := p.Instr.(*ssa.Call)
	return ok && pauseName(calleeName(call.Common()))
}

// length returns how long the pause lasts: inside a helper that is told how long, what it was told.
func (p *Pause) length() ssa.Value {
	d := p.Place().Dur
	if par, ok := d.(*ssa.Parameter); ok && p.Dur != nil && par.Parent() != p.Instr.Parent() {
		return p.Dur
	}
	return d
}

// pause tells how an instruction blocks; nil means that it does not.
func (a *Analysis) pause(instr ssa.Instruction) *Pause {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		if instr.Op == token.ARROW {
			return a.receive(instr)
		}
	case *ssa.Send:
		return &Pause{Instr: instr, Kind: Event}
	case *ssa.Select:
		return a.selects(instr)
	case *ssa.Call:
		return a.callPause(instr)
	}
	return nil
}

// defersPause reports whether a function literal that is deferred pauses, so that the function around it
// does before it returns. What has a name of its own and is deferred winds up.
func (a *Analysis) defersPause(instr ssa.Instruction) bool {
	d, ok := instr.(*ssa.Defer)
	if !ok {
		return false
	}
	lit := d.Call.StaticCallee()
	if lit == nil || lit.Parent() == nil {
		return false
	}
	r := a.funcs[genericOf(lit)]
	return r != nil && r.sum != nil && r.sum.Pause >= Heeding
}

func (a *Analysis) receive(recv *ssa.UnOp) *Pause {
	p := &Pause{Instr: recv, Kind: Event}
	switch ch := a.channel(recv.X); ch.kind {
	case timerChan:
		if stopped(recv.Block()) {
			return nil // if !t.Stop() { <-t.C } takes what is there
		}
		p.Kind, p.Name, p.Dur = Plain, ch.name, ch.dur
		if ch.heeds {
			p.Kind, p.Ctxs = Heeding, ch.ctxs()
		}
	case doneChan:
		p.Kind, p.Ctxs = Heeding, ch.ctxs()
	}
	return p
}

// stopped reports whether b is entered only when a timer could not be stopped any more.
func stopped(b *ssa.BasicBlock) bool {
	if len(b.Preds) != 1 {
		return false
	}
	br, ok := b.Preds[0].Instrs[len(b.Preds[0].Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	cond := br.Cond
	if not, ok := cond.(*ssa.UnOp); ok {
		cond = not.X
	}
	call, ok := cond.(*ssa.Call)
	return ok && calleeName(call.Common()) == "Stop"
}

func (a *Analysis) selects(sel *ssa.Select) *Pause {
	if !sel.Blocking {
		return nil
	}
	p := &Pause{Instr: sel, Kind: Event, Name: "select"}
	timed, heeds := false, false
	for _, st := range sel.States {
		if st.Dir == types.SendOnly {
			heeds = true // somebody else decides
			continue
		}
		switch ch := a.channel(st.Chan); ch.kind {
		case timerChan:
			if !timed {
				p.Name, p.Dur = ch.name, ch.dur
			} else {
				p.Name, p.Dur = "the select", nil // whichever comes first
			}
			timed = true
			if ch.heeds {
				heeds = true
				p.Ctxs = append(p.Ctxs, ch.ctxs()...)
			}
		case doneChan:
			heeds = true
			p.Ctxs = append(p.Ctxs, ch.ctxs()...)
		default:
			heeds = true
		}
	}
	switch {
	case heeds && timed, len(p.Ctxs) > 0:
		p.Kind = Heeding
	case timed:
		p.Kind = Plain
	}
	return p
}

type chanKind uint8

const (
	otherChan chanKind = iota
	timerChan
	doneChan
)

type channel struct {
	kind chanKind
	name string
	dur  ssa.Value
	made ssa.Instruction // where the timer was made
	ctx  ssa.Value
	// heeds is set when a context may close the channel of a timer.
	heeds bool
}

func (c channel) ctxs() []ssa.Value {
	if c.ctx == nil {
		return nil
	}
	return []ssa.Value{c.ctx}
}

// channel tells what a received channel is: a timer's, a context's, or another.
func (a *Analysis) channel(v ssa.Value) channel {
	for range 6 {
		switch x := v.(type) {
		case *ssa.ChangeType:
			v = x.X
			continue
		case *ssa.Phi: // var done <-chan; if ctx != nil { done = ctx.Done() }
			for _, e := range x.Edges {
				if c := a.channel1(e); c.kind != otherChan {
					return c
				}
			}
			return channel{}
		}
		break
	}
	return a.channel1(v)
}

func (a *Analysis) channel1(v ssa.Value) channel {
	switch v := v.(type) {
	case *ssa.Call:
		c := v.Common()
		if c.IsInvoke() {
			if c.Method.Name() == "Done" && isContext(c.Value.Type()) {
				return channel{kind: doneChan, ctx: c.Value}
			}
			if c.Method.Name() == "After" && len(c.Args) == 1 && isDuration(c.Args[0].Type()) {
				return channel{kind: timerChan, name: "After", dur: c.Args[0], made: v} // a clock interface
			}
			return channel{}
		}
		if fn := calleeFunc(c); fn != nil {
			switch {
			case fn.Pkg() != nil && fn.Pkg().Path() == "time" && (fn.Name() == "After" || fn.Name() == "Tick"):
				return channel{kind: timerChan, name: "time." + fn.Name(), dur: c.Args[0], made: v}
			case fn.Name() == "Done" && len(c.Args) == 1 && isContext(c.Args[0].Type()):
				return channel{kind: doneChan, ctx: c.Args[0]}
			case fn.Signature().Results().Len() == 1 && boundary.IsTimeChan(fn.Signature().Results().At(0).Type()):
				var dur ssa.Value
				for _, arg := range c.Args {
					if isDuration(arg.Type()) {
						dur = arg
					}
				}
				return channel{kind: timerChan, name: fn.Name(), dur: dur, made: v} // a helper that returns a timer's channel
			}
		}
	case *ssa.UnOp:
		if v.Op != token.MUL {
			break
		}
		if fa, ok := v.X.(*ssa.FieldAddr); ok {
			if f := fieldOf(fa); f != nil && f.Name() == "C" && (namedAs(fa.X.Type(), "time", "Timer") || namedAs(fa.X.Type(), "time", "Ticker")) {
				ch := channel{kind: timerChan, name: "the timer"}
				timer := fa.X
				if call, ok := timer.(*ssa.Call); ok {
					ch.made = call
					if len(call.Common().Args) > 0 {
						ch.dur = call.Common().Args[len(call.Common().Args)-1]
					}
				} else if phi, ok := timer.(*ssa.Phi); ok {
					ch.made = phi
				}
				return ch
			}
			if boundary.IsTimeChan(v.Type()) {
				ch := channel{kind: timerChan, name: "the timer"}
				ch.heeds, ch.ctx = a.closes(fa)
				return ch
			}
		}
		if boundary.IsTimeChan(v.Type()) {
			return channel{kind: timerChan, name: "the timer"}
		}
	default:
		if boundary.IsTimeChan(v.Type()) {
			return channel{kind: timerChan, name: "the timer"}
		}
	}
	return channel{}
}

// closes reports whether a context may close the channel in a field of what a library makes of a policy,
// such as cenkalti's Ticker: it takes the context from the policy. ctx is nil if it is not in sight.
func (a *Analysis) closes(fa *ssa.FieldAddr) (yes bool, ctx ssa.Value) {
	for _, src := range a.Origin.Sources(fa.X, fa.Parent()) {
		call, ok := src.Value.(*ssa.Call)
		if !ok {
			continue
		}
		fn := calleeFunc(call.Common())
		if fn == nil || call.Call.IsInvoke() || fn.Signature().Recv() != nil {
			continue
		}
		for i := range fn.Signature().Params().Len() {
			t, ok := types.Unalias(fn.Signature().Params().At(i).Type()).(*types.Named)
			if !ok || t.Obj().Pkg() != fn.Pkg() || i >= len(call.Call.Args) || !catalog.RetryType(t) {
				continue
			}
			s := &scan{a: a, fn: call.Parent()}
			if p := s.policy(call.Call.Args[i], 0); p.heeds != Heedless {
				return true, p.ctx
			}
		}
	}
	return false, nil
}

func isDuration(t types.Type) bool { return namedAs(t, "time", "Duration") }

// isContext reports whether values of the type are contexts: context.Context or a type that embeds one.
func isContext(t types.Type) bool {
	if namedAs(t, "context", "Context") {
		return true
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok {
		if p, okp := types.Unalias(t).(*types.Pointer); okp {
			n, ok = types.Unalias(p.Elem()).(*types.Named)
		}
	}
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	st, ok := n.Underlying().(*types.Struct)
	if ok {
		for f := range st.Fields() {
			if f.Embedded() && namedAs(f.Type(), "context", "Context") {
				return true
			}
		}
		return false
	}
	if it, ok := n.Underlying().(*types.Interface); ok {
		done, err := false, false
		for m := range it.Methods() {
			switch m.Name() {
			case "Done":
				done = true
			case "Err":
				err = true
			}
		}
		return done && err
	}
	return false
}

// maybe stands for every call whose callee is not known and might pause.
var maybe = &Pause{Kind: MaybePause}

// callPause tells whether a call blocks on purpose. A function that it is given may run there, or
// later: one that pauses makes the call wait for something, and one whose pause can be cut short
// does so there.
func (a *Analysis) callPause(call *ssa.Call) *Pause {
	p := a.calleePause(call)
	if p != nil && p.Kind > MaybePause {
		return p
	}
	for _, arg := range call.Call.Args {
		given := origin.FunctionOf(arg)
		if given == nil {
			continue
		}
		if r := a.funcs[genericOf(given)]; r != nil && r.sum != nil && r.sum.Pause > MaybePause {
			kind := Event
			if r.sum.Pause == Heeding {
				kind = Heeding
			}
			return &Pause{Instr: call, Kind: kind, Name: shortName(&call.Call)}
		}
	}
	return p
}

func (a *Analysis) calleePause(call *ssa.Call) *Pause {
	c := call.Common()
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	fn := calleeFunc(c)
	if fn != nil && logName(fn.Name()) {
		return nil // whatever it does on its way out, it is not there to pause
	}
	static := !c.IsInvoke() && fn != nil
	var row *catalog.Pauser
	if static { // most calls do not pause: see so before anything is made
		row = catalog.RetryPause(fn)
		switch {
		case row != nil:
		case fn.Pkg() == a.SSA.Pkg.Pkg:
			if r := a.funcs[genericOf(c.StaticCallee())]; r != nil && (r.sum == nil || r.sum.Pause == NoPause) {
				return nil
			}
		case isStd(fn.Pkg()):
			if !stdPauses(fn, c) {
				return nil
			}
		}
	}
	p := a.judgeCall(call, fn, static, row)
	switch {
	case p == nil || p.Kind == NoPause:
		return nil
	case p.Kind == MaybePause:
		return maybe
	case p == &a.pausing:
		q := *p
		p = &q
	}
	if p.Name == "" {
		p.Name = shortName(c)
	}
	return p
}

// genericOf returns the generic function of an instantiation, else fn.
func genericOf(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

func (a *Analysis) judgeCall(call *ssa.Call, fn *types.Func, static bool, row *catalog.Pauser) *Pause {
	c := call.Common()
	p := &a.pausing // most turn out to be none, or unknown
	*p = Pause{Instr: call, Kind: MaybePause}
	for _, arg := range c.Args {
		if isContext(arg.Type()) {
			p.Ctxs = append(p.Ctxs, arg)
		} else if p.Dur == nil && isDuration(arg.Type()) {
			p.Dur = arg
		}
	}
	a.answer(call, p)
	switch {
	case !static:
		return a.dynamicPause(call, fn, p)
	case row != nil:
		p.Kind = Plain
		if row.Ctx != catalog.Nowhere || row.Heeds {
			p.Kind = Heeding
		}
		return p
	case fn.Pkg() == a.SSA.Pkg.Pkg:
		return a.localPause(call, genericOf(c.StaticCallee()), p)
	case isStd(fn.Pkg()):
		p.Kind = Event
		if fn.Pkg().Path() == "time" {
			p.Kind, p.Name = Plain, "time.Sleep"
		}
		return p
	}
	if asksError(fn) {
		return nil
	}
	if sum, known := a.Imported(fn); known {
		if sum == nil {
			return nil
		}
		p.Kind, p.Answer = sum.Pause, p.Answer && sum.Answer
		return p
	}
	return byName(fn.Name(), p)
}

// asksError reports whether a function is told an error and nothing else, and answers at
// once with what it makes of it: status.Code, errors.Cause, apierrors.IsConflict.
func asksError(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() == nil && sig.Params().Len() == 1 && isError(sig.Params().At(0).Type()) && sig.Results().Len() > 0
}

func (a *Analysis) localPause(call *ssa.Call, callee *ssa.Function, p *Pause) *Pause {
	r := a.funcs[callee]
	if r == nil {
		if callee.Blocks == nil {
			return p
		}
		return byName(callee.Name(), p) // recursion: not analysed yet
	}
	if r.sum == nil || r.sum.Pause == NoPause {
		return nil
	}
	p.Kind = r.sum.Pause
	p.Answer = p.Answer && r.sum.Answer
	for _, inner := range r.pauses {
		if inner.Kind == p.Kind {
			p.Inner = inner
			break
		}
	}
	// The contexts that the callee heeds are its parameters: the arguments here.
	if p.Kind == Heeding && p.Inner != nil {
		p.Ctxs = nil
		for _, v := range p.Inner.Ctxs {
			if f, ok := v.(*ssa.Field); ok {
				v = f.X // a struct that embeds its context
			}
			if par, ok := v.(*ssa.Parameter); ok && par.Parent() == callee {
				for i, q := range callee.Params {
					if q == par && i < len(call.Common().Args) {
						p.Ctxs = append(p.Ctxs, call.Common().Args[i])
					}
				}
			} else {
				p.Ctxs = append(p.Ctxs, v)
			}
		}
	}
	return p
}

// dynamicPause judges calls of interface methods and function values.
func (a *Analysis) dynamicPause(call *ssa.Call, fn *types.Func, p *Pause) *Pause {
	if fn != nil { // an interface method
		return byName(fn.Name(), p)
	}
	fns, closed := a.Origin.Targets(call, nil, call.Parent())
	if !closed || len(fns) == 0 {
		return byName(calleeName(call.Common()), p)
	}
	worst := (*Pause)(nil)
	for _, f := range fns {
		r := a.funcs[f]
		if r == nil {
			return p
		}
		if r.sum != nil && r.sum.Pause > NoPause && (worst == nil || r.sum.Pause > worst.Kind) {
			q := *p
			worst = a.localPause(call, f, &q)
		}
	}
	return worst
}

// byName judges an unknown callee. A name is weak evidence, so it only tells a pause from
// "may pause", and loggers, metrics and accessors from both.
func byName(name string, p *Pause) *Pause {
	switch {
	case pauseName(name):
		p.Kind = Event
		if len(p.Ctxs) > 0 || p.Answer {
			p.Kind = Heeding
		}
		return p
	case quietName(name) && p.Dur == nil:
		return nil
	}
	return p
}

func pauseName(name string) bool {
	lower := strings.ToLower(name)
	for _, w := range [...]string{"wait", "sleep", "pause", "backoff"} {
		if strings.HasPrefix(lower, w) {
			return true
		}
	}
	return false
}

var quietPrefixes = [...]string{
	"Debug", "Info", "Warn", "Error", "Err", "Log", "Print", "Trace", "Notice", "Noticef", "With", "Inc", "Add", "Set",
	"Observe", "Record", "String", "Is", "Has", "Len", "Unlock", "Lock", "RLock", "RUnlock", "Name", "Key", "Value", "Event", "Report",
	"Load", "Store", "CompareAndSwap", "Swap", "Now", "Since", "Enabled", "Level", "V", "Count", "Mark", "Close", "Stop", "Reset",
}

func quietName(name string) bool {
	for _, p := range quietPrefixes {
		if rest, ok := strings.CutPrefix(name, p); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z' || rest == "f" || rest == "ln" || rest == "w" || rest == "ing" || rest == "s" || rest == "or") {
			return true
		}
	}
	return false
}

// logName reports whether a function of that name writes a log: Info, Warnf, InfofCtx.
func logName(name string) bool {
	for _, p := range [...]string{"Debug", "Info", "Warn", "Warning", "Error", "Log", "Print", "Trace", "Notice"} {
		rest, ok := strings.CutPrefix(name, p)
		if !ok {
			continue
		}
		for _, f := range [...]string{"ln", "f", "w"} {
			if after, ok := strings.CutPrefix(rest, f); ok {
				rest = after
				break
			}
		}
		if rest == "" || rest == "Ctx" || rest == "Context" || rest == "S" || rest == "Depth" {
			return true
		}
	}
	return false
}

// answer tells whether the call returns a bool or an error, and whether it is looked at.
func (a *Analysis) answer(call *ssa.Call, p *Pause) {
	t := call.Type()
	if tuple, ok := t.(*types.Tuple); ok {
		if tuple.Len() != 1 {
			return
		}
		t = tuple.At(0).Type()
	}
	if origin.IsBool(t) || isError(t) {
		if len(p.Ctxs) == 0 && strings.Contains(calleeName(call.Common()), "Timeout") {
			return // event.WaitTimeout(d): what comes before the timeout is what it waits for
		}
		p.Answer = true
		p.Ignored = call.Referrers() == nil || len(*call.Referrers()) == 0
	}
}

// stdPauses reports whether a function of the standard library pauses.
func stdPauses(fn *types.Func, c *ssa.CallCommon) bool {
	switch name := fn.Name(); fn.Pkg().Path() {
	case "time":
		return name == "Sleep"
	case "sync", "os", "testing/synctest":
		return name == "Wait"
	case "os/exec":
		return name == "Wait" || name == "Run" || name == "Output" || name == "CombinedOutput"
	case "runtime":
		return name == "Gosched"
	case "reflect":
		return name == "Select"
	}
	return false
}

// stdRoots are the first elements of the standard library's import paths.
var stdRoots = map[string]bool{
	"archive": true, "bufio": true, "bytes": true, "cmp": true, "compress": true, "container": true, "context": true, "crypto": true,
	"database": true, "debug": true, "embed": true, "encoding": true, "errors": true, "expvar": true, "flag": true, "fmt": true, "go": true,
	"hash": true, "html": true, "image": true, "index": true, "io": true, "iter": true, "log": true, "maps": true, "math": true, "mime": true,
	"net": true, "os": true, "path": true, "plugin": true, "reflect": true, "regexp": true, "runtime": true, "slices": true, "sort": true,
	"strconv": true, "strings": true, "structs": true, "sync": true, "syscall": true, "testing": true, "text": true, "time": true,
	"unicode": true, "unique": true, "unsafe": true, "weak": true,
}

// isStd reports whether p is of the standard library, by its path: the module is not known under every driver.
func isStd(p *types.Package) bool {
	if p == nil {
		return true // error.Error
	}
	root, _, _ := strings.Cut(p.Path(), "/")
	return stdRoots[root]
}

// shortName names a callee for messages: "time.Sleep", "b.Wait", "store.Save", "op".
func shortName(c *ssa.CallCommon) string {
	fn := calleeFunc(c)
	if fn == nil {
		if lit := c.StaticCallee(); lit != nil {
			return "the function literal"
		}
		if name := calleeName(c); name != "" {
			return name
		}
		return "the function"
	}
	if recv := catalog.RecvName(fn); recv != "" {
		return recv + "." + fn.Name()
	}
	if fn.Pkg() != nil && fn.Signature().Recv() == nil {
		if p := c.StaticCallee(); p == nil || p.Pkg == nil || p.Parent() == nil {
			return fn.Pkg().Name() + "." + fn.Name()
		}
	}
	return fn.Name()
}

// durations returns the constant durations that v may be, and whether these are all.
func (a *Analysis) durations(v ssa.Value) (ds []time.Duration, all bool) {
	if v == nil {
		return nil, false
	}
	all = true
	for _, s := range a.Origin.Sources(v, v.Parent()) {
		if s.Kind == origin.Const {
			if n, ok := origin.Int(s.Value); ok {
				ds = append(ds, time.Duration(n))
				continue
			}
		}
		if s.Kind == origin.Op || s.Kind == origin.Call {
			if d, ok := constDuration(s.Value); ok {
				ds = append(ds, d)
				continue
			}
		}
		all = false
	}
	return ds, all && len(ds) > 0
}

// constDuration evaluates products of constants and converted numbers: an upper bound where
// a factor is a random number below a constant.
func constDuration(v ssa.Value) (time.Duration, bool) {
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value != nil && (v.Value.Kind() == constant.Int || v.Value.Kind() == constant.Float) {
			f, _ := constant.Float64Val(v.Value)
			return time.Duration(f), true
		}
	case *ssa.Convert:
		return constDuration(v.X)
	case *ssa.BinOp:
		x, okx := constDuration(v.X)
		y, oky := constDuration(v.Y)
		if !okx || !oky {
			return 0, false
		}
		switch v.Op {
		case token.MUL:
			return x * y, true
		case token.ADD:
			return x + y, true
		}
	case *ssa.Call:
		fn := calleeFunc(v.Common())
		if fn == nil || fn.Pkg() == nil || !strings.HasPrefix(fn.Pkg().Path(), "math/rand") {
			break
		}
		if strings.HasPrefix(fn.Name(), "Float") {
			return 1, true // below one
		}
		if len(v.Common().Args) > 0 {
			return constDuration(v.Common().Args[len(v.Common().Args)-1])
		}
	}
	return 0, false
}
