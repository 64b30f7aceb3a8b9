package repeat

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Interim recognises the helpers that run a literal again until package attempts does.
type Interim struct {
	Attempts *attempts.Analysis
}

func (in Interim) runBy(lit *ssa.Function) ssa.CallInstruction {
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			mc, ok := instr.(*ssa.MakeClosure)
			if !ok || mc.Fn != lit {
				continue
			}
			var find func(v ssa.Value, deep int) ssa.CallInstruction
			find = func(v ssa.Value, deep int) ssa.CallInstruction {
				if v.Referrers() == nil || deep > 4 {
					return nil
				}
				for _, ref := range *v.Referrers() {
					switch ref := ref.(type) {
					case *ssa.ChangeType:
						if c := find(ref, deep+1); c != nil {
							return c
						}
					case *ssa.MakeInterface:
						if c := find(ref, deep+1); c != nil {
							return c
						}
					case *ssa.Store:
						if alloc, ok := ref.Addr.(*ssa.Alloc); ok {
							for _, r := range *alloc.Referrers() {
								if l, ok := r.(*ssa.UnOp); ok {
									if c := find(l, deep+1); c != nil {
										return c
									}
								}
							}
						}
					case ssa.CallInstruction:
						if in.helper(ref, v) {
							return ref
						}
					}
				}
				return nil
			}
			if c := find(mc, 0); c != nil {
				return c
			}
		}
	}
	return nil
}

func (in Interim) helper(call ssa.CallInstruction, v ssa.Value) bool {
	c := call.Common()
	callee := calleeOf(c)
	if callee == nil || callee.Pkg() == nil {
		return false
	}
	p, n := callee.Pkg().Path(), callee.Name()
	switch {
	case strings.HasPrefix(p, "github.com/cenkalti/backoff"):
		return strings.HasPrefix(n, "Retry")
	case strings.HasPrefix(p, "github.com/avast/retry-go"), strings.HasPrefix(p, "github.com/sethvargo/go-retry"):
		return strings.HasPrefix(n, "Do") || n == "Constant" || n == "Exponential"
	case p == "k8s.io/client-go/util/retry":
		return true
	case p == "k8s.io/apimachinery/pkg/util/wait":
		return strings.HasPrefix(n, "Poll") || strings.HasPrefix(n, "Exponential")
	}
	fn := origin.Callee(c)
	if fn == nil {
		return false
	}
	var sum *attempts.Summary
	if fn.Blocks != nil {
		sum = in.Attempts.Summary(fn)
	} else {
		sum, _ = in.Attempts.Imported(callee)
	}
	if sum != nil {
		for _, r := range sum.Runs {
			if argument(c, r.Param) == v {
				return true
			}
		}
	}
	if fn.Blocks == nil {
		return false
	}
	for i, arg := range c.Args {
		if arg != v || i >= len(fn.Params) {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && call.Call.Value == fn.Params[i] && in.retried(call) != nil {
					return true
				}
			}
		}
	}
	return false
}

// retried returns the loop that repeats the call if it fails and ends if it succeeds.
func (in Interim) retried(call *ssa.Call) []*ssa.BasicBlock {
	var err ssa.Value
	t := call.Type()
	if isError(t) {
		err = call
	} else if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 && isError(tuple.At(tuple.Len()-1).Type()) {
		for _, ref := range *call.Referrers() {
			if e, ok := ref.(*ssa.Extract); ok && e.Index == tuple.Len()-1 {
				err = e
			}
		}
	}
	if err == nil {
		return nil
	}
	loop := cycle(call.Block())
	if loop == nil {
		return nil
	}
	on := make(map[*ssa.BasicBlock]bool)
	for _, b := range loop {
		on[b] = true
	}
	for _, ref := range *err.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			continue
		}
		for _, r := range *cmp.Referrers() {
			if i, ok := r.(*ssa.If); ok && on[i.Block()] {
				good, bad := i.Block().Succs[0], i.Block().Succs[1]
				if cmp.Op == token.NEQ {
					good, bad = bad, good
				}
				if on[bad] && !on[good] {
					return loop
				}
			}
		}
	}
	return nil
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func cycle(b *ssa.BasicBlock) []*ssa.BasicBlock {
	walk := func(next func(*ssa.BasicBlock) []*ssa.BasicBlock) map[*ssa.BasicBlock]bool {
		seen := map[*ssa.BasicBlock]bool{}
		stack := append([]*ssa.BasicBlock(nil), next(b)...)
		for len(stack) > 0 {
			x := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !seen[x] {
				seen[x] = true
				stack = append(stack, next(x)...)
			}
		}
		return seen
	}
	fwd := walk(func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
	bwd := walk(func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds })
	if !fwd[b] {
		return nil
	}
	var list []*ssa.BasicBlock
	for x := range fwd {
		if bwd[x] {
			list = append(list, x)
		}
	}
	return list
}
