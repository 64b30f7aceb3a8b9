package boundary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// requestAlone is what a request is called that was made without a context.
const requestAlone = "http.NewRequest"

// Inbound reports whether fn has the shape of a handler: its request came from a client.
func Inbound(fn *ssa.Function) bool {
	params := fn.Signature.Params()
	for i := range params.Len() {
		if IsNamed(params.At(i).Type(), "net/http", "ResponseWriter") {
			return true
		}
	}
	return false
}

// context evaluates a source of a context: what it is made from, and the contexts whose end cancels it.
func (a *Analysis) context(s origin.Source, root *ssa.Function) Limit {
	l := a.derivedContext(s, root)
	call, ok := s.Value.(*ssa.Call)
	if s.Kind != origin.Call || !ok {
		return l
	}
	for _, other := range cancelledWith(call) {
		l = a.either(l, other, s.Env, root)
	}
	return l
}

// either joins the limit of a context with that of another whose end ends it, too.
func (a *Analysis) either(l Limit, other ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	with := a.Limit(other, env, root)
	if l.State == pending || with.State == pending {
		return l
	}
	rooted, detached := l.Rooted && (with.Rooted || a.stored(other)), l.Detached || with.Detached
	if combine([]Operand{{Limit: l}, {Limit: with}}) != l.State {
		l = with
	}
	l.Rooted, l.Detached = rooted, detached
	return l
}

// cancelledWith returns the contexts whose end cancels the one that a call makes: by
// context.AfterFunc, or by a goroutine that waits for it.
func cancelledWith(call *ssa.Call) (ctxs []ssa.Value) {
	fn := origin.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" || fn.Signature().Results().Len() != 2 {
		return nil
	}
	seen := make(map[ssa.Value]bool)
	for _, cancel := range results(call, 1) {
		callsWith(cancel, seen, func(use ssa.CallInstruction, v ssa.Value) bool {
			if c, ok := use.(*ssa.Call); !ok {
				return false
			} else if c.Call.Value == v {
				ctxs = append(ctxs, endedBefore(c)...)
			} else if calleeFullName(c.Common()) == "context.AfterFunc" && c.Call.Args[1] == v {
				ctxs = append(ctxs, c.Call.Args[0])
			}
			return false
		})
	}
	return ctxs
}

// callsWith visits the calls that use the function v, called or given, through variables and the
// literals that capture them, until visit returns true, and reports whether it did. visit is given
// the value that stands for v there; seen holds the values that were followed.
func callsWith(v ssa.Value, seen map[ssa.Value]bool, visit func(use ssa.CallInstruction, v ssa.Value) bool) bool {
	refs := v.Referrers()
	if seen[v] || refs == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store: // a captured variable
			if ref.Val == v && callsWith(ref.Addr, seen, visit) {
				return true
			}
		case *ssa.UnOp, *ssa.ChangeType:
			if callsWith(ref.(ssa.Value), seen, visit) {
				return true
			}
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, v) {
				if callsWith(fv, seen, visit) {
					return true
				}
			}
		case ssa.CallInstruction:
			if visit(ref, v) {
				return true
			}
		}
	}
	return false
}

// endedBefore returns the contexts after whose end a function literal that runs on its own makes a call.
func endedBefore(call *ssa.Call) (ctxs []ssa.Value) {
	lit := call.Parent()
	if lit.Parent() == nil {
		return nil
	}
	runs := false
	for _, use := range usesOf(lit) {
		switch use := use.(type) {
		case *ssa.Go:
			runs = true
		case *ssa.Call:
			if calleeFullName(use.Common()) == "context.AfterFunc" {
				ctxs = append(ctxs, use.Call.Args[0])
			}
			runs = runs || calleeName(use.Common()) == "Go"
		}
	}
	if !runs {
		return ctxs
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			if done, ok := instr.(*ssa.Call); ok && done.Call.IsInvoke() && done.Call.Method.Name() == "Done" && IsNamed(done.Call.Value.Type(), "context", "Context") && newEnding(lit, maxEnding, done.Call.Value).before(call) {
				ctxs = append(ctxs, done.Call.Value)
			}
		}
	}
	return ctxs
}

