package attempts

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Where names the function a region stands in, as a reader would: "Push", "Client.Send".
func (r *Region) Where() string { return FuncName(r.Fn) }

// FuncName names a function for messages; a literal goes by the declared function around it.
func FuncName(fn *ssa.Function) string {
	fn = origin.Outermost(fn)
	if obj, ok := fn.Object().(*types.Func); ok {
		if recv := catalog.RecvName(obj); recv != "" {
			return recv + "." + obj.Name()
		}
	}
	return fn.Name()
}

// Forever reports whether nothing in sight ends a retry: no count, no time, no context, no
// stop channel, and no condition that is not understood.
func (r *Region) Forever() bool {
	return !r.EndsWithCtx && (r.Kind == Retry || r.Kind == Recursive || r.Kind == Helper) && r.Limit.Kind == NoLimit && r.Heeds == Heedless && r.Evidence() >= Assumed
}

// Awaited reports whether the error of a helper, which runs the operation for ever, is looked
// at: who wrote that expects it to give up.
func (r *Region) Awaited() bool {
	if r.Helper == nil {
		return false
	}
	call, ok := r.Helper.Call.(*ssa.Call)
	return ok && outcomeOf(call) != nil
}

// Flag reports whether the operation tells by a bool how it went: a false one may be an answer.
func (r *Region) Flag() bool {
	op := r.Op()
	return op != nil && op.Outcome != nil && origin.IsBool(op.Outcome.Type())
}

// Accepts reports whether the operation takes the next connection, by its name: most of its
// failures are those of one client, and the next one need not wait for it.
func (r *Region) Accepts() bool {
	op := r.Op()
	return op != nil && strings.HasPrefix(strings.ToLower(calleeName(op.Call.Common())), "accept")
}

// Item reports whether the operation is given a piece of work, a parameter as it is or what an
// outer loop took up, by a function that returns an error: its caller means to hear of work that the
// peer does not accept, and never does. One that returns none may have to deliver all in order, as
// what copies a log has, and then to go on is worse than to wait.
//
// Assumption: a struct, a list or a map is a piece of work, and an address, a number or a
// configuration is not; nor is what a connection is made with.
func (r *Region) Item() bool {
	op := r.Op()
	res := r.Fn.Signature.Results()
	if op == nil || r.loop == nil || res.Len() == 0 || !isError(res.At(res.Len()-1).Type()) {
		return false
	}
	c := op.Call.Common()
	for _, p := range [...]string{"connect", "reconnect", "dial", "open", "ping", "join", "init", "setup", "start", "login", "auth", "listen", "subscribe", "watch", "register"} {
		if strings.HasPrefix(strings.ToLower(calleeName(c)), p) {
			return false
		}
	}
	args := c.Args
	if c.Signature().Recv() != nil && !c.IsInvoke() && len(args) > 0 {
		args = args[1:]
	}
	for _, v := range args {
		if mi, ok := v.(*ssa.MakeInterface); ok {
			v = mi.X
		}
		if !work(v.Type()) {
			continue
		}
		if p, ok := spilled(v).(*ssa.Parameter); ok && (r.Fn.Signature.Recv() == nil || p != r.Fn.Params[0]) {
			return true
		}
		for l := r.loop.outer; l != nil; l = l.outer {
			if t := (tracer{loop: l, seen: make(map[ssa.Value]bool)}); t.varies(v, 0) {
				return true
			}
		}
	}
	return false
}

// spilled returns the parameter that v is loaded from, where the builder keeps that in memory,
// else v.
func spilled(v ssa.Value) ssa.Value {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return v
	}
	alloc, ok := load.X.(*ssa.Alloc)
	if !ok {
		return v
	}
	var param ssa.Value
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
			if param != nil {
				return v
			}
			param = st.Val
		}
	}
	if p, ok := param.(*ssa.Parameter); ok {
		return p
	}
	return v
}

