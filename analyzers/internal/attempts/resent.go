package attempts

import (
	"go/constant"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Resent request is made once, and again on each turn of a loop that only time paces, until
// its effect shows. Nobody looks at how it went.
type Resent struct {
	Call  *ssa.Call // the one in the loop
	First ssa.CallInstruction
	Pause *Pause
}

// Resent returns the request that a watching loop repeats, if its pauses are all alike and nothing
// else ends it, or nil.
func (a *Analysis) Resent(r *Region) *Resent {
	if r.Kind != Watch || r.loop == nil || r.Heeds != Heedless || len(r.Pauses) != 1 {
		return nil
	}
	p := r.Pauses[0]
	if _, alike := a.durations(p.length()); p.Kind != Plain || p.Inner != nil || !alike || reset(p, r.loop) || !untilState(r.loop) {
		return nil
	}
	for _, b := range r.loop.list {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || outcomeOf(call) != nil || !a.requests(call) {
				continue
			}
			if first := madeBefore(r, call); first != nil {
				return &Resent{call, first, p}
			}
		}
	}
	return nil
}

// requests reports whether a call asks something of a peer, and might say that it failed: it
// crosses the network, or is a method of an interface that returns an error and nothing else.
func (a *Analysis) requests(call *ssa.Call) bool {
	if _, ok := call.Call.Value.(*ssa.Builtin); ok {
		return false
	}
	return a.Crossing(call) != nil || call.Call.IsInvoke() && isError(call.Type()) && len(call.Call.Args) > 0 && !quietName(call.Call.Method.Name())
}

// reset reports whether a loop sets the ticker that paces it to another period.
func reset(p *Pause, l *loop) bool {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && calleeName(call.Common()) == "Reset" && len(call.Call.Args) > 0 && namedAs(call.Call.Args[0].Type(), "time", "Ticker") {
				return true
			}
		}
	}
	return false
}

// untilState reports whether the loop is left when something holds that it asks on each turn:
// neither a number nor the end of what it receives from, nor a flag that tells it to stop.
func untilState(l *loop) bool {
	asked := false
	for _, b := range l.list {
		br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || l.has(b.Succs[0]) && l.has(b.Succs[1]) {
			continue
		}
		if ext, ok := br.Cond.(*ssa.Extract); ok {
			if recv, ok := ext.Tuple.(*ssa.UnOp); ok && recv.Op == token.ARROW {
				continue
			}
		}
		if numeric(br.Cond, make(map[*ssa.Phi]bool)) || stops(br.Cond) {
			return false
		}
		asked = true
	}
	return asked
}

// stops reports whether a condition is a flag, or the answer of a method, whose name says that
// something is over.
func stops(cond ssa.Value) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return stops(c.X)
		}
		if f := fieldOfLoad(c); f != nil {
			return stopName(f.Name())
		}
	case *ssa.Call:
		return stopName(calleeName(c.Common()))
	}
	return false
}

// madeBefore returns a call like the one in a loop that was made before the loop was entered, by
// the same function or by the one around it.
func madeBefore(r *Region, call *ssa.Call) ssa.CallInstruction {
	fn, before := r.Fn, func(c *ssa.Call) bool { return !r.loop.has(c.Block()) && c.Block().Dominates(call.Block()) }
	for {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(*ssa.Call); ok && c != call && before(c) && sameCall(c, call) {
					return c
				}
			}
		}
		lit := fn
		if fn = fn.Parent(); fn == nil {
			return nil
		}
		before = func(c *ssa.Call) bool {
			return slices.ContainsFunc(origin.Closures(lit), func(mc *ssa.MakeClosure) bool { return c.Block().Dominates(mc.Block()) })
		}
	}
}

// sameCall reports whether two calls call the same with the same arguments.
func sameCall(x, y *ssa.Call) bool {
	cx, cy := x.Common(), y.Common()
	if cx.Method != cy.Method || len(cx.Args) != len(cy.Args) {
		return false
	}
	if cx.IsInvoke() {
		if !sameValue(cx.Value, cy.Value) {
			return false
		}
	} else if f := calleeFunc(cx); f == nil || f != calleeFunc(cy) {
		return false
	}
	for i := range cx.Args {
		if !sameValue(cx.Args[i], cy.Args[i]) {
			return false
		}
	}
	return true
}

// sameValue reports whether two values of a function and its literals are surely the same: one
// variable that is set once, a field of it, or a constant.
func sameValue(x, y ssa.Value) bool {
	x, y = origin.Unboxed(captured(x)), origin.Unboxed(captured(y))
	if x == y {
		return true
	}
	switch x := x.(type) {
	case *ssa.Const:
		c, ok := y.(*ssa.Const)
		return ok && x.Value != nil && c.Value != nil && constant.Compare(x.Value, token.EQL, c.Value)
	case *ssa.UnOp:
		u, ok := y.(*ssa.UnOp)
		return ok && x.Op == token.MUL && u.Op == token.MUL && sameValue(x.X, u.X)
	case *ssa.FieldAddr:
		fa, ok := y.(*ssa.FieldAddr)
		return ok && fa.Field == x.Field && sameValue(x.X, fa.X)
	}
	return false
}

// captured returns what a captured variable is called in the function around the literal.
func captured(v ssa.Value) ssa.Value {
	for range 4 {
		fv, ok := v.(*ssa.FreeVar)
		if !ok {
			break
		}
		outer := origin.Captured(fv)
		if len(outer) != 1 {
			break
		}
		v = outer[0]
	}
	return v
}

// CallName names what a call calls, for messages.
func CallName(call ssa.CallInstruction) string { return shortName(call.Common()) }
