package boundary

import (
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Duration evaluates the duration in a field of the object made at alloc.
func (a *Analysis) Duration(alloc *ssa.Alloc, field string) Limit {
	var list []Limit
	for _, s := range a.configured(a.Origin.FieldSources(alloc, nil, field, nil)) {
		list = append(list, a.duration(s, nil))
	}
	return merge(list)
}

// longest is the longest deadline that still counts as one for a call that waits for an
// answer: beyond it, goroutines pile up all the same.
const longest = time.Hour

// shortest is how long a call may go on for nobody without anybody minding.
const shortest = 10 * time.Second

// duration evaluates a source of a duration or of a deadline.
func (a *Analysis) duration(s origin.Source, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Zero:
		return Limit{State: None, What: "a zero timeout"}
	case origin.Const:
		c := s.Value.(*ssa.Const)
		if c.Value == nil || isZero(c) {
			return Limit{State: None, What: "a zero timeout"}
		}
		if n, ok := origin.Int(c); ok && n < 0 {
			return Limit{State: None, What: "a negative timeout"}
		}
		return Limit{State: Bounded}
	case origin.Object:
		if a, ok := s.Value.(*ssa.Alloc); ok && a.Type().(*types.Pointer).Elem().String() == "time.Time" {
			return Limit{State: None, What: "the zero time"}
		}
	case origin.Op:
		if op, ok := s.Value.(*ssa.BinOp); ok && (op.Op == token.MUL || op.Op == token.QUO) {
			x, y := a.Limit(op.X, s.Env, root), a.Limit(op.Y, s.Env, root)
			switch {
			case x.State == Bounded && op.Op == token.QUO:
				return Limit{State: Bounded}
			case x.State == Bounded:
				return y
			case y.State == Bounded:
				return x
			}
		}
	case origin.Call:
		if call, ok := s.Value.(*ssa.Call); ok {
			if fn := origin.CalleeObject(call.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time" && fn.Name() == "Add" {
				return Limit{State: Bounded} // time.Now().Add(d)
			}
		}
	case origin.Field:
		if g, ok := s.Value.(*ssa.Global); ok && isDefault(g) && !a.replaced(g.Name()) {
			return Limit{State: None, What: "a zero timeout"} // of a copy of http.DefaultClient
		}
		if s.Var != nil && a.undefaulted(s.Var) {
			return Limit{State: None, Assumed: true, Configured: true, What: "a zero timeout"}
		}
		if s.Var != nil && s.Var.Pkg() == a.Program.Pass.Pkg && len(a.Origin.FieldStores(s.Var)) == 0 {
			return Limit{MaybeZero: true, What: s.Var.Name()}
		}
	}
	return Limit{}
}

// undefaulted reports whether f is a duration that comes from the configuration and stays
// zero when that says nothing: f has a tag by which it is decoded, nothing in this package
// sets it, and this package is where defaults are set, since another duration beside f gets one.
// Where literals of this package set f, too, the other one must get its default when it is
// found to be zero, as what was decoded does.
//
// Assumption: defaults of one struct are set in one place. That place is not known for a
// struct none of whose durations has a default here.
func (a *Analysis) undefaulted(f *types.Var) bool {
	if zero, ok := a.zeroes[f]; ok {
		return zero
	}
	a.zeroes[f] = false
	if f.Pkg() != a.Program.Pass.Pkg || !isDuration(f.Type()) || a.Origin.Addressed(f) {
		return false
	}
	// Objects that are written as literals are others than those that are decoded.
	literals := len(a.Origin.FieldStores(f)) > 0
	for _, store := range a.Origin.FieldStores(f) {
		if !inLiteral(store) {
			return false
		}
	}
	st, i := a.structOf(f)
	if st == nil || !decoded(st.Tag(i)) || a.validated(f) {
		return false
	}
	for sibling := range st.Fields() {
		if sibling == f || !isDuration(sibling.Type()) {
			continue
		}
		for _, store := range a.Origin.FieldStores(sibling) {
			if c, ok := store.Val.(*ssa.Const); ok && c.Value != nil && !isZero(c) && (!literals || ifZero(store)) {
				a.zeroes[f] = true
				return true
			}
		}
	}
	return false
}

// validated reports whether this package returns an error, or panics, where f is zero: none is accepted.
func (a *Analysis) validated(f *types.Var) bool {
	return slices.ContainsFunc(a.Origin.FieldLoads(f), func(load ssa.Value) bool {
		return slices.ContainsFunc(*load.Referrers(), func(ref ssa.Instruction) bool {
			cmp, ok := ref.(*ssa.BinOp)
			if !ok || cmp.X != load || cmp.Op != token.EQL && cmp.Op != token.LEQ {
				return false
			}
			c, ok := cmp.Y.(*ssa.Const)
			return ok && c.Value != nil && isZero(c) && slices.ContainsFunc(*cmp.Referrers(), refuses)
		})
	})
}