// work reports whether values of the type may be pieces of work.
func work(t types.Type) bool {
	if isContext(t) {
		return false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := types.Unalias(t).(*types.Named); ok {
		lower := strings.ToLower(n.Obj().Name())
		for _, w := range [...]string{"conf", "option", "opts", "setting", "param", "client", "conn", "addr", "url", "logger"} {
			if strings.Contains(lower, w) {
				return false
			}
		}
	}
	switch t.Underlying().(type) {
	case *types.Struct, *types.Slice, *types.Map:
		return true
	}
	return false
}

// A Hand is a context that the code of a region could use.
type Hand struct {
	Name  string // as it is spelled: "ctx", "r.Context()"
	Value ssa.Value
}

// CtxAtHand returns the context that belongs to the work of fn: its own parameter, that of
// its request, or one that a literal captures. Contexts that surely never end do not count.
func (a *Analysis) CtxAtHand(fn *ssa.Function) *Hand {
	for _, p := range fn.Params {
		if h := hand(p, p.Name(), p.Type()); h != nil && !a.endless(p, true, 0) && !a.replaced(p) {
			return h
		}
	}
	for _, fv := range fn.FreeVars {
		t := fv.Type()
		if p, ok := t.(*types.Pointer); ok && !isRequest(t) {
			t = p.Elem() // the variable is captured by its address
		}
		if h := hand(fv, fv.Name(), t); h != nil && !a.rooted(fv) {
			return h
		}
	}
	return nil
}

// replaced reports whether a function begins by setting its parameter to a context made from a root: what
// the code calls by that name afterwards is of its own making.
func (a *Analysis) replaced(p *ssa.Parameter) bool {
	obj := p.Object()
	var body *ast.BlockStmt
	switch fn := p.Parent().Syntax().(type) {
	case *ast.FuncDecl:
		body = fn.Body
	case *ast.FuncLit:
		body = fn.Body
	}
	if obj == nil || body == nil {
		return false
	}
	info := a.Program.Pass.TypesInfo
	for _, stmt := range body.List {
		switch stmt := stmt.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			return false
		case *ast.AssignStmt:
			for i, lhs := range stmt.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && info.Uses[id] == obj && makesRoot(info, stmt.Rhs[min(i, len(stmt.Rhs)-1)]) {
					return true
				}
			}
		}
	}
	return false
}

// makesRoot reports whether an expression calls context.Background or context.TODO.
func makesRoot(info *types.Info, e ast.Expr) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && (id.Name == "Background" || id.Name == "TODO") {
			obj := info.Uses[id]
			found = found || obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "context"
		}
		return !found
	})
	return found
}

func hand(v ssa.Value, name string, t types.Type) *Hand {
	switch {
	case name == "" || name == "_", commandLine(t):
		return nil
	case isContext(t):
		return &Hand{name, v}
	case isRequest(t):
		return &Hand{name + ".Context()", v}
	}
	return nil
}

// StopAtHand names what the code of fn could listen to, so that whoever ends the work ends its
// attempts: a context, a stop channel that it is given, or either of its receiver. "" if there
// is none. given tells that it belongs to the work, and not to the receiver or the program: what the
// receiver keeps is there to end the receiver, most often with the program, and a context counts if it
// is seen to end before that.
//
// Assumption: a channel of nothing, or of flags, is a stop channel if its name says so.
func (a *Analysis) StopAtHand(fn *ssa.Function) (name string, given bool) {
	if h := a.CtxAtHand(fn); h != nil {
		return h.Name, a.Ends(h)
	}
	for _, p := range fn.Params {
		if stopName(p.Name()) && stopType(p.Type()) {
			return p.Name(), true
		}
	}
	for _, fv := range fn.FreeVars {
		t := fv.Type()
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if stopName(fv.Name()) && stopType(t) {
			return fv.Name(), true
		}
	}
	recv := origin.Outermost(fn).Signature.Recv()
	if recv == nil {
		return "", false
	}
	t := recv.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return "", false
	}
	for f := range st.Fields() {
		if f.Name() != "_" && (isContext(f.Type()) || stopName(f.Name()) && stopType(f.Type())) {
			return recv.Name() + "." + f.Name(), false
		}
	}
	return "", false
}

// stopType reports whether receiving from a value of the type tells that something is over.
func stopType(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	if !ok || ch.Dir() == types.SendOnly {
		return false
	}
	st, ok := ch.Elem().Underlying().(*types.Struct)
	return ok && st.NumFields() == 0 || origin.IsBool(ch.Elem())
}

