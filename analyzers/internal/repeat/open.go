package repeat

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumptions of this file. What an attempt has opened is its own to release: a transaction
// ends by a call of one of its methods, a connection by Close, a context by its cancel
// function. Whoever else is given it may release it.

// A LeftOpen is what an attempt opens and has not released when the next one begins.
type LeftOpen struct {
	Call *ssa.Call
	What string // "transaction", "connection", "context"
}

// LeftOpens returns what fn's regions open and leave open: there is a way back to the call on
// which it worked, decided by errors alone, on which nothing releases what it returned, nor
// gets it in any other way.
func (a *Analysis) LeftOpens(fn *ssa.Function) []LeftOpen {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []LeftOpen
	done := make(map[*ssa.Call]bool)
	for _, at := range a.Attempts().Regions(fn) {
		blocks := at.Blocks()
		if blocks == nil {
			continue
		}
		r := &Region{Fn: fn, Loop: blocks}
		for _, b := range blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || done[call] {
					continue
				}
				what, v := opened(call)
				if v == nil || !a.wayBackOpen(r, call, v) {
					continue
				}
				done[call] = true
				list = append(list, LeftOpen{Call: call, What: what})
			}
		}
	}
	return list
}

// opened tells what a call opens, and returns the value that releases it.
func opened(call *ssa.Call) (what string, v ssa.Value) {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Pkg() == nil {
		return "", nil
	}
	result := func(i int) ssa.Value {
		for _, ref := range *call.Referrers() {
			if e, ok := ref.(*ssa.Extract); ok && e.Index == i {
				return e
			}
		}
		return nil
	}
	switch name := callee.Name(); {
	case callee.Pkg().Path() == "context" && (name == "WithTimeout" || name == "WithDeadline" || name == "WithCancel"):
		return "context", result(1)
	case strings.HasPrefix(name, "Begin") && errorOf(call) != nil:
		if v := result(0); v != nil && origin.HasMethod(v.Type(), "Commit") && origin.HasMethod(v.Type(), "Rollback") {
			return "transaction", v
		}
	case strings.HasPrefix(name, "Dial") && errorOf(call) != nil:
		if v := result(0); v != nil && origin.HasMethod(v.Type(), "Close") {
			return "connection", v
		}
	}
	return "", nil
}

// wayBackOpen reports whether a way leads from the call, which worked, back to it, on which
// only errors and numbers decide and nothing is done with v but to use its methods.
func (a *Analysis) wayBackOpen(r *Region, call *ssa.Call, v ssa.Value) bool {
	same := map[ssa.Value]bool{v: true}
	follow(same)
	if inLiteral(same) {
		return false
	}
	w := &back{r: r, call: call, err: map[ssa.Value]bool{}, worked: true, strict: true}
	if err := errorOf(call); err != nil {
		w.err[err] = true
		w.copies()
	}
	seen := make(map[*ssa.BasicBlock]bool)
	var stack []*ssa.BasicBlock
	// leave goes on to what follows the block, from instruction i, unless that releases v.
	leave := func(b *ssa.BasicBlock, i int) {
		for _, instr := range b.Instrs[i:] {
			if a.releasesValue(instr, same, 0) {
				return
			}
		}
		cond, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		for i, s := range b.Succs {
			if ok {
				if _, taken := w.take(cond.Cond, i == 0, AnyError); !taken {
					continue
				}
				if open, known := isOpen(cond.Cond, same); known && open != (i == 0) {
					continue
				}
				if !aboutErrors(cond.Cond) && r.Has(b.Succs[0]) && r.Has(b.Succs[1]) {
					continue // a flag may know what was opened
				}
			}
			stack = append(stack, s)
		}
	}
	start := spotOf(call)
	leave(start.b, start.i+1)
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b] || !r.Has(b) {
			continue
		}
		seen[b] = true
		if b == start.b {
			for _, instr := range b.Instrs[:start.i] {
				if a.releasesValue(instr, same, 0) {
					return false
				}
			}
			return true
		}
		leave(b, 0)
	}
	return false
}

