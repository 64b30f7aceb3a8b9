package attempts

import (
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// An Acceptor is a call that takes the next connection of a listener, in a loop to which its failure
// comes back at once. A listener that has been closed fails at once and for ever, and so does one
// for which the process has no file left, until one is closed.
type Acceptor struct {
	Call *ssa.Call
	// Trapped is set when no failure whatever leads out of the loop.
	Trapped bool
}

// Closed reports whether somebody closes the listener while the loop runs: another function, or
// whoever gave it, out of sight. A loop that never ends does not come to what its own function, or
// one that waits for it, puts off to its end.
func (a *Analysis) Closed(acc *Acceptor) bool {
	listener, in := origin.Receiver(acc.Call.Common()), acc.Call.Parent()
	field := fieldOfLoad(listener)
	var made []origin.Source
	if field == nil {
		made = a.Origin.Sources(listener, nil)
		if slices.ContainsFunc(made, func(s origin.Source) bool { return s.Kind == origin.Param || s.Kind == origin.Unknown }) {
			return true
		}
	}
	closes := func(call ssa.CallInstruction) bool {
		closed := origin.Receiver(call.Common())
		if closed == nil || calleeName(call.Common()) != "Close" || !types.Identical(closed.Type(), listener.Type()) {
			return false
		}
		if _, ok := call.(*ssa.Defer); ok && origin.Encloses(call.Parent(), in) {
			return false
		}
		if field != nil {
			return fieldOfLoad(closed) == field
		}
		return slices.ContainsFunc(a.Origin.Sources(closed, nil), func(s origin.Source) bool {
			return slices.ContainsFunc(made, func(m origin.Source) bool { return m.Value == s.Value && m.Index == s.Index })
		})
	}
	for fn, instr := range a.SSA.Code() {
		if call, ok := instr.(ssa.CallInstruction); ok && fn != in && closes(call) {
			return true
		}
	}
	return false
}

// Acceptors returns the calls of fn that accept connections and are tried again at once.
func (a *Analysis) Acceptors(fn *ssa.Function) []*Acceptor {
	if r := a.funcs[fn]; r != nil {
		return r.acceptors
	}
	return nil
}

// accepts looks for calls in the loop that accept connections.
func (s *scan) accepts(l *loop) {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if ok && accepting(call) && s.innermost(l, b) && s.r.steps <= maxSteps && !l.setsDeadline() {
				s.acceptor(l, call)
			}
		}
	}
}

func (s *scan) acceptor(l *loop, call *ssa.Call) {
	outcome := outcomeOf(call)
	if outcome == nil || !isError(outcome.Type()) {
		return
	}
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	w := s.a.newWalk(l, call, &s.r.steps)
	w.run(outcome, fact{kind: notNil})
	if w.over || !w.leadsBack() || s.mayExit(w) {
		return
	}
	if hot, _ := straight(w, s.paused(w), MaybePause, NoPause); hot == nil {
		return
	}
	s.r.acceptors = append(s.r.acceptors, &Acceptor{Call: call, Trapped: trapped(w)})
}

// innermost reports whether no loop inside l holds the block.
func (s *scan) innermost(l *loop, b *ssa.BasicBlock) bool {
	for _, inner := range s.loops {
		if inner != l && inner.has(b) && inner.within(l) {
			return false
		}
	}
	return true
}

// accepting reports whether a call takes the next connection of a listener: of what also has an
// address, and can be closed.
func accepting(call *ssa.Call) bool {
	c := call.Common()
	if !strings.HasPrefix(calleeName(c), "Accept") || !fails(call) {
		return false
	}
	recv := origin.Receiver(c)
	return recv != nil && origin.HasMethod(recv.Type(), "Close") && origin.HasMethod(recv.Type(), "Addr")
}

// setsDeadline reports whether the loop sets a deadline, so that what it asks for takes its time and
// fails as a matter of course.
func (l *loop) setsDeadline() bool {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if name := calleeName(call.Common()); name == "SetDeadline" || name == "SetReadDeadline" {
					return true
				}
			}
		}
	}
	return false
}

// times reports whether the loop sets a deadline, and the call is one of what has deadlines.
func (l *loop) times(call ssa.CallInstruction) bool {
	recv := origin.Receiver(call.Common())
	return recv != nil && (origin.HasMethod(recv.Type(), "SetReadDeadline") || origin.HasMethod(recv.Type(), "SetDeadline")) && l.setsDeadline()
}
