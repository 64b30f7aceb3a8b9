package attempts

import (
	"go/constant"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// helpers finds the calls that run a function until it succeeds: of a retry library, or of a
// function whose summary says so.
func (s *scan) helpers() {
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			fn := calleeFunc(call.Common())
			if fn == nil {
				continue
			}
			if row := catalog.RetryHelperOf(fn); row != nil {
				if !row.Loop {
					s.library(call, row)
				}
				continue
			}
			for _, run := range s.a.runs(call) {
				s.runner(call, run)
			}
		}
	}
}

// runs returns the parameters that the callee runs again.
func (a *Analysis) runs(call ssa.CallInstruction) []Run {
	c := call.Common()
	fn := calleeFunc(c)
	if fn == nil || c.IsInvoke() {
		return nil
	}
	if fn.Pkg() == a.SSA.Pkg.Pkg {
		callee := c.StaticCallee()
		if o := callee.Origin(); o != nil {
			callee = o
		}
		if sum := a.Summary(callee); sum != nil {
			return sum.Runs
		}
		return nil
	}
	if isStd(fn.Pkg()) {
		return nil
	}
	if sum, known := a.Imported(fn); known && sum != nil {
		return sum.Runs
	}
	return nil
}

// runner records a call of a function of the user's or of another module that runs an argument again.
func (s *scan) runner(call ssa.CallInstruction, run Run) {
	args := call.Common().Args
	if run.Param >= len(args) {
		return
	}
	op := s.a.body(args[run.Param], call)
	if op == nil {
		return
	}
	pos, end := Span(call)
	r := &Region{Fn: s.fn, Kind: Helper, Pos: pos, End: end, Ops: []*Op{op}, Helper: &HelperCall{Call: call, Run: run}}
	switch {
	case run.Attempts == Unlimited:
		r.Limit.Kind = MaybeLimit // reported in the helper, where the loop stands
	case run.Attempts > 0:
		r.Limit = Limit{Kind: CountLimit, Attempts: run.Attempts}
	case run.Count >= 0 && run.Count < len(args):
		r.Limit = Limit{Kind: CountLimit, Bound: args[run.Count]}
		if n, ok := origin.Int(args[run.Count]); ok && n > 0 && n < 1000 {
			r.Limit.Attempts = int(n)
		}
	default:
		r.Limit.Kind = MaybeLimit
	}
	r.Heeds = MaybeHeed
	s.r.regions = append(s.r.regions, r)
}

// library records a call of a retry library.
func (s *scan) library(call ssa.CallInstruction, row *catalog.RetryHelper) {
	op := s.a.body(arg(call, row.Op), call)
	if op == nil {
		return
	}
	pos, end := Span(call)
	r := &Region{Fn: s.fn, Kind: Helper, Pos: pos, End: end, Ops: []*Op{op}, Helper: &HelperCall{Call: call, Name: shortName(call.Common())}}
	p := policy{limit: MaybeLimit}
	switch {
	case row.Attempts == catalog.Endless:
		p.limit = NoLimit
	case row.Attempts > 0:
		p = policy{limit: CountLimit, attempts: row.Attempts}
	case row.Count != catalog.Nowhere:
		p.limit = TimeLimit
		if v := arg(call, row.Count); v != nil {
			if n, ok := origin.Int(v); ok && n == 0 {
				p.limit = NoLimit
			}
		}
	case row.Policy != catalog.Nowhere:
		p = s.policy(arg(call, row.Policy), 0)
	}
	if row.Options {
		s.options(call, &p)
	}
	if v := arg(call, row.Ctx); v != nil && !s.root(v) {
		p.ctx = v
		p.heeds = HeedsCtx
	}
	if v := arg(call, row.Stop); v != nil && !origin.IsNil(v) {
		p.heeds = max(p.heeds, HeedsStop)
	}
	r.Limit = Limit{Kind: p.limit, Attempts: p.attempts}
	r.Heeds = p.heeds
	if p.ctx != nil {
		r.HeedCtxs = []ssa.Value{p.ctx}
	}
	s.r.regions = append(s.r.regions, r)
}

func arg(call ssa.CallInstruction, at catalog.At) ssa.Value {
	c := call.Common()
	i := at.Arg()
	if i < 0 {
		return nil
	}
	if c.Signature().Recv() != nil && !c.IsInvoke() {
		i++
	}
	if i >= len(c.Args) {
		return nil
	}
	return c.Args[i]
}

// policy is what a policy value says of the attempts.
type policy struct {
	limit    LimitKind
	attempts int
	heeds    Heed
	ctx      ssa.Value
}

// policy follows a policy to its makers. What is not known may limit and may stop.
func (s *scan) policy(v ssa.Value, deep int) policy {
	unknown := policy{limit: MaybeLimit, heeds: MaybeHeed}
	if v == nil || deep > 5 {
		return unknown
	}
	srcs := s.a.Origin.Sources(v, s.fn)
	if len(srcs) != 1 {
		return unknown
	}
	call, ok := srcs[0].Value.(*ssa.Call)
	if srcs[0].Kind != origin.Call || !ok {
		return unknown
	}
	fn := calleeFunc(call.Common())
	if fn == nil {
		return unknown
	}
	row := catalog.RetryPolicyOf(fn)
	if row == nil {
		return unknown
	}
	p := policy{limit: MaybeLimit, heeds: MaybeHeed}
	if row.Inner != catalog.Nowhere {
		p = s.policy(arg(call, row.Inner), deep+1)
	}
	switch {
	case row.Endless:
		p = policy{limit: NoLimit}
	case row.Bounded:
		p = policy{limit: TimeLimit}
		if s.unbounded(call) {
			p.limit = NoLimit
		}
	}
	if row.Limit != catalog.Nowhere {
		s.limitArg(arg(call, row.Limit), row, &p)
	}
	if row.Ctx != catalog.Nowhere {
		if v := arg(call, row.Ctx); v != nil && !s.root(v) {
			p.heeds, p.ctx = HeedsCtx, v
		}
	}
	return p
}

