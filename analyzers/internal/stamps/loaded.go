package stamps

import (
	"cmp"
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

// A record may have been loaded, from a file, a store or a message, without a decoder being in
// sight: whoever is given its address in an interface, or its type as a type argument, can set
// its exported fields by reflection. What such a field holds is then unknown where the names say
// that somebody loads, and open where nothing but the types does.

// A cast turns values of one struct type into another with the same fields.
type cast struct{ from, to *types.TypeName }

// boxed notes the records that are handed to code out of sight by address, and those that a
// function which is handed over takes: a framework decodes the arguments of its handlers.
func (ix *index) boxed(a *Analysis, mi *ssa.MakeInterface) {
	if !isEmptyInterface(mi.Type()) {
		return
	}
	switch t := mi.X.Type().Underlying().(type) {
	case *types.Pointer:
		ix.load(t.Elem(), ix.filledBy(a, mi, nil), 0)
	case *types.Signature:
		k := ix.filledBy(a, mi, nil) & (Open | Unknown)
		for i := range t.Params().Len() {
			ix.load(t.Params().At(i).Type(), k, 0)
		}
	}
}

// filledBy tells whether the calls that are given v may fill what it points to: Unknown if the name
// of one says so, Open if it is out of sight.
func (ix *index) filledBy(a *Analysis, v ssa.Value, seen map[ssa.Value]bool) (k Kinds) {
	if seen[v] || v.Referrers() == nil {
		return 0
	}
	if seen == nil {
		seen = make(map[ssa.Value]bool)
	}
	seen[v] = true
	for _, call := range callsWith(v) {
		k |= ix.fills(a, call.Common(), v, seen)
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Phi, *ssa.ChangeInterface:
			k |= ix.filledBy(a, ref.(ssa.Value), seen)
		case *ssa.Store: // a variable that a literal captures
			if alloc, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				k |= ix.filledThrough(a, alloc, seen)
			}
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, v) {
				k |= ix.filledBy(a, fv, seen)
			}
		}
	}
	return k
}

// filledThrough is filledBy for what a variable holds.
func (ix *index) filledThrough(a *Analysis, addr ssa.Value, seen map[ssa.Value]bool) (k Kinds) {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			k |= ix.filledBy(a, ref, seen)
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, addr) {
				k |= ix.filledThrough(a, fv, seen)
			}
		}
	}
	return k
}

// fills is filledBy for one call.
func (ix *index) fills(a *Analysis, c *ssa.CallCommon, v ssa.Value, seen map[ssa.Value]bool) Kinds {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return 0
	}
	if fn := origin.Callee(c); fn != nil && fn.Blocks != nil && fn.Pkg == a.env.SSA.Pkg {
		for i, arg := range c.Args {
			if arg == v && i < len(fn.Params) {
				return ix.filledBy(a, fn.Params[i], seen)
			}
		}
		if n := len(fn.Params); n > 0 && fn.Signature.Variadic() {
			return ix.filledBy(a, fn.Params[n-1], seen)
		}
		return 0
	}
	obj := calleeObj(c)
	if obj == nil {
		return Open // a function value
	}
	if isReport(obj) || isPure(obj) || isWriter(obj.Name()) {
		return 0
	}
	if obj.Pkg() != nil && program.StandardLibrary(obj.Pkg().Path()) && !fillsByReflection(obj) {
		return 0
	}
	if isDecoder(obj.Name()) || isFiller(obj.Name()) {
		return Unknown
	}
	return Open
}

// fillsByReflection reports whether a function of the standard library sets what it is given the
// address of.
func fillsByReflection(fn *types.Func) bool {
	path := fn.Pkg().Path()
	switch path {
	case "reflect":
		return fn.Name() == "ValueOf"
	case "fmt":
		return strings.Contains(fn.Name(), "can")
	case "database/sql", "net/rpc", "net/rpc/jsonrpc":
		return true
	}
	return strings.HasPrefix(path, "encoding/")
}

