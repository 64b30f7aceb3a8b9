package origin

import (
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// Closures returns the places at which the function around a literal makes it.
func Closures(lit *ssa.Function) (list []*ssa.MakeClosure) {
	if lit.Parent() == nil {
		return nil
	}
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == lit {
				list = append(list, mc)
			}
		}
	}
	return list
}

// Captured returns what the literal that holds the free variable captures for it, one value for each
// place at which it is made.
func Captured(fv *ssa.FreeVar) (list []ssa.Value) {
	i := slices.Index(fv.Parent().FreeVars, fv)
	for _, mc := range Closures(fv.Parent()) {
		if i >= 0 && i < len(mc.Bindings) {
			list = append(list, mc.Bindings[i])
		}
	}
	return list
}

// FreeVars yields the variables by which the function literal of mc knows v, which it captures.
// A literal whose body is not built yet has none.
func FreeVars(mc *ssa.MakeClosure, v ssa.Value) iter.Seq[*ssa.FreeVar] {
	return func(yield func(*ssa.FreeVar) bool) {
		lit, ok := mc.Fn.(*ssa.Function)
		if !ok {
			return
		}
		for i, b := range mc.Bindings {
			if b == v && i < len(lit.FreeVars) && !yield(lit.FreeVars[i]) {
				return
			}
		}
	}
}
