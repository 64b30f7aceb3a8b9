package boundary

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// object evaluates a source of a value whose type the catalog describes.
func (a *Analysis) object(s origin.Source, obj *catalog.Object, t types.Type, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Const, origin.Zero:
		// A nil *http.Client in a struct of a library means its default; a nil
		// transport means the default transport, which sets no limit on an answer.
		if obj.Bound {
			return Limit{State: Bounded}
		}
		return Limit{State: None, What: "http.DefaultClient"}
	case origin.Global:
		g, ok := s.Value.(*ssa.Global)
		if !ok || g.Pkg == nil || g.Pkg.Pkg == nil {
			return Limit{}
		}
		if isDefault(g) && a.replaced(g.Name()) {
			return Limit{}
		}
		if a.Program.Pass.Pkg != g.Pkg.Pkg && g.Pkg.Pkg.Path() == "net/http" {
			return Limit{State: None, Site: g, What: "http." + g.Name()}
		}
		if g.Pkg.Pkg == a.Program.Pass.Pkg {
			return a.globalObject(g, obj, root)
		}
		return a.global(g)
	case origin.Object:
		return a.literal(s.Value.(*ssa.Alloc), s.Env, obj, root)
	case origin.Call:
		return a.made(s, obj, root)
	case origin.Field:
		if fa, ok := s.Value.(*ssa.FieldAddr); ok && s.Var == origin.FieldVar(fa) {
			return a.embedded(fa, s.Env, obj, root)
		}
		if s.Value != nil && s.Var != nil && s.Var.Pkg() != a.Program.Pass.Pkg {
			return a.whole(s, t, root)
		}
	}
	return Limit{}
}

// whole evaluates what a part of a client sends with, as client.Repositories does: the client, if its type
// is one of the same library.
func (a *Analysis) whole(part origin.Source, t types.Type, root *ssa.Function) Limit {
	client := part.Value.Type()
	tuple, ok := client.(*types.Tuple)
	if ok {
		client = tuple.At(0).Type()
	}
	switch {
	case catalog.ObjectOf(client) == nil || !samePackage(client, t):
		return Limit{}
	case ok:
		return a.source(origin.Source{Kind: origin.Call, Value: part.Value, Env: part.Env}, client, root)
	}
	return a.Limit(part.Value, part.Env, root)
}

// samePackage reports whether two named types are of one package.
func samePackage(x, y types.Type) bool {
	m, n := origin.Named(x), origin.Named(y)
	return m != nil && n != nil && m.Obj().Pkg() == n.Obj().Pkg()
}

// globalObject evaluates a package variable of struct type, whose fields are set in place.
func (a *Analysis) globalObject(g *ssa.Global, obj *catalog.Object, root *ssa.Function) Limit {
	if !isStruct(origin.Deref(g.Type())) {
		return Limit{} // an exported pointer that others may replace
	}
	return a.fields(g, g, nil, obj, root)
}

// embedded evaluates an object that lies within another object, as an embedded http.Client does.
func (a *Analysis) embedded(fa *ssa.FieldAddr, env *origin.Env, obj *catalog.Object, root *ssa.Function) Limit {
	f := origin.FieldVar(fa)
	if f == nil || f.Pkg() != a.Program.Pass.Pkg {
		return Limit{}
	}
	if n := origin.Named(fa.X.Type()); f.Exported() && n != nil && n.Obj().Exported() {
		return Limit{} // other packages may fill it in
	}
	l := a.fields(fa, fa, env, obj, root)
	if l.State != None {
		return l
	}
	l.Site = nil                                 // there may be many
	for _, st := range a.Origin.FieldStores(f) { // s.client = http.Client{...}
		if _, ok := st.Val.(*ssa.UnOp); !ok {
			continue // the zero value
		}
		if made := a.Limit(st.Val, nil, root); made.State == None && (l.Site == nil || l.Site == made.Site) {
			l.Site = made.Site
		}
	}
	return l
}

// literal evaluates an object made in this package.
func (a *Analysis) literal(alloc *ssa.Alloc, env *origin.Env, obj *catalog.Object, root *ssa.Function) Limit {
	return a.fields(alloc, alloc, env, obj, root)
}

