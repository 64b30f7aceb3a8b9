package repeat

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file finds keys that are not set where the request is made: in what becomes its body, in its
// URL, by an option of the caller, or by the transport of the client.

// keyedElsewhere reports whether something names the work that the region sends, the same for each
// attempt, in another place than a header that the region sets.
func (a *Analysis) keyedElsewhere(r *Region, call ssa.CallInstruction) bool {
	fns := []*ssa.Function{r.Fn}
	for f := r.Fn.Parent(); f != nil; f = f.Parent() {
		fns = append(fns, f)
	}
	for i, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				c, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				outside := i > 0 || !r.Whole() && !r.Has(b) && b.Dominates(call.Block())
				switch {
				case encodesKey(c), !outside && a.keyedByOption(c):
					return true
				case outside && (identifier(c) && namesWork(r, c) || encodesRow(c)):
					return true
				}
			}
		}
	}
	return a.keyedByTransport()
}

// encodes reports whether a call encodes what it is given.
func encodes(call *ssa.Call) bool {
	callee := origin.CalleeObject(call.Common())
	return callee != nil && callee.Pkg() != nil && strings.HasPrefix(callee.Pkg().Path(), "encoding/") && (strings.HasPrefix(callee.Name(), "Marshal") || strings.HasPrefix(callee.Name(), "Encode"))
}

// encodesRow reports whether a call encodes a struct whose id was read from a row of a database: the
// message of an outbox, which goes out with the id of its row.
func encodesRow(call *ssa.Call) bool {
	return encodes(call) && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		v := origin.Unboxed(arg)
		if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
			v = load.X
		}
		alloc, ok := v.(*ssa.Alloc)
		return ok && slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
			fa, ok := ref.(*ssa.FieldAddr)
			return ok && origin.FieldVar(fa) != nil && strings.EqualFold(origin.FieldVar(fa).Name(), "id") && slices.ContainsFunc(*fa.Referrers(), scanned)
		})
	})
}

// scanned reports whether an address that the instruction boxes is given to a Scan.
func scanned(instr ssa.Instruction) bool {
	boxed, ok := instr.(*ssa.MakeInterface)
	if !ok {
		return false
	}
	for _, ref := range *boxed.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok {
			continue
		}
		ia, ok := st.Addr.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		refs := ia.X.Referrers()
		if refs == nil {
			continue // an array that is a package variable
		}
		for _, ref := range *refs {
			slice, ok := ref.(*ssa.Slice)
			if !ok {
				continue
			}
			for _, ref := range *slice.Referrers() {
				if call, ok := ref.(*ssa.Call); ok {
					callee := origin.CalleeObject(call.Common())
					return callee != nil && callee.Name() == "Scan"
				}
			}
		}
	}
	return false
}

// encodesKey reports whether a call encodes a struct of which a field is called as a key.
func encodesKey(call *ssa.Call) bool {
	return encodes(call) && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		t := origin.Unboxed(arg).Type()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		s, ok := t.Underlying().(*types.Struct)
		if !ok {
			return false
		}
		for i := range s.NumFields() {
			tag, _, _ := strings.Cut(reflect.StructTag(s.Tag(i)).Get("json"), ",")
			for _, name := range [...]string{s.Field(i).Name(), tag} {
				if ok, weak := keyName(name); ok && !weak && textual(s.Field(i).Type()) {
					return true
				}
			}
		}
		return false
	})
}

// identifier reports whether a call makes an identifier: a value that is new on every call, but
// neither the time nor a number.
func identifier(call *ssa.Call) bool {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Pkg() == nil || !NewValue(callee) {
		return false
	}
	path := callee.Pkg().Path()
	return path != "time" && !strings.HasPrefix(path, "math/")
}

