package repeat

import (
	"go/token"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
)

// Regions returns the attempt regions that repeat code of fn: its retry loops, and all of it
// if it is a literal that a helper runs again.
func Regions(at *attempts.Analysis) func(*ssa.Function) []*Region {
	in := Interim{Attempts: at}
	return func(fn *ssa.Function) []*Region {
		var list []*Region
		if fn.Parent() != nil {
			if call := in.runBy(fn); call != nil {
				list = append(list, &Region{Fn: fn, Pos: call.Pos(), Name: name(call.Common(), calleeOf(call.Common()))})
			}
		}
		for _, r := range at.Regions(fn) {
			blocks := r.Blocks()
			if blocks == nil {
				continue
			}
			region := &Region{Fn: fn, Loop: blocks, Pos: r.Pos, Name: "the retry loop"}
			if r.Kind == attempts.Service || r.Kind == attempts.Await {
				// An attempt of several steps: the success of the first one comes back when
				// a later one fails. The last one's success leads out.
				region.Ops = lastSteps(region)
			}
			if r.Kind != attempts.Retry && len(region.Ops) == 0 {
				continue
			}
			for _, op := range r.Ops {
				region.Ops = append(region.Ops, op.Call)
			}
			list = append(list, region)
		}
		return list
	}
}

// lastSteps returns the calls of the loop whose success leaves it and whose failure stays.
func lastSteps(r *Region) []ssa.CallInstruction {
	var list []ssa.CallInstruction
	for _, b := range r.Loop {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if err := errorOf(call); err != nil && leavesOnNil(r, err) {
				list = append(list, call)
			}
		}
	}
	return list
}

// leavesOnNil reports whether a test of the error leaves the region if it is nil, and only then.
func leavesOnNil(r *Region, err ssa.Value) bool {
	for _, ref := range *err.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			continue
		}
		for _, u := range *cmp.Referrers() {
			if i, ok := u.(*ssa.If); ok && r.Has(i.Block()) {
				good, bad := i.Block().Succs[0], i.Block().Succs[1]
				if cmp.Op == token.NEQ {
					good, bad = bad, good
				}
				if r.Has(bad) && !r.Has(good) {
					return true
				}
			}
		}
	}
	return false
}
