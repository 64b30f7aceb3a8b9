package attempts

import "golang.org/x/tools/go/ssa"

// Blocks returns the blocks of the loop that is repeated, nil for a region that is no loop.
func (r *Region) Blocks() []*ssa.BasicBlock {
	if r.loop == nil {
		return nil
	}
	return r.loop.list
}
