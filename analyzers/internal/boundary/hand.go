package boundary

import (
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Hand is a context that is at hand in a function.
type Hand struct {
	Name    string         // as the code would write it: "ctx", "r.Context()"
	Request bool           // it is the inbound request's
	Callers bool           // not the function itself has it but all who call it; Name is the function's then
	Turns   bool           // it ends the goroutine between the turns of its loop
	Own     string         // the type whose objects keep it and are the receiver of the function, or ""
	Param   *ssa.Parameter // that carries it; nil with Callers and Own
}

// handOf returns the context that a call could have been given: one at hand, or one that all
// who call its function have.
func (a *Analysis) handOf(c *Crossing) *Hand {
	if hand := a.atHand(c); hand != nil {
		return hand
	}
	if hand := a.ownHand(c); hand != nil {
		return hand
	}
	if obj := c.Fn.Object(); obj == nil || obj.Exported() || a.SSA.Tests[c.Fn] {
		return nil
	}
	if _, ok := c.Call.(*ssa.Call); !ok || cleanup().MatchString(c.function()) {
		return nil
	}
	return a.callersHand(c.Fn)
}

// callersHand returns the context that all callers of fn have at hand, or nil if some have
// none, leave it behind on purpose, or are not in sight, or if fn has one itself.
func (a *Analysis) callersHand(fn *ssa.Function) *Hand {
	if cleanup().MatchString(fn.Name()) {
		return nil
	}
	for _, p := range fn.Params {
		if a.hand(p) != nil {
			return nil
		}
	}
	calls, all := a.Origin.Callers(fn)
	if !all || len(calls) == 0 {
		return nil
	}
	hand := &Hand{Name: shortName(fn.Object().(*types.Func)), Callers: true}
	for _, call := range calls {
		h := a.atHand(&Crossing{Call: call, Fn: call.Parent(), Name: fn.Name()})
		if h == nil {
			return nil
		}
		hand.Request = hand.Request || h.Request
	}
	return hand
}

// drops reports whether a crossing leaves the context at hand behind: it could take one,
// and what it gets comes from a root context or from nowhere.
func (a *Analysis) drops(c *Crossing) bool {
	if c.Twin() != "" || c.Unset() != "" {
		return true
	}
	if c.Via != nil && len(c.Via.Params) == 0 {
		return false // the callee's own business
	}
	ctx, req := c.Operand(Ctx), c.Operand(Req)
	switch {
	case c.Stream && ctx != nil && ctx.Value != nil && (ctx.Limit.State == CancelOnly || a.stored(ctx.Value)):
		return false // it lasts as long as whoever keeps the context or the function that cancels it
	case ctx != nil && ctx.Value != nil:
		return (ctx.Limit.Rooted || a.stored(ctx.Value)) && !ctx.Limit.Detached
	case req != nil && req.Value != nil:
		return (req.Limit.Rooted || a.storedRequest(req.Value)) && !req.Limit.Detached
	case ctx == nil && req == nil && c.Row != nil:
		obj := c.Operand(Obj)
		return c.State != ByParam && takesContext(c) && (obj == nil || !obj.Limit.Given && !a.attaches(obj.Value, c.Fn, 0)) && !givesContext(c.Call.Common()) && !asked(c.Call.Common())
	}
	return false
}

// contextual are the endings by which the form of a function that takes a context is told.
var contextual = [...]string{"Context", "WithContext", "Ctx", "WithCtx"}

// Twin returns the name of the form that takes a context of the function that a crossing is reached through,
// as QueryContext is Query's, if that function is given none; or "".
func (c *Crossing) Twin() string {
	if c.Via == nil || c.Callee == nil || c.Among != Direct {
		return ""
	}
	common := c.Call.Common()
	if contextArg(common) != nil || givesContext(common) || asked(common) || start().MatchString(c.Callee.Name()) {
		return ""
	}
	for _, v := range given(common) {
		n := origin.Named(origin.Unboxed(v).Type())
		if n != nil && n.Obj().Pkg() == c.Callee.Pkg() && carriesContext(v, maxChain) {
			return "" // the object is bound to it, or the message has it
		}
	}
	for _, op := range c.Operands {
		if op.Kind == Ctx || op.Kind == Req {
			return "" // it has one otherwise
		}
	}
	if fn := TwinOf(c.Callee, recvType(common), c.Fn.Pkg.Pkg); fn != nil && fn.Name() != origin.Outermost(c.Fn).Name() {
		return fn.Name()
	}
	return "" // there is none, or it is the one that calls the form without
}

// Unset returns the field for a context, "Context of docker.KillContainerOptions", of the options that the function
// of a crossing makes for the call it is reached through, if it leaves that field alone and gives the call no
// context otherwise; or "".
func (c *Crossing) Unset() string {
	if c.Via == nil || c.Callee == nil || c.Callee.Pkg() == nil || c.Among != Direct {
		return ""
	}
	common := c.Call.Common()
	if contextArg(common) != nil || givesContext(common) {
		return ""
	}
	for _, v := range given(common) {
		n := origin.Named(v.Type())
		if n == nil || n.Obj().Pkg() != c.Callee.Pkg() {
			continue
		}
		if f, ok := field(origin.Deref(v.Type()), "Context"); ok && isContext(f.Type()) && madeWithout(v, f, maxChain) {
			return "Context of " + n.Obj().Pkg().Name() + "." + n.Obj().Name()
		}
	}
	return ""
}

// madeWithout reports whether a struct, or what v points to, is made in its function, which does not set its
// field f and shows it to nobody who could before it is loaded.
func madeWithout(v ssa.Value, f *types.Var, depth int) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	made, ok := v.(*ssa.Alloc)
	if !ok || depth == 0 {
		return false
	}
	calls := 0
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			if origin.FieldVar(ref) == f {
				return false
			}
		case *ssa.Store:
			if ref.Addr != made || !madeWithout(ref.Val, f, depth-1) {
				return false
			}
		case ssa.CallInstruction: // the call itself, where it is given a pointer
			calls++
		case *ssa.UnOp, *ssa.DebugRef:
		default:
			return false
		}
	}
	return calls <= 1
}