// namesWork reports whether an identifier becomes part of something that the region sends: an
// element of a struct, a map or a text that the region captures or uses. A bare variable may be there
// for the log, and what is called after tracing is.
func namesWork(r *Region, id *ssa.Call) bool {
	type part struct {
		v     ssa.Value
		named bool
	}
	seen := make(map[part]bool)
	var visit func(v ssa.Value, named bool) bool
	visit = func(v ssa.Value, named bool) bool {
		if seen[part{v, named}] || len(seen) > 200 || v.Referrers() == nil {
			return false
		}
		seen[part{v, named}] = true
		for _, ref := range *v.Referrers() {
			if named && !r.Whole() && r.Has(ref.Block()) {
				return true
			}
			next, into := ssa.Value(nil), false
			switch ref := ref.(type) {
			case *ssa.MakeClosure:
				if named && ref.Fn == ssa.Value(r.Fn) {
					return true
				}
			case *ssa.Store:
				if ref.Val != v {
					continue
				}
				switch addr := ref.Addr.(type) {
				case *ssa.FieldAddr:
					if f := origin.FieldVar(addr); f == nil || traced(f.Name()) {
						continue
					}
					next, into = addr.X, true
				case *ssa.IndexAddr:
					next = addr.X
				default:
					next = addr
				}
			case *ssa.MapUpdate:
				if k, ok := text(ref.Key); ref.Value != v || !ok || traced(k) {
					continue
				}
				next, into = ref.Map, true
			case *ssa.BinOp:
				if ref.Op != token.ADD || slices.ContainsFunc([]ssa.Value{ref.X, ref.Y}, func(x ssa.Value) bool { t, ok := text(x); return ok && traced(t) }) {
					continue
				}
				next, into = ref, true
			case *ssa.Call:
				args := ref.Call.Args
				if callee := origin.CalleeObject(ref.Common()); callee != nil && len(args) == 3 && (callee.Name() == "Set" || callee.Name() == "Add") {
					if k, ok := text(args[1]); ok && args[2] == v && !traced(k) { // url.Values, http.Header
						next, into = args[0], true
						break
					}
					continue
				}
				if _, ok := ref.Type().(*types.Tuple); !named && (ok || !types.Identical(ref.Type(), types.Typ[types.String])) {
					continue
				}
				next = ref // what is made of it
			case *ssa.UnOp, *ssa.MakeInterface, *ssa.ChangeType, *ssa.ChangeInterface, *ssa.Convert, *ssa.Slice, *ssa.Extract, *ssa.Phi:
				next = ref.(ssa.Value)
			}
			if next == nil {
				continue
			}
			if load, ok := next.(*ssa.UnOp); ok && into && load.Op == token.MUL { // an element of what a variable holds
				if visit(load.X, true) {
					return true
				}
			}
			if visit(next, named || into) {
				return true
			}
		}
		return false
	}
	return visit(id, false)
}

// traced reports whether a name says that what it stands for tells messages apart in logs.
func traced(name string) bool {
	name = plain(name)
	for _, w := range [...]string{"trace", "correlation", "span", "requestid", "session", "log", "boundary"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// keyedByOption reports whether a call hands a request to a function value of a type of which some
// function in the package sets a key: an option by which callers give one.
func (a *Analysis) keyedByOption(call *ssa.Call) bool {
	if call.Call.IsInvoke() || origin.CalleeObject(call.Common()) != nil || !slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool { return effect.IsRequest(v.Type()) }) {
		return false
	}
	return slices.ContainsFunc(a.keySetters(), func(fn *ssa.Function) bool {
		return fn.Signature.Recv() == nil && types.Identical(fn.Signature, call.Call.Signature())
	})
}

// keyedByTransport reports whether a round tripper of the package sets a key on what it sends.
func (a *Analysis) keyedByTransport() bool {
	return slices.ContainsFunc(a.keySetters(), func(fn *ssa.Function) bool {
		return fn.Name() == "RoundTrip" && fn.Signature.Recv() != nil
	})
}

// keySetters returns the functions of the package, outside of tests, that set a key which they have
// not made themselves.
func (a *Analysis) keySetters() []*ssa.Function {
	if a.setters == nil {
		a.setters = []*ssa.Function{}
		for _, fn := range a.SSA.Funcs {
			if !a.SSA.Tests[fn] && slices.ContainsFunc(sinks(fn), func(s sink) bool { return !s.weak && !a.fresh(s.value, &Region{Fn: fn}, 0) }) {
				a.setters = append(a.setters, fn)
			}
		}
	}
	return a.setters
}