// refuses reports whether a branch ends the function with an error, or by a panic, where its condition
// holds.
func refuses(instr ssa.Instruction) bool {
	branch, ok := instr.(*ssa.If)
	if !ok {
		return false
	}
	taken := branch.Block().Succs[0]
	switch end := taken.Instrs[len(taken.Instrs)-1].(type) {
	case *ssa.Panic:
		return true
	case *ssa.Return:
		return len(end.Results) > 0 && fails(end)
	}
	return false
}

// inLiteral reports whether a store sets a field of an object that is made in the same function
// and that no decoder is given: not there, and, as far as can be told, nowhere else. What is
// kept in a variable or another object, or returned by a function that others can call, may
// well be what a configuration is decoded into.
//
// Assumption: an unexported function that makes what is decoded over is named for the defaults,
// or for making one.
func inLiteral(store *ssa.Store) bool {
	fa, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	alloc, ok := fa.X.(*ssa.Alloc)
	if !ok || handedAway(alloc) {
		return false
	}
	name := strings.ToLower(alloc.Parent().Name())
	begins := strings.Contains(name, "default") || strings.Contains(name, "init") || strings.HasPrefix(name, "new") || strings.HasPrefix(name, "make")
	return !begins && staysHere(alloc)
}

// staysHere reports whether a value is neither stored nor returned where others can see it.
func staysHere(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == v {
				return false
			}
		case *ssa.Return:
			if obj := ref.Parent().Object(); obj == nil || obj.Exported() {
				return false
			}
		case *ssa.UnOp:
			if !staysHere(ref) {
				return false
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi, *ssa.MakeClosure, *ssa.Send:
			return false
		}
	}
	return true
}

// ifZero reports whether a store gives a field its default: it is done only where the field of
// an object that was made elsewhere was found to be zero.
func ifZero(store *ssa.Store) bool {
	fa, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || inLiteral(store) || len(store.Block().Preds) != 1 {
		return false
	}
	before := store.Block().Preds[0]
	branch, ok := before.Instrs[len(before.Instrs)-1].(*ssa.If)
	if !ok || before.Succs[0] != store.Block() {
		return false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.LEQ {
		return false
	}
	load, ok := cmp.X.(*ssa.UnOp)
	zero, isConst := cmp.Y.(*ssa.Const)
	if !ok || !isConst || zero.Value == nil || !isZero(zero) {
		return false
	}
	from, ok := load.X.(*ssa.FieldAddr)
	return ok && origin.FieldVar(from) == origin.FieldVar(fa)
}

// configured leaves out, of the sources of a duration, what literals of this package set a field
// to, if the field is one that stays zero in the objects that are decoded.
func (a *Analysis) configured(sources []origin.Source) []origin.Source {
	for _, s := range sources {
		if s.Kind != origin.Field || s.Var == nil || len(a.Origin.FieldStores(s.Var)) == 0 || !a.undefaulted(s.Var) {
			continue
		}
		stores := a.Origin.FieldStores(s.Var)
		return slices.DeleteFunc(slices.Clone(sources), func(s origin.Source) bool {
			return s.Kind == origin.Const && slices.ContainsFunc(stores, func(st *ssa.Store) bool { return st.Val == s.Value })
		})
	}
	return sources
}

// structOf returns the struct of a named type of this package that holds f, and its index.
func (a *Analysis) structOf(f *types.Var) (*types.Struct, int) {
	scope := f.Pkg().Scope()
	for _, name := range scope.Names() {
		if tn, ok := scope.Lookup(name).(*types.TypeName); ok && tn.Pos() < f.Pos() {
			if st, ok := tn.Type().Underlying().(*types.Struct); ok {
				for i := range st.NumFields() {
					if st.Field(i) == f {
						return st, i
					}
				}
			}
		}
	}
	return nil, 0
}

// isDuration reports whether t is a time.Duration, or a type made from one to be decoded.
func isDuration(t types.Type) bool {
	n := origin.Named(t)
	if n == nil || !strings.HasSuffix(n.Obj().Name(), "Duration") {
		return false
	}
	b, ok := n.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Int64
}

// decoded reports whether the tag of a field names it for a decoder that sets no default.
func decoded(tag string) bool {
	if lower := strings.ToLower(tag); strings.Contains(lower, "default:") || strings.Contains(lower, "default=") {
		return false
	}
	for _, key := range [...]string{"json", "yaml", "toml", "mapstructure", "hcl", "koanf", "ini", "xml"} {
		if name, ok := reflect.StructTag(tag).Lookup(key); ok && name != "-" {
			return true
		}
	}
	return false
}

func isZero(c *ssa.Const) bool {
	switch c.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	}
	return false
}

// constant returns the value of v if all its sources are one integer constant.
func (a *Analysis) constant(v ssa.Value, env *origin.Env, root *ssa.Function) (int64, bool) {
	sources := a.Origin.SourcesIn(v, env, root)
	if len(sources) != 1 || sources[0].Kind != origin.Const {
		return 0, false
	}
	return origin.Int(sources[0].Value)
}
