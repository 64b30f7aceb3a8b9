package attempts

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// runsParam returns the index of the parameter of fn that a call runs: the function that it calls, or
// one that it gives to another, as it is or in a literal that calls it: p.invoke(try, f), db.Update(f),
// recovered(func() error { return f() }). It is -1 if there is none. That a function which is given to
// an operation is called by it is assumed; if it is, each attempt at the operation calls it anew.
func (s *scan) runsParam(call ssa.CallInstruction) int {
	c := call.Common()
	if !c.IsInvoke() {
		if i := s.param(c.Value); i >= 0 {
			return i
		}
	}
	for _, arg := range c.Args {
		sig, ok := arg.Type().Underlying().(*types.Signature)
		if !ok || sig.Results().Len() == 0 || !isError(sig.Results().At(sig.Results().Len()-1).Type()) {
			continue // it cannot fail
		}
		switch arg := origin.Unconverted(arg).(type) {
		case *ssa.Parameter:
			if p := s.param(arg); p >= 0 {
				return p
			}
		case *ssa.MakeClosure:
			if p := s.within(arg); p >= 0 {
				return p
			}
		}
	}
	return -1
}

// Once reports whether a call of the function runs the parameter a single time: call(f, 1).
func (r Run) Once(c *ssa.CallCommon) bool {
	if r.Count < 0 {
		return r.Attempts == 1
	}
	n, ok := origin.Int(origin.Argument(c, r.Count))
	return ok && n == 1 && r.Exact
}

// givenTo returns the name of the operation to which the function is given that it runs, or "" if it is
// that function itself.
func givenTo(op *Op) string {
	c := op.Call.Common()
	if _, own := c.Value.(*ssa.Parameter); own && !c.IsInvoke() {
		return ""
	}
	return calleeName(c)
}

// toldAgain returns the attempt that a call makes whose bool result alone says whether it is made again,
// whatever error comes with it: again, err := f(); if !again { return err }. It is nil if there is no
// such result. What the bool means is told by the loop: the way back is that of a failure.
func (s *scan) toldAgain(l *loop, op *Op) *attempt {
	call, ok := op.Call.(*ssa.Call)
	if !ok {
		return nil
	}
	for _, res := range resultsOf(call) {
		if _, ok := res.(*ssa.Extract); !ok || !origin.IsBool(res.Type()) {
			continue
		}
		yes := s.a.newWalk(l, call, &s.r.steps)
		yes.run(res, truth(true))
		no := s.a.newWalk(l, call, &s.r.steps)
		no.run(res, truth(false))
		if yes.over || no.over || yes.leadsBack() == no.leadsBack() {
			continue
		}
		if no.leadsBack() {
			yes, no = no, yes
		}
		told := *op
		told.Outcome = res
		return &attempt{op: &told, kind: Retry, failed: yes, works: no, results: resultsOf(call)}
	}
	return nil
}

// handsOn notes that fn gives its own parameter p to a function that runs it again, as it is or in a
// literal that calls it: then fn runs it again, too. There is nothing to note where p is negative.
func (s *scan) handsOn(call ssa.CallInstruction, p int, run Run) {
	if p < 0 || run.Once(call.Common()) || slices.ContainsFunc(s.handed, func(r Run) bool { return r.Param == p }) {
		return
	}
	args := call.Common().Args
	on := run
	on.Param, on.Count, on.Ctx, on.Filter = p, -1, -1, -1
	if i := run.Count; i >= 0 && i < len(args) {
		on.Count = s.param(args[i])
		if n, ok := origin.Int(args[i]); ok && n > 0 && n < 1000 {
			on.Attempts = int(n)
		}
	}
	if i := run.Ctx; i >= 0 && i < len(args) {
		on.Ctx = s.param(args[i])
	}
	if i := run.Filter; i >= 0 && i < len(args) {
		on.Filter = s.param(args[i])
	}
	s.handed = append(s.handed, on)
}

// within returns the index of the parameter of fn that a function value is, or that the literal calls
// that it is, or -1.
func (s *scan) within(v ssa.Value) int {
	if v == nil {
		return -1
	}
	own := func(sources []origin.Source) int {
		for _, src := range sources {
			if p, ok := src.Value.(*ssa.Parameter); ok && src.Kind == origin.Param && p.Parent() == s.fn {
				return s.param(p)
			}
		}
		return -1
	}
	sources := s.a.Origin.Sources(v, s.fn)
	if p := own(sources); p >= 0 {
		return p
	}
	for _, src := range sources {
		mc, ok := src.Value.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		lit := mc.Fn.(*ssa.Function)
		for _, b := range lit.Blocks {
			for _, instr := range b.Instrs {
				inner, ok := instr.(*ssa.Call)
				if !ok || inner.Call.IsInvoke() || inner.Call.StaticCallee() != nil {
					continue
				}
				if p := own(s.a.Origin.Sources(inner.Call.Value, lit)); p >= 0 {
					return p
				}
			}
		}
	}
	return -1
}

// libraryRun describes what a call of a retry library does to the function that it is given, for
// the callers of a function that hands one of its own on.
func libraryRun(r *Region) Run {
	run := Run{Count: -1, Ctx: -1, Filter: -1, Attempts: r.Limit.Attempts, Pause: MaybePause, Sorts: r.Filtered}
	if r.Limit.Kind == NoLimit && r.Heeds == Heedless {
		run.Attempts = Unlimited
	}
	return run
}