// derivedContext evaluates a source of a context by what it is made from.
func (a *Analysis) derivedContext(s origin.Source, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if s.Kind != origin.Call || !ok {
		if a.fromFramework(s) {
			return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
		}
		if s.Kind == origin.Field && s.Var != nil && s.Var.Name() == "Context" && strings.HasPrefix(catalog.Path(s.Var.Pkg()), "github.com/urfave/cli") {
			return Limit{State: CancelOnly, Ender: Process, What: "the command's context"}
		}
		return Limit{}
	}
	fn := origin.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return Limit{}
	}
	arg := func(i int) ssa.Value { return operand(call.Common(), catalog.Arg0+catalog.At(i)) }
	recv := catalog.RecvName(fn)
	switch pkg := catalog.Path(fn.Pkg()); {
	case pkg == "context" && recv == "":
		switch fn.Name() {
		case "Background", "TODO":
			return Limit{State: None, Site: call, What: "context." + fn.Name() + "()", Rooted: true}
		case "WithTimeout", "WithTimeoutCause":
			d, ok := a.constant(arg(1), s.Env, root)
			if ok && d > int64(longest) {
				return tooLong(a.Limit(arg(0), s.Env, root))
			}
			l := bounded(a.Limit(arg(0), s.Env, root))
			l.Short = ok && d <= int64(shortest)
			return l
		case "WithDeadline", "WithDeadlineCause":
			if a.farAway(arg(1), s.Env, root) {
				return tooLong(a.Limit(arg(0), s.Env, root))
			}
			return bounded(a.Limit(arg(0), s.Env, root))
		case "WithCancel", "WithCancelCause":
			if endedAtOnce(call) {
				return Limit{State: Bounded, Detached: true}
			}
			if timed(call) {
				return bounded(a.Limit(arg(0), s.Env, root))
			}
			return cancellable(a.Limit(arg(0), s.Env, root), LocalCancel)
		case "WithValue":
			return a.Limit(arg(0), s.Env, root)
		case "WithoutCancel":
			return Limit{State: None, Site: call, What: "context.WithoutCancel", Detached: true}
		}
	case pkg == "os/signal" && fn.Name() == "NotifyContext":
		return cancellable(a.Limit(arg(0), s.Env, root), Signal)
	case pkg == "golang.org/x/sync/errgroup" && fn.Name() == "WithContext":
		return cancellable(a.Limit(arg(0), s.Env, root), LocalCancel)
	case pkg == "net/http" && recv == "Request" && fn.Name() == "Context":
		return a.requestContext(operand(call.Common(), catalog.Recv), s.Env, root)
	case pkg == "go.opentelemetry.io/otel/trace" && recv == "Tracer" && fn.Name() == "Start":
		return a.Limit(arg(0), s.Env, root)
	case pkg == "google.golang.org/grpc" && recv == "ServerStream" && fn.Name() == "Context":
		return Limit{State: CancelOnly, Ender: SomebodyElse, What: "the inbound call's context"}
	case pkg == "github.com/spf13/cobra" && fn.Name() == "Context":
		return Limit{State: CancelOnly, Ender: Process, What: "the command's context"}
	}
	return a.result(s, root)
}

// tooLong returns the limit of a context that was given a deadline too, but one that is further away
// than any call that waits for an answer should take.
func tooLong(l Limit) Limit {
	if l.State == None {
		l.What, l.Long = "a context whose deadline is more than an hour away", true
	}
	return l
}

// farAway reports whether a point in time is known to be further away than any call that
// waits for an answer should take: time.Now().Add(24 * time.Hour).
func (a *Analysis) farAway(v ssa.Value, env *origin.Env, root *ssa.Function) bool {
	sources := a.Origin.SourcesIn(v, env, root)
	for _, s := range sources {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			return false
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
			return false
		}
		switch fn.Name() {
		case "Add":
			if d, ok := a.constant(operand(call.Common(), catalog.Arg0), s.Env, root); !ok || d <= int64(longest) {
				return false
			}
		case "AddDate":
			for _, part := range [...]catalog.At{catalog.Arg0, catalog.Arg1, catalog.Arg2} {
				if n, ok := a.constant(operand(call.Common(), part), s.Env, root); !ok || n < 0 {
					return false
				}
			}
		default:
			return false
		}
	}
	return len(sources) > 0
}