// isOpen tells whether a condition is true that asks whether one of the values is nil, while
// they are what was opened.
func isOpen(cond ssa.Value, same map[ssa.Value]bool) (yes, known bool) {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ || !same[cmp.X] || !origin.IsNil(cmp.Y) {
		return false, false
	}
	return cmp.Op == token.NEQ, true
}

// inLiteral reports whether a literal captures a variable that holds one of the values.
func inLiteral(same map[ssa.Value]bool) bool {
	for v := range same {
		if v.Referrers() == nil {
			continue
		}
		for _, ref := range *v.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Val != v || st.Addr.Referrers() == nil {
				continue
			}
			for _, r := range *st.Addr.Referrers() {
				if _, ok := r.(*ssa.MakeClosure); ok {
					return true
				}
			}
		}
	}
	return false
}

// aboutErrors reports whether a condition asks about an error or compares numbers.
func aboutErrors(cond ssa.Value) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		return c.Op == token.NOT && aboutErrors(c.X)
	case *ssa.BinOp:
		return origin.IsError(c.X.Type()) || origin.IsNumber(c.X.Type())
	case *ssa.Call:
		for _, arg := range c.Call.Args {
			if origin.IsError(arg.Type()) {
				return true
			}
		}
	case *ssa.Extract: // the state of a select, the arrival of a value
		_, ok := c.Tuple.(*ssa.Call)
		return !ok
	}
	return false
}

// releasesValue reports whether an instruction does anything with one of the values but to
// look at it or to call a method of it that releases nothing.
func (a *Analysis) releasesValue(instr ssa.Instruction, same map[ssa.Value]bool, deep int) bool {
	switch instr := instr.(type) {
	case *ssa.Phi, *ssa.BinOp, *ssa.If, *ssa.DebugRef, *ssa.Extract, *ssa.FieldAddr:
		return false
	case *ssa.UnOp:
		return instr.Op != token.MUL && same[instr.X]
	case *ssa.Store:
		_, local := instr.Addr.(*ssa.Alloc)
		return same[instr.Val] && !local
	case *ssa.Call:
		c := instr.Common()
		if fn := a.entered(c); fn != nil && deep < 3 {
			return a.releasesParam(fn, c.Args, same, deep+1)
		}
		recv, args := origin.Receiver(c), c.Args
		if recv == nil {
			break
		}
		if !c.IsInvoke() {
			args = args[1:]
		}
		for _, arg := range args {
			if same[arg] {
				return true
			}
		}
		callee := origin.CalleeObject(c)
		return (same[recv] || same[embedding(recv)]) && (callee == nil || ends(callee.Name()))
	}
	return operandIn(instr, same)
}

// embedding returns what v is embedded in, if it is the receiver of a method that a struct has from
// a field without a name; else nil.
func embedding(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	fa, ok := v.(*ssa.FieldAddr)
	if !ok || !origin.FieldVar(fa).Embedded() {
		return nil
	}
	return fa.X
}

// releasesParam reports whether a function does anything with those of its arguments but to
// look at them or to call methods that release nothing.
func (a *Analysis) releasesParam(fn *ssa.Function, args []ssa.Value, same map[ssa.Value]bool, deep int) bool {
	given := paramsGiven(fn, args, same)
	if len(given) == 0 {
		return false
	}
	if inLiteral(given) {
		return true
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if a.releasesValue(instr, given, deep) {
				return true
			}
		}
	}
	return false
}

// ends reports whether a method's name says that it ends what it is called on.
func ends(name string) bool {
	for _, w := range words(name) {
		switch w {
		case "close", "commit", "rollback", "abort", "cancel", "end", "finish", "release", "shutdown", "stop", "disconnect", "discard", "done", "quit", "logout":
			return true
		}
	}
	return false
}
