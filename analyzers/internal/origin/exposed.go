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

// ours reports whether a package is this one or another of its module.
func (t *Tracer) ours(p *types.Package) bool {
	return p == t.pkg || p != nil && t.SameModule != nil && t.SameModule(p)
}

type exposure struct {
	t    *Tracer
	f    *types.Var
	ours bool // the module declares the struct
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
			if ref.X == v && FieldVar(ref) == e.f && e.t.sharesPart(ref) {
				return true // &options.Timeout, given to a flag
			}
		case *ssa.Send:
			return true
		case *ssa.Store:
			if ref.Val == v && e.ours && e.stored(ref.Addr, entered) {
				return true
			}
		case *ssa.MakeClosure:
			lit := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if b == v && i < len(lit.FreeVars) && e.value(lit.FreeVars[i], entered) {
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

// stored follows the object to where the variable or field at addr is read: h.options = &options{},
// and option(h.options) elsewhere.
func (e *exposure) stored(addr ssa.Value, entered int) bool {
	var loads []ssa.Value
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		loads = e.t.fieldLoads[FieldVar(addr)]
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
	if fn == nil {
		return true
	}
	if fn.Pkg != nil && fn.Pkg.Pkg == e.t.pkg {
		for i, arg := range c.Args {
			if arg == v && i < len(fn.Params) && (entered == maxExposed || e.value(fn.Params[i], entered+1)) {
				return true
			}
		}
		return false
	}
	if _, boxed := v.(*ssa.MakeInterface); !boxed {
		return e.ours // config.Config has a method that sets what is missing
	}
	if !e.f.Exported() || fn.Pkg == nil {
		return false // beyond the reach of reflection
	}
	return e.ours && !prints(fn.Pkg.Pkg.Path()) || decodes(fn.Name())
}

func prints(path string) bool {
	return path == "fmt" || path == "errors" || path == "log" || strings.HasPrefix(path, "log/")
}

func decodes(name string) bool {
	return name == "Unmarshal" || name == "Decode" || name == "UnmarshalStrict"
}