// fields evaluates the fields of the object at v that may limit it.
func (a *Analysis) fields(v ssa.Value, site ssa.Value, env *origin.Env, obj *catalog.Object, root *ssa.Function) Limit {
	if a.setters(v, obj) || handedAway(v) {
		return Limit{Touched: true}
	}
	for name := range fieldsSeq(obj.Contexts) {
		for _, s := range a.Origin.FieldSources(v, env, name, root) {
			if s.Kind == origin.Zero {
				continue
			}
			if l := a.context(s, root); s.Kind == origin.Param {
				return a.param(s.Value.(*ssa.Parameter), root)
			} else if l.State != None && l.State != CancelOnly {
				l.Given = true
				return l
			}
		}
	}
	maybe := Limit{}
	assumed, configured := false, false
	state := None
	consider := func(name string, inner bool) bool {
		var list []Limit
		for _, s := range a.configured(a.Origin.FieldSources(v, env, name, root)) {
			if inner {
				list = append(list, a.inner(s, root))
			} else {
				list = append(list, a.duration(s, root))
			}
		}
		l := merge(list)
		switch l.State {
		case None, CancelOnly:
			assumed = assumed || l.Assumed
			configured = configured || l.Configured
			return false
		case Unknown:
			if l.MaybeZero {
				maybe = l
			}
		}
		if l.State == ByParam {
			l = Limit{} // a parameter of whoever made it
		}
		maybe.State = l.State
		state = l.State
		return true
	}
	for name := range fieldsSeq(obj.Limits) {
		if consider(name, false) {
			if state == Unknown {
				return Limit{MaybeZero: maybe.MaybeZero, What: maybe.What, Site: site, Touched: true}
			}
			return Limit{State: state}
		}
	}
	for name := range fieldsSeq(obj.Partial) {
		if consider(name, false) {
			return Limit{Touched: true} // a phase is limited: enough to be silent
		}
	}
	for name := range fieldsSeq(obj.Inner) {
		if consider(name, true) {
			if state == Bounded {
				return Limit{State: Bounded}
			}
			return Limit{Touched: true}
		}
	}
	if obj.Bound && !obj.ZeroNone {
		return Limit{State: Bounded}
	}
	l := Limit{State: None, Assumed: assumed, Configured: configured, What: "an " + typeName(site.Type()) + " without " + knob(obj, nil)}
	if settable(obj) {
		l.Site = site
	}
	return l
}

// limiting returns the fields of an object that may limit what goes through it, or a part of that.
func limiting(obj *catalog.Object) string { return obj.Limits + " " + obj.Partial + " " + obj.Inner }

// settable reports whether a limit can be set where such an object is made.
func settable(obj *catalog.Object) bool {
	return obj.Limits != "" || obj.Partial != "" || obj.Inner != "" || obj.Knob != "" || obj.Options != "" || obj.Setters != ""
}

// isDefault reports whether g is one of net/http's default objects.
func isDefault(g *ssa.Global) bool {
	return g.Pkg != nil && g.Pkg.Pkg != nil && g.Pkg.Pkg.Path() == "net/http"
}

// replaced reports whether this package sets net/http's default object of that name, or a
// field of it.
func (a *Analysis) replaced(name string) bool {
	if a.defaults == nil {
		a.defaults = make(map[string]bool)
		for _, instr := range a.SSA.Code() {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			addr := st.Addr
			if fa, ok := addr.(*ssa.FieldAddr); ok {
				if load, ok := fa.X.(*ssa.UnOp); ok {
					addr = load.X
				}
			}
			if g, ok := addr.(*ssa.Global); ok && isDefault(g) {
				a.defaults[g.Name()] = true
				if mi, ok := st.Val.(*ssa.MakeInterface); ok && g.Name() == "DefaultTransport" && !IsNamed(mi.X.Type(), "net/http", "Transport") {
					a.defaults["DefaultClient"] = true // a round tripper that may limit what goes through it
				}
			}
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok && ofDefaultTransport(fa) {
				a.defaults["DefaultClient"] = true
			}
		}
	}
	return a.defaults[name]
}

// ofDefaultTransport reports whether a field is one of http.DefaultTransport that limits a part of an
// exchange.
func ofDefaultTransport(fa *ssa.FieldAddr) bool {
	assert, ok := fa.X.(*ssa.TypeAssert)
	if !ok || origin.FieldVar(fa) == nil || !strings.Contains(origin.FieldVar(fa).Name(), "Timeout") {
		return false
	}
	load, ok := assert.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && isDefault(g) && g.Name() == "DefaultTransport"
}

// handedAway reports whether the address of an object goes to code that may set its fields
// and is not in sight: a function value, a method of an interface, a decoder, a channel.
// That a named function of another module sets a timeout on a client it is given is less
// likely than that it keeps the client.
func handedAway(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Send:
			return true
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				if call, ok := r.(ssa.CallInstruction); ok && origin.Decodes(calleeName(call.Common())) {
					return true
				}
			}
		case ssa.CallInstruction:
			if c := ref.Common(); c.IsInvoke() && slices.Contains(c.Args, v) {
				return true
			}
		}
	}
	return givenToOption(v)
}

// givenToOption reports whether an object goes to a function value, as to one of the options that set
// its limits: opt(o).
func givenToOption(v ssa.Value) bool {
	return v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
		call, ok := ref.(ssa.CallInstruction)
		if !ok || call.Common().IsInvoke() || call.Common().StaticCallee() != nil {
			return false
		}
		_, builtin := call.Common().Value.(*ssa.Builtin)
		return !builtin && slices.Contains(call.Common().Args, v)
	})
}

// setters reports whether a method that sets a limit is called on the object that v makes or
// holds: on v itself, or anywhere in the package on something that may be the same object.
func (a *Analysis) setters(v ssa.Value, obj *catalog.Object) bool {
	if obj.Setters == "" {
		return false
	}
	for _, call := range a.setterCalls(v.Type(), obj) {
		recv := operand(call.Common(), catalog.Recv)
		if recv == v || a.maybeSame(recv, v, call.Parent(), 0) {
			return true
		}
	}
	return false
}

