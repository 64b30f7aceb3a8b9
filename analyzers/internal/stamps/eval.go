package stamps

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Bounds on what a value remembers: enough to name both ends in a message.
const (
	maxOrigins  = 8
	maxCarriers = 6
	maxParams   = 6
)

var (
	nothing = &Value{}
	konst   = &Value{Kinds: Const}
	unknown = &Value{Kinds: Unknown}
)

// union adds w to v and returns v.
func (v *Value) union(w *Value) *Value {
	v.Kinds |= w.Kinds
	v.margin = v.margin || w.margin
	v.shifted = v.shifted || w.shifted
	v.earlier = v.earlier || w.earlier
	v.seconds = v.seconds || w.seconds
	v.length = max(v.length, w.length)
	if w.added != "" && len(v.added) < 200 && !strings.Contains(v.added, w.added) {
		v.added += " " + w.added
	}
	for _, o := range w.Origins {
		v.addOrigin(o)
	}
	for _, c := range w.Carriers {
		v.addCarrier(c)
	}
	for _, p := range w.params {
		if !slices.Contains(v.params, p) {
			if len(v.params) == maxParams {
				v.Kinds |= Unknown
				break
			}
			v.params = append(v.params, p)
		}
	}
	return v
}

func (v *Value) addOrigin(o *Origin) {
	for _, have := range v.Origins {
		if have == o || have.Pos == o.Pos && have.Kind == o.Kind {
			return
		}
	}
	if len(v.Origins) < maxOrigins {
		v.Origins = append(v.Origins, o)
	}
}

// keptIn puts c first among the carriers: the last place that v came through.
func (v *Value) keptIn(c *types.Var) {
	if i := slices.Index(v.Carriers, c); i >= 0 {
		v.Carriers = slices.Delete(v.Carriers, i, i+1)
	}
	v.Carriers = slices.Insert(v.Carriers, 0, c)
	v.Carriers = v.Carriers[:min(len(v.Carriers), maxCarriers)]
}

func (v *Value) addCarrier(c *types.Var) {
	if len(v.Carriers) < maxCarriers && !slices.Contains(v.Carriers, c) {
		v.Carriers = append(v.Carriers, c)
	}
}

func (v *Value) clone() *Value {
	w := *v
	w.Origins = slices.Clone(v.Origins)
	w.Carriers = slices.Clone(v.Carriers)
	w.params = slices.Clone(v.params)
	return &w
}

func (v *Value) has(k Kinds) bool { return v.Kinds&k != 0 }

// stampy reports whether v is a stamp for all we know, not just some number.
func (v *Value) stampy() bool { return v.Kinds&(Mono|Stripped|Foreign|File) != 0 || len(v.params) > 0 }

// origins returns the origins of kind k.
func (v *Value) origins(k Kinds) []*Origin {
	var list []*Origin
	for _, o := range v.Origins {
		if o.Kind&k != 0 {
			list = append(list, o)
		}
	}
	return list
}

// node evaluates compute once per key. A node that depends on itself adds nothing to
// itself; nodes inside such a cycle are not remembered until the cycle is closed, since
// they have seen a part of the answer only.
func (a *Analysis) node(key any, compute func() *Value) *Value {
	if v, ok := a.memo[key]; ok {
		return v
	}
	if d, ok := a.stack[key]; ok {
		a.low = min(a.low, d)
		return nothing
	}
	if a.steps++; a.steps > maxSteps {
		return unknown
	}
	depth := len(a.stack)
	a.stack[key] = depth
	outer := a.low
	a.low = math.MaxInt
	v := compute()
	delete(a.stack, key)
	if a.low >= depth && a.steps <= maxSteps {
		a.memo[key] = v
		a.low = outer
	} else {
		a.low = min(a.low, outer)
	}
	return v
}

// at evaluates v for a decision: with the step count started anew and the parameters of
// functions whose callers are all in sight filled in.
func (a *Analysis) at(v ssa.Value) *Value {
	a.steps = 0
	return a.close(a.eval(v), 0)
}

