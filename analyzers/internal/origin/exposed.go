package origin

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// Bounds on how far an object is followed: into so many functions, and under so many names. What
// goes further may be set.
const (
	maxExposed = 3
	maxAliases = 100
)

type exposureKey struct {
	object ssa.Value
	field  *types.Var
}

// exposed reports whether field f of the object at v may be set where that cannot be told from the
// stores to it: by an option, which is a function value or an object behind an interface that is
// given its address, by a decoder, by a flag, or by code of other packages of the module.
//
// Assumption: what other modules declare, such as an http.Client, is kept or used by the named
// functions and methods that it is given to, and not changed.
func (t *Tracer) exposed(v ssa.Value, f *types.Var) bool {
	key := exposureKey{v, f}
	if known, ok := t.exposures[key]; ok {
		return known
	}
	t.exposures[key] = false
	e := exposure{t, f, t.ours(f.Pkg()), make(map[ssa.Value]bool)}
	t.exposures[key] = e.value(v, 0)
	return t.exposures[key]
}

// SetsField reports whether the function of p, a pointer to a struct, may set a field of what p points
// to.
func (t *Tracer) SetsField(p *ssa.Parameter) bool {
	t.index()
	e := exposure{t: t, seen: make(map[ssa.Value]bool)}
	return e.value(p, 0)
}

// ours reports whether a package is this one or another of its module.
func (t *Tracer) ours(p *types.Package) bool {
	return p == t.pkg || p != nil && t.SameModule != nil && t.SameModule(p)
}

type exposure struct {
	t    *Tracer
	f    *types.Var // nil for any
	ours bool       // the module declares the struct
	seen map[ssa.Value]bool
}

// value follows the address of the object, entered functions deep.
func (e *exposure) value(v ssa.Value, entered int) bool {
	refs := v.Referrers()
	if refs == nil || e.seen[v] {
		return false
	}
	if len(e.seen) == maxAliases {
		return true
	}
	e.seen[v] = true
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if e.f == nil {
				if stores, _ := e.t.Stores(ref); ref.X == v && len(stores) > 0 {
					return true
				}
			} else if ref.X == v && FieldVar(ref) == e.f && e.t.sharesPart(ref) {
				return true // &options.Timeout, given to a flag
			}
		case *ssa.Send:
			return true
		case *ssa.Store:
			if ref.Val != v {
				continue
			}
			if ia, ok := ref.Addr.(*ssa.IndexAddr); ok && e.value(ia.X, entered) || e.stored(ref.Addr, entered) {
				return true
			}
			if fa, ok := ref.Addr.(*ssa.FieldAddr); ok && !e.ours && e.theirs(FieldVar(fa)) {
				return true
			}
		case *ssa.Slice:
			if e.value(ref, entered) {
				return true
			}
		case *ssa.IndexAddr: // an element, of what stands for a list that the object is in
			if v != ref.X {
				continue
			}
			for _, r := range *ref.Referrers() {
				if load, ok := r.(*ssa.UnOp); ok && e.value(load, entered) {
					return true
				}
			}
		case *ssa.UnOp:
			if a, ok := v.(*ssa.Alloc); ok {
				if variable, ok := placed(a).(*ssa.Alloc); ok && e.value(variable, entered) {
					return true
				}
			}
		case *ssa.MakeClosure:
			for fv := range FreeVars(ref, v) {
				if e.value(fv, entered) {
					return true
				}
			}
		case *ssa.Phi:
			if e.value(ref, entered) {
				return true
			}
		case *ssa.MakeInterface:
			if e.value(ref, entered) {
				return true
			}
		case ssa.CallInstruction:
			if e.call(ref.Common(), v, entered) {
				return true
			}
		}
	}
	return false
}

// theirs reports whether a field belongs to another package of the module, which may set what it likes
// in an object that is kept there.
func (e *exposure) theirs(f *types.Var) bool {
	return f != nil && f.Pkg() != e.t.pkg && e.t.ours(f.Pkg())
}

// stored follows the object to where the variable or field at addr is read: h.options = &options{},
// and option(h.options) elsewhere.
func (e *exposure) stored(addr ssa.Value, entered int) bool {
	var loads []ssa.Value
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		if e.ours { // what holds a client of another module rarely gives it to an option
			loads = e.t.fieldLoads[FieldVar(addr)]
		}
	case *ssa.Global:
		for _, use := range e.t.globalUses[addr] {
			if load, ok := use.(*ssa.UnOp); ok {
				loads = append(loads, load)
			}
		}
	case *ssa.Alloc:
		for _, ref := range *addr.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok {
				loads = append(loads, load)
			}
		}
	}
	return slices.ContainsFunc(loads, func(load ssa.Value) bool { return e.value(load, entered) })
}

// call reports whether a call that is given the object, as v, may set the field.
func (e *exposure) call(c *ssa.CallCommon, v ssa.Value, entered int) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	if c.IsInvoke() && c.Value == v {
		return e.ours // one of its own methods
	}
	fn := Callee(c)
	if fn == nil || fn.Pkg == nil && fn.Synthetic != "" && (fn.Object() == nil || e.t.ours(fn.Object().Pkg())) {
		return true // a function value, or a method of the module that is one
	}
	if fn.Pkg != nil && fn.Pkg.Pkg == e.t.pkg {
		for i, arg := range c.Args {
			if arg == v && i < len(fn.Params) && (entered == maxExposed || e.value(fn.Params[i], entered+1)) {
				return true
			}
		}
		return false
	}
	if obj, _ := fn.Object().(*types.Func); obj != nil && e.t.Sets != nil && fn.Pkg != nil && e.t.ours(fn.Pkg.Pkg) {
		for i, arg := range c.Args {
			if arg == v && e.t.Sets(obj, i) {
				return true
			}
		}
	}
	if !boxed(v) {
		return e.ours // config.Config has a method that sets what is missing
	}
	if fn.Pkg == nil || e.f == nil || !e.f.Exported() {
		return false // beyond the reach of reflection
	}
	return e.ours && !prints(fn.Pkg.Pkg.Path()) || Decodes(fn.Name())
}

// boxed reports whether an object is given as an interface, or in a list of them.
func boxed(v ssa.Value) bool {
	if list, ok := v.Type().Underlying().(*types.Slice); ok {
		return types.IsInterface(list.Elem())
	}
	_, ok := v.(*ssa.MakeInterface)
	return ok
}

func prints(path string) bool {
	return path == "fmt" || path == "errors" || path == "log" || strings.HasPrefix(path, "log/")
}

// Decodes reports whether a function or method of that name fills the object that it is given
// from data, as those of encoding/json and of the libraries that follow its names do.
func Decodes(name string) bool {
	return name == "Unmarshal" || name == "Decode" || name == "UnmarshalStrict"
}