func stopName(name string) bool {
	lower := strings.ToLower(name)
	for _, w := range [...]string{"stop", "done", "quit", "exit", "clos", "shutdown", "kill", "cancel", "term", "die", "dying", "end"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// endless reports whether all callers of a function give it a context that never ends or, if they wait
// for it, one that nobody can cancel before they go on.
func (a *Analysis) endless(p *ssa.Parameter, waits bool, deep int) bool {
	if _, all := a.Origin.Callers(p.Parent()); !all || deep > 3 || !isContext(p.Type()) {
		return false
	}
	return a.Origin.Given(p, func(call ssa.CallInstruction, arg ssa.Value) bool {
		at, awaited := call.(*ssa.Call)
		if awaited = awaited && waits; awaited {
			arg = a.Origin.Unended(arg, at)
		}
		if q, ok := arg.(*ssa.Parameter); ok {
			return a.endless(q, awaited, deep+1)
		}
		return a.neverEnds(arg, 0)
	})
}

// commandLine reports whether a context is that of a command line: unless the program gives
// it another one it never ends.
func commandLine(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == "Context" && n.Obj().Pkg() != nil && strings.HasPrefix(n.Obj().Pkg().Path(), "github.com/urfave/cli")
}

// rooted reports whether a captured context may be one that never ends.
func (a *Analysis) rooted(fv *ssa.FreeVar) bool {
	for _, b := range origin.Captured(fv) {
		vals := []ssa.Value{b}
		if alloc, ok := b.(*ssa.Alloc); ok {
			vals = stored(alloc)
		}
		for _, v := range vals {
			if a.neverEnds(v, 0) {
				return true
			}
		}
	}
	return false
}

// neverEnds reports whether a context is made of one without end by calls that add none.
func (a *Analysis) neverEnds(v ssa.Value, deep int) bool {
	for _, s := range a.Origin.Sources(v, v.Parent()) {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			continue
		}
		fn := calleeFunc(call.Common())
		if fn == nil {
			continue
		}
		if fn.Pkg() != nil && fn.Pkg().Path() == "context" {
			switch fn.Name() {
			case "Background", "TODO":
				return true
			case "WithValue":
			default:
				continue
			}
		}
		if deep < 4 && len(call.Common().Args) > 0 && isContext(call.Common().Args[0].Type()) && a.neverEnds(call.Common().Args[0], deep+1) {
			return true
		}
	}
	return false
}

// detached reports whether a context is made of one without end, whatever was added to it:
// nobody's end ends it.
func (a *Analysis) detached(v ssa.Value, deep int) bool {
	srcs := a.Origin.Sources(v, v.Parent())
	for _, s := range srcs {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok || deep > 4 {
			return false
		}
		fn := calleeFunc(call.Common())
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
			return false
		}
		if args := call.Common().Args; len(args) > 0 && fn.Name() != "WithoutCancel" && !a.detached(args[0], deep+1) {
			return false
		}
	}
	return len(srcs) > 0
}

// A Deaf pause sleeps on although the work that it belongs to has been called off.
type Deaf struct {
	Pause *Pause // where the sleep stands
	Hand  *Hand
	// Soon is set when the end of the context is noticed all the same: after this one pause, or
	// because all pauses together are short.
	Soon bool
	// Starts is set when that happens while something starts: its context ends with the program.
	Starts bool
	// Unused is set when those who call the function in this package all give it requests without a
	// context: somebody out of sight may give it another.
	Unused bool
	// Cleans is set when the region cleans up after a failure that the function returns whatever
	// becomes of it: it is worth its time although the work has been called off.
	Cleans bool
	// Caller is set when the function that sleeps has no context, but a caller in this package does.
	Caller *ssa.Function
}

// Deaf returns the pause of a region that ignores the context at hand, or nil.
func (a *Analysis) Deaf(r *Region) *Deaf {
	if a.deferred(r.Fn) {
		return nil
	}
	d := a.deaf(r)
	if d != nil {
		d.Starts, d.Unused, d.Cleans = starts(r.Fn), a.unused(d.Hand), cleans(r)
		switch {
		case a.lasts(d.Pause, 30*time.Second):
		case r.Skirts:
			d.Soon = a.brief(r, d.Pause)
		case r.Heeds == HeedsCtx:
			d.Soon = !waitsFor(r, d)
		case r.EndsWithCtx:
			d.Soon = !a.reaches(r, d.Pause, 30*time.Second)
		default:
			d.Soon = a.brief(r, d.Pause)
		}
	}
	return d
}

// waitsFor reports whether a function is there to wait until something holds, by its name, and
// looks at its context between the looks at that. The context is what the caller has to call the
// wait off, and the sleep is the wait: to sleep on is to be late at the one thing asked for.
func waitsFor(r *Region, d *Deaf) bool {
	p, ok := d.Hand.Value.(*ssa.Parameter)
	return ok && r.Fn.Parent() == nil && pauseName(r.Fn.Name()) && d.Pause.Instr.Parent() == r.Fn && slices.Contains(r.HeedCtxs, ssa.Value(p))
}

// cleans reports whether a loop is come to only after a failure, and that failure is what the
// function returns after it.
func cleans(r *Region) bool {
	if r.loop == nil || len(r.loop.heads) != 1 {
		return false
	}
	head := r.loop.heads[0]
	for b := head.Idom(); b != nil; b = b.Idom() {
		br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !nilTest(br.Cond) {
			continue
		}
		test := br.Cond.(*ssa.BinOp)
		failed := b.Succs[0]
		if test.Op == token.EQL {
			failed = b.Succs[1]
		}
		if isError(test.X.Type()) && len(failed.Preds) == 1 && failed.Dominates(head) && returnsOnly(failed, test.X) {
			return true
		}
	}
	return false
}

// returnsOnly reports whether all ways from a block end in a return of the error.
func returnsOnly(from *ssa.BasicBlock, err ssa.Value) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	work := []*ssa.BasicBlock{from}
	found := false
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		if seen[b] {
			continue
		}
		seen[b] = true
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if len(ret.Results) == 0 || !sameVariable(ret.Results[len(ret.Results)-1], err) {
				return false
			}
			found = true
		}
		work = append(work, b.Succs...)
	}
	return found
}

// unused reports whether a parameter holds a request without a context as far as this package
// shows: somebody gives it one, and nobody another. Who takes a context means to be given one.
func (a *Analysis) unused(h *Hand) bool {
	p, ok := h.Value.(*ssa.Parameter)
	return ok && a.bareParam(p, 0)
}