// setterCalls returns the calls in this package of the methods that set a limit on an object
// of type t, or of the first type of a tuple.
func (a *Analysis) setterCalls(t types.Type, obj *catalog.Object) []ssa.CallInstruction {
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		t = tuple.At(0).Type()
	}
	n := origin.Named(t)
	if n == nil {
		return nil
	}
	list, done := a.setting[n.Obj()]
	if done {
		return list
	}
	named := make(map[*types.Func]bool)
	for _, fn := range a.Program.Calls {
		recv := fn.Signature().Recv()
		if recv == nil || !hasWord(obj.Setters, fn.Name()) || origin.Named(recv.Type()) == nil {
			continue
		}
		it, ok := recv.Type().Underlying().(*types.Interface)
		if origin.Named(recv.Type()).Obj() == n.Obj() || ok && types.Implements(t, it) {
			named[fn] = true
		}
	}
	if len(named) > 0 {
		for _, instr := range a.SSA.Code() {
			if call, ok := instr.(ssa.CallInstruction); ok && named[origin.CalleeObject(call.Common())] {
				list = append(list, call)
			}
		}
	}
	a.setting[n.Obj()] = list
	return list
}

// maybeSame reports whether recv, a value in root, may be the object that v is: it comes from
// v, or from where nobody can tell. What a chain of method calls returns is the object that
// the chain begins with.
func (a *Analysis) maybeSame(recv, v ssa.Value, root *ssa.Function, depth int) bool {
	if recv == nil || depth == maxChain {
		return true
	}
	for _, s := range a.Origin.Sources(recv, root) {
		call, ok := s.Value.(*ssa.Call)
		switch {
		case s.Value == v && v != nil:
			return true
		case s.Kind == origin.Object || s.Kind == origin.Const || s.Kind == origin.Zero:
		case s.Kind != origin.Call || !ok:
			return true
		default:
			fn := origin.CalleeObject(call.Common())
			if fn != nil && catalog.MakerOf(fn) != nil {
				continue // another one
			}
			if fn == nil || fn.Signature().Recv() == nil || a.maybeSame(operand(call.Common(), catalog.Recv), v, call.Parent(), depth+1) {
				return true
			}
		}
	}
	return false
}

// maxChain bounds the method calls of a chain that are followed.
const maxChain = 12

// inner evaluates what a client wraps: its transport.
func (a *Analysis) inner(s origin.Source, root *ssa.Function) Limit {
	assumed := Limit{State: None, Assumed: true}
	switch s.Kind {
	case origin.Const, origin.Zero:
		return Limit{State: None}
	case origin.Param, origin.Unknown:
		return assumed
	}
	if fn := madeBy(s); fn != nil {
		return a.dialled(fn, s.Env)
	}
	t := sourceType(s)
	obj := catalog.ObjectOf(t)
	switch s.Kind {
	case origin.Field:
		if fa, ok := s.Value.(*ssa.FieldAddr); ok && obj != nil && s.Var == origin.FieldVar(fa) && isStruct(s.Var.Type()) && a.limitsSome(t, obj, s.Var) {
			return a.embedded(fa, s.Env, obj, root)
		}
		return assumed
	case origin.Global:
		g := s.Value.(*ssa.Global)
		if isDefault(g) && g.Name() == "DefaultTransport" && !a.replaced(g.Name()) {
			return Limit{State: None}
		}
		if obj != nil && g.Pkg != nil && g.Pkg.Pkg == a.Program.Pass.Pkg && isStruct(origin.Deref(g.Type())) && a.limitsSome(t, obj, g) {
			return a.globalObject(g, obj, root)
		}
		return assumed
	}
	if s.Kind == origin.Call {
		call, ok := s.Value.(*ssa.Call)
		if !ok {
			return Limit{}
		}
		fn := origin.CalleeObject(call.Common())
		if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && fn.Name() == "Clone" {
			return a.cloned(call, catalog.ObjectOf(t), s.Env, root)
		}
	}
	if alloc, ok := s.Value.(*ssa.Alloc); ok && IsNamed(t, "net/http", "Transport") && a.dialsWithDeadline(alloc, s.Env, root) {
		return Limit{} // how long it is, and whether it is moved on, is the hook's business
	}
	if obj != nil {
		if a.wrapping[s.Value] {
			return assumed // it is wrapped in itself, as by a loop: t = &oauth2.Transport{Base: t}
		}
		a.wrapping[s.Value] = true
		l := a.object(s, obj, t, root)
		delete(a.wrapping, s.Value)
		if l.State == Unknown && obj.Seldom && !namesTimeout(s) {
			return assumed
		}
		return l
	}
	// A round tripper of some concrete type: it sets no limit if all it does is to hand the
	// request on, which its summary says.
	if n := origin.Named(t); n != nil && !types.IsInterface(n) {
		fn := method(n, "RoundTrip", a.Program.Pass.Pkg)
		switch {
		case fn == nil:
			return Limit{}
		case a.passesOn(fn):
			return assumed // what it wraps may not be in sight
		}
		if n.Obj().Pkg() == a.Program.Pass.Pkg {
			return Limit{} // it is in sight and does something of its own
		}
	} else if _, isFunc := t.Underlying().(*types.Signature); isFunc && mayLimit(s.Value) || isStruct(origin.Deref(t)) {
		return Limit{} // what it does, or what it embeds, may have a limit
	}
	return assumed
}

