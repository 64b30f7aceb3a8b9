package repeat

import (
	"golang.org/x/tools/go/ssa"
)

// A spot is an instruction's place.
type spot struct {
	b *ssa.BasicBlock
	i int
}

func spotOf(instr ssa.Instruction) spot {
	b := instr.Block()
	for i, x := range b.Instrs {
		if x == instr {
			return spot{b, i}
		}
	}
	return spot{b, 0}
}

// between returns the instructions on the paths from just after from to to which pass none
// of the walls; ok is false when there is no such path. With again, a path may leave the
// function by a return and come back at its entry: a helper runs it again.
func between(from, to ssa.Instruction, walls map[ssa.Instruction]bool, again bool) (on []ssa.Instruction, ok bool) {
	fn := from.Parent()
	start, goal := spotOf(from), spotOf(to)
	n := len(fn.Blocks)

	// Forward: how far each block is passed, from its top. The block of from is passed
	// from its middle first, and perhaps from its top on a second visit.
	reach := make([]bool, n)
	var queue []*ssa.BasicBlock
	hit := false
	// pass walks b from instruction i and reports whether it comes out at the end.
	pass := func(b *ssa.BasicBlock, i int) bool {
		for ; i < len(b.Instrs); i++ {
			if b == goal.b && i == goal.i {
				hit = true
			}
			if walls[b.Instrs[i]] {
				return false
			}
		}
		return true
	}
	out := func(b *ssa.BasicBlock) {
		next := b.Succs
		if again && len(next) == 0 {
			if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
				next = fn.Blocks[:1]
			}
		}
		for _, s := range next {
			if !reach[s.Index] {
				reach[s.Index] = true
				queue = append(queue, s)
			}
		}
	}
	if pass(start.b, start.i+1) {
		out(start.b)
	}
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		if pass(b, 0) {
			out(b)
		}
	}
	if !hit {
		return nil, false
	}

	// Backward from the goal, through what was reached.
	back := make([]bool, n)
	preds := func(b *ssa.BasicBlock) []*ssa.BasicBlock {
		list := b.Preds
		if again && b == fn.Blocks[0] {
			list = append(list[:len(list):len(list)], returns(fn)...)
		}
		return list
	}
	open := func(b *ssa.BasicBlock, lo, hi int) bool { // no wall in [lo, hi)
		for i := lo; i < hi; i++ {
			if walls[b.Instrs[i]] {
				return false
			}
		}
		return true
	}
	direct := start.b == goal.b && start.i < goal.i && open(goal.b, start.i+1, goal.i)
	var stack []*ssa.BasicBlock
	if open(goal.b, 0, goal.i) && (reach[goal.b.Index] || !direct) {
		stack = append(stack, preds(goal.b)...)
	}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if back[b.Index] {
			continue
		}
		if b == start.b && open(b, start.i+1, len(b.Instrs)) {
			back[b.Index] = true
		}
		if reach[b.Index] && open(b, 0, len(b.Instrs)) {
			back[b.Index] = true
			stack = append(stack, preds(b)...)
		}
	}
	for _, b := range fn.Blocks {
		switch {
		case back[b.Index]:
			lo := 0
			if b == start.b && !reach[b.Index] {
				lo = start.i + 1
			}
			on = append(on, b.Instrs[lo:]...)
		case b == goal.b && direct:
			on = append(on, b.Instrs[start.i+1:goal.i]...)
		case b == goal.b:
			on = append(on, b.Instrs[:goal.i]...)
		}
	}
	return on, true
}

func returns(fn *ssa.Function) []*ssa.BasicBlock {
	var list []*ssa.BasicBlock
	for _, b := range fn.Blocks {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			list = append(list, b)
		}
	}
	return list
}