// carriesContext reports whether a function has made v with a context: by a call, or a chain of them, that is given
// one, or as a struct that holds one.
func carriesContext(v ssa.Value, depth int) bool {
	if depth == 0 {
		return true
	}
	switch v := v.(type) {
	case *ssa.Call:
		common := v.Common()
		if contextArg(common) != nil || givesContext(common) {
			return true
		}
		return slices.ContainsFunc(given(common), func(arg ssa.Value) bool { return carriesContext(arg, depth-1) })
	case *ssa.Extract:
		return carriesContext(v.Tuple, depth-1)
	case *ssa.MakeInterface:
		return carriesContext(v.X, depth-1)
	case *ssa.ChangeInterface:
		return carriesContext(v.X, depth-1)
	case *ssa.UnOp:
		return v.Op == token.MUL && carriesContext(v.X, depth-1)
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(edge ssa.Value) bool { return carriesContext(edge, depth-1) })
	case *ssa.Alloc:
		return v.Referrers() != nil && slices.ContainsFunc(*v.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.Store:
				return ref.Addr == v && carriesContext(ref.Val, depth-1)
			case *ssa.FieldAddr:
				return slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
					st, ok := use.(*ssa.Store)
					return ok && st.Addr == ref && isContext(st.Val.Type())
				})
			}
			return false
		})
	}
	return false
}

// recvType returns the type of the value on which a method is called, or nil.
func recvType(c *ssa.CallCommon) types.Type {
	if recv := origin.Receiver(c); recv != nil {
		return recv.Type()
	}
	return nil
}

// given returns the arguments of a call, the receiver among them.
func given(c *ssa.CallCommon) []ssa.Value {
	if c.IsInvoke() {
		return append([]ssa.Value{c.Value}, c.Args...)
	}
	return c.Args
}

// TwinOf returns the function that does what fn does and takes a context before its other parameters, or nil:
// of a method one of recv, the type of the value that it is called on, as far as the package from sees it.
func TwinOf(fn *types.Func, recv types.Type, from *types.Package) *types.Func {
	for _, suffix := range contextual {
		var obj types.Object
		switch {
		case recv != nil && fn.Signature().Recv() != nil:
			obj, _, _ = types.LookupFieldOrMethod(recv, true, from, fn.Name()+suffix)
		case recv == nil && fn.Pkg() != nil:
			obj = fn.Pkg().Scope().Lookup(fn.Name() + suffix)
		}
		if other, ok := obj.(*types.Func); ok && AddsContext(other, fn, 0) {
			return other
		}
	}
	return nil
}

