package attempts

import (
	"go/constant"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// recursion finds the function calling itself, by another function or not, or arranging to be
// called, because an operation failed. The way from the operation to that call is judged like the way back in a loop; a
// number that the call changes is its counter.
func (s *scan) recursion() {
	again := s.selfCalls()
	if len(again) == 0 {
		return
	}
	whole := everything(s.fn)
	s.again = again
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
	args  []ssa.Value         // nil when it is run without arguments of its own
	timer ssa.CallInstruction // time.AfterFunc, nil if it is called at once
	// via is the function that is called and calls back, nil if there is none; back is its call.
	via  *ssa.Function
	back ssa.CallInstruction
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
			if _, ok := call.(*ssa.Defer); ok {
				continue
			}
			callee := c.StaticCallee()
			switch {
			case callee == s.fn:
				list = append(list, selfCall{instr: call, args: c.Args})
			case timed(call, s.fn):
				list = append(list, selfCall{instr: call, timer: call})
			case callee != nil && callee.Pkg == s.fn.Pkg && callee.Pkg != nil && callee.Blocks != nil && len(callee.Blocks) < maxMade:
				if self, ok := s.mutual(call, callee); ok {
					list = append(list, self)
				}
			}
		}
	}
	return list
}

// mutual returns the call of a function that calls the function under analysis in its turn.
//
// Assumption: a function that does so in one place is there to do so.
func (s *scan) mutual(call ssa.CallInstruction, via *ssa.Function) (self selfCall, ok bool) {
	for _, b := range via.Blocks {
		for _, instr := range b.Instrs {
			back, isCall := instr.(ssa.CallInstruction)
			if !isCall {
				continue
			}
			_, isDefer := back.(*ssa.Defer)
			direct := back.Common().StaticCallee() == s.fn && !isDefer
			if !direct && !timed(back, s.fn) {
				continue
			}
			if self.back != nil {
				return selfCall{}, false
			}
			self = selfCall{instr: call, via: via, back: back}
			if !direct {
				self.timer = back
				continue
			}
			self.args = slices.Clone(back.Common().Args)
			for i, arg := range self.args {
				if p, isParam := arg.(*ssa.Parameter); isParam {
					self.args[i] = call.Common().Args[slices.Index(via.Params, p)]
				}
			}
		}
	}
	return self, self.back != nil
}

// certain reports whether a function that is called calls back whatever happens.
func (c selfCall) certain() bool {
	seen := map[*ssa.BasicBlock]bool{c.back.Block(): true}
	work := []*ssa.BasicBlock{c.via.Blocks[0]}
	for len(work) > 0 {
		b := work[0]
		work = work[1:]
		if seen[b] {
			continue
		}
		seen[b] = true
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			return false
		}
		work = append(work, b.Succs...)
	}
	return true
}

// timed reports whether a call has a timer run fn: time.AfterFunc(d, x.f).
func timed(call ssa.CallInstruction, fn *ssa.Function) bool {
	c := call.Common()
	callee := calleeFunc(c)
	return callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "time" && callee.Name() == "AfterFunc" && len(c.Args) == 2 && runs(c.Args[1], fn)
}

// runs reports whether the function value v does nothing but call fn.
func runs(v ssa.Value, fn *ssa.Function) bool {
	switch v := v.(type) {
	case *ssa.Function:
		return v == fn
	case *ssa.MakeClosure:
		lit := v.Fn.(*ssa.Function)
		if lit == fn {
			return true
		}
		if lit.Object() != nil && lit.Object() == fn.Object() {
			return true // a bound method
		}
		for _, b := range lit.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok && call.Common().StaticCallee() == fn {
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
		case origin.IsNumber(p.Type()) && !isConstant(arg):
			counters = append(counters, p)
		case isContext(p.Type()):
		case isConstant(arg) && origin.IsBool(p.Type()):
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
	if op == nil || op.Evidence < Assumed || origin.IsBool(op.Outcome.Type()) || s.r.steps > maxSteps {
		return false
	}
	run := func(k factKind) *walk {
		w := s.a.newWalk(whole, call, &s.r.steps)
		w.goal, w.counters = self.instr.(ssa.Instruction), counters
		w.run(op.Outcome, fact{kind: k})
		return w
	}
	fails, works := run(notNil), run(isNil)
	if fails.over || works.over || !fails.leadsBack() || works.leadsBack() || slices.ContainsFunc(s.again, works.reaches) {
		return false
	}
	r := &Region{Fn: s.fn, Kind: Recursive, Ops: []*Op{op}, Pos: self.instr.Pos()}
	at := &attempt{op: op, kind: Recursive, failed: fails, results: resultsOf(call)}
	s.wayBack(r, at)
	s.limits(r, fails, at.results)
	entry := s.a.newWalk(whole, call, &s.r.steps)
	entry.counters = counters
	entry.enter()
	s.limits(r, entry, at.results)
	s.failures(r, at)
	r.Gated, r.Alters = s.barred(r, at), s.refits(fails, self)
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
	if self.via != nil {
		s.through(r, self)
	}
	if self.args == nil { // a timer runs it: that is its pause
		r.Hot = false
		r.Pauses = append(r.Pauses, &Pause{Instr: self.timer.(ssa.Instruction), Kind: Heeding, Name: "time.AfterFunc", Dur: self.timer.Common().Args[0]})
		if r.Heeds == Heedless {
			r.Heeds = MaybeHeed // the timer may be stopped
		}
	}
	s.r.regions = append(s.r.regions, r)
	return true
}

// refits reports whether the way from a failure to the next call of the function sets a field of what both
// are given: the next attempt asks for something else. What is done to the receiver mends it; flags,
// numbers and errors tell of the failure.
func (s *scan) refits(fails *walk, self selfCall) bool {
	args := self.args
	if s.fn.Signature.Recv() != nil && len(args) > 0 {
		args = args[1:]
	}
	for _, n := range fails.order {
		for _, instr := range n.block.Instrs[n.from:n.to] {
			st, ok := instr.(*ssa.Store)
			if !ok || !n.returns || isError(st.Val.Type()) || origin.IsNumber(st.Val.Type()) || origin.IsBool(st.Val.Type()) {
				continue
			}
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok && slices.Contains(args, fa.X) {
				return true
			}
		}
	}
	return false
}

// reaches reports whether the walk comes to a call.
func (w *walk) reaches(self selfCall) bool { return w.visits(self.instr.(ssa.Instruction)) }

// visits reports whether the walk comes to an instruction.
func (w *walk) visits(instr ssa.Instruction) bool {
	for _, n := range w.order {
		if n.block == instr.Block() && slices.Contains(n.block.Instrs[n.from:n.to], instr) {
			return true
		}
	}
	return false
}

// enter walks from the start of the function to the operation.
func (w *walk) enter() {
	w.first = w.node(w.loop.fn.Blocks[0], nil, nil)
	w.through(nil)
}

// through adds to a region what the function does that calls back: it pauses, and may do
// something else instead.
func (s *scan) through(r *Region, self selfCall) {
	for _, b := range self.via.Blocks {
		if !b.Dominates(self.back.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == self.back.(ssa.Instruction) {
				break
			}
			switch p := s.a.pause(instr); {
			case p == nil:
			case p.Kind >= Event:
				r.Hot = false
				r.Pauses = append(r.Pauses, p)
			default:
				r.MayPause = true
			}
		}
	}
	if !self.certain() {
		if r.Limit.Kind == NoLimit {
			r.Limit.Kind = MaybeLimit
		}
		r.Heeds = max(r.Heeds, MaybeHeed)
	}
}