func (a *Analysis) bareParam(p *ssa.Parameter, deep int) bool {
	return a.Origin.Given(p, func(_ ssa.CallInstruction, arg ssa.Value) bool { return a.bare(arg, deep) })
}

// bare reports whether a value is surely a request that was given no context.
func (a *Analysis) bare(v ssa.Value, deep int) bool {
	return origin.All(a.Origin.Sources(v, v.Parent()), func(s origin.Source) bool {
		if p, ok := s.Value.(*ssa.Parameter); ok && s.Kind == origin.Param {
			return deep < 3 && a.bareParam(p, deep+1)
		}
		if s.Kind == origin.Const {
			return true // nil, beside an error
		}
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			return false
		}
		fn := calleeFunc(call.Common())
		return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && fn.Name() == "NewRequest"
	})
}

func (a *Analysis) deaf(r *Region) *Deaf {
	if boundary.CleansUp(origin.Outermost(r.Fn).Name()) || withoutCancel(r.Fn) {
		return nil // it goes on when the context has ended, and is there for that
	}
	for _, p := range r.Pauses {
		if (r.Kind == Watch || r.Kind == Poll || r.Kind == Service) && (p.Kind == Event || p.Kind == Heeding) {
			return nil // it waits for events, and sleeps to hold them back
		}
	}
	for _, p := range r.Pauses {
		if p.Kind != Plain || !a.long(r, p) || !p.Place().sleeps() {
			continue
		}
		if fn := p.Place().Instr.Parent(); fn != r.Fn {
			if a.pausesIn(fn, p.Place()) {
				continue // a loop of the helper's own
			}
			if h := a.CtxAtHand(fn); h != nil {
				return &Deaf{Pause: p.Place(), Hand: h}
			}
		}
		if h := a.CtxAtHand(r.Fn); h != nil {
			return &Deaf{Pause: p.Place(), Hand: h}
		}
		for _, v := range r.HeedCtxs {
			if _, ok := p.Place().Instr.(*ssa.Call); ok && v != nil { // a ticker's next turn is soon enough
				return &Deaf{Pause: p.Place(), Hand: &Hand{Name: "the context that the loop looks at", Value: v}}
			}
		}
	}
	return nil
}

// withoutCancel reports whether a function goes on with a context that nobody can cancel any more.
func withoutCancel(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if callee := calleeFunc(call.Common()); callee != nil && callee.Name() == "WithoutCancel" && callee.Pkg() != nil && callee.Pkg().Path() == "context" {
					return true
				}
			}
		}
	}
	return false
}

// DeafHelper returns the context at hand that a library's function could be told of, and is not:
// it goes on when that has ended. The pause is nil.
func (a *Analysis) DeafHelper(r *Region) *Deaf {
	if r.Helper == nil || r.Helper.Row == nil || r.Helper.Row.Heed == "" || r.Heeds != Heedless || r.EndsWithCtx || a.deferred(r.Fn) {
		return nil
	}
	if _, ok := r.Helper.Call.(*ssa.Call); !ok {
		return nil // a goroutine of its own
	}
	h := a.CtxAtHand(r.Fn)
	if h == nil {
		return nil
	}
	lasts := r.Helper.Lasts
	return &Deaf{Hand: h, Starts: starts(r.Fn), Soon: lasts <= soon && (lasts > 0 || r.Helper.Row.Polls) || r.Filtered}
}

// Answers reports whether the pause tells something: whether what could cut it short may end.
func (a *Analysis) Answers(p *Pause) bool {
	for _, ctx := range p.Ctxs {
		if a.neverEnds(ctx, 0) {
			return false
		}
	}
	return p.Answer
}

// deferred reports whether fn is a literal that its parent defers: it cleans up whatever
// became of the context.
func (a *Analysis) deferred(fn *ssa.Function) bool {
	if fn.Parent() == nil {
		return false
	}
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if d, ok := instr.(*ssa.Defer); ok && d.Call.StaticCallee() == fn {
				return true
			}
		}
	}
	return false
}

// sleeps reports whether the pause itself is a sleep or a receive, not the call of something that sleeps elsewhere.
func (p *Pause) sleeps() bool {
	call, ok := p.Instr.(*ssa.Call)
	if !ok {
		return true
	}
	fn := calleeFunc(call.Common())
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time"
}

// pausesIn reports whether the pause belongs to a region of fn.
func (a *Analysis) pausesIn(fn *ssa.Function, p *Pause) bool {
	for _, r := range a.Regions(fn) {
		for _, q := range r.Pauses {
			if q == p {
				return true
			}
		}
	}
	return false
}

// short is how long a pause may be without anybody minding that it cannot be cut short.
const short = 150 * time.Millisecond