// close replaces parameters by the arguments of all calls; a parameter whose calls are not
// all in sight is unknown and stays in the list.
func (a *Analysis) close(v *Value, deep int) *Value {
	if len(v.params) == 0 {
		return v
	}
	w := v.clone()
	w.params = nil
	for _, p := range v.params {
		calls, all := a.env.Origin.Callers(p.p.Parent())
		if !all || len(calls) == 0 || deep > 4 || a.steps > maxSteps {
			w.Kinds |= Unknown
			w.params = append(w.params, p)
			continue
		}
		for _, call := range calls {
			arg := origin.Argument(call.Common(), origin.ParamIndex(p.p))
			if arg == nil {
				w.Kinds |= Unknown
				continue
			}
			w.union(a.close(a.passed(p, arg), deep+1))
		}
	}
	return w
}

// passed evaluates the argument that is passed for p.
func (a *Analysis) passed(p param, arg ssa.Value) *Value {
	var v *Value
	if pt, ok := types.Unalias(p.p.Type()).(*types.Pointer); ok && isStampType(pt.Elem()) {
		v = a.evalAddr(arg)
	} else {
		v = a.eval(arg)
	}
	return transform(v, p.add, p.step)
}

// transform returns v after an operation that adds kinds: Stripped takes the monotonic
// reading from local stamps, the others are added as they are. An origin is replaced by
// step, which stripped it.
func transform(v *Value, add Kinds, step *Origin) *Value {
	if add == 0 {
		return v
	}
	w := v.clone()
	if add&Stripped != 0 && w.has(Mono) {
		w.Kinds = w.Kinds&^Mono | Stripped
		for i, o := range w.Origins {
			if o.Kind == Mono {
				s := *o
				s.Kind = Stripped
				if step != nil {
					s.Pos, s.Func, s.call = step.Pos, step.Func, step.call
					s.Expr = o.Expr + step.Expr
				}
				w.Origins[i] = &s
			}
		}
	}
	if w.has(local | Foreign | File) {
		w.Kinds |= add &^ (Mono | Stripped)
	}
	for i := range w.params {
		w.params[i].add |= add
		if add&Stripped != 0 && w.params[i].step == nil {
			w.params[i].step = step
		}
	}
	return w
}

// eval returns what is known of v, parameters left open.
func (a *Analysis) eval(v ssa.Value) *Value {
	switch v := v.(type) {
	case *ssa.Const:
		return konst
	case *ssa.Parameter:
		return &Value{params: []param{{p: v}}}
	case *ssa.Convert:
		return a.eval(v.X)
	case *ssa.ChangeType:
		return a.eval(v.X)
	case *ssa.MultiConvert:
		return a.eval(v.X)
	}
	return a.node(v, func() *Value { return a.compute(v) })
}

func (a *Analysis) compute(v ssa.Value) *Value {
	switch v := v.(type) {
	case *ssa.Phi:
		w := new(Value)
		for _, e := range v.Edges {
			w.union(a.eval(e))
		}
		if floored(v.Edges) {
			w.Kinds |= Floored
		}
		return w
	case *ssa.TypeAssert:
		return a.eval(v.X)
	case *ssa.MakeInterface:
		return a.eval(v.X)
	case *ssa.Extract:
		switch t := v.Tuple.(type) {
		case *ssa.Call:
			if v.Index == 0 && isSyncMap(t.Common()) {
				return a.elems(syncMapKey(t.Common()))
			}
			return a.call(t, v.Index)
		case *ssa.TypeAssert:
			if v.Index == 0 {
				return a.eval(t.X)
			}
		case *ssa.Lookup:
			if v.Index == 0 {
				return a.elem(t.X)
			}
		case *ssa.Next:
			if r, ok := t.Iter.(*ssa.Range); ok && v.Index == 2 {
				return a.elem(r.X)
			}
		case *ssa.UnOp: // v, ok := <-ch
			if v.Index == 0 {
				return a.received(t.X)
			}
		}
		return unknown
	case *ssa.Call:
		return a.call(v, 0)
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			return a.evalAddr(v.X)
		case token.ARROW:
			return a.received(v.X)
		case token.SUB:
			return a.eval(v.X)
		}
		return unknown
	case *ssa.BinOp:
		return a.arith(v)
	case *ssa.Field:
		st, ok := v.X.Type().Underlying().(*types.Struct)
		if !ok {
			return unknown
		}
		if isWrapper(v.X.Type()) {
			return a.eval(v.X)
		}
		return a.field(st.Field(v.Field).Origin(), origin.Named(v.X.Type()))
	case *ssa.Lookup:
		return a.elem(v.X)
	case *ssa.Index:
		return a.elem(v.X)
	case *ssa.FreeVar: // captured by value
		return a.bindings(v, a.eval)
	}
	return unknown
}

