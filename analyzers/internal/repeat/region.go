package repeat

import (
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
			if r.Kind != attempts.Retry || blocks == nil {
				continue
			}
			region := &Region{Fn: fn, Loop: blocks, Pos: r.Pos, Name: "the retry loop"}
			for _, op := range r.Ops {
				region.Ops = append(region.Ops, op.Call)
			}
			list = append(list, region)
		}
		return list
	}
}