// unbounded reports whether the elapsed-time limit of an exponential policy is switched off:
// its field is set to zero, or an option says zero.
func (s *scan) unbounded(call *ssa.Call) bool {
	for _, o := range s.variadic(call) {
		if oc, ok := o.(*ssa.Call); ok {
			if fn := calleeFunc(oc.Common()); fn != nil && fn.Name() == "WithMaxElapsedTime" && len(oc.Common().Args) == 1 {
				if n, ok := origin.Int(oc.Common().Args[0]); ok && n == 0 {
					return true
				}
			}
		}
	}
	for _, ref := range *call.Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		if f := fieldOf(fa); f == nil || f.Name() != "MaxElapsedTime" {
			continue
		}
		zero, other := false, false
		for _, r := range *fa.Referrers() {
			if st, ok := r.(*ssa.Store); ok {
				if k, ok := st.Val.(*ssa.Const); ok && k.Value != nil && constant.Sign(k.Value) == 0 {
					zero = true
				} else {
					other = true
				}
			}
		}
		return zero && !other
	}
	return false
}

// limitArg applies a limit given as an argument.
func (s *scan) limitArg(v ssa.Value, row *catalog.RetryPolicy, p *policy) {
	if v == nil {
		return
	}
	n, ok := origin.Int(v)
	switch {
	case ok && n == 0 && row.Zero:
		p.limit, p.attempts = NoLimit, 0
	case isDuration(v.Type()):
		p.limit = TimeLimit
	case ok && n >= 0 && n < 10000:
		p.limit, p.attempts = CountLimit, int(n)
		if row.Inner != catalog.Nowhere {
			p.attempts++ // retries after the first attempt
		}
	default:
		p.limit, p.attempts = CountLimit, 0
	}
}

// options applies the options of a call. An option that is not known may do anything.
func (s *scan) options(call ssa.CallInstruction, p *policy) {
	for _, o := range s.variadic(call) {
		oc, ok := o.(*ssa.Call)
		var row *catalog.RetryPolicy
		if ok {
			if fn := calleeFunc(oc.Common()); fn != nil {
				row = catalog.RetryPolicyOf(fn)
				if row == nil && fn.Pkg() == calleeFunc(call.Common()).Pkg() {
					continue // an option of the library that neither limits nor stops
				}
			}
		}
		switch {
		case row == nil:
			p.limit, p.attempts = MaybeLimit, 0
			p.heeds = max(p.heeds, MaybeHeed)
		case row.Endless:
			p.limit, p.attempts = NoLimit, 0
		case row.Limit != catalog.Nowhere:
			s.limitArg(arg(oc, row.Limit), row, p)
		case row.Ctx != catalog.Nowhere:
			if v := arg(oc, row.Ctx); v != nil && !s.root(v) {
				p.heeds, p.ctx = HeedsCtx, v
			}
		}
	}
}

// variadic returns the values of a call's last argument, when it is made on the spot.
func (s *scan) variadic(call ssa.CallInstruction) []ssa.Value {
	c := call.Common()
	if !c.Signature().Variadic() || len(c.Args) == 0 {
		return nil
	}
	last := c.Args[len(c.Args)-1]
	if k, ok := last.(*ssa.Const); ok && k.IsNil() {
		return nil
	}
	slice, ok := last.(*ssa.Slice)
	if !ok {
		return []ssa.Value{last}
	}
	array, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return []ssa.Value{last}
	}
	var list []ssa.Value
	for _, ref := range *array.Referrers() {
		if ia, ok := ref.(*ssa.IndexAddr); ok {
			for _, r := range *ia.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
					v := st.Val
					if ct, ok := v.(*ssa.ChangeType); ok {
						v = ct.X
					}
					list = append(list, v)
				}
			}
		}
	}
	return list
}

// body returns the crossing inside a function that is run again, or nil.
func (a *Analysis) body(v ssa.Value, call ssa.CallInstruction) *Op {
	if v == nil {
		return nil
	}
	var found *Op
	for _, src := range a.Origin.Sources(v, call.Parent()) {
		var fn *ssa.Function
		switch x := src.Value.(type) {
		case *ssa.Function:
			fn = x
		case *ssa.MakeClosure:
			fn = x.Fn.(*ssa.Function)
		case *ssa.Call: // a wrapper that returns a function made of another one
			for _, arg := range x.Common().Args {
				if _, ok := arg.Type().Underlying().(*types.Signature); ok && found == nil {
					found = a.body(arg, x)
				}
			}
		}
		if fn == nil || src.Kind != origin.Func {
			continue
		}
		if op := a.crossingIn(fn); op != nil && (found == nil || op.Evidence > found.Evidence) {
			found = op
		}
	}
	return found
}

// crossingIn returns what crosses the network in a function literal.
func (a *Analysis) crossingIn(fn *ssa.Function) *Op {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if c := a.Crossing(call); c != nil {
				op := &Op{Call: call, Name: shortName(call.Common()), Crossing: c, Evidence: Known, Param: -1}
				if c.Name != "" && c.Via == nil {
					op.Name = c.Name
				}
				return op
			}
		}
	}
	return nil
}
