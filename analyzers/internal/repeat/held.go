package repeat

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumptions of this file. Clients of web APIs carry their requests in a struct of their
// own, whose fields say the method and hold the body, and hand it to a function that makes
// the *http.Request of it for each attempt, or to a list of such functions. A function value
// out of a list of this package is one of the package's functions of that type whose name is
// used as a value.

// maxReach bounds how many functions are looked at behind one call.
const maxReach = 300

// A held is a field of an object given to a function, which that function makes the body or
// the method of a request.
type held struct {
	param int
	field *types.Var
	by    string // the library call
}

// callees returns the functions of this package that a call may enter.
func (a *Analysis) callees(call ssa.CallInstruction) []*ssa.Function {
	c := call.Common()
	if c.IsInvoke() {
		return nil
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	if fns, closed := a.Origin.Targets(call, nil, call.Parent()); closed {
		return fns
	}
	if n, ok := types.Unalias(c.Value.Type()).(*types.Named); ok && n.Obj().Pkg() == a.SSA.Pkg.Pkg {
		return a.values(n.Underlying().(*types.Signature))
	}
	return nil
}

// values returns the declared functions of this package that are used as values of the
// function type.
func (a *Analysis) values(sig *types.Signature) []*ssa.Function {
	if a.taken == nil {
		a.taken = []*ssa.Function{}
		seen := make(map[*ssa.Function]bool)
		var ops [16]*ssa.Value
		for _, instr := range a.SSA.Code() {
			var callee ssa.Value
			if call, ok := instr.(ssa.CallInstruction); ok {
				callee = call.Common().Value
			}
			for _, op := range instr.Operands(ops[:0]) {
				if f, ok := (*op).(*ssa.Function); ok && *op != callee && f.Pkg == a.SSA.Pkg && f.Parent() == nil && f.Blocks != nil && !seen[f] {
					seen[f] = true
					a.taken = append(a.taken, f)
				}
			}
		}
	}
	var list []*ssa.Function
	for _, f := range a.taken {
		if types.Identical(f.Signature, sig) {
			list = append(list, f)
		}
	}
	return list
}

// reach returns the functions of this package behind the call, the nearest first; all is
// false if there are more.
func (a *Analysis) reach(call ssa.CallInstruction) (list []*ssa.Function, all bool) {
	return a.reachBut(call, func(*ssa.BasicBlock) bool { return false })
}

// reachBut does the same without what is called from the blocks to skip.
func (a *Analysis) reachBut(call ssa.CallInstruction, skip func(*ssa.BasicBlock) bool) (list []*ssa.Function, all bool) {
	list = append(list, a.callees(call)...)
	seen := make(map[*ssa.Function]bool)
	for _, fn := range list {
		seen[fn] = true
	}
	for i := 0; i < len(list); i++ {
		if len(list) > maxReach {
			return list, false
		}
		for _, b := range list[i].Blocks {
			if skip(b) {
				continue
			}
			for _, instr := range b.Instrs {
				c, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				for _, fn := range a.callees(c) {
					if !seen[fn] {
						seen[fn] = true
						list = append(list, fn)
					}
				}
			}
		}
	}
	return list, true
}

// bodies returns the fields of fn's parameters that a call of fn makes the body of a request.
func (a *Analysis) bodies(fn *ssa.Function) []held {
	return a.heldBy(fn, a.heldBodies, func(call ssa.CallInstruction) (v ssa.Value, by string) {
		for _, u := range a.uses(call) {
			if u.kind == puts && u.value != nil {
				return u.value, u.by
			}
		}
		return nil, ""
	})
}

// methods returns the fields of fn's parameters that a call of fn makes the method of a request.
func (a *Analysis) methods(fn *ssa.Function) []held {
	return a.heldBy(fn, a.heldMethods, func(call ssa.CallInstruction) (v ssa.Value, by string) {
		if c, ok := call.(*ssa.Call); ok {
			if m, ok := effect.Made(c); ok && m.Method != nil {
				return m.Method, "http.NewRequest"
			}
		}
		return nil, ""
	})
}

// heldBy collects what take finds in fn and in what it calls, as far as it comes from a
// field of something that fn is given.
func (a *Analysis) heldBy(fn *ssa.Function, memo map[*ssa.Function][]held, take func(ssa.CallInstruction) (ssa.Value, string)) []held {
	if list, ok := memo[fn]; ok {
		return list
	}
	memo[fn] = nil // what calls itself
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []held
	add := func(h held) {
		for _, x := range list {
			if x.param == h.param && x.field == h.field {
				return
			}
		}
		list = append(list, h)
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if v, by := take(call); v != nil {
				if p, f := fieldOfParam(v, 0); p != nil && f != nil {
					add(held{origin.ParamIndex(p), f, by})
				}
			}
			for _, callee := range a.callees(call) {
				for _, h := range a.heldBy(callee, memo, take) {
					if arg := origin.Argument(call.Common(), h.param); arg != nil {
						if p, _ := fieldOfParam(arg, 0); p != nil {
							add(held{origin.ParamIndex(p), h.field, h.by})
						}
					}
				}
			}
		}
	}
	memo[fn] = list
	return list
}

