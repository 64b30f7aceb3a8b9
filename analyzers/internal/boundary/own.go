package boundary

import (
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// ownHand returns the context that the receiver of the function of a crossing was given when
// it was made or started and that ends what its methods do, or nil. Methods that know of it
// and take a root context for some of their calls are deliberate, and so is a deadline of
// their own.
//
// Assumption: a type that keeps one context, which is no root and which one of its methods
// heeds or passes on, keeps it for all of its work.
func (a *Analysis) ownHand(c *Crossing) *Hand {
	if c.State == None && c.Among != SomeOf || c.Stream || !c.startsOver() {
		return nil // what it wants first is a deadline
	}
	if op := c.Root(); op == nil || op.Limit.State == Bounded {
		return nil
	}
	if _, ok := c.Call.(*ssa.Call); !ok {
		return nil
	}
	outer := c.Fn
	for ; outer.Parent() != nil; outer = outer.Parent() {
		if deferred(outer) {
			return nil
		}
	}
	if outer.Object() == nil || outer.Signature.Recv() == nil || len(outer.Params) == 0 || cleanup().MatchString(c.function()) {
		return nil
	}
	recv := outer.Params[0]
	named := origin.Named(recv.Type())
	if named == nil || named.Obj().Pkg() != a.Program.Pass.Pkg || recv.Name() == "" || recv.Name() == "_" {
		return nil
	}
	f := a.kept(named)
	if f == nil || a.uses(f, outer) || a.endsWork(outer, maxCallers) {
		return nil
	}
	return &Hand{Name: recv.Name() + "." + f.Name(), Own: named.Obj().Name()}
}

// deferred reports whether a literal is deferred.
func deferred(lit *ssa.Function) bool {
	for _, use := range usesOf(lit) {
		if _, ok := use.(*ssa.Defer); ok {
			return true
		}
	}
	return false
}

// endsWork reports whether fn, or a function of this package that calls it, is there for what
// comes at the end.
func (a *Analysis) endsWork(fn *ssa.Function, depth int) bool {
	if cleanup().MatchString(fn.Name()) {
		return true
	}
	if depth == 0 {
		return false
	}
	calls, _ := a.Origin.Callers(fn)
	for _, call := range calls {
		if _, ok := call.(*ssa.Defer); ok {
			return true
		}
		if caller := origin.Outermost(call.Parent()); caller != fn && a.endsWork(caller, depth-1) {
			return true
		}
	}
	return false
}

// kept returns the one context that the objects of a struct type keep, if it is nowhere a root
// context and a method of the type heeds it or passes it on, or nil.
func (a *Analysis) kept(n *types.Named) *types.Var {
	if f, done := a.own[n.Obj()]; done {
		return f
	}
	a.own[n.Obj()] = nil
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var one *types.Var
	for f := range st.Fields() {
		if isContext(f.Type()) && usable(f.Type()) {
			if one != nil {
				return nil
			}
			one = f
		}
	}
	if one == nil || one.Embedded() {
		return nil
	}
	stores := a.Origin.FieldStores(one)
	for _, store := range stores {
		if l := a.Limit(store.Val, nil, store.Parent()); l.State == None || origin.IsNil(store.Val) {
			return nil
		}
	}
	if len(stores) == 0 || !a.heeds(n, one) {
		return nil
	}
	a.own[n.Obj()] = one
	return one
}

// heeds reports whether a method of type n that does not set the field f uses it.
func (a *Analysis) heeds(n *types.Named, f *types.Var) bool {
	for _, fn := range a.SSA.Funcs {
		recv := fn.Signature.Recv()
		if recv == nil || fn.Object() == nil || a.SSA.Tests[fn] || cleanup().MatchString(fn.Name()) {
			continue
		}
		if m := origin.Named(recv.Type()); m == nil || m.Obj() != n.Obj() {
			continue
		}
		if a.uses(f, fn) && !a.sets(f, fn) {
			return true
		}
	}
	return false
}

// sets reports whether fn or a literal in it sets the field f.
func (a *Analysis) sets(f *types.Var, fn *ssa.Function) bool {
	for _, store := range a.Origin.FieldStores(f) {
		if origin.Encloses(fn, store.Parent()) {
			return true
		}
	}
	return false
}

// uses reports whether fn or a literal in it names the field f.
func (a *Analysis) uses(f *types.Var, fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if origin.FieldVar(instr) == f {
					return true
				}
			case *ssa.Field:
				if st, ok := instr.X.Type().Underlying().(*types.Struct); ok && st.Field(instr.Field).Origin() == f {
					return true
				}
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if a.uses(f, lit) {
			return true
		}
	}
	return false
}
