package origin

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"
)

// element returns the map or slice of which v is an element, or nil.
func element(v ssa.Value) ssa.Value {
	switch v := v.(type) {
	case *ssa.Lookup:
		return mapOf(v.X)
	case *ssa.Extract:
		switch tuple := v.Tuple.(type) {
		case *ssa.Lookup:
			if v.Index == 0 {
				return mapOf(tuple.X)
			}
		case *ssa.Next:
			if r, ok := tuple.Iter.(*ssa.Range); ok && v.Index == 2 {
				return mapOf(r.X)
			}
		}
	case *ssa.UnOp:
		if ia, ok := v.X.(*ssa.IndexAddr); ok && v.Op == token.MUL {
			return ia.X
		}
	}
	return nil
}

func mapOf(v ssa.Value) ssa.Value {
	if _, ok := v.Type().Underlying().(*types.Map); ok {
		return v
	}
	return nil // a text
}

// Elements returns the values that this package puts into the map or slice of which v
// is an element. closed is false if others may put something in, or if v is no element.
func (t *Tracer) Elements(v ssa.Value) (vals []ssa.Value, closed bool) {
	c := element(v)
	if c == nil {
		return nil, false
	}
	t.index()
	x := &contents{t: t, seen: make(map[ssa.Value]bool), fields: make(map[*types.Var]bool)}
	x.container(c)
	return x.vals, !x.open && len(x.vals) > 0
}

// maxContents bounds the values that one query for elements looks at.
const maxContents = 300

// contents collects what is put into one container, through all that may stand for it: the
// variables and fields that hold it, and the slices that append makes of it.
type contents struct {
	t      *Tracer
	seen   map[ssa.Value]bool
	vals   []ssa.Value
	open   bool
	fields map[*types.Var]bool
}

// container follows a container to where it comes from and to all its uses.
func (x *contents) container(v ssa.Value) {
	if x.open || x.seen[v] {
		return
	}
	x.seen[v] = true
	if len(x.seen) > maxContents {
		x.open = true
		return
	}
	switch v := v.(type) {
	case *ssa.MakeMap, *ssa.MakeSlice:
	case *ssa.Const: // nil
		return
	case *ssa.Phi:
		for _, e := range v.Edges {
			x.container(e)
		}
	case *ssa.ChangeType:
		x.container(v.X)
	case *ssa.Slice:
		x.container(v.X)
	case *ssa.Alloc: // the array behind a slice
		if _, ok := v.Type().(*types.Pointer).Elem().Underlying().(*types.Array); !ok {
			x.open = true
		}
	case *ssa.UnOp:
		if v.Op != token.MUL {
			x.open = true
			return
		}
		x.variable(v.X)
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); !ok || b.Name() != "append" {
			x.open = true
			return
		}
		for _, arg := range v.Call.Args {
			x.container(arg)
		}
	default:
		x.open = true
		return
	}
	for _, ref := range *v.Referrers() {
		x.use(v, ref)
	}
}

// use looks at one use of the container v.
func (x *contents) use(v ssa.Value, ref ssa.Instruction) {
	switch ref := ref.(type) {
	case *ssa.DebugRef, *ssa.BinOp, *ssa.Lookup, *ssa.Range:
	case *ssa.MapUpdate:
		if ref.Map != v || ref.Value == v {
			x.open = true
			return
		}
		x.vals = append(x.vals, ref.Value)
	case *ssa.IndexAddr:
		for _, r := range *ref.Referrers() {
			switch r := r.(type) {
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.Store:
				if r.Addr != ref {
					x.open = true
					return
				}
				x.vals = append(x.vals, r.Val)
			default:
				x.open = true
			}
		}
	case *ssa.Slice:
		x.container(ref)
	case *ssa.Phi:
		x.container(ref)
	case *ssa.ChangeType:
		x.container(ref)
	case *ssa.Store:
		if ref.Val != v {
			x.open = true
			return
		}
		x.variable(ref.Addr)
	case *ssa.Call:
		b, ok := ref.Call.Value.(*ssa.Builtin)
		switch {
		case ok && b.Name() == "append":
			x.container(ref)
		case !ok || b.Name() == "copy":
			x.open = true
		}
	default:
		x.open = true
	}
}

// variable follows a variable that holds the container: to all that is stored into it, and to
// all its loads.
func (x *contents) variable(addr ssa.Value) {
	if x.open || x.seen[addr] {
		return
	}
	x.seen[addr] = true
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		f := FieldVar(addr)
		if f == nil || f.Pkg() != x.t.pkg || f.Exported() || x.t.Addressed(f) {
			x.open = true
			return
		}
		if x.fields[f] {
			return
		}
		x.fields[f] = true
		for _, st := range x.t.FieldStores(f) {
			x.container(st.Val)
		}
		for _, load := range x.t.FieldLoads(f) {
			if _, ok := load.(*ssa.UnOp); !ok { // of a struct that was copied
				x.open = true
				return
			}
			x.container(load)
		}
	case *ssa.Global:
		if obj := addr.Object(); addr.Pkg != x.t.prog.Pkg || obj == nil || obj.Exported() {
			x.open = true
			return
		}
		for _, st := range x.t.globalStores[addr] {
			x.container(st.Val)
		}
		for _, use := range x.t.globalUses[addr] {
			load, ok := use.(*ssa.UnOp)
			if !ok {
				x.open = true
				return
			}
			x.container(load)
		}
	case *ssa.Alloc:
		x.local(addr)
	default:
		x.open = true
	}
}

// local follows a local variable that no function literal captures.
func (x *contents) local(a *ssa.Alloc) {
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != a {
				x.open = true
				return
			}
			x.container(ref.Val)
		case *ssa.UnOp:
			x.container(ref)
		default:
			x.open = true
			return
		}
	}
}