// lasts reports whether a pause is known to be as long as d at least.
func (a *Analysis) lasts(p *Pause, d time.Duration) bool {
	ds, all := a.durations(p.length())
	return all && slices.Min(ds) >= d
}

// soon is how long attempts that nobody wants any more may go on without anybody minding.
const soon = 10 * time.Second

// brief reports whether all pauses of a region together are known to be over soon: whoever has gone
// leaves no more than that behind.
func (a *Analysis) brief(r *Region, p *Pause) bool {
	n, total := r.Limit.Attempts, 0.0
	if n == 0 {
		n = a.wanted(r.Limit.Bound)
	}
	if r.Limit.Kind != CountLimit || n == 0 {
		return false
	}
	for turn := 1; turn < n; turn++ {
		most, ok := a.upper(p.length(), turn, 0)
		if total += most; !ok || total >= float64(soon) {
			return false
		}
	}
	return true
}

// wanted returns the largest number that this package gives for a parameter, 0 if there is none or
// one is not constant.
//
// Assumption: those out of sight ask for as many.
func (a *Analysis) wanted(bound ssa.Value) (most int) {
	if c, ok := bound.(*ssa.Convert); ok {
		bound = c.X
	}
	p, ok := bound.(*ssa.Parameter)
	if !ok || !a.Origin.Given(p, func(_ ssa.CallInstruction, arg ssa.Value) bool {
		n, known := constInt(arg)
		most = max(most, clamp(n))
		return known
	}) {
		return 0
	}
	return most
}

// reaches reports whether the last pause of a region is known to be as long as d.
func (a *Analysis) reaches(r *Region, p *Pause, d time.Duration) bool {
	if r.Limit.Kind != CountLimit || r.Limit.Attempts < 2 {
		return false
	}
	most, ok := a.upper(p.length(), r.Limit.Attempts-1, 0)
	return ok && most >= float64(d)
}

// long reports whether a pause is long enough to matter, alone or with its repetitions.
func (a *Analysis) long(r *Region, p *Pause) bool {
	ds, all := a.durations(p.length())
	if !all {
		return true
	}
	for _, d := range ds {
		total := time.Duration(r.Limit.Attempts) * d // 0 if the number of attempts is not known
		switch {
		case total >= 5*time.Second:
			return true // short ones add up
		case d >= short && (total == 0 || total >= 500*time.Millisecond):
			return true
		}
	}
	return false
}

// Steady tells how the pauses of a region are alike for everybody who fails at the same
// moment: "constant" when they do not grow, "growing" when they grow but nothing is random
// in them, "random" when nothing ends the attempts and they are random but do not grow, ""
// when they are unknown, or somebody else's.
func (a *Analysis) Steady(r *Region) (p *Pause, how string) {
	for _, p := range r.Pauses {
		place := p.Place()
		if p.Kind != Plain && p.Kind != Heeding || place.Dur == nil {
			continue
		}
		g := &growth{a: a, seen: make(map[ssa.Value]bool)}
		g.visit(p.length(), 0)
		switch {
		case g.unknown:
		case g.random && !g.grows && (r.Limit.Kind == NoLimit || r.Limit.Kind == MaybeLimit):
			return p, "random"
		case g.random:
		case g.grows:
			return p, "growing"
		default:
			return p, "constant"
		}
	}
	return nil, ""
}

// A Miscount is a pause that is computed from a number which its loop does not change, while
// the loop counts its failures in a variable that is at most compared with nought.
type Miscount struct {
	Pause   *Pause
	Counter *types.Var
}

// Miscount returns such a pause of a region, or nil.
func (a *Analysis) Miscount(r *Region) *Miscount {
	if r.loop == nil {
		return nil
	}
	for _, p := range r.Pauses {
		if p.Inner != nil || p.Dur == nil || !a.computed(r, p.Dur) {
			continue
		}
		if v := a.unread(r); v != nil {
			return &Miscount{p, v}
		}
	}
	return nil
}

// computed reports whether a duration is made, in the loop, by a call that is given a number
// kept in a field.
func (a *Analysis) computed(r *Region, v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok || !r.loop.has(call.Block()) {
		return false
	}
	for _, arg := range call.Common().Args {
		load, ok := arg.(*ssa.UnOp)
		if !ok || load.Op != token.MUL || !origin.IsNumber(arg.Type()) || isDuration(arg.Type()) {
			continue
		}
		if fa, ok := load.X.(*ssa.FieldAddr); ok && fieldOf(fa) != nil && !a.changedIn(r, fieldOf(fa)) {
			return true
		}
	}
	return false
}

// changedIn reports whether the loop, or a function that it calls, stores to the field.
func (a *Analysis) changedIn(r *Region, f *types.Var) bool {
	called := make(map[*ssa.Function]bool)
	for _, b := range r.loop.list {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && call.Common().StaticCallee() != nil {
				called[call.Common().StaticCallee()] = true
			}
		}
	}
	for _, st := range a.Origin.FieldStores(f) {
		if called[st.Parent()] || st.Parent() == r.Fn && r.loop.has(st.Block()) {
			return true
		}
	}
	return false
}