// received evaluates what a channel of times gives: a ticker or timer sends fresh readings.
func (a *Analysis) received(ch ssa.Value) *Value {
	c, ok := ch.Type().Underlying().(*types.Chan)
	if !ok || !isTime(c.Elem()) {
		return unknown
	}
	if load, ok := ch.(*ssa.UnOp); ok {
		if fa, ok := load.X.(*ssa.FieldAddr); ok {
			if n := origin.Named(fa.X.Type()); n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time" {
				return &Value{Kinds: Mono}
			}
		}
	}
	return unknown
}

// arith evaluates an operator on numbers. The difference of two stamps is a duration, no stamp.
func (a *Analysis) arith(v *ssa.BinOp) *Value {
	switch v.Op {
	case token.ADD, token.SUB:
		x, y := a.eval(v.X), a.eval(v.Y)
		if x.has(local|Foreign) && y.has(local|Foreign) {
			return unknown
		}
		if !x.has(local|Foreign) && (y.has(local|Foreign) || len(x.params) == 0) {
			x, y = y, x
		}
		if !x.stampy() {
			return new(Value).union(x).union(y)
		}
		if v.Op == token.SUB && !isSpan(v.Y) {
			return unknown // the other may be a stamp too, and this a span
		}
		if v.Op == token.ADD && (a.runsOn(x, v.Y) || a.runsOn(x, v.X)) {
			return &Value{Kinds: Mono}
		}
		w := x.clone()
		w.shifted = true
		w.added += " " + a.nameOf(v.X) + " " + a.nameOf(v.Y)
		if n, ok := a.constant(v.Y); ok {
			unit := time.Nanosecond
			if w.seconds {
				unit = time.Second
			}
			w.length = max(w.length, time.Duration(n)*unit)
		}
		w.margin = w.margin || a.named(v.X, isMargin) || a.named(v.Y, isMargin)
		return w
	case token.MUL, token.QUO:
		x := a.eval(v.X)
		c, ok := v.Y.(*ssa.Const)
		if !x.stampy() || !ok {
			return new(Value).union(x).union(unknown)
		}
		w := x.clone()
		if v.Op == token.QUO && !isUnit(c) {
			w.Kinds |= Aligned
		}
		if v.Op == token.MUL {
			w.seconds = false
		}
		return w
	}
	return unknown
}

// isSpan reports whether a number is seen to be a length of time: a constant, a remainder,
// or made of a time.Duration.
func isSpan(v ssa.Value) bool {
	for {
		if isNamed(v.Type(), "time", "Duration") {
			return true
		}
		switch x := v.(type) {
		case *ssa.Const:
			return true
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.BinOp:
			return x.Op == token.REM
		case *ssa.Call:
			obj := calleeObj(x.Common())
			return obj != nil && isNamed(recvType(obj), "time", "Duration")
		default:
			return false
		}
	}
}

// isUnit reports whether dividing by c turns one unit of time into another.
func isUnit(c *ssa.Const) bool {
	if c.Value == nil {
		return false
	}
	f, _ := constant.Float64Val(constant.ToFloat(c.Value))
	switch f {
	case 1e3, 1e6, 1e9:
		return true
	}
	return false
}