// AddsContext reports whether fn is exported and has the signature of plain with a context before the
// parameters, then extra pointers.
func AddsContext(fn, plain *types.Func, extra int) bool {
	if fn == nil || !fn.Exported() {
		return false
	}
	sig, want := fn.Signature(), plain.Signature()
	params := sig.Params()
	if params.Len() != want.Params().Len()+1+extra || sig.Variadic() != want.Variadic() || !IsNamed(params.At(0).Type(), "context", "Context") {
		return false
	}
	for i := range extra {
		if _, ok := params.At(1 + i).Type().Underlying().(*types.Pointer); !ok {
			return false
		}
	}
	for i := range want.Params().Len() {
		if !types.Identical(params.At(1+extra+i).Type(), want.Params().At(i).Type()) {
			return false
		}
	}
	return types.Identical(sig.Results(), want.Results())
}

// attaches reports whether a context that does not start over was attached to the object v, or to one
// that it was made from by a chain of method calls: db.WithContext(r.Context()).Where(...). It is
// passed on then, whether or not it sets a time.
func (a *Analysis) attaches(v ssa.Value, root *ssa.Function, depth int) bool {
	if v == nil || depth == maxChain {
		return false
	}
	for _, s := range a.Origin.Sources(v, root) {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			continue
		}
		if a.setsContext(call, root) || slices.ContainsFunc(callsOn(call), func(c *ssa.Call) bool { return len(*c.Referrers()) == 0 && a.setsContext(c, root) }) {
			return true
		}
		if fn := origin.CalleeObject(call.Common()); fn != nil && fn.Signature().Recv() != nil && catalog.ObjectOf(v.Type()) != nil && a.attaches(operand(call.Common(), catalog.Recv), root, depth+1) {
			return true
		}
	}
	return false
}

// setsContext reports whether a call attaches a context other than one made from a root to the object
// that it is a method of.
func (a *Analysis) setsContext(call *ssa.Call, root *ssa.Function) bool {
	recv, fn := operand(call.Common(), catalog.Recv), origin.CalleeObject(call.Common())
	if recv == nil || fn == nil {
		return false
	}
	obj, ctx := catalog.ObjectOf(recv.Type()), contextArg(call.Common())
	return obj != nil && ctx != nil && hasWord(obj.Contexts, fn.Name()) && !a.Limit(ctx, nil, root).Rooted
}

// callsOn returns the calls of methods of the very value that a call returns.
func callsOn(v *ssa.Call) (calls []*ssa.Call) {
	for _, ref := range *v.Referrers() {
		if call, ok := ref.(*ssa.Call); ok && operand(call.Common(), catalog.Recv) == v {
			calls = append(calls, call)
		}
	}
	return calls
}

// asked reports whether the function that calls a method of an interface has asked the same value
// for a method that takes a context, and so knows that it has none: d, ok := d.(proxy.ContextDialer).
func asked(c *ssa.CallCommon) bool {
	if !c.IsInvoke() {
		return false
	}
	for _, ask := range asksOf(c.Value) {
		it, ok := ask.AssertedType.Underlying().(*types.Interface)
		if !ok {
			continue
		}
		for i := range it.NumMethods() {
			params := it.Method(i).Signature().Params()
			if params.Len() > 0 && IsNamed(params.At(0).Type(), "context", "Context") {
				return true
			}
		}
	}
	return false
}

// givesContext reports whether an option of a call carries a context: concurrency.WithContext(ctx).
func givesContext(c *ssa.CallCommon) bool {
	if len(c.Args) == 0 || !c.Signature().Variadic() {
		return false
	}
	options, _ := elements(c.Args[len(c.Args)-1])
	return slices.ContainsFunc(options, func(v ssa.Value) bool {
		call, ok := origin.Unboxed(v).(*ssa.Call)
		return ok && contextArg(call.Common()) != nil
	})
}

// asksOf returns the questions for a type that a function asks v, or another load of the field that it was
// loaded from.
func asksOf(v ssa.Value) (asks []*ssa.TypeAssert) {
	same := []ssa.Value{v}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		if fa, ok := load.X.(*ssa.FieldAddr); ok {
			for _, ref := range *fa.X.Referrers() {
				other, ok := ref.(*ssa.FieldAddr)
				if !ok || other.Field != fa.Field {
					continue
				}
				for _, ref := range *other.Referrers() {
					if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
						same = append(same, load)
					}
				}
			}
		}
	}
	for _, v := range same {
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			if ask, ok := ref.(*ssa.TypeAssert); ok && ask.CommaOk {
				asks = append(asks, ask)
			}
		}
	}
	return asks
}

// stored reports whether the context v was kept in a field: it is the one of whoever made
// the object, not of the caller.
func (a *Analysis) stored(v ssa.Value) bool { return a.storedWithin(v, 0) }