// limitsSome reports whether this package may set a limit of an object of type t that is kept in a variable
// or field: it sets one of some such object that is not kept in another.
func (a *Analysis) limitsSome(t types.Type, obj *catalog.Object, kept any) bool {
	for name := range strings.FieldsSeq(obj.Limits + " " + obj.Partial) {
		f, ok := field(origin.Deref(t), name)
		if ok && slices.ContainsFunc(a.Origin.FieldStores(f), func(st *ssa.Store) bool {
			fa, ok := st.Addr.(*ssa.FieldAddr)
			return !ok || mayLieIn(fa.X, kept, 0)
		}) {
			return true
		}
	}
	return false
}

// mayLieIn reports whether the object at addr may be what a variable or field holds: it lies there, is copied
// there, or where it goes is not seen.
func mayLieIn(addr ssa.Value, kept any, depth int) bool {
	if depth == maxChain {
		return true
	}
	switch addr := addr.(type) {
	case *ssa.Global:
		return addr == kept
	case *ssa.FieldAddr:
		return origin.FieldVar(addr) == kept
	case *ssa.Alloc:
		return slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
			load, ok := ref.(*ssa.UnOp)
			return ok && load.Op == token.MUL && slices.ContainsFunc(*load.Referrers(), func(use ssa.Instruction) bool {
				st, ok := use.(*ssa.Store)
				return !ok || st.Val != load || mayLieIn(st.Addr, kept, depth+1)
			})
		})
	}
	return true
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// mayLimit reports whether a round tripper that is a function makes another request of the one that it is
// given, as to set a deadline; or is not in sight.
func mayLimit(v ssa.Value) bool {
	fn := origin.FunctionOf(origin.Unconverted(origin.Unboxed(v)))
	return fn == nil || len(fn.Blocks) == 0 || origin.Calls(fn, func(callee *types.Func) bool {
		return callee.Pkg() != nil && (callee.Pkg().Path() == "context" || callee.Pkg().Path() == "net/http" && (callee.Name() == "WithContext" || callee.Name() == "Clone"))
	})
}

// namesTimeout reports whether what makes a transport is given something that may set a limit: a duration,
// a function of the caller's own, or an option that speaks of a timeout.
func namesTimeout(s origin.Source) bool {
	call, ok := s.Value.(*ssa.Call)
	if !ok {
		return false
	}
	args := call.Call.Args
	if call.Call.Signature().Variadic() && len(args) > 0 {
		if options, ok := elements(args[len(args)-1]); ok {
			args = slices.Concat(args[:len(args)-1], options)
		}
	}
	return slices.ContainsFunc(args, func(arg ssa.Value) bool {
		if _, ok := arg.Type().Underlying().(*types.Signature); !ok {
			return isDuration(arg.Type())
		}
		made, ok := arg.(*ssa.Call)
		return !ok || strings.Contains(calleeName(made.Common()), "Timeout")
	})
}

// madeBy returns the function with a body that a source is, if what it returns first has limits of its
// own, or nil.
func madeBy(s origin.Source) *ssa.Function {
	fn := origin.FunctionOf(s.Value)
	if fn == nil || fn.Blocks == nil || fn.Signature.Results().Len() == 0 || catalog.ObjectOf(fn.Signature.Results().At(0).Type()) == nil {
		return nil
	}
	return fn
}

// dialled evaluates what a function in a field makes, as the Dial of redigo's pool does: it is known to
// have no limit only if all that the function returns has none.
func (a *Analysis) dialled(fn *ssa.Function, env *origin.Env) Limit {
	var list []Limit
	for _, b := range fn.Blocks {
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && b != fn.Recover && !origin.IsNil(ret.Results[0]) {
			list = append(list, a.Limit(ret.Results[0], env, fn))
		}
	}
	if merge(list).State == None {
		return Limit{State: None}
	}
	return Limit{}
}

// dialsWithDeadline reports whether a hook of a transport sets a deadline on the connections that
// it dials: a function of this package, or one that such a function makes.
func (a *Analysis) dialsWithDeadline(transport ssa.Value, env *origin.Env, root *ssa.Function) bool {
	for _, field := range dialHooks {
		for _, s := range a.Origin.FieldSources(transport, env, field, root) {
			if fn := hookOf(s.Value); fn != nil && setsDeadline(fn) {
				return true
			}
		}
	}
	return false
}

// dialHooks are the fields of a transport by which it dials.
var dialHooks = [...]string{"DialContext", "Dial", "DialTLSContext", "DialTLS"}