// floored reports whether one of the edges is a predecessor plus one: the value never falls.
func floored(edges []ssa.Value) bool {
	for _, e := range edges {
		if f := floorOf(e); f != nil {
			return true
		}
	}
	return false
}

// floorOf returns x of "x + 1", or nil.
func floorOf(v ssa.Value) ssa.Value {
	for {
		c, ok := v.(*ssa.Convert)
		if !ok {
			break
		}
		v = c.X
	}
	if op, ok := v.(*ssa.BinOp); ok && op.Op == token.ADD {
		if n, ok := origin.Int(op.Y); ok && n > 0 {
			return op.X
		}
	}
	return nil
}

// evalAddr returns what is known of the stamp at addr.
func (a *Analysis) evalAddr(addr ssa.Value) *Value {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		st := origin.Named(addr.X.Type())
		if st != nil && isWrapper(st) {
			return a.evalAddr(addr.X)
		}
		f := origin.FieldVar(addr)
		if f == nil {
			return unknown
		}
		v := a.field(f, st)
		if v.has(Foreign) && v.has(local) && a.onlyDecoded(addr.X) {
			return v.foreign()
		}
		return v
	case *ssa.Alloc:
		return a.node(addr, func() *Value { return a.cell(addr) })
	case *ssa.Global:
		return a.node(addr, func() *Value { return a.global(addr) })
	case *ssa.FreeVar:
		return a.bindings(addr, a.evalAddr)
	case *ssa.Parameter:
		return &Value{params: []param{{p: addr}}}
	case *ssa.IndexAddr:
		return a.elem(addr.X)
	case *ssa.Phi:
		return a.node(derefKey{addr}, func() *Value {
			w := new(Value)
			for _, e := range addr.Edges {
				w.union(a.evalAddr(e))
			}
			return w
		})
	case *ssa.Const:
		return konst // a nil pointer
	case *ssa.UnOp:
		if fa, ok := addr.X.(*ssa.FieldAddr); ok && addr.Op == token.MUL {
			return a.pointee(fa)
		}
	}
	return unknown
}

// onlyDecoded reports whether an object is one that a decoder fills, and whose fields nobody else sets in
// sight of the function that declares it: what the package puts into others of its type is not in it.
func (a *Analysis) onlyDecoded(obj ssa.Value) bool {
	alloc, ok := obj.(*ssa.Alloc)
	if !ok || readsFile(alloc.Parent()) {
		return false // a file may be of this machine
	}
	decoded := false
	var reads func(v ssa.Value) bool
	reads = func(v ssa.Value) bool {
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.DebugRef, *ssa.UnOp:
			case *ssa.FieldAddr, *ssa.MakeInterface:
				if !reads(ref.(ssa.Value)) {
					return false
				}
			case ssa.CallInstruction:
				if w := a.writtenBy(ref.Common(), v); w.has(local) || !w.has(Foreign) {
					return false
				}
				decoded = true
			default:
				return false
			}
		}
		return true
	}
	return reads(alloc) && decoded
}

// readsFile reports whether a function opens or reads a file.
func readsFile(fn *ssa.Function) bool {
	return origin.Calls(fn, func(callee *types.Func) bool {
		if callee.Pkg() == nil {
			return false
		}
		switch callee.Pkg().Path() + "." + callee.Name() {
		case "os.ReadFile", "os.Open", "os.OpenFile", "io/ioutil.ReadFile":
			return true
		}
		return false
	})
}

// foreign returns v without what this process has made.
func (v *Value) foreign() *Value {
	w := v.clone()
	w.Kinds &^= local | Floored | Coarse
	w.Origins = slices.DeleteFunc(w.Origins, func(o *Origin) bool { return o.Kind&local != 0 })
	w.shifted, w.earlier, w.margin, w.added, w.length = false, false, false, "", 0
	return w
}

type derefKey struct{ v any }

