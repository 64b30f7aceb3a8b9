package origin

import (
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Unended returns the context that ctx was made of by context.WithCancel or WithCancelCause in the function
// of the call instr, if nobody can have called its cancel by the end of that: what calls it is deferred, or comes
// later, as in a constructor that keeps it in what it makes. Such a context ends only as its parent does. Of
// any other it returns ctx itself.
//
// Assumption: an object that keeps the cancel is not known to others before the function hands it out.
func (t *Tracer) Unended(ctx ssa.Value, instr *ssa.Call) ssa.Value {
	sources := t.Sources(ctx, instr.Parent())
	if len(sources) != 1 || sources[0].Kind != Call || sources[0].Index != 0 {
		return ctx
	}
	with, ok := sources[0].Value.(*ssa.Call)
	if !ok || with.Parent() != instr.Parent() {
		return ctx
	}
	fn := CalleeObject(with.Common())
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" || !strings.HasPrefix(fn.Name(), "WithCancel") {
		return ctx
	}
	for _, ref := range *with.Referrers() {
		if x, ok := ref.(*ssa.Extract); ok && x.Index == 1 && usedBefore(x, instr, 0) {
			return ctx
		}
	}
	return with.Call.Args[0]
}

// maxHeld bounds the variables and literals through which a cancel is followed: a literal may hold itself.
const maxHeld = 8

// usedBefore reports whether the function v may be called, or given to somebody who calls it, by the end of instr.
func usedBefore(v ssa.Value, instr ssa.Instruction, depth int) bool {
	return depth == maxHeld || slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.Defer:
			return false
		case *ssa.ChangeType: // to a func()
			return usedBefore(ref, instr, depth+1)
		case *ssa.Store:
			if ref.Val != v {
				return false
			}
			switch addr := ref.Addr.(type) {
			case *ssa.Alloc: // a variable that literals capture
				return variableBefore(addr, instr, depth+1)
			case *ssa.FieldAddr: // of what is made here
				if made, ok := addr.X.(*ssa.Alloc); ok {
					return leavesBefore(made, addr.Field, instr, depth+1)
				}
			}
		}
		return mayPrecede(ref, instr)
	})
}

// variableBefore is usedBefore for the function in a variable.
func variableBefore(addr *ssa.Alloc, instr ssa.Instruction, depth int) bool {
	return slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef, *ssa.Store:
			return false
		case *ssa.UnOp:
			return ref.Op != token.MUL || usedBefore(ref, instr, depth)
		case *ssa.MakeClosure:
			return usedBefore(ref, instr, depth)
		}
		return mayPrecede(ref, instr)
	})
}

// leavesBefore reports whether an object made in the function is known to others by the end of instr, or
// the function in its field is used by then.
func leavesBefore(made *ssa.Alloc, field int, instr ssa.Instruction, depth int) bool {
	return slices.ContainsFunc(*made.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
			return false
		case *ssa.FieldAddr:
			return ref.Field == field && slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
				load, ok := use.(*ssa.UnOp)
				return ok && usedBefore(load, instr, depth)
			})
		case *ssa.Store:
			if ref.Addr == made {
				return false
			}
		}
		return mayPrecede(ref, instr)
	})
}

// mayPrecede reports whether a is b, or may run before it.
func mayPrecede(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return Reaches(a.Block(), b.Block())
	}
	instrs := a.Block().Instrs
	return slices.Index(instrs, a) <= slices.Index(instrs, b) || Reaches(a.Block(), a.Block())
}