// isWriter reports whether functions of this name read what they are given, to write or keep it
// somewhere, and leave it as it is.
func isWriter(name string) bool {
	for _, p := range [...]string{"Encode", "Marshal", "Write", "JSON", "XML", "YAML", "Send", "Publish", "Emit", "Notify", "Render", "Print",
		"Put", "Save", "Store", "Insert", "Create", "Update", "Set", "Add", "Append", "Push", "Enqueue", "Register", "Delete", "Remove"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// load notes that the records of type t may be loaded, as k says: Unknown or Open.
func (ix *index) load(t types.Type, k Kinds, deep int) {
	if deep > 6 || k == 0 {
		return
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		if of := ix.receivers[t]; of != nil {
			t = of
		}
		ix.params[t] |= k
	case *types.Pointer, *types.Slice, *types.Array, *types.Map:
		ix.load(elem(t), k, deep+1)
	case *types.Named:
		if obj := t.Origin().Obj(); !isTime(t) && !isWrapper(t) && ix.loaded[obj]&k != k {
			ix.loaded[obj] |= k
			ix.load(t.Underlying(), k, 0) // each record once
		}
		for i := range t.TypeArgs().Len() {
			ix.load(t.TypeArgs().At(i), k, deep+1)
		}
	case *types.Struct:
		for i := range t.NumFields() {
			if f := t.Field(i); f.Exported() || f.Embedded() {
				ix.load(f.Type(), k, deep+1)
			}
		}
	}
}

// elem returns the type of what a type that has elements holds.
func elem(t types.Type) types.Type { return t.(interface{ Elem() types.Type }).Elem() }

// receivers maps the type parameters of methods to those of the declarations of their types.
func receivers(fns []*ssa.Function) map[*types.TypeParam]*types.TypeParam {
	m := make(map[*types.TypeParam]*types.TypeParam)
	for _, fn := range fns {
		params := fn.Signature.RecvTypeParams()
		if params.Len() == 0 || fn.Signature.Recv() == nil {
			continue
		}
		if n := origin.Named(fn.Signature.Recv().Type()); n != nil {
			for i := range params.Len() {
				m[params.At(i)] = n.Origin().TypeParams().At(i)
			}
		}
	}
	return m
}

// cast notes a conversion of records.
func (ix *index) cast(from, to types.Type) {
	f, t := origin.Named(from), origin.Named(to)
	if f == nil || t == nil || f == t {
		return
	}
	if _, ok := t.Underlying().(*types.Struct); ok {
		ix.casts = append(ix.casts, cast{f.Origin().Obj(), t.Origin().Obj()})
	}
}

// close carries on what is known of records: from the type parameters of generic code to the type
// arguments it is given, and through conversions.
func (ix *index) close(a *Analysis) {
	info := a.env.Program.Pass.TypesInfo
	type instance struct {
		params *types.TypeParamList
		args   *types.TypeList
	}
	var list []instance
	ids := slices.SortedFunc(maps.Keys(info.Instances), func(x, y *ast.Ident) int { return cmp.Compare(x.Pos(), y.Pos()) })
	for _, id := range ids {
		inst := info.Instances[id]
		if strings.HasSuffix(a.env.Program.Pass.Fset.Position(id.Pos()).Filename, "_test.go") {
			continue
		}
		params, open := generic(info.Uses[id], a.pkg)
		if params == nil || inst.TypeArgs.Len() != params.Len() {
			continue // of an alias that has type parameters of its own
		}
		list = append(list, instance{params, inst.TypeArgs})
		for i := range params.Len() {
			if open(params.At(i)) {
				ix.params[params.At(i)] |= Open
			}
		}
	}
	for size := -1; size != ix.size(); {
		size = ix.size()
		for _, inst := range list {
			for i := range inst.params.Len() {
				ix.load(inst.args.At(i), ix.params[inst.params.At(i)], 0)
			}
		}
		for _, c := range ix.casts {
			k := ix.loaded[c.from]
			if _, ok := ix.decoded[c.from]; ok {
				k |= Unknown
			}
			ix.load(c.to.Type(), k, 0)
		}
	}
}

// size grows with whatever is noted of records.
func (ix *index) size() (n int) {
	for _, k := range ix.loaded {
		n += int(k)
	}
	for _, k := range ix.params {
		n += int(k)
	}
	return n
}

// generic returns the type parameters of a generic declaration, and whether values of one may come
// out of it from elsewhere. Functions and types of the package itself are in sight, but for what
// stands behind an interface; the standard library's compute, or keep what they are given.
func generic(obj types.Object, pkg *types.Package) (*types.TypeParamList, func(*types.TypeParam) bool) {
	never := func(*types.TypeParam) bool { return false }
	switch obj := obj.(type) {
	case *types.Func:
		sig := obj.Origin().Signature()
		if obj.Pkg() == pkg || program.StandardLibrary(obj.Pkg().Path()) {
			return sig.TypeParams(), never
		}
		return sig.TypeParams(), func(tp *types.TypeParam) bool { return yields(sig, tp) }
	case *types.TypeName:
		n, ok := types.Unalias(obj.Type()).(*types.Named)
		if !ok || obj.Pkg() == nil {
			return nil, nil
		}
		n = n.Origin()
		if !types.IsInterface(n) && obj.Pkg() == pkg || program.StandardLibrary(obj.Pkg().Path()) {
			return n.TypeParams(), never
		}
		return n.TypeParams(), func(tp *types.TypeParam) bool { return mayFailWith(n, tp) }
	}
	return nil, nil
}

// yields reports whether a generic function makes values of tp, as what loads them does: it returns
// them, or calls a function that it is given with them, and is given none itself.
func yields(sig *types.Signature, tp *types.TypeParam) bool {
	made, given := mentions(sig.Results(), tp, 0), false
	for i := range sig.Params().Len() {
		switch t := sig.Params().At(i).Type().Underlying().(type) {
		case *types.Signature:
			made = made || mentions(t.Params(), tp, 0)
			given = given || mentions(t.Results(), tp, 0)
		case *types.Interface:
			made = made || mentions(sig.Params().At(i).Type(), tp, 0) && !isTypeParam(sig.Params().At(i).Type())
			given = given || isTypeParam(sig.Params().At(i).Type()) && mentions(sig.Params().At(i).Type(), tp, 0)
		case *types.Pointer: // to be filled, by something that may fail
			if isTypeParam(t.Elem()) && fallible(sig) {
				made = made || mentions(t.Elem(), tp, 0)
				continue
			}
			given = given || mentions(t, tp, 0)
		default:
			given = given || mentions(t, tp, 0)
		}
	}
	return made && !given
}

func isTypeParam(t types.Type) bool { _, ok := types.Unalias(t).(*types.TypeParam); return ok }

// mayFailWith reports whether a type has a method that handles values of tp and may fail: what only
// keeps them, as a cache does, does not.
func mayFailWith(n *types.Named, tp *types.TypeParam) bool {
	methods := types.NewMethodSet(types.NewPointer(n))
	if types.IsInterface(n) {
		methods = types.NewMethodSet(n)
	}
	for i := range methods.Len() {
		sig, ok := methods.At(i).Type().(*types.Signature)
		if !ok || !fallible(sig) {
			continue
		}
		of := tp
		if j := sig.RecvTypeParams(); j.Len() > tp.Index() {
			of = j.At(tp.Index())
		}
		if mentions(sig.Params(), of, 0) || mentions(sig.Results(), of, 0) {
			return true
		}
	}
	return false
}

// fallible reports whether a function returns an error.
func fallible(sig *types.Signature) bool {
	n := sig.Results().Len()
	return n > 0 && origin.IsError(sig.Results().At(n-1).Type())
}

// mentions reports whether a type is made with tp.
func mentions(t types.Type, tp *types.TypeParam, deep int) bool {
	if deep > 6 {
		return false
	}
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		return t == tp
	case *types.Tuple:
		for i := range t.Len() {
			if mentions(t.At(i).Type(), tp, deep+1) {
				return true
			}
		}
	case *types.Signature:
		return mentions(t.Params(), tp, deep+1) || mentions(t.Results(), tp, deep+1)
	case *types.Map:
		return mentions(t.Key(), tp, deep+1) || mentions(t.Elem(), tp, deep+1)
	case interface{ Elem() types.Type }:
		return mentions(t.Elem(), tp, deep+1)
	case *types.Named:
		for i := range t.TypeArgs().Len() {
			if mentions(t.TypeArgs().At(i), tp, deep+1) {
				return true
			}
		}
	}
	return false
}