// pointee evaluates what a field of pointer type points to.
func (a *Analysis) pointee(fa *ssa.FieldAddr) *Value {
	f := origin.FieldVar(fa)
	if f == nil {
		return unknown
	}
	if f.Pkg() != a.pkg {
		return a.outside(f, origin.Named(fa.X.Type()))
	}
	return a.node(derefKey{f}, func() *Value {
		w := a.fieldBase(f, origin.Named(fa.X.Type())).clone()
		for _, fa := range a.ix.fieldAddrs[f] {
			for _, ref := range *fa.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == fa {
					w.union(a.evalAddr(st.Val))
				}
			}
		}
		if w.Kinds == 0 {
			w.Kinds = Unknown
		}
		a.opened(w, f, a.ix.owner[f])
		w.keptIn(f)
		return w
	})
}

// opened adds to w what others may put into a field of this package.
func (a *Analysis) opened(w *Value, f *types.Var, st *types.Named) {
	if f.Exported() && st != nil && a.ix.filled[st.Origin().Obj()] {
		w.Kinds |= Unknown
	}
	if f.Exported() && st != nil && !ignoredByCodecs(st, f) {
		if obj := st.Origin().Obj(); a.ix.decoded[obj] == "" {
			w.Kinds |= a.ix.loaded[obj]
		}
	}
	if !f.Exported() || st != nil && !st.Obj().Exported() {
		return
	}
	if a.pkg.Name() != "main" && !hasPrivate(st) {
		w.Kinds |= Open
	}
	if serialized(st, f) && !w.has(Foreign) {
		w.Kinds |= Unknown // another process may have written it
	}
}

func (a *Analysis) bindings(fv *ssa.FreeVar, eval func(ssa.Value) *Value) *Value {
	fn := fv.Parent()
	i := slices.Index(fn.FreeVars, fv)
	return a.node(fv, func() *Value {
		w := new(Value)
		if fn.Parent() == nil {
			return unknown
		}
		found := false
		for _, ref := range *referrersOfLiteral(fn) {
			if mc, ok := ref.(*ssa.MakeClosure); ok {
				w.union(eval(mc.Bindings[i]))
				found = true
			}
		}
		if !found {
			return unknown
		}
		return w
	})
}

// referrersOfLiteral returns the instructions of the enclosing function that make closures of fn.
func referrersOfLiteral(fn *ssa.Function) *[]ssa.Instruction {
	var list []ssa.Instruction
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn {
				list = append(list, mc)
			}
		}
	}
	return &list
}

// cell evaluates a local variable that lives in memory.
func (a *Analysis) cell(alloc ssa.Value) *Value {
	w := &Value{Kinds: Const} // the zero value
	a.stored(w, alloc)
	return w
}

// stored adds to w what is stored at addr through this name of it.
func (a *Analysis) stored(w *Value, addr ssa.Value) {
	refs := addr.Referrers()
	if refs == nil {
		w.Kinds |= Unknown
		return
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == addr {
				w.union(a.eval(ref.Val))
			}
			// Storing the address itself somewhere: a pointer kept for later reading.
		case *ssa.FieldAddr: // inside a wrapper
			a.stored(w, ref)
		case *ssa.ChangeType: // the same under another type
			a.stored(w, ref)
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, addr) {
				a.stored(w, fv)
			}
		case ssa.CallInstruction:
			w.union(a.writtenBy(ref.Common(), addr))
		case *ssa.MakeInterface:
			for _, call := range callsWith(ref) {
				obj := calleeObj(call.Common())
				if obj != nil && isDecoder(obj.Name()) {
					w.union(foreign("decoded by "+obj.Name(), call.Parent(), call.Pos()))
				} else if obj != nil && a.ix.fills(a, call.Common(), ref, nil) == Unknown || obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "fmt" && fillsByReflection(obj) {
					w.Kinds |= Unknown
				}
			}
		}
	}
}

