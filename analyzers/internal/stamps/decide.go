package stamps

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A decider asks whether the outcome of a comparison or the length of a span matters.
type decider struct {
	a      *Analysis
	seen   map[ssa.Value]bool
	limit  int64 // the largest constant that the span is compared with, in its own unit
	timer  bool  // it ends in a timer rather than a branch
	asked  map[*ssa.If]bool
	sorts  bool   // it orders stamps rather than measures between them
	names  string // what the span is compared with, by name
	waits  bool   // ask for timers alone
	coarse bool   // it is asked in whole minutes or hours
	paces  bool   // it chooses the length of a pause: an attempt comes a little sooner or later
	firm   bool   // neither how long a pause is nor what a record shows counts
}

func (a *Analysis) newDecider() *decider {
	return &decider{a: a, seen: make(map[ssa.Value]bool)}
}

// decides reports whether v has a say in what the program does, other than in what it prints.
func (d *decider) decides(v ssa.Value) bool {
	if d.seen[v] || len(d.seen) > 100 {
		return false
	}
	d.seen[v] = true
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		if d.by(ref, v) {
			return true
		}
	}
	return false
}

// firmly is decides, where neither the length of a pause nor what a record tells others counts.
func (d *decider) firmly(v ssa.Value) bool {
	d.firm = true
	return d.decides(v)
}

func (d *decider) by(ref ssa.Instruction, v ssa.Value) bool {
	switch ref := ref.(type) {
	case *ssa.If:
		return !d.waits && !hasWord(isLogWord, ref.Parent().Name()) && d.consequential(ref)
	case *ssa.BinOp:
		switch ref.Op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			other := ref.Y
			if other == v {
				other = ref.X
			}
			if n, ok := d.a.constant(other); ok && n > d.limit {
				d.limit = n
			}
			d.names += " " + d.a.nameOf(other)
			return d.decides(ref)
		case token.EQL, token.NEQ:
			if n, ok := origin.Int(ref.Y); ok && n == 0 && !origin.IsBool(v.Type()) {
				return false // whether anything can be divided by it
			}
			return d.decides(ref)
		case token.ADD, token.SUB, token.MUL, token.QUO:
			return d.decides(ref)
		}
	case *ssa.UnOp:
		return d.decides(ref)
	case *ssa.Convert:
		return d.decides(ref)
	case *ssa.ChangeType:
		return d.decides(ref)
	case *ssa.Phi:
		return d.decides(ref)
	case *ssa.Extract:
		return d.decides(ref)
	case *ssa.Return:
		return d.returned(ref, v)
	case *ssa.Store:
		return d.storedTo(ref, v)
	case ssa.CallInstruction:
		return d.passed(ref, v)
	}
	return false
}

// constant returns the largest number that v may be, if all that it may be are constants: a
// literal, or a variable of the package that nothing else is stored into.
func (a *Analysis) constant(v ssa.Value) (int64, bool) {
	if n, ok := origin.Int(v); ok {
		return n, true
	}
	var most int64
	ok := origin.All(a.env.Origin.Sources(v, nil), func(s origin.Source) bool {
		n, ok := origin.Int(s.Value)
		most = max(most, n)
		return s.Kind == origin.Const && ok
	})
	return most, ok
}

// returned: a predicate decides for whoever asks it; a span goes on at the calls in sight.
func (d *decider) returned(ret *ssa.Return, v ssa.Value) bool {
	if d.waits && origin.IsBool(v.Type()) {
		return false
	}
	if origin.IsBool(v.Type()) {
		d.sorts = d.sorts || isComparator(ret.Parent())
		return !hasWord(isLogWord, ret.Parent().Name()) // whether to log is no decision
	}
	calls, _ := d.a.env.Origin.Callers(ret.Parent())
	for _, call := range calls {
		cv := call.Value()
		if cv == nil {
			continue
		}
		if len(ret.Results) == 1 {
			if d.decides(cv) {
				return true
			}
			continue
		}
		for _, ref := range *cv.Referrers() {
			if ex, ok := ref.(*ssa.Extract); ok && ex.Index < len(ret.Results) && ret.Results[ex.Index] == v && d.decides(ex) {
				return true
			}
		}
	}
	return false
}

func (d *decider) storedTo(st *ssa.Store, v ssa.Value) bool {
	if st.Val != v {
		return false
	}
	switch addr := st.Addr.(type) {
	case *ssa.Alloc:
		for _, ref := range *addr.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL && d.decides(load) {
				return true
			}
		}
	case *ssa.FieldAddr:
		if f := origin.FieldVar(addr); d.firm && f != nil && f.Exported() && !hasPrivate(origin.Named(addr.X.Type())) {
			return false
		}
		return !d.waits && origin.IsBool(v.Type()) // a state that somebody asks for
	}
	return false
}