// hookOf returns the function of this package that a hook is, or that makes it, or nil.
func hookOf(v ssa.Value) *ssa.Function {
	switch x := v.(type) {
	case *ssa.ChangeType:
		return hookOf(x.X)
	case *ssa.MakeClosure:
		fn, _ := x.Fn.(*ssa.Function)
		return fn
	case *ssa.Function:
		return x
	case *ssa.Call:
		return origin.Callee(x.Common())
	}
	return nil
}

// setsDeadline reports whether fn or a literal in it sets a deadline on a connection.
func setsDeadline(fn *ssa.Function) bool {
	return callsDeadline(fn) || slices.ContainsFunc(fn.AnonFuncs, setsDeadline) || wrapsWithDeadline(fn)
}

// callsDeadline reports whether fn itself sets a deadline.
func callsDeadline(fn *ssa.Function) bool {
	return origin.Calls(fn, func(callee *types.Func) bool {
		switch callee.Name() {
		case "SetDeadline", "SetReadDeadline":
			return true
		}
		return false
	})
}

// wrapsWithDeadline reports whether fn makes a connection of a type of its package whose Read or Write
// sets a deadline for reads each time.
func wrapsWithDeadline(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			mi, ok := instr.(*ssa.MakeInterface)
			if !ok || !IsNamed(mi.Type(), "net", "Conn") {
				continue
			}
			n := origin.Named(mi.X.Type())
			if n == nil || fn.Pkg == nil || n.Obj().Pkg() != fn.Pkg.Pkg {
				continue
			}
			for m := range n.Methods() {
				if name := m.Name(); name == "Read" || name == "Write" {
					if method := fn.Prog.FuncValue(m); method != nil && callsDeadline(method) {
						return true
					}
				}
			}
		}
	}
	return false
}

// cloned evaluates a clone of a transport: it has the limits of the original unless others
// are written to it.
func (a *Analysis) cloned(call *ssa.Call, obj *catalog.Object, env *origin.Env, root *ssa.Function) Limit {
	if obj == nil || handedAway(call) || a.cloning[call] {
		return Limit{} // t = t.Clone() is a clone of a clone without end
	}
	a.cloning[call] = true
	defer delete(a.cloning, call)
	for _, field := range dialHooks {
		for _, st := range a.Origin.FieldWrites(call, field) {
			if fn := hookOf(st.Val); fn != nil && setsDeadline(fn) {
				return Limit{}
			}
		}
	}
	for _, fields := range [...]string{obj.Limits, obj.Partial} {
		for name := range fieldsSeq(fields) {
			for _, st := range a.Origin.FieldWrites(call, name) {
				if l := a.Limit(st.Val, nil, root); l.State != None {
					return Limit{}
				}
			}
		}
	}
	var list []Limit
	for _, original := range a.Origin.SourcesIn(operand(call.Common(), catalog.Recv), env, root) {
		list = append(list, a.inner(original, root))
	}
	return merge(list)
}

// passesOn reports whether a RoundTrip method is known to leave the limit to its request.
func (a *Analysis) passesOn(fn *types.Func) bool {
	s, known := a.summaryOf(fn)
	if !known || s == nil || len(s.Reaches) == 0 {
		return false
	}
	for _, r := range s.Reaches {
		if r.State != ByParam && r.State != None && r.State != CancelOnly {
			return false
		}
	}
	return true
}

// made evaluates an object that a function outside this package returned.
func (a *Analysis) made(s origin.Source, obj *catalog.Object, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if !ok {
		return Limit{}
	}
	fn := origin.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil || givenToOption(call) {
		return Limit{}
	}
	if maker := catalog.MakerOf(fn); maker != nil {
		if l, ok := a.attached(call, maker, s.Env, root); ok {
			return l
		}
		return a.optioned(call, fn, maker, s.Env, root)
	}
	// A method that returns an object from another of the same library hands on its
	// limits and its context: client.R(), db.WithContext(ctx).Where(...).
	if recv := operand(call.Common(), catalog.Recv); recv != nil && fn.Signature().Recv() != nil {
		if from := catalog.ObjectOf(recv.Type()); from != nil {
			if hasWord(from.Setters, fn.Name()) {
				return Limit{Touched: true}
			}
			if hasWord(from.Contexts, fn.Name()) {
				l := a.Limit(contextArg(call.Common()), s.Env, root)
				l.Given = true
				if l.State != None && l.State != CancelOnly {
					return l
				}
				// One that can only be cancelled is better than nothing.
				if from := a.Limit(recv, s.Env, root); l.State == CancelOnly && !l.Rooted && from.State == None {
					return l
				}
			}
			if l, ok := a.attached(call, obj, s.Env, root); ok {
				return l
			}
			return a.Limit(recv, s.Env, root)
		}
	}
	if catalog.Known(fn.Pkg()) && fn.Signature().Recv() == nil { // what pages through a client's answers asks the client
		for _, arg := range call.Call.Args {
			if catalog.ObjectOf(origin.Unboxed(arg).Type()) != nil && samePackage(origin.Unboxed(arg).Type(), sourceType(s)) {
				return a.Limit(arg, s.Env, root)
			}
		}
	}
	return a.result(s, root)
}