// unread returns a local number that the loop counts up and that nothing reads, but to ask
// whether it is above nought. Only the source tells: SSA form has no place for a number
// without a reader.
func (a *Analysis) unread(r *Region) *types.Var {
	info := a.Program.Pass.TypesInfo
	syntax := r.Fn.Syntax()
	if syntax == nil {
		return nil
	}
	counted := make(map[*types.Var]bool)
	written := make(map[*ast.Ident]bool)
	ast.Inspect(syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IncDecStmt:
			if id, ok := n.X.(*ast.Ident); ok && n.Tok == token.INC {
				if v, ok := info.Uses[id].(*types.Var); ok && !v.IsField() && v.Parent() != v.Pkg().Scope() && r.Pos <= n.Pos() {
					counted[v], written[id] = true, true
				}
			}
		case *ast.BinaryExpr:
			id, ok := n.X.(*ast.Ident)
			if zero, okz := n.Y.(*ast.BasicLit); ok && okz && zero.Value == "0" && (n.Op == token.GTR || n.Op == token.NEQ) {
				written[id] = true
			}
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if id, ok := lhs.(*ast.Ident); ok && n.Tok == token.ASSIGN {
					written[id] = true
				}
			}
		}
		return true
	})
	if len(counted) == 0 {
		return nil
	}
	ast.Inspect(syntax, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && !written[id] {
			if v, ok := info.Uses[id].(*types.Var); ok {
				delete(counted, v)
			}
		}
		return true
	})
	var first *types.Var
	for v := range counted {
		if first == nil || v.Pos() < first.Pos() {
			first = v
		}
	}
	return first
}

// Products returns the places in fn at which a duration that is kept from turn to turn is
// multiplied by a duration: time.Second is a billion.
func (a *Analysis) Products(fn *ssa.Function) []*Swell {
	var list []*Swell
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			mul, ok := instr.(*ssa.BinOp)
			if !ok || mul.Op != token.MUL || !isDuration(mul.Type()) {
				continue
			}
			k, x := mul.Y, mul.X
			if _, ok := k.(*ssa.Const); !ok {
				k, x = x, k
			}
			if n, ok := origin.Int(k); ok && n >= int64(time.Millisecond) && kept(mul, x, n) {
				list = append(list, &Swell{Pos: mul.Pos(), How: Product})
			}
		}
	}
	return list
}

// kept reports whether the product of x by n becomes the next x. A variable that is multiplied
// once by a unit held a plain number until then.
func kept(mul *ssa.BinOp, x ssa.Value, n int64) bool {
	switch x := x.(type) {
	case *ssa.Phi:
		for _, e := range x.Edges {
			if e == mul {
				return true
			}
			if p, ok := e.(*ssa.Phi); ok && p != x {
				for _, e := range p.Edges {
					if e == mul {
						return true
					}
				}
			}
		}
	case *ssa.UnOp:
		if x.Op != token.MUL {
			return false
		}
		m, ok := address(x.X)
		if _, captured := m.base.(*ssa.FreeVar); !captured || m.field >= 0 || unit(n) {
			return false
		}
		for _, ref := range *mul.Referrers() {
			if st, isStore := ref.(*ssa.Store); isStore && ok {
				if sm, ok := address(st.Addr); ok && sm == m {
					return true
				}
			}
		}
	}
	return false
}

func unit(n int64) bool {
	switch time.Duration(n) {
	case time.Millisecond, time.Second, time.Minute, time.Hour:
		return true
	}
	return false
}

// A Stray is a stop channel that nobody can close while it is waited on.
type Stray struct {
	Call ssa.CallInstruction // what it is given to
	Hand *Hand
}

// Strays returns the stop channels of fn that only fn's own return closes, although they are
// given to something that pauses and a context is at hand.
func (a *Analysis) Strays(fn *ssa.Function) []*Stray {
	h := a.CtxAtHand(fn)
	if h == nil {
		return nil
	}
	var list []*Stray
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if made, ok := instr.(*ssa.MakeChan); ok {
				if call := strayed(made); call != nil {
					list = append(list, &Stray{call, h})
				}
			}
		}
	}
	return list
}

// strayed returns the call that a channel is given to, if its other uses are its closing at
// the function's end and nothing else, and the call makes something that pauses.
func strayed(made *ssa.MakeChan) ssa.CallInstruction {
	elem, ok := made.Type().Underlying().(*types.Chan).Elem().Underlying().(*types.Struct)
	if !ok || elem.NumFields() != 0 {
		return nil
	}
	var given ssa.CallInstruction
	closed := false
	values := []ssa.Value{made}
	for len(values) > 0 {
		v := values[0]
		values = values[1:]
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.ChangeType:
				values = append(values, ref)
			case *ssa.Defer:
				if b, ok := ref.Call.Value.(*ssa.Builtin); !ok || b.Name() != "close" {
					return nil
				}
				closed = true
			case *ssa.Call:
				if given != nil || !pauses(ref.Type()) {
					return nil
				}
				given = ref
			case *ssa.DebugRef:
			default:
				return nil
			}
		}
	}
	if !closed {
		return nil
	}
	return given
}