// fieldOfParam returns the parameter that v is, or is reached from through fields and
// elements, and the last field on the way to v, nil if none.
func fieldOfParam(v ssa.Value, deep int) (p *ssa.Parameter, last *types.Var) {
	for ; deep < 20; deep++ {
		switch x := v.(type) {
		case *ssa.Parameter:
			return x, last
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.Extract:
			ta, ok := x.Tuple.(*ssa.TypeAssert)
			if !ok {
				return nil, nil
			}
			v = ta.X
		case *ssa.Field:
			if last == nil {
				last = structField(x.X.Type(), x.Field)
			}
			v = x.X
		case *ssa.FieldAddr:
			if last == nil {
				last = origin.FieldVar(x)
			}
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Index:
			v = x.X
		case *ssa.Alloc: // a struct that is a parameter, or a copy of one
			if v = onlyStore(x); v == nil {
				return nil, nil
			}
		case *ssa.Phi:
			for _, e := range x.Edges {
				if e == ssa.Value(x) {
					continue
				}
				if q, f := fieldOfParam(e, deep+5); q != nil {
					if last == nil {
						last = f
					}
					return q, last
				}
			}
			return nil, nil
		case *ssa.Call:
			callee := origin.CalleeObject(x.Common())
			if !holdsReader(callee) || callee.Name() == "MultiReader" || len(x.Call.Args) == 0 {
				return nil, nil
			}
			v = x.Call.Args[len(x.Call.Args)-1-index(callee)]
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return nil, nil
			}
			if alloc, ok := x.X.(*ssa.Alloc); ok {
				if v = onlyStore(alloc); v == nil {
					return nil, nil
				}
				continue
			}
			v = x.X
		default:
			return nil, nil
		}
	}
	return nil, nil
}

// onlyStore returns the one value that is stored to a local variable, or nil.
func onlyStore(alloc *ssa.Alloc) (only ssa.Value) {
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) {
			if only != nil {
				return nil
			}
			only = st.Val
		}
	}
	return only
}

func structField(t types.Type, i int) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok && i < s.NumFields() {
		return s.Field(i).Origin()
	}
	return nil
}

// again returns the object that a call in the region is given, if it is the same one in
// each attempt: it is made outside the region.
func (r *Region) again(v ssa.Value) bool {
	for range 10 {
		switch x := v.(type) {
		case *ssa.Parameter:
			return !r.Whole()
		case *ssa.FreeVar:
			return !storedIn(r, x)
		case *ssa.UnOp:
			if x.Op != token.MUL {
				return false
			}
			switch addr := x.X.(type) {
			case *ssa.FreeVar:
				return !storedIn(r, addr)
			case *ssa.Alloc:
				return !r.Has(addr.Block()) && !storedIn(r, addr)
			case *ssa.FieldAddr:
				v = addr.X
			default:
				return false
			}
		case *ssa.FieldAddr:
			v = x.X
		case ssa.Instruction:
			return !r.Whole() && !r.Has(x.Block())
		default:
			return false
		}
	}
	return false
}

// heldReuses returns the bodies that operations of fn's regions find used up in what they
// are given: the attempt before has read them.
func (a *Analysis) heldReuses(fn *ssa.Function) []*Reuse {
	var list []*Reuse
	done := make(map[ssa.CallInstruction]bool)
	for _, r := range a.Regions(fn) {
		for _, call := range r.calls() {
			if done[call] {
				continue
			}
			for _, callee := range a.callees(call) {
				for _, h := range a.bodies(callee) {
					arg := origin.Argument(call.Common(), h.param)
					if done[call] || arg == nil || !r.again(arg) || !a.holdsReader(h.field) || a.looked(r, h.field) || a.restores(r, call, h.field) {
						continue
					}
					done[call] = true
					list = append(list, &Reuse{Call: call, First: call, Region: r, By: h.by, Body: true, Held: a.fieldName(h.field)})
				}
			}
		}
	}
	return list
}