func (d *decider) passed(call ssa.CallInstruction, v ssa.Value) bool {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		if (b.Name() == "min" || b.Name() == "max") && call.Value() != nil {
			return d.decides(call.Value())
		}
		return false
	}
	obj := calleeObj(c)
	if obj == nil {
		return false
	}
	if isTimer(obj) {
		d.timer = true
		return !d.firm || obj.Name() == "AfterFunc"
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "time" && recvName(obj) == "Duration" && call.Value() != nil {
		d.coarse = d.coarse || obj.Name() == "Minutes" || obj.Name() == "Hours"
		return d.decides(call.Value())
	}
	if fn := origin.Callee(c); fn != nil && fn.Blocks != nil && fn.Pkg == d.a.env.SSA.Pkg && !isReport(obj) {
		for i, arg := range c.Args {
			if arg == v && i < len(fn.Params) && d.decides(fn.Params[i]) {
				return true
			}
		}
	}
	return false
}

// isTimer reports whether a duration given to fn sets when something happens.
func isTimer(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "time":
		switch fn.Name() {
		case "After", "AfterFunc", "NewTimer", "NewTicker", "Tick", "Sleep", "Reset":
			return recvName(fn) != "Time"
		}
	case "context":
		return strings.HasPrefix(fn.Name(), "WithTimeout")
	}
	return false
}

// consequential reports whether a branch does more on one of its sides than print or count.
func (d *decider) consequential(branch *ssa.If) bool {
	for _, side := range sides(branch) {
		for _, b := range side {
			for _, instr := range b.Instrs {
				if effective(instr) {
					return true
				}
			}
			// a || b: whether b is asked decides what b decides.
			if next, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok && !d.asked[next] {
				if d.asked == nil {
					d.asked = make(map[*ssa.If]bool)
				}
				d.asked[next] = true
				if d.consequential(next) {
					return true
				}
			}
		}
		// A side that only chooses a value: does the value matter?
		for _, b := range side {
			for _, join := range b.Succs {
				for _, instr := range join.Instrs {
					phi, ok := instr.(*ssa.Phi)
					if !ok {
						break
					}
					if isNamed(phi.Type(), "time", "Duration") {
						d.paces = d.paces || !d.seen[phi] && d.a.newDecider().decides(phi)
						continue
					}
					if d.decides(phi) {
						return true
					}
				}
			}
		}
	}
	return false
}

// sides returns, for each way out of a branch, the blocks that are reached on that way and
// not on the other. Ways back to a loop's head are not followed: they begin the next turn.
func sides(branch *ssa.If) [2][]*ssa.BasicBlock {
	succs := branch.Block().Succs
	n := len(branch.Parent().Blocks)
	var reach [2][]bool
	for i, s := range succs {
		reach[i] = make([]bool, n)
		forward(s, branch.Block(), reach[i])
	}
	var list [2][]*ssa.BasicBlock
	for i, b := range branch.Parent().Blocks {
		switch {
		case reach[0][i] && !reach[1][i]:
			list[0] = append(list[0], b)
		case reach[1][i] && !reach[0][i]:
			list[1] = append(list[1], b)
		}
	}
	return list
}

func forward(b, from *ssa.BasicBlock, seen []bool) {
	if seen[b.Index] || b.Dominates(from) {
		return
	}
	seen[b.Index] = true
	for _, s := range b.Succs {
		forward(s, b, seen)
	}
}

func effective(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Return, *ssa.Send, *ssa.MapUpdate, *ssa.Go, *ssa.Defer, *ssa.Panic, *ssa.Select:
		return true
	case *ssa.Store:
		return !origin.IsLocal(instr.Addr) && !isMeter(instr.Addr)
	case *ssa.Call:
		c := instr.Common()
		if b, ok := c.Value.(*ssa.Builtin); ok {
			return b.Name() == "delete" || b.Name() == "close" || b.Name() == "copy" || b.Name() == "append"
		}
		obj := calleeObj(c)
		return obj == nil || !isReport(obj) && !isPure(obj) && !askedForReport(instr, obj)
	}
	return false
}

// askedForReport reports whether a call asks something, by a method that takes nothing and
// returns one thing, no error, which only a report is given.
func askedForReport(call *ssa.Call, obj *types.Func) bool {
	s := obj.Signature()
	return s.Recv() != nil && s.Params().Len() == 0 && s.Results().Len() == 1 && !origin.IsError(s.Results().At(0).Type()) && reported(call, 0)
}