// callsWith returns the calls that take v, also among variadic arguments.
func callsWith(v ssa.Value) []ssa.CallInstruction {
	var list []ssa.CallInstruction
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case ssa.CallInstruction:
			list = append(list, ref)
		case *ssa.Store:
			if ia, ok := ref.Addr.(*ssa.IndexAddr); ok && ref.Val == v {
				refs := ia.X.Referrers()
				if refs == nil {
					continue // an array that is a package variable
				}
				for _, r := range *refs {
					if sl, ok := r.(*ssa.Slice); ok {
						for _, r := range *sl.Referrers() {
							if call, ok := r.(ssa.CallInstruction); ok {
								list = append(list, call)
							}
						}
					}
				}
			}
		}
	}
	return list
}

func foreign(expr string, fn *ssa.Function, pos token.Pos) *Value {
	return &Value{Kinds: Foreign, Origins: []*Origin{{Kind: Foreign, Expr: expr, Func: FuncName(fn), Pos: pos}}}
}

// writtenBy evaluates what a call stores at addr, which it is given.
func (a *Analysis) writtenBy(c *ssa.CallCommon, addr ssa.Value) *Value {
	obj := calleeObj(c)
	if obj == nil {
		return unknown
	}
	if isAtomicPkg(obj) {
		switch name := obj.Name(); {
		case name == "Load" || name == "LoadInt64" || name == "LoadUint64":
			return nothing
		case name == "Store" || name == "Swap" || name == "StoreInt64" || name == "StoreUint64" || name == "SwapInt64" || name == "SwapUint64":
			return a.eval(c.Args[1])
		case name == "CompareAndSwap" || name == "CompareAndSwapInt64" || name == "CompareAndSwapUint64":
			return a.eval(c.Args[2])
		}
		return unknown
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "sync" {
		return nothing // a sync.Map: its elements are indexed
	}
	if obj.Pkg() != nil && obj.Pkg().Path() == "time" {
		if isDecoder(obj.Name()) {
			return &Value{Kinds: Foreign}
		}
		return nothing // promoted methods read
	}
	fn := origin.Callee(c)
	if fn == nil || fn.Blocks == nil {
		if recv := recvType(obj); isWrapper(origin.Deref(recv)) {
			return nothing // IsZero, Before and the like read
		}
		if isDecoder(obj.Name()) {
			return &Value{Kinds: Foreign, Origins: []*Origin{{Kind: Foreign, Expr: "decoded by " + obj.Name()}}}
		}
		return unknown
	}
	for i, arg := range c.Args {
		if arg == addr && i < len(fn.Params) {
			v := a.node(derefKey{fn.Params[i]}, func() *Value {
				w := new(Value)
				a.stored(w, fn.Params[i])
				return w
			})
			return a.instantiate(v, fn, c, nil)
		}
	}
	return unknown
}

func (a *Analysis) global(g *ssa.Global) *Value {
	obj, _ := g.Object().(*types.Var)
	if g.Pkg != a.env.SSA.Pkg {
		if obj != nil {
			if s, known := a.env.Imported(obj); known && s != nil {
				return &Value{Kinds: s.Holds | Open}
			}
		}
		return unknown
	}
	w := new(Value)
	for _, v := range a.ix.globals[g] {
		w.union(a.eval(v))
	}
	for _, ref := range a.addresses(g) {
		w.union(a.writtenBy(ref.Common(), g))
	}
	if obj != nil {
		w.keptIn(obj)
		if obj.Exported() && a.pkg.Name() != "main" {
			w.Kinds |= Open
		}
	}
	if w.Kinds&^Open == 0 {
		w.Kinds |= Const
	}
	return w
}

// addresses returns the calls that are given the address of g: globals have no referrers.
func (a *Analysis) addresses(g *ssa.Global) []ssa.CallInstruction {
	if !isAtomic(origin.Deref(g.Type())) && !isStampType(origin.Deref(g.Type())) {
		return nil
	}
	if a.ix.globalCalls == nil {
		a.ix.globalCalls = make(map[*ssa.Global][]ssa.CallInstruction)
		for _, instr := range a.env.SSA.Code() {
			if call, ok := instr.(ssa.CallInstruction); ok {
				for _, arg := range call.Common().Args {
					if g, ok := arg.(*ssa.Global); ok {
						a.ix.globalCalls[g] = append(a.ix.globalCalls[g], call)
					}
				}
			}
		}
	}
	return a.ix.globalCalls[g]
}

// field evaluates field f of struct type st.
func (a *Analysis) field(f *types.Var, st *types.Named) *Value {
	if f.Pkg() != a.pkg {
		return a.outside(f, st)
	}
	if a.ix.owner[f] == nil && st != nil {
		a.ix.owner[f] = st
	}
	return a.contents(f)
}

// outside evaluates a field that another package declares.
func (a *Analysis) outside(f *types.Var, st *types.Named) *Value {
	if a.ix.owner[f] == nil && st != nil {
		a.ix.owner[f] = st
	}
	return a.node(f, func() *Value {
		w := a.fieldBase(f, st).clone()
		if st != nil && isMessage(st) && a.keepsIn(f) {
			w = unknown.clone()
		}
		if s, known := a.env.Imported(f); known && s != nil {
			w.Kinds |= s.Holds
		}
		w.Kinds |= Open
		if !w.has(Foreign) {
			w.Kinds |= Unknown // packages between its own and this one may set it
		}
		w.keptIn(f)
		return w
	})
}

// keepsIn reports whether this package stores into a field of a message other than while it
// makes one: such a message serves as a record of its own, and the stamp may be this process's.
func (a *Analysis) keepsIn(f *types.Var) bool {
	for _, fa := range a.ix.fieldAddrs[f] {
		if _, ok := fa.X.(*ssa.Alloc); ok {
			continue
		}
		for _, ref := range *fa.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == fa && !isConst(st.Val) {
				return true
			}
		}
	}
	return false
}