// pauses reports whether values of the type pause: they have a method Wait without parameters.
func pauses(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Wait")
	fn, ok := obj.(*types.Func)
	return ok && fn.Signature().Params().Len() == 0 && fn.Signature().Results().Len() == 1 && origin.IsBool(fn.Signature().Results().At(0).Type())
}

// Foreign returns the pause of a region that listens to a context kept in a field although
// the one of the request at hand is what ends the work, or nil.
func (a *Analysis) Foreign(r *Region) *Deaf {
	h := a.CtxAtHand(r.Fn)
	if h == nil || !isRequest(h.Value.Type()) {
		return nil
	}
	for _, v := range r.HeedCtxs {
		if !a.fieldCtx(v) {
			return nil
		}
	}
	pauses := r.Pauses
	if r.Inside != nil && r.Inside.Inner != nil {
		pauses = append(pauses[:len(pauses):len(pauses)], r.Inside)
	}
	for _, p := range pauses {
		if p.Kind != Heeding || len(p.Ctxs) == 0 {
			continue
		}
		for _, v := range p.Ctxs {
			if !a.fieldCtx(v) {
				return nil
			}
		}
		return &Deaf{Pause: p.Place(), Hand: h}
	}
	return nil
}

// fieldCtx reports whether a context is read from a field.
func (a *Analysis) fieldCtx(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		_, ok := v.X.(*ssa.FieldAddr)
		return ok && v.Op == token.MUL
	case *ssa.Field:
		return true
	case *ssa.MakeInterface:
		return a.fieldCtx(v.X)
	}
	return false
}

// starts reports whether a function is there to start something, by its name, or belongs to the
// program itself.
func starts(fn *ssa.Function) bool {
	if fn.Pkg != nil && fn.Pkg.Pkg.Name() == "main" {
		return true
	}
	name := origin.Outermost(fn).Name()
	name = strings.ToLower(name[:1]) + name[1:]
	for _, w := range [...]string{"start", "init", "setup", "bootstrap", "new", "launch"} {
		if rest, ok := strings.CutPrefix(name, w); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
		if strings.HasSuffix(name, strings.ToUpper(w[:1])+w[1:]) && w != "new" {
			return true // nodeInit
		}
	}
	return false
}

// Abandoned returns the pause of a region in a function without a context, whose caller in
// this package has one: it cannot hand it on.
func (a *Analysis) Abandoned(r *Region) *Deaf {
	if r.Fn.Parent() != nil || a.CtxAtHand(r.Fn) != nil || r.Heeds >= HeedsStop || r.Evidence() < Known || hasCtx(r.Fn) {
		return nil
	}
	for _, p := range r.Pauses {
		if p.Kind != Plain || !a.long(r, p) || p.Inner != nil {
			continue
		}
		calls, _ := a.Origin.Callers(r.Fn)
		for _, call := range calls {
			if _, ok := call.(*ssa.Call); !ok || a.SSA.Tests[call.Parent()] {
				continue
			}
			if h := a.CtxAtHand(call.Parent()); h != nil {
				return &Deaf{Pause: p, Hand: h, Caller: call.Parent(), Starts: starts(call.Parent()), Soon: a.brief(r, p)}
			}
		}
	}
	return nil
}

// Unstoppable returns the pause of a helper that runs a function again, sleeps between the
// attempts, and takes nothing that could call it off, or nil. The hand is that of a function above
// one that has it cross the network, if the package shows one.
func (a *Analysis) Unstoppable(r *Region) *Deaf {
	op := r.Op()
	if op == nil || op.Param < 0 || r.Kind != Retry || r.Heeds >= HeedsStop || a.CtxAtHand(r.Fn) != nil || op.Ctx != nil {
		return nil
	}
	for _, p := range r.Fn.Params {
		if _, ok := p.Type().Underlying().(*types.Chan); ok || isContext(p.Type()) {
			return nil
		}
	}
	for _, p := range r.Pauses {
		if p.Kind == Plain && p.Place().sleeps() && a.long(r, p) {
			d := &Deaf{Pause: p.Place()}
			if r.Fn.Parent() == nil && !a.brief(r, p) {
				a.above(r.Fn, op.Param, d)
			}
			return d
		}
	}
	return nil
}

// above finds the context of whoever has a helper try again what crosses the network.
func (a *Analysis) above(helper *ssa.Function, param int, d *Deaf) {
	calls, _ := a.Origin.Callers(helper)
	for _, call := range calls {
		if args := call.Common().Args; a.plain(call) && param < len(args) && a.body(args[param], call) != nil {
			if d.Hand, d.Caller = a.handOf(call.Parent(), 0); d.Hand != nil {
				d.Starts = starts(d.Caller)
				return
			}
		}
	}
}

