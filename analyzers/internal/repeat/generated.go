package repeat

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file judges objects of Kubernetes whose name the server makes up. A controller does its
// work again whenever anything fails, and now and then because anything changes. One that keeps
// the name of what it has made in the status of another object, and has it made only if none is
// kept there, means to make it once. But it learns the name from the reply alone, and keeps it
// by a later write: if either is lost, or the status that it reads is an old one, it makes
// another object. A name made of what the object belongs to has the server refuse that.

// A Generated is an object of which a controller may make a second one.
type Generated struct {
	At     *ssa.Store // what leaves the name to the server
	Create ssa.CallInstruction
	Kept   string // the field of a status that holds the name of the first one
}

// GeneratedNames returns the objects that fn creates with a name of the server's choice as long
// as a status holds none.
func (a *Analysis) GeneratedNames(fn *ssa.Function) []Generated {
	if len(fn.Blocks) > maxBlocks || !a.controls() {
		return nil
	}
	var list []Generated
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			obj := objectMeta(st.Addr, "GenerateName")
			if obj == nil {
				continue
			}
			if kept := keptName(fn, obj, b); kept != "" {
				if create := creates(fn, obj, b); create != nil {
					list = append(list, Generated{At: st, Create: create, Kept: kept})
				}
			}
		}
	}
	return list
}

// controls reports whether the package works off a queue of what is tried again until it succeeds.
func (a *Analysis) controls() bool {
	for _, imp := range a.SSA.Pkg.Pkg.Imports() {
		if path := catalog.Path(imp); path == "k8s.io/client-go/util/workqueue" || strings.HasPrefix(path, "sigs.k8s.io/controller-runtime/pkg/reconcile") || path == "sigs.k8s.io/controller-runtime" {
			return true
		}
	}
	return false
}

// objectMeta returns the object whose metadata hold the field that addr is the address of, or nil.
func objectMeta(addr ssa.Value, field string) ssa.Value {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok || origin.FieldVar(fa).Name() != field {
		return nil
	}
	p, ok := fa.X.Type().Underlying().(*types.Pointer)
	if !ok {
		return nil
	}
	if n, ok := types.Unalias(p.Elem()).(*types.Named); !ok || n.Obj().Name() != "ObjectMeta" {
		return nil
	}
	if outer, ok := fa.X.(*ssa.FieldAddr); ok {
		return outer.X
	}
	alloc, ok := fa.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	for _, ref := range *alloc.Referrers() { // a literal, which is copied to where it belongs
		load, ok := ref.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		for _, r := range *load.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Val == ssa.Value(load) {
				if outer, ok := st.Addr.(*ssa.FieldAddr); ok {
					return outer.X
				}
			}
		}
	}
	return nil
}

// keptName returns the field of a status that the name of the object comes from, if block b is
// reached only when that name is empty; else "".
func keptName(fn *ssa.Function, obj ssa.Value, b *ssa.BasicBlock) string {
	empty := false
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := cond.Cond.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL || !d.Succs[0].Dominates(b) {
			continue
		}
		if t, ok := text(cmp.Y); !ok || t != "" {
			continue
		}
		load, ok := cmp.X.(*ssa.UnOp)
		empty = empty || ok && objectMeta(load.X, "Name") == obj
	}
	if !empty {
		return ""
	}
	for _, at := range fn.Blocks {
		for _, instr := range at.Instrs {
			if st, ok := instr.(*ssa.Store); ok && objectMeta(st.Addr, "Name") == obj {
				if f := ofStatus(st.Val, 0); f != "" {
					return f
				}
			}
		}
	}
	return ""
}

// ofStatus returns the field of a status that v is loaded from on some way, or "".
func ofStatus(v ssa.Value, deep int) string {
	if deep > 6 {
		return ""
	}
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			if f := ofStatus(e, deep+1); f != "" {
				return f
			}
		}
	case *ssa.UnOp:
		if v.Op == token.MUL {
			return ofStatus(v.X, deep+1)
		}
	case *ssa.FieldAddr:
		p, ok := v.X.Type().Underlying().(*types.Pointer)
		if !ok {
			return ""
		}
		if n, ok := types.Unalias(p.Elem()).(*types.Named); ok && strings.HasSuffix(n.Obj().Name(), "Status") {
			return origin.FieldVar(v).Name()
		}
	}
	return ""
}

// creates returns the call behind block b that has Kubernetes create the object, or nil.
func creates(fn *ssa.Function, obj ssa.Value, b *ssa.BasicBlock) ssa.CallInstruction {
	for _, at := range fn.Blocks {
		for _, instr := range at.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || at != b && !origin.Reaches(b, at) {
				continue
			}
			callee := origin.CalleeObject(call.Common())
			if callee == nil || callee.Name() != "Create" {
				continue
			}
			lib, row := catalog.Lookup(callee)
			if row == nil || lib.Family != "Kubernetes" {
				continue
			}
			for _, arg := range call.Call.Args {
				if origin.Unboxed(arg) == obj {
					return call
				}
			}
		}
	}
	return nil
}