// fieldBase is what is known of a field from its type alone: messages and objects of an
// API were made elsewhere, and so was what a decoder of this package fills.
func (a *Analysis) fieldBase(f *types.Var, st *types.Named) *Value {
	if st == nil {
		return &Value{Kinds: Unknown}
	}
	if !f.Exported() {
		return nothing
	}
	if isMessage(st) {
		return &Value{Kinds: Foreign, Origins: []*Origin{{Kind: Foreign, Expr: "received in " + st.Obj().Name()}}}
	}
	if isNamed(origin.Deref(f.Type()), "k8s.io/apimachinery/pkg/apis/meta/v1", "Time") || isNamed(origin.Deref(f.Type()), "k8s.io/apimachinery/pkg/apis/meta/v1", "MicroTime") {
		return &Value{Kinds: Foreign, Origins: []*Origin{{Kind: Foreign, Expr: "part of the Kubernetes object " + st.Obj().Name()}}}
	}
	if where, ok := a.ix.decoded[st.Origin().Obj()]; ok && !ignoredByCodecs(st, f) {
		return &Value{Kinds: Foreign, Origins: []*Origin{{Kind: Foreign, Expr: "decoded", Func: where}}}
	}
	return nothing
}

// ignoredByCodecs reports whether the field is tagged "-".
func ignoredByCodecs(st *types.Named, f *types.Var) bool {
	tag := tagOf(st, f)
	return tag.Get("json") == "-"
}

func tagOf(st *types.Named, f *types.Var) reflect.StructTag {
	if s, ok := st.Underlying().(*types.Struct); ok {
		for i := range s.NumFields() {
			if s.Field(i).Origin() == f.Origin() {
				return reflect.StructTag(s.Tag(i))
			}
		}
	}
	return ""
}

// serialized reports whether a codec is told how to write the field.
func serialized(st *types.Named, f *types.Var) bool {
	if st == nil || !f.Exported() {
		return false
	}
	tag := tagOf(st, f)
	for _, key := range [...]string{"json", "protobuf", "bson", "db", "yaml", "msgpack", "msg", "codec", "xml", "gorm", "dynamodbav", "firestore", "toml"} {
		if v := tag.Get(key); v != "" && v != "-" {
			return true
		}
	}
	return false
}

