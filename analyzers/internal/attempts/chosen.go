package attempts

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Chosen reports whether the program singles out the failure after which it tries again: all
// it asks of the operation's error is whether it is a certain one (err == ErrStale,
// errors.Is), and never whether there is one. Whoever writes that knows what the failure
// means, and that the next attempt meets another state. A recursion does more than come back:
// what else it does has failed to help, and so it is judged like any other.
func (r *Region) Chosen() bool {
	call, ok := r.Op().Call.(*ssa.Call)
	if !ok || r.Kind == Recursive || r.loop == nil {
		return false
	}
	chosen := false
	for _, err := range errorsOf(call) {
		for _, ref := range *err.Referrers() {
			if !r.loop.has(ref.Block()) {
				continue // what becomes of it in the end
			}
			switch ref := ref.(type) {
			case *ssa.BinOp:
				if ref.Op != token.EQL && ref.Op != token.NEQ {
					continue
				}
				if nilValue(ref.X) || nilValue(ref.Y) {
					return false
				}
				chosen = chosen || global(ref.X) || global(ref.Y)
			case *ssa.Call:
				fn := origin.CalleeObject(ref.Common())
				if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "errors" && fn.Name() == "Is" {
					chosen = chosen || global(origin.Argument(ref.Common(), 1))
				}
			}
		}
	}
	return chosen
}

// errorsOf returns the error results of a call, as values.
func errorsOf(call *ssa.Call) (errs []ssa.Value) {
	isError := func(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
	if isError(call.Type()) {
		return []ssa.Value{call}
	}
	for _, ref := range *call.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && isError(x.Type()) {
			errs = append(errs, x)
		}
	}
	return errs
}

// global reports whether v is what a package variable holds.
func global(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	_, ok = load.X.(*ssa.Global)
	return ok
}

func nilValue(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}
