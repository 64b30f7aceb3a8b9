package attempts

import (
	"slices"

	"golang.org/x/tools/go/ssa"
)

// inverse reports whether the success of an operation is the failure of the function: every way from
// it to the function's end returns an error, as where a server that has to be down still answers. What
// is nil after the last failure is good news then.
func (s *scan) inverse(at *attempt) bool {
	call, ok := at.op.Call.(*ssa.Call)
	id, known := at.works.known(at.op.Outcome)
	if !ok || !known || s.r.steps > maxSteps {
		return false
	}
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	w := s.a.newWalk(everything(s.fn), call, &s.r.steps)
	if w.run(at.op.Outcome, at.works.first.facts.get(id)); w.over {
		return false
	}
	found := false
	for _, n := range w.order {
		ret, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.Return)
		if !ok || n.back {
			continue
		}
		fs := w.body(n.block, n.from, n.to, n.facts, at.op.Outcome)
		last := ret.Results[len(ret.Results)-1]
		if w.eval(last, fs, 0).kind != notNil && !sentinel(last) {
			return false
		}
		found = true
	}
	return found
}

// amended reports whether a function literal that is deferred may make an error of a result that is
// nil: it sets the result, and knows of the attempts by another variable that they set. One that adds an
// error of its own, such as that of a Close, knows nothing of them.
func (s *scan) amended(ret *ssa.Return, at *attempt) bool {
	result := resultVariable(ret)
	if result == nil {
		return false
	}
	for _, ref := range *result.Referrers() {
		lit, ok := ref.(*ssa.MakeClosure)
		if !ok || !isDeferred(lit) {
			continue
		}
		fn := lit.Fn.(*ssa.Function)
		told := slices.ContainsFunc(lit.Bindings, func(v ssa.Value) bool {
			a, ok := v.(*ssa.Alloc)
			return ok && a != result && setFrom(at.failed.loop, a)
		})
		if i := slices.Index(lit.Bindings, ssa.Value(result)); told && s.makes(fn, fn.FreeVars[i], at) {
			return true
		}
	}
	return false
}

// resultVariable returns the variable of a named error result that a function literal has, or nil.
func resultVariable(ret *ssa.Return) *ssa.Alloc {
	load, ok := ret.Results[len(ret.Results)-1].(*ssa.UnOp)
	if !ok {
		return nil
	}
	a, _ := load.X.(*ssa.Alloc)
	return a
}

func isDeferred(lit *ssa.MakeClosure) bool {
	return slices.ContainsFunc(*lit.Referrers(), func(ref ssa.Instruction) bool {
		d, ok := ref.(*ssa.Defer)
		return ok && d.Call.Value == ssa.Value(lit)
	})
}

// setFrom reports whether a variable is set in the loop or on a way out of it.
func setFrom(l *loop, a *ssa.Alloc) bool {
	return slices.ContainsFunc(*a.Referrers(), func(ref ssa.Instruction) bool {
		st, ok := ref.(*ssa.Store)
		return ok && st.Addr == a && slices.ContainsFunc(l.heads, func(head *ssa.BasicBlock) bool { return head.Dominates(st.Block()) })
	})
}

// makes reports whether a function literal may set a variable that is nil to something else.
func (s *scan) makes(lit *ssa.Function, v *ssa.FreeVar, at *attempt) bool {
	if len(lit.Blocks) == 0 || s.r.steps > maxSteps {
		return false
	}
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	w := s.a.newWalk(everything(lit), at.op.Call, &s.r.steps)
	w.node(lit.Blocks[0], w.set(nil, w.id(memory{v, -1}), fact{kind: isNil}), nil)
	w.through(nil)
	for _, n := range w.order {
		for i, instr := range n.block.Instrs {
			st, ok := instr.(*ssa.Store)
			if ok && st.Addr == ssa.Value(v) && w.eval(st.Val, w.body(n.block, 0, int32(i), n.facts, nil), 0).kind != isNil {
				return true
			}
		}
	}
	return false
}

// noted reports whether the failure of an attempt is kept where somebody may see it when the function
// has returned: in a field or an element of what is not the function's own, in a variable of the
// function around it or one that is deferred to look at, or in a channel.
func (s *scan) noted(ret *ssa.Return, at *attempt) bool {
	if !isError(at.op.Outcome.Type()) {
		return false
	}
	result := resultVariable(ret)
	for _, n := range at.failed.order {
		for _, instr := range n.block.Instrs[n.from:n.to] {
			var where, what ssa.Value
			switch instr := instr.(type) {
			case *ssa.Store:
				where, what = instr.Addr, instr.Val
			case *ssa.MapUpdate:
				where, what = instr.Map, instr.Value
			case *ssa.Send:
				where, what = instr.Chan, instr.X
			default:
				continue
			}
			if s.seen(where, result) && at.speaksOf(what, make(map[ssa.Value]bool)) {
				return true
			}
		}
	}
	return false
}

// seen reports whether others than the function itself may look at a variable.
func (s *scan) seen(v ssa.Value, result *ssa.Alloc) bool {
	for range 6 {
		switch x := v.(type) {
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.IndexAddr:
			v = x.X
		case *ssa.Slice:
			v = x.X
		case *ssa.UnOp:
			if _, local := x.X.(*ssa.Alloc); !local {
				return true // what a field or a captured variable points to
			}
			v = x.X
		case *ssa.Alloc:
			return x != result && slices.ContainsFunc(*x.Referrers(), func(ref ssa.Instruction) bool {
				lit, closure := ref.(*ssa.MakeClosure)
				_, given := ref.(*ssa.Defer)
				return given || closure && isDeferred(lit)
			})
		case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
			return true
		default:
			return false
		}
	}
	return false
}

// speaksOf reports whether a value is made of the error with which the operation failed.
func (at *attempt) speaksOf(v ssa.Value, seen map[ssa.Value]bool) bool {
	if v == at.op.Outcome {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] || len(seen) > maxMade {
		return false
	}
	seen[v] = true
	if a, ok := v.(*ssa.Alloc); ok {
		for _, ref := range *a.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr == a && at.failed.loop.has(ref.Block()) && at.speaksOf(ref.Val, seen) {
					return true
				}
			case *ssa.IndexAddr, *ssa.FieldAddr:
				for _, r := range *ref.(ssa.Value).Referrers() {
					if st, ok := r.(*ssa.Store); ok && at.failed.loop.has(st.Block()) && at.speaksOf(st.Val, seen) {
						return true
					}
				}
			}
		}
		return false
	}
	if instr.Block() == nil || !at.failed.loop.has(instr.Block()) {
		return false
	}
	var buf [8]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil && at.speaksOf(*x, seen) {
			return true
		}
	}
	return false
}
