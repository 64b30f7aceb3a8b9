package attempts

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// requeues finds work that is put back where it was taken from because an operation on it
// failed: into the channel that it was received from, or into the work queue of a controller.
// Whoever takes it next tries again.
//
// Assumption: a channel or queue is the same one if it is the same variable or field.
func (s *scan) requeues() {
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				s.putBack(instr, instr.Chan, instr.X)
			case *ssa.Select:
				for _, st := range instr.States {
					if st.Send != nil {
						s.putBack(instr, st.Chan, st.Send)
					}
				}
			case *ssa.Call:
				if c := instr.Common(); queueMethod(c, "Add") && len(c.Args) == 1 {
					s.putBack(instr, c.Value, c.Args[0])
				}
			}
		}
	}
}

// putBack judges one place that may put back an item.
func (s *scan) putBack(back ssa.Instruction, queue, item ssa.Value) {
	taken := takenFrom(item)
	if taken == nil || taken.Block() == nil || !sameVariable(source(taken), queue) {
		return
	}
	whole := everything(s.fn)
	turn := everything(s.fn) // of the loop around it, what lies between taking an item and the next one
	turn.in = slices.Clone(turn.in)
	turn.in[taken.Block().Index] = false
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || ssa.Instruction(call) == back || !taken.Block().Dominates(call.Block()) {
				continue
			}
			given := false
			for _, arg := range call.Common().Args {
				given = given || whole.madeOf(arg, []ssa.Value{item}, make(map[ssa.Value]bool))
			}
			if given && s.queued(turn, call, back) {
				return
			}
		}
	}
}

// queued judges one operation on an item that is put back.
func (s *scan) queued(turn *loop, call *ssa.Call, back ssa.Instruction) bool {
	op := s.operation(call, false)
	if op == nil || op.Evidence < Assumed || !isError(op.Outcome.Type()) || s.r.steps > maxSteps {
		return false
	}
	run := func(k factKind) *walk {
		w := s.a.newWalk(turn, call, &s.r.steps)
		w.goal = back
		w.run(op.Outcome, fact{kind: k})
		return w
	}
	fails, works := run(notNil), run(isNil)
	if fails.over || works.over || !fails.leadsBack() || works.leadsBack() {
		return false
	}
	r := &Region{Fn: s.fn, Kind: Recursive, Queued: true, Ops: []*Op{op}, Pos: back.Pos()}
	at := &attempt{op: op, kind: Recursive, failed: fails, results: resultsOf(call)}
	s.wayBack(r, at)
	s.limits(r, fails, at.results)
	s.failures(r, at)
	if _, ok := back.(*ssa.Call); ok {
		r.Heeds = max(r.Heeds, MaybeHeed) // a work queue is shut down
	}
	for instr, p := range s.pauses {
		if _, call := instr.(*ssa.Call); instr != back && (p.Kind > Event || call && p.Kind == Event) {
			r.Hot = false // some pause for every item; to receive or send one is none
		}
	}
	s.r.regions = append(s.r.regions, r)
	return true
}

// takenFrom returns the instruction that takes item out of a channel or a work queue, or nil.
func takenFrom(item ssa.Value) ssa.Instruction {
	if mi, ok := item.(*ssa.MakeInterface); ok {
		item = mi.X
	}
	if ta, ok := item.(*ssa.TypeAssert); ok && !ta.CommaOk {
		item = ta.X
	}
	if ext, ok := item.(*ssa.Extract); ok && ext.Index == 0 {
		item = ext.Tuple
	}
	switch v := item.(type) {
	case *ssa.UnOp:
		if v.Op == token.ARROW {
			return v
		}
	case *ssa.Call:
		if queueMethod(v.Common(), "Get") {
			return v
		}
	}
	return nil
}

// source returns the channel or queue that an item was taken from.
func source(taken ssa.Instruction) ssa.Value {
	switch t := taken.(type) {
	case *ssa.UnOp:
		return t.X
	case *ssa.Call:
		return t.Call.Value
	}
	return nil
}

// queueMethod reports whether a call is of that method of a controller's work queue.
func queueMethod(c *ssa.CallCommon, name string) bool {
	return c.IsInvoke() && c.Method.Name() == name && c.Method.Pkg() != nil && c.Method.Pkg().Path() == "k8s.io/client-go/util/workqueue"
}

// sameVariable reports whether two values are the same one, or are loaded from the same
// variable.
func sameVariable(x, y ssa.Value) bool {
	if x == y {
		return true
	}
	lx, ok := x.(*ssa.UnOp)
	ly, oky := y.(*ssa.UnOp)
	if !ok || !oky || lx.Op != token.MUL || ly.Op != token.MUL {
		return false
	}
	mx, ok := address(lx.X)
	my, oky := address(ly.X)
	return ok && oky && mx == my
}