// heldAgain returns the calls by which fn does again what it has done before, when that has
// read the body in what both are given: the same function with the same arguments, or fn itself
// with its own.
func (a *Analysis) heldAgain(fn *ssa.Function) []*Reuse {
	var calls []*ssa.Call
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() != nil && call.Call.StaticCallee().Pkg == a.SSA.Pkg {
				calls = append(calls, call)
			}
		}
	}
	var list []*Reuse
	done := make(map[*ssa.Call]bool)
	for _, second := range calls {
		callee := second.Call.StaticCallee()
		for _, h := range a.bodies(callee) {
			for _, first := range a.before(fn, second, h) {
				if done[second] || !a.holdsReader(h.field) || a.guarded(second, h.field) {
					continue
				}
				if on, ok := between(first, second, nil, false); !ok || !goesBack(on, second) {
					continue
				}
				if a.restores(&Region{Fn: fn, Loop: fn.Blocks}, second, h.field) {
					continue
				}
				done[second] = true
				list = append(list, &Reuse{Call: second, First: first, By: h.by, Body: true, Held: a.fieldName(h.field)})
			}
		}
	}
	return list
}

// before returns the calls of fn that do what the second one does, with the same arguments: calls
// of its callee, or, if it is fn that is called with its own parameters, those that read the body.
func (a *Analysis) before(fn *ssa.Function, second *ssa.Call, h held) []*ssa.Call {
	var list []*ssa.Call
	callee := second.Call.StaticCallee()
	if callee == fn {
		for i, arg := range second.Call.Args {
			if p, f := fieldOfParam(arg, 0); p != fn.Params[i] || f != nil {
				return nil
			}
		}
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || call == second {
				continue
			}
			switch {
			case callee == fn:
				if a.readsField(call, h) {
					list = append(list, call)
				}
			case call.Call.StaticCallee() == callee && sameArgs(call, second):
				list = append(list, call)
			}
		}
	}
	return list
}

// readsField reports whether a call reads the body in the field of its function's parameter.
func (a *Analysis) readsField(call *ssa.Call, h held) bool {
	fn := call.Parent()
	for _, u := range a.uses(call) {
		if u.kind == puts && u.value != nil {
			if p, f := fieldOfParam(u.value, 0); p != nil && f == h.field && origin.ParamIndex(p) == h.param {
				return true
			}
		}
	}
	for _, callee := range a.callees(call) {
		if callee == fn {
			continue
		}
		for _, g := range a.bodies(callee) {
			if arg := origin.Argument(call.Common(), g.param); g.field == h.field && arg != nil {
				if p, _ := fieldOfParam(arg, 0); p != nil && origin.ParamIndex(p) == h.param {
					return true
				}
			}
		}
	}
	return false
}

func sameArgs(c, d *ssa.Call) bool {
	for i, arg := range c.Call.Args {
		if !sameLoad(arg, d.Call.Args[i]) && !sameConst(arg, d.Call.Args[i]) {
			return false
		}
	}
	return true
}

// goesBack reports whether something on the way to the call decides that it is made: what is
// merely done twice in a row is no second try.
func goesBack(on []ssa.Instruction, call *ssa.Call) bool {
	for _, instr := range on {
		if i, ok := instr.(*ssa.If); ok && i.Block() != call.Block() && i.Block().Dominates(call.Block()) {
			return true
		}
	}
	return false
}

// guarded reports whether the function asks for the field in a way that may decide whether the
// call is made: but for a comparison with nil that both ways leave behind them.
func (a *Analysis) guarded(call *ssa.Call, f *types.Var) bool {
	for _, v := range a.Origin.FieldLoads(f) {
		if !compared(v) {
			continue
		}
		if v.Parent() != call.Parent() {
			if answers(v.Parent(), call.Parent()) {
				return true
			}
			continue
		}
		for _, ref := range *v.Referrers() {
			cmp, ok := ref.(*ssa.BinOp)
			if !ok || !origin.IsNil(cmp.Y) {
				continue
			}
			for _, u := range *cmp.Referrers() {
				i, ok := u.(*ssa.If)
				if !ok {
					return true
				}
				for _, s := range i.Block().Succs {
					if len(s.Preds) == 1 && s.Dominates(call.Block()) {
						return true
					}
				}
			}
		}
		for _, ref := range *v.Referrers() {
			if cmp, ok := ref.(*ssa.BinOp); ok && origin.IsNil(cmp.Y) {
				continue
			}
			switch ref := ref.(type) {
			case *ssa.BinOp, *ssa.Lookup:
				return true
			case *ssa.Call:
				if b, ok := ref.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
					return true
				}
			}
		}
	}
	return false
}

