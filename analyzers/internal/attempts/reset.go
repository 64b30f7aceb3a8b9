package attempts

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A HalfReset is a method Reset that sets back one of the numbers which the pauses of its type are
// computed from, and not another: the first pause of the next series of failures is made of what
// the last series left.
type HalfReset struct {
	Pos   token.Pos
	Field *types.Var // what it leaves
	By    string     // the method that pauses: "Backoff.Wait"
}

// HalfReset judges a method Reset, and returns nil for others.
//
// Assumption: a number that a method of the same type both computes its pause from and changes
// afterwards belongs to the series of failures. One that it changes before it looks at it does not.
func (a *Analysis) HalfReset(fn *ssa.Function) *HalfReset {
	recv := fn.Signature.Recv()
	if recv == nil || fn.Name() != "Reset" || len(fn.Params) != 1 || len(fn.Blocks) == 0 {
		return nil
	}
	set, all := fieldsSet(fn)
	if !all || len(set) == 0 {
		return nil
	}
	for _, waits := range a.SSA.Funcs {
		if waits == fn || waits.Signature.Recv() == nil || !types.Identical(waits.Signature.Recv().Type(), recv.Type()) || a.funcs[waits] == nil {
			continue
		}
		for _, p := range a.funcs[waits].pauses {
			if p.Inner != nil || p.Dur == nil || p.Kind < Heeding {
				continue
			}
			read := make(map[*types.Var]bool)
			readBy(p.Dur, waits, read, 0)
			var left, back *types.Var
			for f := range read {
				switch {
				case !carried(waits, p, f):
				case set[f]:
					back = f
				case left == nil || f.Pos() < left.Pos():
					left = f
				}
			}
			if left != nil && back != nil {
				return &HalfReset{Pos: fn.Pos(), Field: left, By: FuncName(waits)}
			}
		}
	}
	return nil
}

// fieldsSet returns the fields of its receiver that a method stores into. all is false when it
// calls something that may store into others.
func fieldsSet(fn *ssa.Function) (set map[*types.Var]bool, all bool) {
	set = make(map[*types.Var]bool)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				fa, ok := instr.Addr.(*ssa.FieldAddr)
				if !ok || fa.X != fn.Params[0] {
					return nil, false // *b = Backoff{}
				}
				set[fieldOf(fa)] = true
			case ssa.CallInstruction:
				for _, arg := range instr.Common().Args {
					if arg == fn.Params[0] {
						return nil, false
					}
				}
			}
		}
	}
	return set, true
}

// readBy collects the numbers of the receiver of fn that v is computed from, other methods of the
// receiver included.
func readBy(v ssa.Value, fn *ssa.Function, read map[*types.Var]bool, deep int) {
	if v == nil || deep > 10 {
		return
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL && fa.X == fn.Params[0] {
			if f := fieldOf(fa); f != nil && origin.IsNumber(f.Type()) {
				read[f] = true
			}
			return
		}
		readBy(v.X, fn, read, deep+1)
	case *ssa.BinOp:
		readBy(v.X, fn, read, deep+1)
		readBy(v.Y, fn, read, deep+1)
	case *ssa.Convert:
		readBy(v.X, fn, read, deep+1)
	case *ssa.ChangeType:
		readBy(v.X, fn, read, deep+1)
	case *ssa.Call:
		callee := v.Call.StaticCallee()
		if callee == nil || len(v.Call.Args) != 1 || v.Call.Args[0] != fn.Params[0] || len(callee.Blocks) == 0 || len(callee.Params) != 1 {
			return
		}
		for _, b := range callee.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && len(ret.Results) > 0 {
				readBy(ret.Results[0], callee, read, deep+4)
			}
		}
	}
}

// carried reports whether a method changes the field from what it was after the pause has been
// computed from it, so that the next pause is another one.
func carried(fn *ssa.Function, p *Pause, f *types.Var) bool {
	changed := false
	for _, b := range fn.Blocks {
		for i, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fa, ok := st.Addr.(*ssa.FieldAddr)
			if !ok || fa.X != fn.Params[0] || fieldOf(fa) != f {
				continue
			}
			if computed, ok := p.Dur.(ssa.Instruction); ok && (b == computed.Block() && i < slices.Index(b.Instrs, computed) || b != computed.Block() && b.Dominates(computed.Block())) {
				return false
			}
			changed = changed || !isConstant(st.Val)
		}
	}
	return changed
}
