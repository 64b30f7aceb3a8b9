package attempts

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// usedAnyway looks for what goes on with a result of the operation when the limit has ended the region:
// no attempt has succeeded, and the result is nil. Nothing on the way may tell: what follows is only
// what is sure to follow.
func (s *scan) usedAnyway(r *Region, at *attempt) {
	call := at.op.Call.(*ssa.Call)
	if r.Limit.Kind != CountLimit && r.Limit.Kind != TimeLimit || !isError(at.op.Outcome.Type()) || !slices.ContainsFunc(at.results, isPointer) {
		return
	}
	w := s.a.newWalk(at.failed.loop, call, &s.r.steps)
	w.failure = general
	w.run(at.op.Outcome, fact{kind: notNil})
	w.mark()
	if w.over {
		return
	}
	out := &walk{a: w.a, loop: everything(s.fn), op: w.op, goal: w.op, tables: &tables{ids: w.ids, keys: w.keys}, steps: w.steps}
	for _, n := range w.order {
		br, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.If)
		if !ok || !n.returns || n.back {
			continue
		}
		for i, e := range n.next() {
			if e.to != nil {
				continue
			}
			if x := w.classify(br.Cond, i == 0, at.results); x.kind == onCount || x.kind == onTime {
				out.node(e.succ, out.phis(n.block, e.succ, w.leaving(n, br, i, at.op.Outcome)), nil)
			}
		}
	}
	for i := 0; i < len(out.order); i++ {
		n := out.order[i]
		if *out.steps++; len(out.order) > 200 || *out.steps > maxSteps || n.back || slices.Contains(w.loop.list, n.block) {
			return
		}
		for j, instr := range n.block.Instrs {
			v := dereferenced(instr)
			if v == nil || !comesFrom(v, at.results, make(map[ssa.Value]bool)) {
				continue
			}
			if out.eval(v, out.body(n.block, 0, int32(j), n.facts, nil), 0).kind != isNil {
				return
			}
			r.Anyway, r.AnywayNil = instr, nilOnError(call)
			return
		}
		if out.expand(n, nil); n.out > 1 {
			return // who knows what the question is
		}
	}
}

func isPointer(v ssa.Value) bool {
	_, ok := types.Unalias(v.Type()).(*types.Pointer)
	return ok
}

// dereferenced returns the pointer that an instruction cannot do without, or nil.
func dereferenced(instr ssa.Instruction) ssa.Value {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		return instr.X
	case *ssa.UnOp:
		if instr.Op == token.MUL && isPointer(instr.X) {
			if _, ok := address(instr.X); !ok {
				return instr.X
			}
		}
	}
	return nil
}

// comesFrom reports whether a value is one of the list, or is one of them on some way.
func comesFrom(v ssa.Value, list []ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] {
		return false
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return comesFrom(e, list, seen) })
	case *ssa.UnOp: // a variable that a literal captures
		alloc, ok := v.X.(*ssa.Alloc)
		return ok && v.Op == token.MUL && slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
			st, ok := ref.(*ssa.Store)
			return ok && st.Addr == alloc && comesFrom(st.Val, list, seen)
		})
	}
	return slices.Contains(list, v)
}

// nilOnError reports whether a call returns no result beside an error: net/http sends no response then
// (but for one that a redirect was refused with), and what is in sight returns nil.
func nilOnError(call *ssa.Call) bool { return nilWithin(call, maxWithin) }

// maxWithin bounds the functions that hand on what another one returns.
const maxWithin = 4

func nilWithin(call *ssa.Call, depth int) bool {
	fn := calleeFunc(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if fn.Pkg().Path() == "net/http" {
		return boundary.IsNamed(fn.Signature().Results().At(0).Type(), "net/http", "Response")
	}
	callee := origin.Callee(call.Common())
	if callee == nil || len(callee.Blocks) == 0 || depth == 0 {
		return false
	}
	for _, b := range callee.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		first, last := ret.Results[0], ret.Results[len(ret.Results)-1]
		if origin.IsNil(first) || origin.IsNil(last) {
			continue
		}
		x, ok := first.(*ssa.Extract)
		y, ok2 := last.(*ssa.Extract)
		if !ok || !ok2 || x.Tuple != y.Tuple {
			return false
		}
		if within, ok := x.Tuple.(*ssa.Call); !ok || !nilWithin(within, depth-1) { // return c.http.Do(req)
			return false
		}
	}
	return true
}