// plain reports whether a call waits for what it calls, outside the tests.
func (a *Analysis) plain(call ssa.CallInstruction) bool {
	_, ok := call.(*ssa.Call)
	return ok && !a.SSA.Tests[call.Parent()]
}

// handOf returns the context at hand in fn, or in a function that calls it, two levels up at the most.
func (a *Analysis) handOf(fn *ssa.Function, up int) (*Hand, *ssa.Function) {
	if h := a.CtxAtHand(fn); h != nil {
		return h, fn
	}
	if fn = origin.Outermost(fn); up > 2 || hasCtx(fn) {
		return nil, nil
	}
	calls, _ := a.Origin.Callers(fn)
	for _, call := range calls {
		if a.plain(call) {
			if h, caller := a.handOf(call.Parent(), up+1); h != nil {
				return h, caller
			}
		}
	}
	return nil, nil
}

// hasCtx reports whether the function looks for a context by itself: a parameter that it
// ignores on purpose, or a field.
func hasCtx(fn *ssa.Function) bool {
	for _, p := range fn.Params {
		if isContext(p.Type()) {
			return true
		}
	}
	return false
}

// An Inner is a region that another region repeats as a whole.
type Inner struct {
	Name     string // what repeats: "client.get", "sarama"
	Op       string // the crossing that is repeated
	Attempts int
	Layers   []int         // the factors of Attempts, outermost first; nil for one layer
	Worst    time.Duration // the longest its own pauses take together, 0 if not known
	Part     bool          // it is a part of what the outer region repeats
	Loose    bool          // something else may end its attempts: an option, or a budget
	Library  bool          // a library does so by itself, unless told otherwise
	Pos      token.Pos
}

// Nested returns what tries again inside the operation that r repeats, or nil.
func (a *Analysis) Nested(r *Region) *Inner {
	if r.Kind != Retry && r.Kind != Helper && r.Kind != Recursive {
		return nil
	}
	for _, op := range r.Ops {
		if op.Evidence != Known {
			continue
		}
		fn := calleeFunc(op.Call.Common())
		if row := op.Crossing.Row; row != nil && op.Crossing.Via == nil {
			if row.Attempts > 1 {
				return &Inner{Name: op.Name, Op: op.Name, Attempts: int(row.Attempts), Library: true, Pos: op.Call.Pos()}
			}
			continue
		}
		if sum := a.summaryOf(op.Call); sum != nil && (sum.Attempts > 1 || sum.Attempts == Unlimited) && fn != nil {
			return &Inner{Name: shortName(op.Call.Common()), Op: sum.Op, Attempts: sum.Attempts, Layers: sum.Layers, Worst: sum.Worst, Part: sum.Part, Loose: sum.Loose, Pos: op.Call.Pos()}
		}
	}
	return nil
}

// Product returns how often the crossing is made for one run of the region, what it repeats
// inside (nil if nothing does) included: 0 if that is not known. layers are the factors,
// outermost first, and worst is the longest that all the pauses take, 0 if not known.
func (a *Analysis) Product(r *Region, inner *Inner) (n int, layers []int, worst time.Duration) {
	if r.Limit.Kind != CountLimit || r.Limit.Attempts == 0 || inner != nil && inner.Attempts < 0 {
		return 0, nil, 0
	}
	n = r.Limit.Attempts
	layers = []int{n}
	each := a.each(r)
	if inner == nil || inner.Attempts < 2 {
		return n, layers, time.Duration(n-1) * each
	}
	if each > 0 && inner.Worst > 0 {
		worst = time.Duration(n-1)*each + time.Duration(n)*inner.Worst
	}
	if len(inner.Layers) > 0 {
		layers = append(layers, inner.Layers...)
	} else {
		layers = append(layers, inner.Attempts)
	}
	return min(n*inner.Attempts, 1<<20), layers, worst
}

// each returns the longest pause between two attempts of a region, 0 if not known.
func (a *Analysis) each(r *Region) time.Duration {
	if r.Helper != nil {
		return r.Helper.Run.Each
	}
	longest := time.Duration(0)
	for _, p := range r.Pauses {
		ds, all := a.durations(p.length())
		if !all || p.Kind == Event {
			return 0
		}
		longest = max(longest, slices.Max(ds))
	}
	return longest
}

// summaryOf returns the summary of the function that a call enters, or nil.
func (a *Analysis) summaryOf(call ssa.CallInstruction) *Summary {
	c := call.Common()
	fn := calleeFunc(c)
	if fn == nil || c.IsInvoke() {
		return nil
	}
	if fn.Pkg() == a.SSA.Pkg.Pkg {
		callee := c.StaticCallee()
		if o := callee.Origin(); o != nil {
			callee = o
		}
		return a.Summary(callee)
	}
	if isStd(fn.Pkg()) {
		return nil
	}
	sum, _ := a.Imported(fn)
	return sum
}