// answers reports whether pred is a function that tells fn, which calls it, yes or no.
func answers(pred, fn *ssa.Function) bool {
	res := pred.Signature.Results()
	if res.Len() != 1 || !types.Identical(res.At(0).Type().Underlying(), types.Typ[types.Bool]) {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Call.StaticCallee() == pred {
				return true
			}
		}
	}
	return false
}

// calls returns the operations that the region repeats because they failed: those of its
// loop, or all calls of a literal that can fail.
func (r *Region) calls() []ssa.CallInstruction {
	if r.Polls {
		return nil
	}
	if !r.Whole() {
		return r.Ops
	}
	var list []ssa.CallInstruction
	for _, b := range r.Fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && errorOf(call) != nil {
				list = append(list, call)
			}
		}
	}
	return list
}

// holdsReader reports whether a field may hold a reader that is spent when it has been
// read: callers may set it, or something in this package gives it one.
func (a *Analysis) holdsReader(f *types.Var) bool {
	_, isInterface := types.Unalias(f.Type()).Underlying().(*types.Interface)
	if !isInterface && !oneShot(f.Type()) {
		return false
	}
	if f.Exported() {
		return true
	}
	for _, st := range a.Origin.FieldStores(f) {
		for _, s := range a.Origin.Sources(st.Val, nil) {
			switch s.Kind {
			case origin.Param:
				if t := s.Value.Type(); oneShot(t) {
					return true
				}
			case origin.Object, origin.Call:
				t := s.Value.Type()
				if tuple, ok := t.(*types.Tuple); ok {
					t = tuple.At(s.Index).Type()
				}
				if oneShot(t) {
					return true
				}
			}
		}
	}
	return false
}

// looked reports whether the function around the region looks at the field: it may know
// what it can send again.
func (a *Analysis) looked(r *Region, f *types.Var) bool {
	for fn := r.Fn; fn != nil; fn = fn.Parent() {
		if a.comparesField(fn, f) {
			return true
		}
	}
	return false
}

func (a *Analysis) comparesField(fn *ssa.Function, f *types.Var) bool {
	for _, v := range a.Origin.FieldLoads(f) {
		if v.Parent() == fn && compared(v) {
			return true
		}
	}
	return false
}

// restores reports whether anything that runs in the region, or runs it, may make the reader
// in the field fit for another reading: it sets the field, or seeks in what it holds.
func (a *Analysis) restores(r *Region, call ssa.CallInstruction, f *types.Var) bool {
	fns := []*ssa.Function{r.Fn}
	skip := func(b *ssa.BasicBlock) bool { return forLog(b) || a.forKind(r, b, f) }
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if c, ok := instr.(ssa.CallInstruction); ok {
				behind, all := a.reachBut(c, skip)
				if !all {
					return true
				}
				fns = append(fns, behind...)
			}
		}
	}
	if r.Runner != nil {
		behind, _ := a.reach(r.Runner)
		fns = append(fns, behind...)
	}
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			if fn == r.Fn && !r.Has(b) || skip(b) {
				continue
			}
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case *ssa.Store:
					if fa, ok := instr.Addr.(*ssa.FieldAddr); ok && origin.FieldVar(fa) == f && !origin.IsNil(instr.Val) {
						return true
					}
				case *ssa.TypeAssert:
					if seeks(instr.AssertedType) && mayBeField(instr.X, f) {
						return true
					}
				case ssa.CallInstruction:
					callee := origin.CalleeObject(instr.Common())
					if callee == nil || !rewinding(callee.Name()) || len(a.callees(instr)) > 0 || effect.ShortName(callee) == "bytes.Buffer.Reset" {
						continue // what empties a buffer does not give its content back
					}
					if c := instr.Common(); c.IsInvoke() && mayBeField(c.Value, f) || !c.IsInvoke() && len(c.Args) > 0 && mayBeField(c.Args[0], f) {
						return true
					}
				}
			}
		}
	}
	return false
}

