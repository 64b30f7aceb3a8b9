package attempts

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// recursion finds the function calling itself, or arranging to be called, because an operation
// failed. The way from the operation to that call is judged like the way back in a loop; a
// number that the call changes is its counter.
func (s *scan) recursion() {
	again := s.selfCalls()
	if len(again) == 0 {
		return
	}
	whole := everything(s.fn)
	for _, self := range again {
		changed, told, ok := s.sameWork(self)
		if !ok {
			continue
		}
		for _, b := range s.fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || call == self.instr {
					continue
				}
				if s.recurs(whole, call, self, changed, told) {
					break
				}
			}
		}
	}
}

// A selfCall is an instruction that has the function run again.
type selfCall struct {
	instr ssa.CallInstruction
	args  []ssa.Value // nil when it is run without arguments of its own
}

// selfCalls returns the calls of the function by itself: direct, in a goroutine, or by a timer.
func (s *scan) selfCalls() []selfCall {
	var list []selfCall
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			c := call.Common()
			if _, ok := call.(*ssa.Defer); !ok && c.StaticCallee() == s.fn {
				list = append(list, selfCall{call, c.Args})
				continue
			}
			// time.AfterFunc(d, x.f), with f the method that does so
			if fn := calleeFunc(c); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time" && fn.Name() == "AfterFunc" && len(c.Args) == 2 && s.runs(c.Args[1]) {
				list = append(list, selfCall{call, nil})
			}
		}
	}
	return list
}

// runs reports whether the function value v does nothing but call the function under analysis.
func (s *scan) runs(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Function:
		return v == s.fn
	case *ssa.MakeClosure:
		lit := v.Fn.(*ssa.Function)
		if lit == s.fn {
			return true
		}
		if lit.Blocks == nil { // a bound method has no body of its own here
			return lit.Object() != nil && lit.Object() == s.fn.Object()
		}
		if lit.Object() != nil && lit.Object() == s.fn.Object() {
			return true
		}
		for _, b := range lit.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok && call.Common().StaticCallee() == s.fn {
					return true
				}
			}
		}
	}
	return false
}

// sameWork reports whether the call repeats the work at hand: its arguments are the
// parameters, or numbers computed from them, which are returned as counters.
// told holds the flags that it is given as constants: this is not the first attempt.
func (s *scan) sameWork(self selfCall) (counters []*ssa.Parameter, told map[*ssa.Parameter]fact, ok bool) {
	for i, arg := range self.args {
		p := s.fn.Params[i]
		switch {
		case arg == p:
		case isNumeric(p.Type()) && !isConstant(arg):
			counters = append(counters, p)
		case isContext(p.Type()):
		case isConstant(arg) && isBool(p.Type()):
			if told == nil {
				told = make(map[*ssa.Parameter]fact)
			}
			told[p] = truth(constant.BoolVal(arg.(*ssa.Const).Value))
		default:
			return nil, nil, false // other work: a tree is walked, the next page is asked for
		}
	}
	return counters, told, true
}

// recurs judges one operation with respect to one call of the function itself.
func (s *scan) recurs(whole *loop, call *ssa.Call, self selfCall, counters []*ssa.Parameter, told map[*ssa.Parameter]fact) bool {
	op := s.operation(call, false)
	if op == nil || op.Evidence < Assumed || isBool(op.Outcome.Type()) || s.r.steps > maxSteps {
		return false
	}
	run := func(k factKind) *walk {
		w := s.a.newWalk(whole, call, &s.r.steps)
		w.goal, w.counters = self.instr.(ssa.Instruction), counters
		w.run(op.Outcome, fact{kind: k})
		return w
	}
	fails, works := run(notNil), run(isNil)
	if fails.over || works.over || !fails.leadsBack() || works.leadsBack() {
		return false
	}
	r := &Region{Fn: s.fn, Kind: Recursive, Ops: []*Op{op}, Pos: self.instr.Pos()}
	at := &attempt{op: op, kind: Recursive, failed: fails, results: resultsOf(call)}
	s.wayBack(r, at)
	s.limits(r, fails, at.results)
	s.failures(r, at)
	if len(told) > 0 && r.Limit.Kind != CountLimit {
		second := s.a.newWalk(whole, call, &s.r.steps)
		second.goal, second.counters, second.given = fails.goal, counters, told
		if second.run(op.Outcome, fact{kind: notNil}); !second.over && !second.leadsBack() {
			r.Limit = Limit{Kind: CountLimit, Attempts: 2}
		}
	}
	if self.args == nil && slices.ContainsFunc(s.r.regions, func(x *Region) bool { return x.Pos == r.Pos }) {
		return true
	}
	if self.args == nil { // a timer runs it: that is its pause
		r.Hot = false
		r.Pauses = append(r.Pauses, &Pause{Instr: self.instr.(ssa.Instruction), Kind: Heeding, Name: "time.AfterFunc", Dur: self.instr.Common().Args[0]})
		if r.Heeds == Heedless {
			r.Heeds = MaybeHeed // the timer may be stopped
		}
	}
	s.r.regions = append(s.r.regions, r)
	return true
}
