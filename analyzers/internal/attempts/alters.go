package attempts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// maxFeeds bounds the values that an operation is looked at for.
const maxFeeds = 80

// alters reports whether the way from a failure to the next attempt changes what that one is for: it
// takes another fixed value for what the operation is made of (the other server, http for https), sets
// a field of it, or takes what failed out of what the next one is chosen from. To fall back so is no
// retry of the same thing, and comes to an end with what there is to fall back to.
//
// Assumption: flags, numbers, errors and times that are set on the way tell of the failure, and what is
// done to the receiver of the operation mends it.
func (s *scan) alters(l *loop, at *attempt) bool {
	call, ok := at.op.Call.(*ssa.Call)
	if !ok {
		return false
	}
	f := feeds{loop: l, objects: make(map[ssa.Value]bool), fields: make(map[*types.Var]bool), indices: make(map[*types.Var]bool)}
	args := call.Call.Args
	if recv := origin.Receiver(&call.Call); recv != nil {
		f.chosen(recv)
		if !call.Call.IsInvoke() {
			args = args[1:]
		}
	}
	for _, v := range args {
		f.visit(v)
	}
	for _, n := range at.failed.order {
		if !n.returns {
			continue
		}
		if n.back || slices.ContainsFunc(n.block.Succs, l.head) {
			for _, succ := range n.block.Succs {
				if l.head(succ) && f.switched(n.block, succ) {
					return true
				}
			}
		}
		for _, instr := range n.block.Instrs[n.from:n.to] {
			if instr != ssa.Instruction(call) && !before(instr, call) && s.changes(&f, instr) {
				return true
			}
		}
	}
	return s.givesUp(l, at)
}

// givesUp reports whether every way back clears a flag in memory that it has seen set, one of several
// options: there are as many attempts as there are flags.
func (s *scan) givesUp(l *loop, at *attempt) bool {
	spent := make(map[*node]PauseKind)
	for _, n := range at.failed.order {
		if n.returns && slices.ContainsFunc(n.block.Instrs[n.from:n.to], func(instr ssa.Instruction) bool { return clears(l, instr) }) {
			spent[n] = Plain
		}
	}
	if len(spent) == 0 {
		return false
	}
	back, _ := straight(at.failed, spent, Plain, NoPause)
	return back == nil
}

// clears reports whether an instruction gives a flag that was seen to be something else a value that
// every statement of the loop gives it.
func clears(l *loop, instr ssa.Instruction) bool {
	st, ok := instr.(*ssa.Store)
	if !ok || !origin.IsBool(st.Val.Type()) || len(st.Block().Preds) != 1 {
		return false
	}
	m, known := address(st.Addr)
	to, fixed := st.Val.(*ssa.Const)
	asked := st.Block().Preds[0]
	br, branch := asked.Instrs[len(asked.Instrs)-1].(*ssa.If)
	if !known || !fixed || !branch || (asked.Succs[0] == st.Block()) == constant.BoolVal(to.Value) {
		return false
	}
	load, ok := br.Cond.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	if of, ok := address(load.X); !ok || of != m {
		return false
	}
	return !slices.ContainsFunc(l.list, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			other, ok := instr.(*ssa.Store)
			if !ok {
				return false
			}
			of, same := address(other.Addr)
			k, fixed := other.Val.(*ssa.Const)
			return same && of == m && (!fixed || constant.BoolVal(k.Value) != constant.BoolVal(to.Value))
		})
	})
}

// ends reports whether a way back may be left because of something else than the failure: a fallback that
// nothing asks for goes on for ever.
func (at *attempt) ends() bool {
	return slices.ContainsFunc(at.failed.exits(at.results), func(x exit) bool { return x.kind == onInvariant || x.kind == onUnknown })
}

// before reports whether an instruction comes before each attempt, the first one too.
func before(instr ssa.Instruction, call *ssa.Call) bool {
	b := instr.Block()
	if b != call.Block() {
		return b.Dominates(call.Block())
	}
	return slices.Index(b.Instrs, instr) < slices.Index(b.Instrs, ssa.Instruction(call))
}

// feeds is what an operation is made of.
type feeds struct {
	loop    *loop
	objects map[ssa.Value]bool  // values that the operation, or a call that it is made by, is given
	fields  map[*types.Var]bool // that are read for it
	indices map[*types.Var]bool // that say which of several it is for
	calls   []*ssa.Call         // of the loop, whose results it is given
}

