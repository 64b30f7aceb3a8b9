package repeat

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// resetsByLiteral reports whether a function literal sets a variable of the region to what does not
// come from its own content, between two attempts or in one: it stands in the region, deferred for
// one, is called there, or was given to whoever may call it, such as the helper that runs the attempts.
func (a *Analysis) resetsByLiteral(r *Region, cell ssa.Value) bool {
	if a.closureResets(cell, func(mc *ssa.MakeClosure) bool { return r.Has(mc.Block()) || calledIn(r, mc, 0) }) {
		return true
	}
	fv, ok := cell.(*ssa.FreeVar)
	return ok && slices.ContainsFunc(origin.Captured(fv), func(outer ssa.Value) bool {
		return a.closureResets(outer, func(mc *ssa.MakeClosure) bool { return mc.Fn != ssa.Value(r.Fn) && calledIn(r, mc, 0) })
	})
}

// closureResets reports whether one of the literals that capture the variable, and count, or a
// literal in one, resets it.
func (a *Analysis) closureResets(cell ssa.Value, counts func(*ssa.MakeClosure) bool) bool {
	refs := cell.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		mc, ok := ref.(*ssa.MakeClosure)
		if !ok || !counts(mc) {
			return false
		}
		lit := mc.Fn.(*ssa.Function)
		i := slices.Index(mc.Bindings, cell)
		if i >= len(lit.FreeVars) {
			return false
		}
		fv := lit.FreeVars[i]
		return a.setsAnew(lit, fv) || a.closureResets(fv, func(*ssa.MakeClosure) bool { return true })
	})
}

// calledIn reports whether a region may call a function value: a call in it does, its literal
// captures the variable that holds the value, or the value is given to a call.
func calledIn(r *Region, v ssa.Value, deep int) bool {
	refs := v.Referrers()
	if refs == nil || deep > 5 {
		return false
	}
	return slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			return slices.Contains(ref.Common().Args, v) || r.Has(ref.Block())
		case *ssa.ChangeType:
			return calledIn(r, ref, deep+1)
		case *ssa.MakeInterface:
			return calledIn(r, ref, deep+1)
		case *ssa.UnOp:
			return calledIn(r, ref, deep+1)
		case *ssa.Store:
			if ref.Val != v {
				return false
			}
			if _, ok := ref.Addr.(*ssa.Alloc); !ok {
				return true // an element of the options, a field of a policy
			}
			return calledIn(r, ref.Addr, deep+1)
		case *ssa.MakeClosure:
			return ref.Fn == ssa.Value(r.Fn)
		}
		return false
	})
}
