package repeat

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// asks reports whether the region looks at an object, by a field or a method of it, to tell whether
// it makes another attempt: a writer of one's own that knows whether anything was written, a reader
// that knows whether anything was read.
func (r *Region) asks(obj ssa.Value) bool {
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) {
			continue
		}
		i, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok || !partOf(i.Cond, obj, 0) {
			continue
		}
		for _, s := range b.Succs {
			ret, ok := s.Instrs[len(s.Instrs)-1].(*ssa.Return)
			if !r.Has(s) || r.Whole() && ok && !r.runsAgain(ret) {
				return true
			}
		}
	}
	return false
}

// partOf reports whether a condition is made of a field of an object, or of what a method of it or
// of such a field says.
func partOf(v, obj ssa.Value, deep int) bool {
	if deep > 6 {
		return false
	}
	switch x := v.(type) {
	case *ssa.UnOp:
		if fa, ok := x.X.(*ssa.FieldAddr); ok && x.Op == token.MUL {
			return variable(fa.X) == obj
		}
		return x.Op == token.NOT && partOf(x.X, obj, deep+1)
	case *ssa.BinOp:
		return partOf(x.X, obj, deep+1) || partOf(x.Y, obj, deep+1)
	case *ssa.Call:
		recv := origin.Receiver(x.Common())
		if fa, ok := recv.(*ssa.FieldAddr); ok {
			recv = fa.X
		}
		return recv != nil && errorOf(x) == nil && variable(recv) == obj
	}
	return false
}

// variable returns the variable that a value was loaded from, or the value.
func variable(v ssa.Value) ssa.Value {
	v = origin.Unboxed(v)
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		switch load.X.(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			return load.X
		}
	}
	return v
}

// wrapper returns the reader of the package's own that a reader is, or that wrappers of the standard
// library hold; nil if there is none.
func wrapper(v ssa.Value) ssa.Value {
	for range 6 {
		switch x := variable(v).(type) {
		case *ssa.Alloc, *ssa.FreeVar:
			return x
		case *ssa.Call:
			callee := origin.CalleeObject(x.Common())
			if !holdsReader(callee) || callee.Name() == "MultiReader" || len(x.Call.Args) == 0 {
				return nil
			}
			v = x.Call.Args[len(x.Call.Args)-1-index(callee)]
		default:
			return nil
		}
	}
	return nil
}
