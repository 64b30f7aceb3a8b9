package repeat

import (
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file judges what an attempt of a transaction notes in a variable of the code around it. What
// an attempt that is rolled back has noted is not true of the next one, which may go another way
// and note nothing.

// stays judges found = true, space = new - old: a variable from outside a transaction that only some
// ways through it set, and that is read when the transaction is over.
//
// Assumption: what decides whether it is set may change from one attempt to the next if it was made
// in the attempt, as what was read from the store is.
func (a *Analysis) stays(r *Region, st *ssa.Store) *Leftover {
	cell, ok := st.Addr.(*ssa.FreeVar)
	if !ok || !r.Whole() || !r.transacts() || !(origin.IsNumber(st.Val.Type()) || origin.IsBool(st.Val.Type())) || st.Parent() != r.Fn {
		return nil
	}
	name := cellName(cell)
	if isRecord(name, st.Val.Type()) || a.touchedElse(r, cell) || !a.readLater(r, cell) || a.resetsByLiteral(r, cell) {
		return nil
	}
	if !chosen(st.Block()) || !worksFrom(st.Block(), nil) || !a.failsAfter(r, st) || !worksWithout(r.Fn, cell) {
		return nil
	}
	return &Leftover{At: st, Region: r, Kind: Noted, Name: name}
}

// transacts reports whether the region is a transaction that is begun again.
func (r *Region) transacts() bool {
	if r.Commits {
		return true
	}
	callee := origin.CalleeObject(r.Runner.Common())
	return callee != nil && isTransaction(callee.Name())
}

// touchedElse reports whether the region does something else with the variable than to set it to what
// does not come from it, and to read it.
func (a *Analysis) touchedElse(r *Region, cell *ssa.FreeVar) bool {
	return slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			_, grown := grows(ref.Val, cell)
			return ref.Addr != ssa.Value(cell) || grown || comesFrom(ref.Val, cell, 0)
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		}
		return true
	})
}

// comesFrom reports whether v is computed from what the variable holds.
func comesFrom(v ssa.Value, cell ssa.Value, deep int) bool {
	if deep > 6 {
		return true
	}
	if load, ok := v.(*ssa.UnOp); ok && load.X == cell {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok {
		return false
	}
	return slices.ContainsFunc(instr.Operands(nil), func(op *ssa.Value) bool { return *op != nil && comesFrom(*op, cell, deep+1) })
}

// chosen reports whether one of the branches that lead to a block asks for something that the attempt
// has made itself.
func chosen(b *ssa.BasicBlock) bool {
	for ; b.Idom() != nil; b = b.Idom() {
		branch, ok := b.Idom().Instrs[len(b.Idom().Instrs)-1].(*ssa.If)
		if ok && len(b.Preds) == 1 && varies(branch.Cond, 0) {
			return true
		}
	}
	return false
}

// varies reports whether a value may be another one in the next attempt: it was made with what the
// transaction gives the attempt, or read into a variable of the attempt. What the attempts share is the
// same for all of them. That a call has failed is told by its error.
func varies(v ssa.Value, deep int) bool {
	if v == nil || deep > 8 || origin.IsError(v.Type()) {
		return false
	}
	switch v := v.(type) {
	case *ssa.Parameter:
		return true // of the literal: the transaction, its context
	case *ssa.Call:
		return v.Call.IsInvoke() && varies(v.Call.Value, deep+1) ||
			slices.ContainsFunc(v.Call.Args, func(arg ssa.Value) bool { return varies(arg, deep+1) })
	case *ssa.Alloc:
		return filled(v, deep)
	case *ssa.Phi:
		return slices.ContainsFunc(v.Edges, func(e ssa.Value) bool { return varies(e, deep+1) })
	case *ssa.BinOp:
		return varies(v.X, deep+1) || varies(v.Y, deep+1)
	case *ssa.Extract:
		return varies(v.Tuple, deep+1)
	case *ssa.Lookup:
		return varies(v.X, deep+1)
	case *ssa.TypeAssert:
		return varies(v.X, deep+1)
	case *ssa.Next:
		return varies(v.Iter, deep+1)
	case *ssa.Range:
		return varies(v.X, deep+1)
	case *ssa.UnOp:
		return varies(v.X, deep+1)
	case *ssa.FieldAddr:
		return varies(v.X, deep+1)
	case *ssa.IndexAddr:
		return varies(v.X, deep+1)
	case *ssa.Field:
		return varies(v.X, deep+1)
	case *ssa.Convert:
		return varies(v.X, deep+1)
	case *ssa.MakeInterface:
		return varies(v.X, deep+1)
	case *ssa.Slice:
		return varies(v.X, deep+1)
	}
	return false
}

// filled reports whether a variable of the attempt gets what varies: its address goes to a call, which
// is taken to read something into it, or such a value is stored in it.
func filled(alloc *ssa.Alloc, deep int) bool {
	return slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			return ref.Addr == alloc && varies(ref.Val, deep+1)
		case *ssa.Call:
			return slices.Contains(ref.Call.Args, ssa.Value(alloc))
		case *ssa.MakeInterface:
			return slices.ContainsFunc(*ref.Referrers(), func(r ssa.Instruction) bool {
				_, call := r.(*ssa.Call)
				_, stored := r.(*ssa.Store) // one of several arguments
				return call || stored
			})
		}
		return false
	})
}

// worksWithout reports whether an attempt can work and set the variable nowhere.
func worksWithout(fn *ssa.Function, cell ssa.Value) bool {
	return worksFrom(fn.Blocks[0], func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			st, ok := instr.(*ssa.Store)
			return ok && st.Addr == cell
		})
	})
}

// worksFrom reports whether the function can come from block b to a return that may be one of success,
// on a way past the blocks that are left out.
func worksFrom(b *ssa.BasicBlock, without func(*ssa.BasicBlock) bool) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		if seen[b] || without != nil && without(b) {
			return false
		}
		seen[b] = true
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			return mayWork(ret)
		}
		return slices.ContainsFunc(b.Succs, visit)
	}
	return visit(b)
}

// mayWork reports whether a return may be one of success: its error is nil, or that of a call which
// nobody has found to have failed.
func mayWork(ret *ssa.Return) bool {
	if len(ret.Results) == 0 {
		return false
	}
	v := outcome(ret)
	if origin.IsNil(v) {
		return true
	}
	if !origin.IsError(v.Type()) || v.Referrers() == nil {
		return false
	}
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok || makesError(call) {
		return false
	}
	return !notNilAt(outcome(ret), ret.Block())
}

// makesError reports whether a call makes an error of its own: errors.New, fmt.Errorf, status.Error.
func makesError(call *ssa.Call) bool {
	fn := origin.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return true
	}
	name := fn.Name()
	return strings.HasPrefix(name, "New") || strings.HasPrefix(name, "Wrap") || strings.HasPrefix(name, "Error")
}