// attached evaluates the contexts that method calls attach to the object v in place, and
// the limits that they set; ok is false if there are none, or none that ends anything.
func (a *Analysis) attached(v ssa.Value, obj *catalog.Object, env *origin.Env, root *ssa.Function) (l Limit, ok bool) {
	refs := v.Referrers()
	if refs == nil {
		return Limit{}, false
	}
	for _, ref := range *refs {
		if x, ok := ref.(*ssa.Extract); ok {
			if l, ok := a.attached(x, obj, env, root); ok {
				return l, true
			}
			continue
		}
		call, isCall := ref.(ssa.CallInstruction)
		if !isCall || operand(call.Common(), catalog.Recv) != v {
			continue
		}
		fn := origin.CalleeObject(call.Common())
		switch {
		case fn == nil:
		case hasWord(obj.Setters, fn.Name()):
			return Limit{Touched: true}, true
		case hasWord(obj.Contexts, fn.Name()):
			if l := a.Limit(contextArg(call.Common()), env, root); l.State != None && l.State != CancelOnly {
				l.Given = true
				return l, true
			}
		}
	}
	return Limit{}, false
}

// contextClient evaluates the client that a context carries as a value, or the default one.
func (a *Analysis) contextClient(ctx ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	if a.deep == 0 {
		a.work = 0
	}
	if a.work++; a.work > maxLimits {
		return Limit{}
	}
	a.deep++
	defer func() { a.deep-- }()
	var list []Limit
	for _, s := range a.Origin.SourcesIn(ctx, env, root) {
		list = append(list, a.clientIn(s, root))
	}
	return merge(list)
}

func (a *Analysis) clientIn(s origin.Source, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if s.Kind != origin.Call || !ok {
		return Limit{}
	}
	c := call.Common()
	fn := origin.CalleeObject(c)
	if fn == nil || fn.Pkg() == nil {
		return Limit{}
	}
	standard := Limit{State: None, What: "http.DefaultClient"}
	switch path := catalog.Path(fn.Pkg()); {
	case path == "context" && fn.Name() == "WithValue":
		for _, k := range a.Origin.SourcesIn(operand(c, catalog.Arg1), s.Env, root) {
			if g, ok := k.Value.(*ssa.Global); ok && g.Name() == "HTTPClient" {
				client := operand(c, catalog.Arg2)
				if boxed, ok := client.(*ssa.MakeInterface); ok {
					client = boxed.X
				}
				return a.Limit(client, s.Env, root)
			}
		}
		return a.contextClient(operand(c, catalog.Arg0), s.Env, root)
	case fn.Name() == "ClientContext":
		return a.Limit(operand(c, catalog.Arg1), s.Env, root)
	case path == "context" && (fn.Name() == "Background" || fn.Name() == "TODO"):
		return standard
	case path == "net/http" && fn.Name() == "Context":
		return standard
	case path == "context" || path == "os/signal" || path == "golang.org/x/sync/errgroup":
		return a.contextClient(contextArg(c), s.Env, root)
	}
	return Limit{}
}

// optioned evaluates an object made by a library's constructor from the options it is given.
func (a *Analysis) optioned(call *ssa.Call, fn *types.Func, obj *catalog.Object, env *origin.Env, root *ssa.Function) Limit {
	if a.setters(call, obj) || limited(a.Origin, call, obj) || a.limitsInner(obj, resultType(call)) || a.setByHelper(obj, resultType(call)) {
		return Limit{Touched: true}
	}
	if obj.Bound {
		return Limit{State: Bounded}
	}
	if obj.Plain {
		if ctx := contextArg(call.Common()); ctx != nil {
			return a.contextClient(ctx, env, root) // one cause with the other calls through that client
		}
		return Limit{State: None, Site: call, What: shortName(fn) + " without " + knob(obj, fn)}
	}
	state, touched := None, false
	var given []Limit // by whoever calls the function around it
	for _, arg := range call.Call.Args {
		l := a.ingredient(arg, env, root)
		switch {
		case l.State == Bounded:
			return Limit{State: Bounded}
		case l.State == ByParam:
			given = append(given, l)
		case l.State != None:
			state, touched = Unknown, touched || l.Touched
		}
	}
	switch {
	case len(given) == 1 && state == None && obj.Seldom:
		return given[0]
	case len(given) > 0:
		state = Unknown
	}
	if state == Unknown {
		return Limit{Touched: touched}
	}
	l := Limit{State: None, What: shortName(fn) + " without " + knob(obj, fn)}
	if settable(obj) {
		l.Site = call
	}
	return l
}

