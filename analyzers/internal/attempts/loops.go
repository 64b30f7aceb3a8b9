package attempts

import (
	"go/ast"
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A loop is a cycle of the control-flow graph: a strongly connected component, of the
// whole graph or of another loop without its heads. Irreducible cycles have several heads.
type loop struct {
	fn    *ssa.Function
	in    []bool // by block index
	list  []*ssa.BasicBlock
	heads []*ssa.BasicBlock
	outer *loop
}

func (l *loop) has(b *ssa.BasicBlock) bool { return l.in[b.Index] }

// within reports whether the loop lies inside another one.
func (l *loop) within(other *loop) bool {
	for o := l.outer; o != nil; o = o.outer {
		if o == other {
			return true
		}
	}
	return false
}

func (l *loop) head(b *ssa.BasicBlock) bool {
	for _, h := range l.heads {
		if h == b {
			return true
		}
	}
	return false
}

// loops returns the loops of fn, outer ones first.
func loops(fn *ssa.Function) []*loop {
	cyclic := false
	for _, b := range fn.Blocks {
		for _, s := range b.Succs {
			if s.Index <= b.Index { // blocks are numbered so that every cycle has an edge that does not go up
				cyclic = true
			}
		}
	}
	if !cyclic {
		return nil
	}
	var all []*loop
	in := make([]bool, len(fn.Blocks))
	for i := range in {
		in[i] = true
	}
	var split func(blocks []*ssa.BasicBlock, in []bool, outer *loop, depth int)
	split = func(blocks []*ssa.BasicBlock, in []bool, outer *loop, depth int) {
		for _, comp := range components(blocks, in) {
			l := &loop{fn: fn, in: make([]bool, len(fn.Blocks)), list: comp, outer: outer}
			for _, b := range comp {
				l.in[b.Index] = true
			}
			for _, b := range comp {
				for _, p := range b.Preds {
					if !l.in[p.Index] {
						l.heads = append(l.heads, b)
						break
					}
				}
			}
			if len(l.heads) == 0 {
				continue // not reachable
			}
			all = append(all, l)
			if depth >= 8 {
				continue
			}
			sub := make([]bool, len(fn.Blocks))
			var rest []*ssa.BasicBlock
			for _, b := range comp {
				if !l.head(b) {
					sub[b.Index] = true
					rest = append(rest, b)
				}
			}
			split(rest, sub, l, depth+1)
		}
	}
	split(fn.Blocks, in, nil, 0)
	return all
}

// components returns the strongly connected components with a cycle of the subgraph in (Tarjan).
func components(blocks []*ssa.BasicBlock, in []bool) [][]*ssa.BasicBlock {
	type state struct {
		index, low int32
		onStack    bool
	}
	states := make([]state, len(in))
	var stack []*ssa.BasicBlock
	var comps [][]*ssa.BasicBlock
	next := int32(1)
	var visit func(b *ssa.BasicBlock)
	visit = func(b *ssa.BasicBlock) {
		st := &states[b.Index]
		st.index, st.low, st.onStack = next, next, true
		next++
		stack = append(stack, b)
		self := false
		for _, s := range b.Succs {
			if !in[s.Index] {
				continue
			}
			if s == b {
				self = true
			}
			if to := &states[s.Index]; to.index == 0 {
				visit(s)
				st.low = min(st.low, to.low)
			} else if to.onStack {
				st.low = min(st.low, to.index)
			}
		}
		if st.low != st.index {
			return
		}
		at := len(stack) - 1
		for stack[at] != b {
			at--
		}
		for _, t := range stack[at:] {
			states[t.Index].onStack = false
		}
		if len(stack)-at > 1 || self {
			comp := slices.Clone(stack[at:])
			slices.Reverse(comp)
			comps = append(comps, comp)
		}
		stack = stack[:at]
	}
	for _, b := range blocks {
		if in[b.Index] && states[b.Index].index == 0 {
			visit(b)
		}
	}
	return comps
}

// A loopStmt is a for or range statement of a function.
type loopStmt struct {
	pos, clause, end token.Pos // keyword, opening brace of the body, end
}

// place returns the range to report for a loop: from its keyword to its body, or that of the
// operation when the cycle is made of gotos.
func (a *Analysis) place(l *loop, op ssa.CallInstruction) (pos, end token.Pos) {
	stmts, ok := a.stmts[l.fn]
	if !ok {
		stmts = loopStmts(l.fn)
		a.stmts[l.fn] = stmts
	}
	lo, hi := token.NoPos, token.NoPos
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if p := instr.Pos(); p.IsValid() {
				if _, ok := instr.(*ssa.Phi); ok {
					continue // stands at its variable's declaration
				}
				if _, ok := instr.(*ssa.Alloc); ok {
					continue
				}
				if !lo.IsValid() || p < lo {
					lo = p
				}
				hi = max(hi, p)
			}
		}
	}
	if op != nil && op.Pos().IsValid() {
		pos = op.Pos()
	} else {
		pos = lo
	}
	var best *loopStmt
	for i := range stmts {
		s := &stmts[i]
		if s.pos <= lo && hi < s.end && (best == nil || s.pos > best.pos) {
			best = s
		}
	}
	if best == nil {
		return pos, token.NoPos
	}
	return best.pos, best.clause
}

func loopStmts(fn *ssa.Function) []loopStmt {
	var body ast.Node
	switch n := fn.Syntax().(type) {
	case *ast.FuncDecl:
		body = n.Body
	case *ast.FuncLit:
		body = n.Body
	}
	if body == nil {
		return nil
	}
	var list []loopStmt
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ForStmt:
			list = append(list, loopStmt{n.For, n.Body.Lbrace, n.End()})
		case *ast.RangeStmt:
			list = append(list, loopStmt{n.For, n.Body.Lbrace, n.End()})
		}
		return true
	})
	return list
}

// CallExpr returns the expression of a call, or nil: SSA only knows its parenthesis.
func CallExpr(instr ssa.Instruction) *ast.CallExpr {
	fn := instr.Parent()
	for fn.Parent() != nil && fn.Syntax() == nil {
		fn = fn.Parent()
	}
	if fn.Syntax() == nil || !instr.Pos().IsValid() {
		return nil
	}
	var found *ast.CallExpr
	ast.Inspect(fn.Syntax(), func(n ast.Node) bool {
		if n == nil || found != nil || instr.Pos() < n.Pos() || n.End() <= instr.Pos() {
			return false
		}
		if call, ok := n.(*ast.CallExpr); ok && call.Lparen == instr.Pos() {
			found = call
		}
		return found == nil
	})
	return found
}

// Span returns the source range of an instruction, as far as it is known.
func Span(instr ssa.Instruction) (pos, end token.Pos) {
	if call := CallExpr(instr); call != nil {
		return call.Pos(), call.End()
	}
	return instr.Pos(), token.NoPos
}