// endedAtOnce reports whether a context is ended before anything is done with it: what gets it waits for
// nothing.
func endedAtOnce(call *ssa.Call) bool {
	ctxs := results(call, 0)
	for _, cancel := range results(call, 1) {
		for _, ref := range *cancel.Referrers() {
			end, ok := ref.(*ssa.Call)
			if ok && end.Call.Value == cancel && !slices.ContainsFunc(ctxs, func(ctx ssa.Value) bool {
				return slices.ContainsFunc(*ctx.Referrers(), func(use ssa.Instruction) bool {
					_, debug := use.(*ssa.DebugRef)
					return !debug && !precedes(end, use)
				})
			}) {
				return true
			}
		}
	}
	return false
}

// timed reports whether a timer calls the cancel function that a call of context.WithCancel
// returns: time.AfterFunc(d, cancel), or a literal that waits for a timer's channel and
// calls it.
func timed(call *ssa.Call) bool {
	for _, cancel := range results(call, 1) {
		if timedCall(cancel, make(map[ssa.Value]bool)) {
			return true
		}
	}
	return false
}

// timedCall is timed, of one of the values that stand for the cancel function.
func timedCall(v ssa.Value, seen map[ssa.Value]bool) bool {
	return callsWith(v, seen, func(use ssa.CallInstruction, v ssa.Value) bool {
		c := use.Common()
		if calleeName(c) == "AfterFunc" && len(c.Args) > 0 && c.Args[len(c.Args)-1] == v {
			return true
		}
		_, deferred := use.(*ssa.Defer)
		_, given := v.(*ssa.Parameter)
		if c.Value == v && (deferred && waitsForTime(use.Parent()) || !deferred && (given || use.Parent().Parent() != nil) && timerRuns(use)) {
			return true
		}
		p := parameterFor(c, v) // go watch(ctx, cancel)
		return p != nil && timedCall(p, seen)
	})
}

// parameterFor returns the parameter for which a function of this package is given v, or nil.
func parameterFor(c *ssa.CallCommon, v ssa.Value) *ssa.Parameter {
	fn := origin.Callee(c)
	if fn == nil || len(fn.Blocks) == 0 {
		return nil
	}
	if i := slices.Index(c.Args, v); i >= 0 && i < len(fn.Params) {
		return fn.Params[i]
	}
	return nil
}

// waitsForTime reports whether fn waits once, and goes on when a time has come, whatever else it waits
// for. On the ticks of a loop it goes round.
func waitsForTime(fn *ssa.Function) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			sel, ok := instr.(*ssa.Select)
			return ok && !origin.Reaches(b, b) && slices.ContainsFunc(sel.States, func(st *ssa.SelectState) bool { return IsTimeChan(st.Chan.Type()) })
		})
	})
}

// IsTimeChan reports whether values of the type are channels of times, such as a timer's.
func IsTimeChan(t types.Type) bool {
	ch, ok := t.Underlying().(*types.Chan)
	return ok && IsNamed(ch.Elem(), "time", "Time")
}

// timerRuns reports whether a call is made by a timer: it stands in a literal that was given to
// AfterFunc, or after a wait for a channel of times.
func timerRuns(call ssa.CallInstruction) bool {
	lit := call.Parent()
	if lit.Parent() != nil {
		for _, use := range usesOf(lit) {
			if c, ok := use.(ssa.CallInstruction); ok && calleeName(c.Common()) == "AfterFunc" {
				return true
			}
		}
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && IsTimeChan(instr.X.Type()) && b.Dominates(call.Block()) {
					return true
				}
			case *ssa.Select:
				for _, st := range instr.States {
					if IsTimeChan(st.Chan.Type()) && (b == call.Block() || origin.Reaches(b, call.Block())) {
						return true
					}
				}
			}
		}
	}
	return false
}

// bounded is the limit of a context derived from parent with a deadline.
func bounded(parent Limit) Limit {
	if parent.State == pending {
		return parent
	}
	return Limit{State: Bounded, Rooted: parent.Rooted, Detached: parent.Detached}
}