// hasPrivate reports whether a struct has fields that only its package can set: it keeps
// state, and travels nowhere.
func hasPrivate(t *types.Named) bool {
	if t == nil {
		return false
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for i := range s.NumFields() {
		if f := s.Field(i); !f.Exported() && !f.Embedded() {
			return true
		}
	}
	return false
}

// isMessage reports whether t is a generated protocol buffer message.
func isMessage(t *types.Named) bool {
	for i := range t.NumMethods() {
		switch t.Method(i).Name() {
		case "ProtoReflect", "ProtoMessage":
			return true
		}
	}
	return false
}

// contents unites what this package stores into one of its fields.
func (a *Analysis) contents(f *types.Var) *Value {
	return a.node(f, func() *Value {
		st := a.ix.owner[f]
		w := a.fieldBase(f, st).clone()
		for _, fa := range a.ix.fieldAddrs[f] {
			a.stored(w, fa)
		}
		a.opened(w, f, st)
		if w.Kinds&(local|Foreign|File|Const) == 0 && len(w.params) == 0 {
			w.Kinds |= Unknown // nothing is stored here
		}
		if len(w.params) > 0 {
			w = a.close(w, 1)
		}
		w.keptIn(f)
		return w
	})
}

// elem evaluates the elements of a map or slice.
func (a *Analysis) elem(m ssa.Value) *Value {
	key := container(m)
	if mm, ok := key.(*ssa.MakeMap); ok && a.ix.makes[mm] != nil {
		key = a.ix.makes[mm]
	}
	return a.elems(key)
}

// elems evaluates what was put into the map or slice that is kept at key.
func (a *Analysis) elems(key any) *Value {
	if key == nil {
		return unknown
	}
	return a.node(derefKey{key}, func() *Value {
		vals := a.ix.elems[key]
		if len(vals) == 0 {
			return unknown
		}
		w := new(Value)
		for _, v := range vals {
			w.union(a.eval(v))
		}
		if len(w.params) > 0 {
			w = a.close(w, 1)
		}
		if f, ok := key.(*types.Var); ok {
			if f.Exported() {
				w.Kinds |= Open | Unknown
			}
			w.keptIn(f)
		}
		return w
	})
}

// result unites what fn returns as result i, its parameters left open.
func (a *Analysis) result(fn *ssa.Function, i int) *Value {
	return a.node(resultKey{fn, i}, func() *Value {
		w := new(Value)
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && i < len(ret.Results) {
				w.union(a.eval(ret.Results[i]))
			}
		}
		if w.has(Stripped) && a.documentsWallClock(fn) {
			w.Kinds |= Wall
		}
		return w
	})
}

type resultKey struct {
	fn *ssa.Function
	i  int
}

// slow reports whether a function does anything that takes time.
func slow(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if slices.ContainsFunc(b.Instrs, takesTime) {
			return true
		}
	}
	return false
}

// instantiate fills the parameters of fn in v with the arguments of a call. Stamps that fn
// makes are made, for the reader, where it is called.
func (a *Analysis) instantiate(v *Value, fn *ssa.Function, c *ssa.CallCommon, call *ssa.Call) *Value {
	w := v.clone()
	w.params = nil
	if call != nil && call.Parent() != nil {
		for i, o := range w.Origins {
			if o.Kind&local != 0 {
				w.Origins[i] = &Origin{Kind: o.Kind, Expr: fn.Name() + "()", Func: FuncName(call.Parent()), Pos: call.Pos()}
				if o.call != nil && o.call.Parent() == fn && !slow(fn) {
					w.Origins[i].at = call
				}
			}
		}
	}
	for _, p := range v.params {
		if p.p.Parent() != fn {
			w.union(&Value{params: []param{p}})
			continue
		}
		if arg := origin.Argument(c, origin.ParamIndex(p.p)); arg != nil {
			w.union(a.passed(p, arg))
		} else {
			w.Kinds |= Unknown
		}
	}
	return w
}