// forKind reports whether a block is reached only if a flag beside the field says of what kind
// its object is, a form for instance: what is made anew there is not for objects of another
// kind. The attempts neither set the flag nor ask for it where they decide to begin anew.
func (a *Analysis) forKind(r *Region, b *ssa.BasicBlock, f *types.Var) bool {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || len(d.Succs[0].Preds) != 1 || !d.Succs[0].Dominates(b) {
			continue
		}
		load, ok := cond.Cond.(*ssa.UnOp)
		if !ok || load.Op != token.MUL {
			continue
		}
		fa, ok := load.X.(*ssa.FieldAddr)
		if !ok || !origin.HasField(fa.X.Type(), f) {
			continue
		}
		flag := origin.FieldVar(fa)
		if flag.Exported() || slices.ContainsFunc(a.Origin.FieldLoads(flag), r.decidedBy) {
			continue
		}
		reached := map[*ssa.Function]bool{r.Fn: true}
		for _, at := range r.Fn.Blocks {
			for _, instr := range at.Instrs {
				if c, ok := instr.(ssa.CallInstruction); ok && r.Has(at) {
					fns, _ := a.reach(c)
					for _, fn := range fns {
						reached[fn] = true
					}
				}
			}
		}
		if !slices.ContainsFunc(a.Origin.FieldStores(flag), func(st *ssa.Store) bool { return reached[st.Parent()] }) {
			return true
		}
	}
	return false
}

// decidedBy reports whether a flag, read by the function that holds the region, may decide that
// the region is left or begins anew: it does more than to choose among ways through it.
func (r *Region) decidedBy(flag ssa.Value) bool {
	if origin.Outermost(flag.Parent()) != origin.Outermost(r.Fn) {
		return false
	}
	at := flag.(ssa.Instruction).Block()
	if at.Parent() != r.Fn {
		return true
	}
	if !r.Whole() && !r.Has(at) && !origin.Reaches(at, r.Loop[0]) {
		return false // it is asked for when all is over
	}
	for _, ref := range *flag.Referrers() {
		i, ok := ref.(*ssa.If)
		if !ok {
			return true
		}
		there := i.Block().Succs[0]
		if !r.Has(there) || !r.Has(i.Block().Succs[1]) || len(there.Preds) != 1 {
			return true
		}
		for _, b := range r.Fn.Blocks {
			if !there.Dominates(b) {
				continue
			}
			for _, s := range b.Succs {
				for _, instr := range s.Instrs {
					phi, ok := instr.(*ssa.Phi)
					if !ok {
						break
					}
					if t, ok := phi.Type().Underlying().(*types.Basic); ok && t.Kind() == types.Bool && !there.Dominates(s) {
						return true // it may be told what to do by another flag
					}
				}
			}
		}
	}
	return false
}

// mayBeField reports whether v may hold the reader of the field: it is loaded from it, or
// from no field in sight.
func mayBeField(v ssa.Value, f *types.Var) bool {
	_, last := fieldOfParam(v, 0)
	return last == nil || last == f
}

// fieldName names a field for messages together with the type that declares it.
func (a *Analysis) fieldName(f *types.Var) string {
	scope := a.SSA.Pkg.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		st, ok := tn.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		for i := range st.NumFields() {
			if st.Field(i) == f {
				return name + "." + f.Name()
			}
		}
	}
	return f.Name()
}

// wanted reports whether a call of the region sends requests whose method is a field of
// what it is given, so that it may be any, and nobody around looks at it.
func (a *Analysis) wanted(r *Region, call ssa.CallInstruction) bool {
	for _, callee := range a.callees(call) {
		for _, h := range a.methods(callee) {
			if b, ok := h.field.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.String || !strings.Contains(strings.ToLower(h.field.Name()), "method") {
				continue
			}
			arg := origin.Argument(call.Common(), h.param)
			if arg != nil && r.again(arg) && !a.chosen(r, h.field) && a.sendsRequest(call) {
				return true
			}
		}
	}
	return false
}

// sendsRequest reports whether a function behind the call sends a request.
func (a *Analysis) sendsRequest(call ssa.CallInstruction) bool {
	fns, _ := a.reach(call)
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if c, ok := instr.(*ssa.Call); ok && sent(c.Common(), origin.CalleeObject(c.Common())) != nil {
					return true
				}
			}
		}
	}
	return false
}

// chosen reports whether the function around the region, or a predicate that it calls, looks
// at the method.
func (a *Analysis) chosen(r *Region, f *types.Var) bool {
	for fn := r.Fn; fn != nil; fn = fn.Parent() {
		if a.comparesField(fn, f) {
			return true
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				if t, ok := call.Type().Underlying().(*types.Basic); !ok || t.Kind() != types.Bool {
					continue
				}
				for _, callee := range a.callees(call) {
					if a.comparesField(callee, f) {
						return true
					}
				}
			}
		}
	}
	return false
}