// storedWithin is stored, of a context that depth others are derived from or end with: two may end
// with each other.
func (a *Analysis) storedWithin(v ssa.Value, depth int) bool {
	if depth > maxChain {
		return true
	}
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return a.storedWithin(v.X, depth+1)
	case *ssa.ChangeInterface:
		return a.storedWithin(v.X, depth+1)
	case *ssa.Extract:
		return a.storedWithin(v.Tuple, depth)
	case *ssa.Call:
		if slices.ContainsFunc(cancelledWith(v), func(other ssa.Value) bool { return !a.storedWithin(other, depth+1) }) {
			return false
		}
		if fn := origin.CalleeObject(v.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "context" && len(v.Call.Args) > 0 {
			return a.storedWithin(v.Call.Args[0], depth+1)
		}
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			f := origin.FieldVar(fa)
			return f != nil && f.Pkg() == a.Program.Pass.Pkg && isContext(f.Type()) && !a.storedHere(f, v)
		}
	}
	return false
}

// storedHere reports whether the field f, which is loaded by load, was set before in the same
// function: s.ctx = ctx; use(s.ctx), or by one that calls it with the same context.
func (a *Analysis) storedHere(f *types.Var, load *ssa.UnOp) bool {
	for _, st := range a.Origin.FieldStores(f) {
		if a.handedDown(load, st) {
			return true
		}
		if st.Parent() == load.Parent() && precedes(st, load) || st.Parent() != load.Parent() && origin.Encloses(st.Parent(), load.Parent()) {
			return true
		}
	}
	return false
}

// keptIn returns the field of this package from which the context of a crossing was taken, or nil.
func (a *Analysis) keptIn(v ssa.Value, depth int) *types.Var {
	if depth > maxChain {
		return nil
	}
	switch v := origin.Unboxed(v).(type) {
	case *ssa.Extract:
		return a.keptIn(v.Tuple, depth+1)
	case *ssa.Call: // a context derived from another, or a request made with one
		return a.keptIn(contextArg(v.Common()), depth+1)
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL && isContext(v.Type()) {
			return origin.FieldVar(fa)
		}
	}
	return nil
}

// madeForACall reports whether a crossing uses the context that its object keeps and was made with, by a
// method of another object and for one call of it: a writer, an iterator, a transaction. Whoever has it
// then calls it for the same work.
func (a *Analysis) madeForACall(c *Crossing) bool {
	for _, op := range c.Operands {
		if op.Kind != Ctx && op.Kind != Req {
			continue
		}
		f := a.keptIn(op.Value, 0)
		if f == nil {
			continue
		}
		stores := a.Origin.FieldStores(f)
		return len(stores) > 0 && !slices.ContainsFunc(stores, func(st *ssa.Store) bool {
			fa, ok := st.Addr.(*ssa.FieldAddr)
			return !ok || !a.handsOwn(st.Parent(), st.Val, fa.X.Type(), 0)
		})
	}
	return false
}

// handsOwn reports whether fn is a method of another type than owner and v the context that it is
// called with, or fn is called by such methods alone, with theirs.
func (a *Analysis) handsOwn(fn *ssa.Function, v ssa.Value, owner types.Type, depth int) bool {
	p, ok := origin.Unboxed(v).(*ssa.Parameter)
	if !ok || p.Parent() != fn || depth > maxCallers {
		return false
	}
	if recv := fn.Signature.Recv(); recv != nil {
		return origin.Named(recv.Type()) != origin.Named(owner)
	}
	return a.Origin.Given(p, func(call ssa.CallInstruction, arg ssa.Value) bool {
		return a.handsOwn(call.Parent(), arg, owner, depth+1)
	})
}

// storedRequest reports whether a request was made with a context that was kept in a field.
func (a *Analysis) storedRequest(v ssa.Value) bool {
	if isContext(v.Type()) { // from which a callee makes the request
		return a.stored(v)
	}
	sources := a.Origin.Sources(v, v.Parent())
	if len(sources) != 1 {
		return false
	}
	call, ok := sources[0].Value.(*ssa.Call)
	if !ok || call.Parent() != v.Parent() {
		return false
	}
	if fn := origin.CalleeObject(call.Common()); fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "net/http" {
		return false
	}
	ctx := contextArg(call.Common())
	return ctx != nil && a.stored(ctx)
}

// isContext reports whether t is context.Context or a type that carries one and can stand for it.
func isContext(t types.Type) bool {
	if IsNamed(t, "context", "Context") {
		return true
	}
	n := origin.Named(t)
	if n == nil {
		return false
	}
	for _, name := range [...]string{"Deadline", "Done", "Err", "Value"} {
		if method(n, name, nil) == nil {
			return false
		}
	}
	return true
}