func (f *feeds) visit(v ssa.Value) {
	if v == nil || f.objects[v] || len(f.objects) > maxFeeds || isContext(v.Type()) {
		return
	}
	f.objects[v] = true
	instr, ok := v.(ssa.Instruction)
	inside := ok && instr.Block() != nil && f.loop.has(instr.Block())
	switch v := v.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			f.fields[fieldOf(fa)] = true
			f.chosen(fa.X)
			return
		}
		if _, element := v.X.(*ssa.IndexAddr); v.Op == token.MUL && !element {
			f.objects[v.X] = true // *o, given as it is
		}
	case *ssa.IndexAddr:
		f.index(v.Index)
	case *ssa.Lookup:
		f.index(v.Index)
	case *ssa.Alloc:
		f.filled(v)
		return
	case *ssa.Call:
		if inside {
			f.calls = append(f.calls, v)
			if recv := origin.Receiver(&v.Call); recv != nil {
				f.objects[recv] = true
			}
		}
	}
	if !inside {
		return
	}
	var buf [8]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil {
			f.visit(*x)
		}
	}
}

// index notes a field that says which element of a list is taken.
func (f *feeds) index(v ssa.Value) {
	if load, ok := v.(*ssa.UnOp); ok {
		if fa, ok := load.X.(*ssa.FieldAddr); ok && f.loop.has(load.Block()) {
			f.indices[fieldOf(fa)] = true
		}
	}
}

// filled visits what is put into a list of arguments.
func (f *feeds) filled(a *ssa.Alloc) {
	for _, ref := range *a.Referrers() {
		addr, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, r := range *addr.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == addr {
				f.visit(st.Val)
			}
		}
	}
}

// chosen visits an object if it is chosen on each turn, by a call or by the way that led here.
func (f *feeds) chosen(v ssa.Value) {
	for range 6 {
		instr, ok := v.(ssa.Instruction)
		if !ok || instr.Block() == nil || !f.loop.has(instr.Block()) {
			return
		}
		switch x := v.(type) {
		case *ssa.Call, *ssa.Phi, *ssa.Lookup:
			f.visit(v)
			return
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.Index
		case *ssa.UnOp:
			v = x.X
		default:
			return
		}
	}
}

// switched reports whether the way from a block back to the head gives a value that feeds the operation
// another fixed one.
func (f *feeds) switched(from, head *ssa.BasicBlock) bool {
	i := slices.Index(head.Preds, from)
	for _, instr := range head.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		if f.objects[phi] && !tells(phi.Type()) && f.fixed(phi.Edges[i], phi, 0) {
			return true
		}
	}
	return false
}

// first reports whether the loop starts with a value.
func (f *feeds) first(v ssa.Value, phi *ssa.Phi) bool {
	for i, e := range phi.Edges {
		if f.loop.has(phi.Block().Preds[i]) {
			continue
		}
		k, ok := v.(*ssa.Const)
		other, same := e.(*ssa.Const)
		if e == v || ok && same && k.Value != nil && other.Value != nil && constant.Compare(k.Value, token.EQL, other.Value) {
			return true
		}
	}
	return false
}

// fixed reports whether a value may be one that was there before the loop and is not what phi holds.
func (f *feeds) fixed(v ssa.Value, phi *ssa.Phi, deep int) bool {
	if v == phi || deep > 4 || f.first(v, phi) {
		return false
	}
	if inner, ok := v.(*ssa.Phi); ok && f.loop.has(inner.Block()) {
		return slices.ContainsFunc(inner.Edges, func(e ssa.Value) bool { return f.fixed(e, phi, deep+1) })
	}
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		_, field := load.X.(*ssa.FieldAddr)
		return field // rt = t.fallback
	}
	instr, ok := v.(ssa.Instruction)
	return !ok || instr.Block() == nil || !f.loop.has(instr.Block())
}

// tells reports whether a value of the type rather tells of a failure than what is to be done next.
func tells(t types.Type) bool {
	return isError(t) || origin.IsBool(t) || origin.IsNumber(t) || namedAs(t, "time", "Time")
}

