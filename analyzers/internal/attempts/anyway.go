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
// no attempt has succeeded, and the result is nil. Nothing on the way may tell: all ways by which the limit
// ends the region come to such a use, and nothing before it asks about the outcome.
func (s *scan) usedAnyway(r *Region, at *attempt) {
	call := at.op.Call.(*ssa.Call)
	if r.Limit.Kind != CountLimit && r.Limit.Kind != TimeLimit || !isError(at.op.Outcome.Type()) || !slices.ContainsFunc(at.results, isPointer) || recovers(s.fn) {
		return
	}
	w := s.a.newWalk(at.failed.loop, call, &s.r.steps)
	w.failure = general
	w.run(at.op.Outcome, fact{kind: notNil})
	if w.over {
		return
	}
	var use ssa.Instruction
	for _, n := range w.order {
		br, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.If)
		if !ok || !n.returns || n.back {
			continue
		}
		for i, e := range n.next() {
			if e.to != nil && e.to.returns {
				continue
			}
			x := w.classify(br.Cond, i == 0, at.results)
			switch {
			case x.kind == onUnknown && tellsOutcome(br.Cond, at):
				return // a policy is asked, and says when it is over
			case x.kind != onCount && x.kind != onTime:
				continue
			case e.to != nil:
				return // the limit ends it by itself: log.Fatal
			}
			out := w.outside(s.fn)
			out.node(e.succ, out.phis(n.block, e.succ, w.leaving(n, br, i, at.op.Outcome)), nil)
			if use = s.useOn(out, w.loop, at); use == nil {
				return
			}
		}
	}
	if use != nil {
		r.Anyway, r.AnywayNil = use, nilOnError(call, resultIndex(dereferenced(use), at.results, make(map[ssa.Value]bool)))
	}
}

// useOn returns the instruction on the one way that a walk leads on which uses a result of the attempt as if it
// were there, although it is nil. It is nil if there is none, or something on the way may ask what has become of
// the attempts.
func (s *scan) useOn(out *walk, from *loop, at *attempt) ssa.Instruction {
	for i := 0; i < len(out.order); i++ {
		n := out.order[i]
		if *out.steps++; len(out.order) > 200 || *out.steps > maxSteps || n.back || slices.Contains(from.list, n.block) {
			return nil
		}
		for j, instr := range n.block.Instrs {
			if call, ok := instr.(*ssa.Call); ok && s.mayAsk(call, at) {
				return nil
			}
			v := dereferenced(instr)
			if v == nil || resultIndex(v, at.results, make(map[ssa.Value]bool)) < 0 {
				continue
			}
			if out.eval(v, out.body(n.block, 0, int32(j), n.facts, nil), 0).kind != isNil {
				return nil
			}
			return instr
		}
		if out.expand(n, nil); n.out > 1 {
			return nil // who knows what the question is
		}
	}
	return nil
}

// mayAsk reports whether a call may look at the outcome of the attempts or replace their results: it is given
// an error, one of the results, the address of a variable or a literal, and does more than to write a message.
func (s *scan) mayAsk(call *ssa.Call, at *attempt) bool {
	if s.says(call) {
		return false
	}
	c := call.Common()
	return slices.ContainsFunc(append([]ssa.Value{c.Value}, c.Args...), func(arg ssa.Value) bool {
		switch arg := origin.Unboxed(arg).(type) {
		case *ssa.Alloc, *ssa.MakeClosure, *ssa.FreeVar:
			return true
		case *ssa.Slice: // what a variadic function is given
			return true
		default:
			return isError(arg.Type()) && !origin.IsNil(arg) || resultIndex(arg, at.results, make(map[ssa.Value]bool)) >= 0
		}
	})
}

// tellsOutcome reports whether a condition is what a call answers that is given the error of the attempt or a
// number that the loop counts.
func tellsOutcome(cond ssa.Value, at *attempt) bool {
	for range maxChain {
		switch x := cond.(type) {
		case *ssa.UnOp:
			cond = x.X
		case *ssa.BinOp:
			cond = x.X
		case *ssa.Extract:
			cond = x.Tuple
		case *ssa.Call:
			return slices.ContainsFunc(x.Call.Args, func(arg ssa.Value) bool {
				_, counted := arg.(*ssa.Phi)
				return arg == at.op.Outcome || isError(arg.Type()) && counted || counted && origin.IsNumber(arg.Type())
			})
		default:
			return false
		}
	}
	return false
}

// recovers reports whether a function defers a literal that recovers from a panic, which may be counted on.
func recovers(fn *ssa.Function) bool {
	for _, lit := range fn.AnonFuncs {
		for _, b := range lit.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok {
					if b, ok := call.Call.Value.(*ssa.Builtin); ok && b.Name() == "recover" {
						return true
					}
				}
			}
		}
	}
	return false
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

// resultIndex returns which of the results of a call a value is, or is on some way, -1 if none.
func resultIndex(v ssa.Value, list []ssa.Value, seen map[ssa.Value]bool) int {
	if seen[v] {
		return -1
	}
	seen[v] = true
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			if i := resultIndex(e, list, seen); i >= 0 {
				return i
			}
		}
		return -1
	case *ssa.UnOp: // a variable that a literal captures
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || v.Op != token.MUL {
			return -1
		}
		for _, ref := range *alloc.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
				if i := resultIndex(st.Val, list, seen); i >= 0 {
					return i
				}
			}
		}
		return -1
	case *ssa.Extract:
		if slices.Contains(list, ssa.Value(v)) {
			return v.Index
		}
	}
	return -1
}

// nilOnError reports whether a call returns no result of an index beside an error: net/http has no response
// then (but for one that a redirect was refused with), and what is in sight returns nil.
func nilOnError(call *ssa.Call, index int) bool { return nilWithin(call, index, maxWithin) }

// maxWithin bounds the functions that hand on what another one returns.
const maxWithin = 4

func nilWithin(call *ssa.Call, index, depth int) bool {
	fn := calleeFunc(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	if fn.Pkg().Path() == "net/http" {
		return boundary.IsNamed(fn.Signature().Results().At(index).Type(), "net/http", "Response")
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
		used, last := ret.Results[index], ret.Results[len(ret.Results)-1]
		if origin.IsNil(used) || origin.IsNil(last) {
			continue
		}
		x, ok := used.(*ssa.Extract)
		y, ok2 := last.(*ssa.Extract)
		if !ok || !ok2 || x.Tuple != y.Tuple {
			return false
		}
		if within, ok := x.Tuple.(*ssa.Call); !ok || !nilWithin(within, x.Index, depth-1) { // return c.http.Do(req)
			return false
		}
	}
	return true
}