// takesContext reports whether there is a way to do the same call with a context: the row
// names a sibling that takes one.
func takesContext(c *Crossing) bool {
	return strings.Contains(c.Row.Use, "Context") || strings.Contains(c.Row.Use, "BeginTx")
}

// cleanup matches the names of functions whose work must go on when the caller's context
// has ended: those that begin with a verb of ending, or say that they run apart.
var cleanup = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:shut ?down|close|stop|cancel|clean|teardown|rollback|abort|revert|release|unlock|drain|flush|dispose|finali[sz]e|terminate|deregister|unregister|resign|disconnect|kick|hang ?up)|Shutdown|Cleanup|CleanUp|Teardown|TearDown|Background|Async|Detached`)
})

// CleansUp reports whether the name of a function says that its work must go on when the caller's
// context has ended: Close, stopAll; but Closed tells of a state.
func CleansUp(name string) bool {
	at := cleanup().FindStringIndex(name)
	if at == nil {
		return false
	}
	rest := name[at[1]:]
	return !slices.ContainsFunc([]string{"d", "ed", "ped", "led"}, func(end string) bool {
		after, ok := strings.CutPrefix(rest, end)
		return ok && (after == "" || !unicode.IsLower(rune(after[0])))
	})
}

// atHand returns the context that the function of a crossing could have passed on, or nil
// if there is none or if leaving it behind is deliberate: in a goroutine or deferred call
// that may outlive it, in shutdown and cleanup, and after the context has ended.
func (a *Analysis) atHand(c *Crossing) *Hand {
	if cleanup().MatchString(c.Fn.Name()) || cleanup().MatchString(c.function()) || c.Via != nil && c.Callee != nil && cleanup().MatchString(c.Callee.Name()) {
		return nil
	}
	switch c.Call.(type) {
	case *ssa.Go, *ssa.Defer:
		return nil
	}
	for fn := c.Fn; fn != nil; fn = fn.Parent() {
		for _, p := range fn.Params {
			if h := a.hand(p); h != nil {
				if fn == c.Fn && (ended(p, c.Call) || newEnding(fn, 0, p).before(c.Call) || h.Request && hijacked(c.Call)) {
					return nil
				}
				return h
			}
		}
		if fn == c.Fn && c.State == None && unnamedDial(fn) && !speaksLocally(origin.Outermost(fn)) {
			return &Hand{Name: "the dial's context"}
		}
		if fn.Parent() != nil && cleanup().MatchString(fn.Parent().Name()) {
			return nil
		}
		if fn.Parent() != nil && detachedLiteral(fn) {
			return a.heeded(fn, c)
		}
	}
	return nil
}

// unnamedDial reports whether fn dials for somebody else, who gives it a context that it does
// not name: that context is there for nothing but to end the dial.
func unnamedDial(fn *ssa.Function) bool {
	params, res := fn.Signature.Params(), fn.Signature.Results()
	if params.Len() < 2 || res.Len() != 2 || !isConn(res.At(0).Type()) || !IsNamed(params.At(0).Type(), "context", "Context") {
		return false
	}
	name := params.At(0).Name()
	return (name == "" || name == "_") && isBasic(params.At(params.Len()-1).Type())
}

// heeded returns the context that a goroutine listens to in a loop: whoever starts it to go on
// until a context ends may use that for what is done on every turn. What comes after the
// context has ended is done without it on purpose.
func (a *Analysis) heeded(lit *ssa.Function, c *Crossing) *Hand {
	if c.Fn != lit {
		return nil
	}
	for _, use := range usesOf(lit) {
		if _, started := use.(*ssa.Go); !started {
			return nil
		}
	}
	for outer := lit.Parent(); outer != nil; outer = outer.Parent() {
		for _, p := range outer.Params {
			if !IsNamed(p.Type(), "context", "Context") || p.Name() == "" || p.Name() == "_" {
				continue
			}
			for _, fv := range lit.FreeVars {
				if fv.Name() == p.Name() && listens(fv, c.Call) {
					return &Hand{Name: p.Name(), Turns: true, Param: p}
				}
			}
		}
	}
	return nil
}

// listens reports whether the literal that captured the context fv receives from its Done
// channel among others, on a way back to call.
func listens(fv *ssa.FreeVar, call ssa.CallInstruction) bool {
	for _, b := range fv.Parent().Blocks {
		for _, instr := range b.Instrs {
			sel, ok := instr.(*ssa.Select)
			if !ok || !origin.Reaches(b, call.Block()) || !origin.Reaches(call.Block(), b) {
				continue
			}
			for _, st := range sel.States {
				done, ok := st.Chan.(*ssa.Call)
				if !ok || !done.Common().IsInvoke() || done.Common().Method.Name() != "Done" {
					continue
				}
				v := done.Common().Value
				if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
					v = load.X // captured by reference
				}
				if v == fv {
					return true
				}
			}
		}
	}
	return false
}

// hand returns how code would write the context that a parameter carries, or nil.
func (a *Analysis) hand(p *ssa.Parameter) *Hand {
	if obj := p.Object(); obj == nil || obj.Name() == "" || obj.Name() == "_" { // go/ssa calls an unnamed one arg0
		return nil
	}
	switch {
	case IsNamed(p.Type(), "context", "Context"):
		return &Hand{Name: p.Name(), Param: p}
	case IsNamed(p.Type(), "github.com/spf13/cobra", "Command"):
		if a.executes() {
			return &Hand{Name: p.Name() + ".Context()", Param: p}
		}
	case endlessType(p.Type()):
	case isContext(p.Type()):
		if IsNamed(p.Type(), "github.com/gin-gonic/gin", "Context") {
			return &Hand{Name: p.Name() + ".Request.Context()", Request: true, Param: p}
		}
		if !usable(p.Type()) {
			if f, ok := field(p.Type(), "Context"); ok && IsNamed(f.Type(), "context", "Context") { // urfave/cli
				if !a.runsWithContext() {
					return nil
				}
				return &Hand{Name: p.Name() + ".Context", Param: p}
			}
			return &Hand{Name: p.Name()}
		}
		return &Hand{Name: p.Name(), Param: p}
	case isServerStream(p.Type()):
		return &Hand{Name: p.Name() + ".Context()", Request: true, Param: p}
	case IsNamed(p.Type(), "net/http", "Request"):
		if Inbound(p.Parent()) || p.Parent().Name() != "RoundTrip" && !a.sends(p) && !a.parsed(p) {
			return &Hand{Name: p.Name() + ".Context()", Request: true, Param: p}
		}
	default:
		if request := a.requestOf(p.Type()); request != "" {
			return &Hand{Name: p.Name() + request + ".Context()", Request: true, Param: p}
		}
	}
	return nil
}

// executes reports whether this package gives its commands a context.
func (a *Analysis) executes() bool {
	return a.Program.Uses(func(fn *types.Func) bool {
		return fn.Pkg() != nil && fn.Pkg().Path() == "github.com/spf13/cobra" && (strings.HasPrefix(fn.Name(), "ExecuteContext") || fn.Name() == "SetContext")
	})
}

// runsWithContext reports whether this package gives a urfave/cli program a context, which is a root
// one otherwise (v2.27.7, app.go).
func (a *Analysis) runsWithContext() bool {
	return a.Program.Uses(func(fn *types.Func) bool {
		return fn.Name() == "RunContext" && fn.Pkg() != nil && strings.HasPrefix(fn.Pkg().Path(), "github.com/urfave/cli")
	})
}

// neverEnds reports whether a context that a crossing has at hand is one without end, as far as this
// package tells: all callers give a root context, or one that ends no sooner than they go on, or it is a
// command's, and the program runs its commands without one that ends.
func (a *Analysis) neverEnds(hand *Hand, c *Crossing) bool {
	if hand.Param != nil && IsCommand(hand.Param.Parent()) && a.runsCommands() {
		return true
	}
	return a.endless(hand.Param, hand.Param != nil && c.Fn == hand.Param.Parent())
}

// runsCommands reports whether this package runs the commands of a program, and gives them a root
// context or none.
func (a *Analysis) runsCommands() bool {
	if a.endlessCommands == nil {
		endless := a.commandsNeverEnd()
		a.endlessCommands = &endless
	}
	return *a.endlessCommands
}

func (a *Analysis) commandsNeverEnd() bool {
	runs := false
	for _, instr := range a.SSA.Code() {
		call, ok := instr.(ssa.CallInstruction)
		if !ok {
			continue
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() == nil {
			continue
		}
		switch path := catalog.Path(fn.Pkg()); {
		case path == "github.com/spf13/cobra" && fn.Name() == "SetContext":
			return false
		case path == "github.com/spf13/cobra" && strings.HasPrefix(fn.Name(), "Execute"):
		case strings.HasPrefix(path, "github.com/urfave/cli") && strings.HasPrefix(fn.Name(), "Run"):
		default:
			continue
		}
		if ctx := contextArg(call.Common()); ctx != nil {
			if l := a.Limit(ctx, nil, call.Parent()); l.State != None || !l.Rooted {
				return false
			}
		}
		runs = true
	}
	return runs
}

// endlessType reports whether t has the methods of a context, but nothing ends it: fiber's Done
// returns nil (v3.0.0, ctx.go).
func endlessType(t types.Type) bool {
	n := origin.Named(t)
	return n != nil && n.Obj().Pkg() != nil && strings.HasPrefix(n.Obj().Pkg().Path(), "github.com/gofiber/fiber/")
}

// parsed reports whether a request may have been read from a connection by the module itself: unlike
// one that net/http serves, its context is a root. In a package that reads requests it is so unless
// the request is seen to come from a handler.
func (a *Analysis) parsed(p *ssa.Parameter) bool {
	if !a.Program.Uses(readsRequest) {
		return false
	}
	return slices.ContainsFunc(a.Origin.Sources(p, nil), func(s origin.Source) bool {
		param, ok := s.Value.(*ssa.Parameter)
		return !ok || !Inbound(param.Parent())
	})
}

// readsRequest reports whether fn is http.ReadRequest.
func readsRequest(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && fn.Name() == "ReadRequest"
}

// isServerStream reports whether t is the server's side of a gRPC stream, generated or not.
func isServerStream(t types.Type) bool {
	if !types.IsInterface(t) {
		return false
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "SetTrailer")
	fn, ok := obj.(*types.Func)
	return ok && fn.Pkg() != nil && fn.Pkg().Path() == "google.golang.org/grpc"
}

// usable reports whether a value of type t, which has the methods of a context by their names,
// can be passed as a context.Context.
func usable(t types.Type) bool {
	methods := types.NewMethodSet(t)
	for _, name := range [...]string{"Deadline", "Done", "Err", "Value"} {
		if methods.Lookup(nil, name) == nil {
			return false
		}
	}
	value, ok := methods.Lookup(nil, "Value").Type().(*types.Signature)
	return ok && value.Params().Len() == 1 && isAny(value.Params().At(0).Type()) && value.Results().Len() == 1 && isAny(value.Results().At(0).Type())
}

func isAny(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	return ok && i.Empty()
}

// field returns the field of a name of a struct type or of a pointer to one.
func field(t types.Type, name string) (*types.Var, bool) {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	f, ok := obj.(*types.Var)
	return f, ok
}

// detachedLiteral reports whether a function literal may outlive the function around it, or works
// for others than its caller: it is started as a goroutine, deferred, stored or returned, or handed
// to a function that does so, rather than called or handed to a function that runs it.
func detachedLiteral(lit *ssa.Function) bool {
	uses := valuesOf(lit)
	return len(uses) == 0 || slices.ContainsFunc(uses, func(use valueUse) bool {
		_, stored := use.instr.(*ssa.Store)
		return stored || keeps(use, 0)
	})
}

// A valueUse is an instruction that uses a value.
type valueUse struct {
	v     ssa.Value
	instr ssa.Instruction
}

// maxKept bounds the functions and variables through which a function value is followed.
const maxKept = 4

// keeps reports whether a use of a function value lets it be called when the function of the use has
// returned, or for others than who calls that.
func keeps(use valueUse, depth int) bool {
	switch instr := use.instr.(type) {
	case *ssa.Go, *ssa.Defer, *ssa.Return, *ssa.MakeInterface, *ssa.MapUpdate, *ssa.Send:
		return true
	case *ssa.Store:
		if alloc, ok := instr.Addr.(*ssa.Alloc); ok && instr.Val == use.v {
			return depth < maxKept && keptIn(alloc, depth+1) // a variable that a literal has captured
		}
		return instr.Val == use.v
	case *ssa.ChangeType: // http.HandlerFunc(f)
		return kept(instr, depth)
	case *ssa.Call:
		return instr.Call.Value != use.v && keptBy(instr.Common(), use.v, depth)
	}
	return false
}

// kept reports whether a use of the function value v keeps it.
func kept(v ssa.Value, depth int) bool {
	refs := v.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(instr ssa.Instruction) bool { return keeps(valueUse{v, instr}, depth) })
}

// keptIn reports whether the function value in a variable is kept: by the function that holds the
// variable, or by a literal that has captured it and is kept itself.
func keptIn(addr ssa.Value, depth int) bool {
	return slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			return kept(ref, depth)
		case *ssa.MakeClosure:
			lit := ref.Fn.(*ssa.Function)
			i := slices.Index(ref.Bindings, addr)
			return i >= 0 && depth < maxKept && (kept(ref, depth+1) || keptIn(lit.FreeVars[i], depth+1))
		}
		return false
	})
}

// keptBy reports whether a function to which v is handed keeps it: by its body or, where that is not
// in sight, by its name.
func keptBy(c *ssa.CallCommon, v ssa.Value, depth int) bool {
	fn := origin.CalleeObject(c)
	if fn == nil {
		return false
	}
	callee := origin.Callee(c)
	if shares(fn) || (callee == nil || len(callee.Blocks) == 0) && registers().MatchString(fn.Name()) && fn.Name() != "OnError" {
		return true // retry.OnError of client-go runs its literal at once
	}
	if callee == nil || depth == maxKept {
		return false
	}
	for i, arg := range c.Args {
		if arg == v && i < len(callee.Params) && kept(callee.Params[i], depth+1) {
			return true
		}
	}
	return false
}

// registers matches the names of functions that by convention keep the function they are given, to
// call it when something happens, or start it on its own.
var registers = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(AfterFunc|(Try)?Go|Handle(Func)?|On([A-Z]\w*)?|Register\w*|Subscribe\w*|AddCleanup|SetFinalizer|Cleanup|AddFunc|Schedule\w*)$`)
})