// changes reports whether an instruction changes something that the operation is made of.
func (s *scan) changes(f *feeds, instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Store:
		fa, ok := instr.Addr.(*ssa.FieldAddr)
		if !ok || isError(instr.Val.Type()) || namedAs(instr.Val.Type(), "time", "Time") {
			return false
		}
		v := fieldOf(fa)
		if sum, ok := instr.Val.(*ssa.BinOp); ok && (sum.Op == token.ADD || sum.Op == token.SUB) && origin.IsNumber(sum.Type()) && !f.indices[v] {
			return false // the number of the attempt
		}
		return f.objects[fa.X] || f.indices[v] || f.fields[v] && !origin.IsNumber(instr.Val.Type()) ||
			v != nil && !origin.IsNumber(instr.Val.Type()) && slices.ContainsFunc(f.calls, func(call *ssa.Call) bool { return s.reads(call, v) })
	case *ssa.MapUpdate:
		return f.objects[instr.Map]
	case *ssa.Call:
		c := instr.Common()
		if b, ok := c.Value.(*ssa.Builtin); ok {
			return b.Name() == "delete" && f.objects[c.Args[0]]
		}
		if logName(calleeName(c)) || s.pauses[instr] != nil || slices.Contains(f.calls, instr) {
			return false
		}
		if origin.IsBool(instr.Type()) && s.moves(instr, f.indices) {
			return true // if !c.next() { return err }
		}
		args := c.Args
		if c.IsInvoke() {
			args = append([]ssa.Value{c.Value}, args...)
		}
		return slices.ContainsFunc(args, func(v ssa.Value) bool {
			return f.objects[v] && holds(v.Type()) && !isRequest(v.Type()) && (v == origin.Receiver(c) || s.mayAlter(c, v))
		})
	}
	return false
}

// mayAlter reports whether a call may change what it is given as v: one of a function value, of a
// package that works on lists, maps and heaps, or of a function of this package that does.
func (s *scan) mayAlter(c *ssa.CallCommon, v ssa.Value) bool {
	fn := origin.Callee(c)
	if fn == nil {
		return !c.IsInvoke()
	}
	if fn.Pkg != nil && fn.Pkg.Pkg != s.a.SSA.Pkg.Pkg {
		switch path := fn.Pkg.Pkg.Path(); path {
		case "slices", "maps", "sort", "container/heap", "container/list", "container/ring":
			return true
		}
		return false
	}
	i := slices.Index(c.Args, v)
	if i < 0 || i >= len(fn.Params) {
		return false
	}
	p := fn.Params[i]
	if _, ok := p.Type().Underlying().(*types.Map); ok {
		return slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
			switch ref := ref.(type) {
			case *ssa.MapUpdate:
				return true
			case *ssa.Call:
				b, ok := ref.Call.Value.(*ssa.Builtin)
				return ok && b.Name() == "delete"
			}
			return false
		})
	}
	return s.a.Origin.SetsField(p)
}

// reads reports whether a function of this package that is called reads a field.
func (s *scan) reads(call *ssa.Call, v *types.Var) bool {
	fn := call.Call.StaticCallee()
	return fn != nil && slices.ContainsFunc(s.a.Origin.FieldLoads(v), func(load ssa.Value) bool {
		return load.Parent() == fn
	})
}

// moves reports whether a function of this package that is called sets one of the fields.
func (s *scan) moves(call *ssa.Call, fields map[*types.Var]bool) bool {
	fn := call.Call.StaticCallee()
	for v := range fields {
		if fn != nil && slices.ContainsFunc(s.a.Origin.FieldStores(v), func(st *ssa.Store) bool { return st.Parent() == fn }) {
			return true
		}
	}
	return false
}

// twice reports whether there is one more attempt at the most: every way back sets a flag, or a number,
// to a value with which the loop is left when the next attempt has failed as well.
func (s *scan) twice(l *loop, at *attempt) bool {
	call, ok := at.op.Call.(*ssa.Call)
	if !ok || at.kind != Retry || s.r.steps > maxSteps {
		return false
	}
	for _, head := range l.heads {
		for _, instr := range head.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			k := at.failed.spent(phi)
			if k == nil {
				continue
			}
			m := s.a.arena.mark()
			next := s.a.newWalk(l, call, &s.r.steps)
			next.goal, next.counters, next.held = at.failed.goal, at.failed.counters, phi
			next.holds = next.eval(k, nil, 0)
			next.run(at.op.Outcome, fact{kind: notNil})
			ends := !next.over && !next.leadsBack()
			if s.a.arena.release(m); ends {
				return true
			}
		}
	}
	return false
}

// spent returns the constant that every way back gives a flag or a number, or nil.
func (w *walk) spent(phi *ssa.Phi) ssa.Value {
	if !origin.IsBool(phi.Type()) && !isNumber(phi.Type()) {
		return nil
	}
	var all *ssa.Const
	for i, p := range phi.Block().Preds {
		if !w.loop.has(p) || !w.comesFrom(p, phi.Block()) {
			continue
		}
		k, ok := phi.Edges[i].(*ssa.Const)
		if !ok || k.Value == nil || all != nil && !constant.Compare(k.Value, token.EQL, all.Value) {
			return nil
		}
		all = k
	}
	if all == nil {
		return nil
	}
	return all
}