// ingredient evaluates an argument of a constructor: None if it is known to bring no limit.
func (a *Analysis) ingredient(arg ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	switch {
	case IsNamed(arg.Type(), "context", "Context"), isBasic(arg.Type()), origin.IsNil(arg):
		return Limit{State: None}
	}
	if slice, ok := types.Unalias(arg.Type()).Underlying().(*types.Slice); ok {
		if isBasic(slice.Elem()) {
			return Limit{State: None} // addresses, say
		}
		elems, all := elements(arg)
		if !all {
			return Limit{Touched: true} // whoever passes options on may have limited something
		}
		sum := Limit{State: None}
		for _, elem := range elems {
			l := a.option(elem, env, root)
			switch {
			case l.State == Bounded || a.builtWithLimit(elem, env, root):
				return Limit{State: Bounded}
			case l.State != None || givenToOption(origin.Unboxed(elem)):
				sum = Limit{Touched: true}
			}
		}
		return sum
	}
	if obj := catalog.ObjectOf(arg.Type()); obj != nil {
		l := a.Limit(arg, env, root)
		if l.State == Unknown && !l.Touched && obj.Seldom {
			return Limit{State: None}
		}
		return l
	}
	return Limit{} // some other object: it may carry anything
}

// setByHelper reports whether a function of this package sets a limit of such an object that it is given.
func (a *Analysis) setByHelper(obj *catalog.Object, t types.Type) bool {
	return slices.ContainsFunc(limitFields(obj, t), func(f *types.Var) bool {
		return slices.ContainsFunc(a.Origin.FieldStores(f), func(st *ssa.Store) bool {
			_, given := st.Addr.(*ssa.FieldAddr).X.(*ssa.Parameter)
			return given && a.Limit(st.Val, nil, st.Parent()).State != None
		})
	})
}

// limitFields returns the fields of t, a named struct or a pointer to one, that may limit such an object.
func limitFields(obj *catalog.Object, t types.Type) (fields []*types.Var) {
	if n := origin.Named(t); n == nil || !isStruct(n) {
		return nil
	}
	for name := range strings.FieldsSeq(limiting(obj)) {
		if f, ok := field(origin.Deref(t), name); ok {
			fields = append(fields, f)
		}
	}
	return fields
}

// resultType returns the type of what a call makes, which comes first.
func resultType(call *ssa.Call) types.Type {
	if tuple, ok := call.Type().(*types.Tuple); ok && tuple.Len() > 0 {
		return tuple.At(0).Type()
	}
	return call.Type()
}

// limitedWithin reports whether a limit is set on the object that a field holds.
func limitedWithin(t *origin.Tracer, fa *ssa.FieldAddr, f *types.Var) bool {
	inner := catalog.ObjectOf(f.Type())
	return inner != nil && slices.ContainsFunc(*fa.Referrers(), func(ref ssa.Instruction) bool {
		load, ok := ref.(*ssa.UnOp)
		return ok && limited(t, load, inner)
	})
}

// limitsInner reports whether the package sets a limit on what an object of this kind holds, whichever
// one that is: s.client.HTTPClient.Timeout = d.
func (a *Analysis) limitsInner(obj *catalog.Object, t types.Type) bool {
	n := origin.Named(t)
	if n == nil || obj.Inner == "" {
		return false
	}
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		inner := catalog.ObjectOf(f.Type())
		if inner == nil || !hasWord(obj.Inner, f.Name()) {
			continue
		}
		for _, load := range a.Origin.FieldLoads(f) {
			if limited(a.Origin, load, inner) {
				return true
			}
		}
	}
	return false
}

// limited reports whether one of the object's limit fields is stored to after it was made.
func limited(t *origin.Tracer, v ssa.Value, obj *catalog.Object) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Call: // client.GetClient().Timeout = d
			if inner := catalog.ObjectOf(ref.Type()); inner != nil && origin.Receiver(&ref.Call) == v && limited(t, ref, inner) {
				return true
			}
		case *ssa.FieldAddr:
			f := origin.FieldVar(ref)
			if f != nil && limitedWithin(t, ref, f) {
				return true // client.HTTPClient.Timeout = d
			}
			if f != nil && hasWord(limiting(obj), f.Name()) {
				if stores, _ := t.Stores(ref); len(stores) > 0 {
					return true
				}
			}
		case *ssa.Extract:
			if limited(t, ref, obj) {
				return true
			}
		}
	}
	return false
}

// builtWithLimit reports whether options that are an object got a limit on the way, from one of
// the calls that they were built with.
func (a *Analysis) builtWithLimit(v ssa.Value, env *origin.Env, root *ssa.Function) bool {
	obj := catalog.ObjectOf(v.Type())
	if obj == nil {
		return false
	}
	for _, s := range a.Origin.SourcesIn(v, env, root) {
		for call, ok := s.Value.(*ssa.Call); ok; {
			if _, attached := a.attached(call, obj, s.Env, root); attached {
				return true
			}
			fn, recv := origin.CalleeObject(call.Common()), operand(call.Common(), catalog.Recv)
			if fn == nil || recv == nil || fn.Signature().Recv() == nil {
				break
			}
			if hasWord(obj.Setters, fn.Name()) {
				return true
			}
			call, ok = recv.(*ssa.Call)
		}
	}
	return false
}

// option evaluates one option given to a constructor: None if it is known to set no limit.
func (a *Analysis) option(v ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	var list []Limit
	for _, s := range a.Origin.SourcesIn(v, env, root) {
		list = append(list, a.optionFrom(s, root))
	}
	return merge(list)
}