// reported reports whether v is used, and for nothing but reports.
func reported(v ssa.Value, deep int) bool {
	if v.Referrers() == nil || len(*v.Referrers()) == 0 || deep > 6 {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.ChangeType, *ssa.Convert, *ssa.Slice:
			if !reported(ref.(ssa.Value), deep+1) {
				return false
			}
		case *ssa.Store: // among variadic arguments
			ia, ok := ref.Addr.(*ssa.IndexAddr)
			if !ok || ref.Val != v {
				return false
			}
			calls := variadicCalls(ia)
			for _, call := range calls {
				if obj := calleeObj(call.Common()); obj == nil || !isReport(obj) {
					return false
				}
			}
			if len(calls) == 0 {
				return false
			}
		case *ssa.Call:
			obj := calleeObj(ref.Common())
			if obj == nil || !isReport(obj) && !(askedForReport(ref, obj) || isPure(obj) && reported(ref, deep+1)) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// isLogPackage reports whether a package of this name writes logs: log with a letter or two
// before it, as people call their own.
func isLogPackage(name string) bool {
	switch name {
	case "log", "logs", "logger", "logging", "logutil", "golog", "nazalog", "seelog", "log15", "log4go", "applog", "zaplog":
		return true
	}
	return len(name) == 4 && strings.HasSuffix(name, "log") && name != "blog"
}

// isMeter reports whether addr is a field of what is kept for dashboards, by the name of its
// type: that it begins anew is no decision.
func isMeter(addr ssa.Value) bool {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	n := origin.Named(fa.X.Type())
	return n != nil && hasWord(isMeterWord, n.Obj().Name())
}

func isMeterWord(w string) bool {
	switch w {
	case "metric", "metrics", "histogram", "gauge", "stats", "telemetry":
		return true
	}
	return false
}

// isReport reports whether fn tells people or dashboards something.
func isReport(fn *types.Func) bool {
	path := ""
	if fn.Pkg() != nil {
		path = fn.Pkg().Path()
	}
	switch path {
	case "log", "log/slog", "github.com/sirupsen/logrus", "go.uber.org/zap", "github.com/golang/glog", "k8s.io/klog/v2", "k8s.io/klog",
		"github.com/rs/zerolog", "github.com/go-logr/logr", "github.com/go-kit/log", "github.com/go-kit/log/level", "expvar", "testing":
		return true
	case "fmt":
		return strings.HasPrefix(fn.Name(), "Print") || strings.HasPrefix(fn.Name(), "Fprint")
	}
	if hasWord(isMetricWord, path) || fn.Pkg() != nil && isLogPackage(fn.Pkg().Name()) {
		return true
	}
	name := fn.Name()
	if recv := recvName(fn); hasWord(isMetricWord, recv) || hasWord(isLogWord, recv) {
		return true
	}
	for _, p := range [...]string{"Debug", "Info", "Warn", "Error", "Trace", "Print", "Log", "Notice", "Verbose", "debug", "info", "warn", "log", "trace", "notice"} {
		if rest, ok := strings.CutPrefix(name, p); ok {
			switch rest {
			case "", "f", "ln", "w", "s", "ing", "Context", "Ctx", "fCtx", "Depth", "Event", "If", "ingf", "Message", "Once", "OnceIf":
				return name != "Error" || fn.Signature().Params().Len() > 0
			}
			if p == "log" || p == "Log" {
				return true
			}
		}
	}
	switch name {
	case "Observe", "Inc", "IncBy", "IncrCounter", "AddSample", "SetGauge", "MeasureSince", "RecordDuration", "ObserveDuration", "WithLabelValues",
		"Logf", "Infof", "Warningf", "Errorf", "Warning", "V", "UI", "Ui":
		return name != "Errorf" || path != "fmt"
	}
	return false
}

func isMetricWord(w string) bool {
	switch w {
	case "metric", "metrics", "prometheus", "statsd", "histogram", "counter", "gauge", "stat", "stats", "otel", "opencensus", "telemetry", "tracer", "span":
		return true
	}
	return false
}

func isLogWord(w string) bool {
	switch w {
	case "logger", "log", "logging", "logrus", "slog", "glog", "klog":
		return true
	}
	return false
}

// isPure reports whether fn only computes.
func isPure(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return true // error.Error
	}
	switch fn.Pkg().Path() {
	case "time":
		return !isTimer(fn)
	case "fmt":
		return strings.HasPrefix(fn.Name(), "Sprint") || fn.Name() == "Errorf"
	case "strings", "strconv", "errors", "math", "bytes", "path", "path/filepath", "unicode", "sort", "slices", "maps":
		return true
	case "sync":
		return fn.Name() == "Lock" || fn.Name() == "Unlock" || fn.Name() == "RLock" || fn.Name() == "RUnlock"
	case "sync/atomic":
		return fn.Name() == "Load" || strings.HasPrefix(fn.Name(), "Load")
	}
	s := fn.Signature()
	switch fn.Name() {
	case "String", "Error", "Len", "Name", "ID":
		return s.Params().Len() == 0
	}
	return false
}