// cancellable is the limit of a context derived from parent by something that cancels it.
func cancellable(parent Limit, by Ender) Limit {
	if parent.State == None {
		parent.State, parent.Ender, parent.Detached = CancelOnly, by, false
		parent.What = "a context that is only cancelled"
	}
	return parent
}

// requestContext evaluates req.Context(). A request that is a parameter, and is looked at
// but not sent by the function, is the inbound one.
func (a *Analysis) requestContext(req ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	l := a.Limit(req, env, root)
	if l.State == ByParam && l.Of != nil && l.Of.Name() != "RoundTrip" && !a.sends(l.Of.Params[l.Param]) {
		return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
	}
	if l.State == Unknown {
		for _, s := range a.Origin.SourcesIn(req, env, root) {
			if a.fromFramework(s) {
				return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
			}
		}
	}
	return l
}

// sends reports whether the request p goes out again: it is cloned or handed to a crossing.
func (a *Analysis) sends(p ssa.Value) bool {
	for _, ref := range *p.Referrers() {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			continue
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil {
			continue
		}
		switch fn.Name() {
		case "Clone", "WithContext", "Do", "RoundTrip":
			return true
		}
	}
	return false
}

// request evaluates a source of an *http.Request.
func (a *Analysis) request(s origin.Source, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Object:
		alloc := s.Value.(*ssa.Alloc)
		whole, _ := a.Origin.Stores(alloc)
		var list []Limit
		for _, st := range whole {
			list = append(list, a.Limit(st.Val, s.Env, root))
		}
		if len(list) > 0 {
			return merge(list)
		}
		return Limit{State: None, Site: alloc, What: "an http.Request literal"}
	case origin.Call:
		call, ok := s.Value.(*ssa.Call)
		if !ok {
			return Limit{}
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil {
			return Limit{}
		}
		c := call.Common()
		if fn.Pkg().Path() == "net/http" {
			switch recv := catalog.RecvName(fn); {
			case recv == "" && fn.Name() == "NewRequest" && replacedRequest(call) != nil:
				return a.Limit(replacedRequest(call), s.Env, root)
			case recv == "" && fn.Name() == "NewRequest" && setsCancel(call):
				return Limit{}
			case recv == "" && fn.Name() == "NewRequest":
				return Limit{State: None, Site: call, What: requestAlone, Rooted: true}
			case recv == "" && fn.Name() == "NewRequestWithContext":
				return a.Limit(operand(c, catalog.Arg0), s.Env, root)
			case recv == "Request" && (fn.Name() == "WithContext" || fn.Name() == "Clone"):
				return a.Limit(operand(c, catalog.Arg0), s.Env, root)
			}
			return Limit{}
		}
		return a.result(s, root)
	}
	return Limit{}
}

// replacedRequest returns the request that is put in the place of the one that a call made, or nil:
// *req = *req.WithContext(ctx).
func replacedRequest(call *ssa.Call) ssa.Value {
	for _, req := range results(call, 0) {
		for _, ref := range *req.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Addr != req {
				continue
			}
			if load, ok := st.Val.(*ssa.UnOp); ok && load.Op == token.MUL {
				return load.X
			}
		}
	}
	return nil
}

// setsCancel reports whether the channel that ends a request is set on the one that a call made.
func setsCancel(call *ssa.Call) bool {
	return slices.ContainsFunc(results(call, 0), func(req ssa.Value) bool {
		return slices.ContainsFunc(*req.Referrers(), func(ref ssa.Instruction) bool {
			fa, ok := ref.(*ssa.FieldAddr)
			return ok && fa.X == req && origin.FieldVar(fa).Name() == "Cancel" && slices.ContainsFunc(*fa.Referrers(), func(use ssa.Instruction) bool {
				st, ok := use.(*ssa.Store)
				return ok && st.Addr == fa
			})
		})
	})
}

// contextArg returns the first argument of a call that is a context, or nil.
func contextArg(c *ssa.CallCommon) ssa.Value {
	for _, arg := range c.Args {
		if IsNamed(arg.Type(), "context", "Context") {
			return arg
		}
	}
	return nil
}
