package repeat

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// nested returns what a literal inside the repeated one appends to a variable from outside
// of both, if the repeated one can fail after it has handed the literal out or called it.
func (a *Analysis) nested(r *Region, lit *ssa.Function) []*Leftover {
	var list []*Leftover
	for _, inner := range lit.AnonFuncs {
		list = append(list, a.nested(r, inner)...)
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fv, ok := st.Addr.(*ssa.FreeVar)
			if !ok {
				continue
			}
			kind, ok := grows(st.Val, fv)
			if !ok || isRecord(fv.Name(), st.Val.Type()) || a.setsAnew(lit, fv) {
				continue
			}
			outer := a.cellIn(r.Fn, fv)
			if outer == nil || a.resetsCell(r, outer) || a.resetsByLiteral(r, outer) || !a.readLater(r, outer) {
				continue
			}
			for _, call := range a.users(r.Fn, lit) {
				if a.failsAfter(r, call) && !a.lastly(r, call, lit, st) {
					list = append(list, &Leftover{At: st, Region: r, Kind: kind, Name: fv.Name(), Empty: outer.Name() == fv.Name() && startsEmpty(r.Fn, outer)})
					break
				}
			}
		}
	}
	return list
}

// lastly reports whether the store is the last thing in the attempt that matters: nothing that
// follows it in the literal can fail, the call that runs the literal does so no more when it has
// worked, and the attempt fails only if that call does.
func (a *Analysis) lastly(r *Region, call *ssa.Call, lit *ssa.Function, st *ssa.Store) bool {
	err := errorOf(call)
	runner := call.Call.StaticCallee()
	if err == nil || runner == nil || runner.Blocks == nil || a.failsAfter(&Region{Fn: lit}, st) {
		return false
	}
	w := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}, worked: true, strict: true}
	if w.search(); w.came {
		return false
	}
	for i, arg := range call.Call.Args {
		if mc, ok := origin.Unconverted(arg).(*ssa.MakeClosure); ok && mc.Fn == lit && i < len(runner.Params) {
			return enoughOnce(runner, runner.Params[i])
		}
	}
	return false
}

// enoughOnce reports whether a function that calls its parameter is done when that has worked:
// it neither calls it again then, nor fails.
func enoughOnce(fn *ssa.Function, p *ssa.Parameter) bool {
	var calls []*ssa.Call
	for _, ref := range *p.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Call:
			if ref.Call.Value != ssa.Value(p) || errorOf(ref) == nil {
				return false
			}
			calls = append(calls, ref)
		default:
			return false // it goes elsewhere
		}
	}
	for _, call := range calls {
		w := &back{r: &Region{Fn: fn}, call: call, err: map[ssa.Value]bool{errorOf(call): true}, worked: true, strict: true}
		w.copies()
		seen := make(map[*ssa.BasicBlock]bool)
		stack := []*ssa.BasicBlock{call.Block()}
		for len(stack) > 0 {
			b := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			var next []*ssa.BasicBlock
			switch last := b.Instrs[len(b.Instrs)-1].(type) {
			case *ssa.Return:
				if runsAgain(last) && !w.err[outcome(last)] {
					return false
				}
			case *ssa.If:
				for i, s := range b.Succs {
					if _, ok := w.take(last.Cond, i == 0, AnyError); ok {
						next = append(next, s)
					}
				}
			default:
				next = b.Succs
			}
			for _, s := range next {
				if slices.ContainsFunc(calls, func(c *ssa.Call) bool { return c.Block() == s }) {
					return false
				}
				if !seen[s] {
					seen[s] = true
					stack = append(stack, s)
				}
			}
		}
	}
	return len(calls) > 0
}

// setsAnew reports whether the literal itself resets the variable.
func (a *Analysis) setsAnew(lit *ssa.Function, fv *ssa.FreeVar) bool {
	return a.resetsCell(&Region{Fn: lit}, fv)
}

// cellIn returns the free variable of fn that an inner literal's free variable stands for,
// nil if the variable belongs to fn or to a literal between.
func (a *Analysis) cellIn(fn *ssa.Function, fv *ssa.FreeVar) *ssa.FreeVar {
	for range 6 {
		outer := origin.Captured(fv)
		if len(outer) != 1 {
			return nil
		}
		next, ok := outer[0].(*ssa.FreeVar)
		if !ok {
			return nil
		}
		if next.Parent() == fn {
			return next
		}
		fv = next
	}
	return nil
}

// users returns the calls in fn that run the literal, or hand it to somebody: as it is,
// or inside another literal that may call it.
func (a *Analysis) users(fn, lit *ssa.Function) []*ssa.Call {
	holds := func(v ssa.Value) bool {
		for range 3 {
			switch x := v.(type) {
			case *ssa.ChangeType:
				v = x.X
				continue
			case *ssa.MakeInterface:
				v = x.X
				continue
			case *ssa.UnOp:
				if alloc, ok := x.X.(*ssa.Alloc); ok && x.Op == token.MUL {
					for _, ref := range *alloc.Referrers() {
						if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) {
							if mc, ok := st.Val.(*ssa.MakeClosure); ok && touchesLit(mc.Fn.(*ssa.Function), lit) {
								return true
							}
						}
					}
				}
			case *ssa.MakeClosure:
				return touchesLit(x.Fn.(*ssa.Function), lit)
			}
			break
		}
		return false
	}
	var list []*ssa.Call
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if holds(call.Call.Value) {
				list = append(list, call)
				continue
			}
			for _, arg := range call.Call.Args {
				if holds(arg) {
					list = append(list, call)
					break
				}
			}
		}
	}
	return list
}

// touchesLit reports whether literal f is lit, holds it, or captures a function that it may be.
func touchesLit(f, lit *ssa.Function) bool {
	for l := lit; l != nil; l = l.Parent() {
		if l == f {
			return true
		}
	}
	for _, fv := range f.FreeVars {
		t := fv.Type()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if sig, ok := t.Underlying().(*types.Signature); ok && types.Identical(sig, lit.Signature) {
			return true
		}
	}
	return false
}