func (a *Analysis) optionFrom(s origin.Source, root *ssa.Function) Limit {
	if obj := catalog.ObjectOf(sourceType(s)); obj != nil && (s.Kind != origin.Call || obj.Options == "" && isStruct(origin.Deref(sourceType(s)))) {
		l := a.object(s, obj, sourceType(s), root)
		if s.Kind == origin.Call && l.State == Unknown && !l.Touched && obj.Seldom {
			return Limit{State: None} // a configuration from out of sight
		}
		return l
	}
	if fn := origin.FunctionOf(s.Value); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok && catalog.Known(obj.Pkg()) && catalog.OptionOf(obj) == nil {
			return Limit{State: None} // client.FromEnv
		}
		return a.configures(fn)
	}
	call, ok := s.Value.(*ssa.Call)
	if s.Kind != origin.Call || !ok {
		return Limit{Touched: true}
	}
	fn := origin.CalleeObject(call.Common())
	switch {
	case fn == nil || !catalog.Known(fn.Pkg()):
		return Limit{Touched: true}
	case catalog.OptionOf(fn) == nil:
		return Limit{State: None}
	}
	var list []Limit // an option that limits takes the limit, or what has it
	for _, arg := range call.Call.Args {
		list = append(list, a.Limit(arg, s.Env, root))
	}
	if l := merge(list); l.State == None || l.State == Bounded {
		return Limit{State: l.State}
	}
	return Limit{Touched: true}
}

// configures evaluates an option that is a function of this package, which is given what it is to set:
// None if it sets no limit of it and hands it to nobody.
func (a *Analysis) configures(fn *ssa.Function) Limit {
	if len(fn.Blocks) == 0 || len(fn.Params) != 1 {
		return Limit{Touched: true}
	}
	obj := catalog.ObjectOf(fn.Params[0].Type())
	if obj == nil || fn.Params[0].Referrers() == nil {
		return Limit{Touched: true}
	}
	sum := Limit{State: None}
	for _, ref := range *fn.Params[0].Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok {
			return Limit{Touched: true}
		}
		if f := origin.FieldVar(fa); f == nil || !hasWord(limiting(obj), f.Name()) {
			continue
		}
		stores, _ := a.Origin.Stores(fa)
		for _, st := range stores {
			if l := a.Limit(st.Val, nil, fn); l.State == Bounded {
				return Limit{State: Bounded}
			} else if l.State != None {
				sum = Limit{Touched: true}
			}
		}
	}
	return sum
}

// variadic returns the elements of a slice made for a variadic call.
func variadic(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	return written(alloc)
}

// written returns what is stored to the elements of a slice or an array: s[1] = x.
func written(v ssa.Value) (elems []ssa.Value) {
	if v.Referrers() == nil {
		return nil
	}
	for _, ref := range *v.Referrers() {
		at, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, use := range *at.Referrers() {
			if st, ok := use.(*ssa.Store); ok && st.Addr == at {
				elems = append(elems, st.Val)
			}
		}
	}
	return elems
}

// objectOf returns what the catalog says of an operand: of its own type, whatever interface it is given as, or,
// where that is an interface of whoever calls, of the library's types in general.
func objectOf(v ssa.Value, lib *catalog.Library, at catalog.At) *catalog.Object {
	obj := catalog.ObjectOf(origin.Unboxed(v).Type())
	if obj != nil || at != catalog.Recv || !types.IsInterface(v.Type()) {
		return obj
	}
	if i := slices.IndexFunc(lib.Objects, func(obj catalog.Object) bool { return obj.Name == "*" }); i >= 0 {
		return &lib.Objects[i]
	}
	return nil
}

// seldom turns what is known of an object of which few have a limit into what is to be believed: one
// that is out of sight has none, unless somebody is seen to hand in one that has, or may have. A parameter
// stays one where those who hand it in decide: the call takes no context that could be mended instead.
// A context that the object was given is judged as any other.
func (a *Analysis) seldom(l Limit, decides bool) Limit {
	switch {
	case l.Given:
		return l
	case l.State == Unknown && !l.Touched, l.State == ByParam && !decides && !a.handedLimit(l.Of, l.Param, make(map[*ssa.Function]bool)):
		return Limit{State: None, Assumed: true, Rooted: l.Rooted}
	case l.State == ByParam && !decides:
		return Limit{Touched: true}
	}
	return l
}

// handedLimit reports whether a caller in this package gives fn an object with a limit as parameter i, or
// one that may have a limit.
func (a *Analysis) handedLimit(fn *ssa.Function, i int, seen map[*ssa.Function]bool) bool {
	if seen[fn] {
		return false // it hands on what it was given
	}
	seen[fn] = true
	calls, _ := a.Origin.Callers(fn)
	return slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
		l := a.Limit(origin.Argument(call.Common(), i), nil, call.Parent())
		return l.State == Bounded || l.Touched || l.State == ByParam && a.handedLimit(l.Of, l.Param, seen)
	})
}
