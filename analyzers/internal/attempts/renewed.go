package attempts

import (
	"go/token"
	"iter"

	"golang.org/x/tools/go/ssa"
)

// A Renewed limit is a timer that a loop starts anew on each turn, while a shorter one makes the
// next turn: it never ends the loop.
type Renewed struct {
	Pos    token.Pos
	Select *ssa.Select
	// By is what comes first: "time.After", "the timer" of a ticker.
	By string
}

// RenewedLimits returns the limits of the loops of fn that are renewed on each turn.
func (a *Analysis) RenewedLimits(fn *ssa.Function) []*Renewed {
	var list []*Renewed
	var all []*loop
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			sel, ok := instr.(*ssa.Select)
			if !ok || !sel.Blocking || len(sel.States) < 2 {
				continue
			}
			if all == nil {
				all = loops(fn)
			}
			for _, l := range all {
				if l.has(b) {
					if r := a.renewed(sel, l); r != nil {
						list = append(list, r)
						break
					}
				}
			}
		}
	}
	return list
}

// renewed judges the timers of a select in a loop.
func (a *Analysis) renewed(sel *ssa.Select, l *loop) *Renewed {
	out, in := chosen(sel, l)
	for _, i := range out {
		limit := a.channel(sel.States[i].Chan)
		if limit.kind != timerChan || limit.name != "time.After" || limit.made == nil || !l.has(limit.made.Block()) {
			continue
		}
		least, ok := a.shortest(limit.dur)
		if !ok {
			continue
		}
		for _, j := range in {
			other := a.channel(sel.States[j].Chan)
			if other.kind != timerChan || other.made == nil {
				continue
			}
			if call, ok := other.made.(*ssa.Call); !ok || !repeats(calleeName(call.Common())) {
				continue
			}
			if longest, ok := a.most(other.dur); ok && longest < least {
				return &Renewed{limit.made.Pos(), sel, other.name}
			}
		}
	}
	return nil
}

// repeats reports whether a function of that name makes a channel that gives something on each
// turn of a loop: one that is made anew on each, or a ticker's.
func repeats(name string) bool { return name == "After" || name == "Tick" || name == "NewTicker" }

// chosen returns the cases of a select after which the loop is left, and those after which it
// comes back to it.
func chosen(sel *ssa.Select, l *loop) (out, in []int) {
	add := func(i int, then *ssa.BasicBlock) {
		if l.has(then) {
			in = append(in, i)
		} else {
			out = append(out, i)
		}
	}
	for i, br := range choices(sel) {
		add(i, br.Block().Succs[0])
		if i == len(sel.States)-2 { // the last one is what remains
			add(i+1, br.Block().Succs[1])
		}
	}
	return out, in
}

// choices yields the cases of a select with the branches that are taken for them.
func choices(sel *ssa.Select) iter.Seq2[int, *ssa.If] {
	return func(yield func(int, *ssa.If) bool) {
		for _, ref := range *sel.Referrers() {
			ext, ok := ref.(*ssa.Extract)
			if !ok || ext.Index != 0 {
				continue
			}
			for _, r := range *ext.Referrers() {
				cond, ok := r.(*ssa.BinOp)
				if !ok || cond.Referrers() == nil {
					continue
				}
				_, i, ok := selectCase(cond)
				if !ok || i < 0 || i >= len(sel.States) {
					continue
				}
				for _, user := range *cond.Referrers() {
					if br, ok := user.(*ssa.If); ok && !yield(i, br) {
						return
					}
				}
			}
		}
	}
}