// shares reports whether fn calls the function it is given once for all who ask: that of whoever comes
// first must not end with that one's context.
func shares(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch recv := catalog.RecvName(fn); {
	case fn.Pkg().Path() == "sync":
		return recv == "Once" || recv == "" && strings.HasPrefix(fn.Name(), "Once")
	case fn.Pkg().Name() == "singleflight":
		return recv == "Group" && strings.HasPrefix(fn.Name(), "Do")
	}
	return false
}

// usesOf returns the instructions that use a function literal, through its closure if it
// captures anything.
func usesOf(lit *ssa.Function) (refs []ssa.Instruction) {
	for _, use := range valuesOf(lit) {
		refs = append(refs, use.instr)
	}
	return refs
}

// valuesOf is usesOf with the value that stands for the literal in each use.
func valuesOf(lit *ssa.Function) (uses []valueUse) {
	var ops [8]*ssa.Value
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(ops[:0]) {
				if *op != lit {
					continue
				}
				if mc, ok := instr.(*ssa.MakeClosure); ok {
					for _, ref := range *mc.Referrers() {
						uses = append(uses, valueUse{mc, ref})
					}
				} else {
					uses = append(uses, valueUse{lit, instr})
				}
			}
		}
	}
	return uses
}

// ended reports whether call comes after a look at whether the context p has ended:
// <-ctx.Done() or ctx.Err(), whose result decides the way to call. A function that asks for
// the deadline of p keeps to it in its own way.
func ended(p *ssa.Parameter, call ssa.CallInstruction) bool {
	for _, ref := range *p.Referrers() {
		look, ok := ref.(*ssa.Call)
		if !ok || !look.Common().IsInvoke() {
			continue
		}
		switch look.Common().Method.Name() {
		case "Deadline": // handed on by other means: a connection's deadline, a Timeout
			return true
		case "Err": // if ctx.Err() != nil { ... call ... }
			if seenNotNil(look, call.Block()) {
				return true
			}
		case "Done":
			for _, r := range *look.Referrers() {
				if recv, ok := r.(*ssa.UnOp); ok && recv.Op == token.ARROW && precedes(recv, call) {
					return true
				}
				if sel, ok := r.(*ssa.Select); ok && sel.Block().Dominates(call.Block()) {
					if origin.Reaches(call.Block(), sel.Block()) {
						continue // asked again on every turn
					}
					return true
				}
			}
		}
	}
	return false
}

// hijacked reports whether call comes after the connection of a request was taken over, as for a
// WebSocket: the server no longer looks after it, and the end of the client ends no context.
func hijacked(call ssa.CallInstruction) bool {
	for _, b := range call.Parent().Blocks {
		for _, instr := range b.Instrs {
			taken, ok := instr.(*ssa.Call)
			if !ok || !precedes(taken, call) {
				continue
			}
			switch calleeName(taken.Common()) {
			case "Hijack", "Upgrade", "UpgradeHTTP":
				return true
			}
		}
	}
	return false
}

// precedes reports whether a comes before b on every way to b.
func precedes(a, b ssa.Instruction) bool {
	if a.Block() != b.Block() {
		return a.Block().Dominates(b.Block())
	}
	for _, instr := range a.Block().Instrs {
		switch instr {
		case a:
			return true
		case b:
			return false
		}
	}
	return false
}
