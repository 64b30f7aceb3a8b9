package attempts

import (
	"go/constant"
	"go/types"
	"slices"
	"strings"
	"time"

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
	if run.Param >= len(args) || run.Once(call.Common()) {
		return
	}
	op := s.a.body(args[run.Param], call)
	if op == nil {
		s.handsOn(call, s.within(args[run.Param]), run)
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
	r.Marks = run.Sorts && !(run.Filter >= 0 && run.Filter < len(args) && origin.IsNil(args[run.Filter]))
	s.r.regions = append(s.r.regions, r)
}

// library records a call of a retry library.
func (s *scan) library(call ssa.CallInstruction, row *catalog.RetryHelper) {
	op := s.a.body(arg(call, row.Op), call)
	if op == nil {
		op = s.a.assumed(arg(call, row.Op), call)
	}
	own := -1 // the parameter of fn that is handed on
	if op == nil {
		if own = s.within(arg(call, row.Op)); own < 0 {
			return
		}
	}
	pos, end := Span(call)
	r := &Region{Fn: s.fn, Kind: Helper, Pos: pos, End: end, Helper: &HelperCall{Call: call, Name: shortName(call.Common()), Row: row}}
	p := policy{limit: MaybeLimit, pace: row.Pace}
	switch {
	case row.Attempts == catalog.Endless:
		p.limit = NoLimit
	case row.Attempts > 0:
		p.limit, p.attempts = CountLimit, row.Attempts
	case row.Count != catalog.Nowhere:
		p.limit = TimeLimit
		if v := arg(call, row.Count); v != nil {
			n, ok := origin.Int(v)
			if ok && n == 0 {
				p.limit = NoLimit
			}
			p.pace.Elapsed = time.Duration(n)
		}
	case row.Policy != catalog.Nowhere:
		v := arg(call, row.Policy)
		p = s.policy(v, 0)
		if p.heeds == MaybeHeed && v != nil && deafType(v) {
			p.heeds = Heedless
			s.steps(v, &p)
		}
	}
	if row.Policy != catalog.Nowhere {
		r.Helper.Shared = s.shared(arg(call, row.Policy))
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
	r.Helper.Lasts, r.Filtered = p.lasts(), p.filtered
	if op == nil {
		s.handsOn(call, own, libraryRun(r))
		return
	}
	r.Ops = []*Op{op}
	r.EndsWithCtx = !s.triedAgain(op, row)
	r.Marks = s.marks(op, row, calleeFunc(call.Common()).Pkg())
	if p.ctx != nil {
		r.HeedCtxs = []ssa.Value{p.ctx}
	}
	s.r.regions = append(s.r.regions, r)
}

// steps applies a policy that is a struct of numbers: wait.Backoff.
func (s *scan) steps(v ssa.Value, p *policy) {
	field := func(name string) float64 {
		srcs := s.a.Origin.FieldSources(v, nil, name, s.fn)
		if len(srcs) != 1 || srcs[0].Kind != origin.Const {
			return 0
		}
		c, ok := srcs[0].Value.(*ssa.Const)
		if !ok || c.Value == nil {
			return 0
		}
		f, _ := constant.Float64Val(constant.ToFloat(c.Value))
		return f
	}
	if n := field("Steps"); n >= 1 && n < 1000 {
		p.limit, p.attempts = CountLimit, int(n)
	}
	p.pace = catalog.Pace{First: time.Duration(field("Duration")), Factor: field("Factor"), Ceiling: time.Duration(field("Cap"))}
}

// triedAgain reports whether a library runs a function again whose operation was cancelled, so
// that only the library itself could notice that the context has ended.
func (s *scan) triedAgain(op *Op, row *catalog.RetryHelper) bool {
	call, ok := op.Call.(*ssa.Call)
	if !ok || s.r.steps > maxSteps {
		return false
	}
	fn := call.Parent()
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if c, ok := instr.(*ssa.Call); ok && c.Call.IsInvoke() && isContext(c.Call.Value.Type()) && (c.Call.Method.Name() == "Err" || c.Call.Method.Name() == "Done") {
				return false // it asks by itself
			}
		}
	}
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	w := s.a.newWalk(everything(fn), call, &s.r.steps)
	w.failure = canceled
	if w.run(outcomeOf(call), fact{kind: notNil}); w.over {
		return false
	}
	for _, n := range w.order {
		ret, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 || n.back {
			continue
		}
		fs := w.body(n.block, n.from, n.to, n.facts, outcomeOf(call))
		last := ret.Results[len(ret.Results)-1]
		none := w.eval(last, fs, 0).kind == isNil
		switch {
		case row.Polls && none && w.eval(ret.Results[0], fs, 0).kind != isTrue:
			return true
		case !row.Polls && !none && !permanent(last, 0):
			return true
		}
	}
	return false
}

// marks reports whether an operation tells its library which of its failures are to be tried again: it
// says of some of them that they are final, or, with a function of the library, that they are not.
func (s *scan) marks(op *Op, row *catalog.RetryHelper, library *types.Package) bool {
	call, ok := op.Call.(*ssa.Call)
	if !ok || s.r.steps > maxSteps {
		return false
	}
	outcome := outcomeOf(call)
	if outcome == nil || !isError(outcome.Type()) {
		return false
	}
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	w := s.a.newWalk(everything(call.Parent()), call, &s.r.steps)
	if w.run(outcome, fact{kind: notNil}); w.over {
		return false
	}
	marked, plain := false, false
	for _, n := range w.order {
		ret, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) == 0 || n.back {
			continue
		}
		fs := w.body(n.block, n.from, n.to, n.facts, outcome)
		last := ret.Results[len(ret.Results)-1]
		if row.Polls {
			if w.eval(last, fs, 0).kind == notNil || w.eval(ret.Results[0], fs, 0).kind == isTrue {
				return true
			}
			continue
		}
		if s.finally(last, 0) {
			return true
		}
		wrapper, _ := origin.Unboxed(last).(*ssa.Call)
		if wrapper != nil && calleeFunc(wrapper.Common()) != nil && calleeFunc(wrapper.Common()).Pkg() == library {
			marked = true
		} else if w.eval(last, fs, 0).kind != isNil {
			plain = true
		}
	}
	return marked && plain
}

// finally reports whether an error may be marked as one that is not tried again, here or by a function of
// this package that it comes from.
func (s *scan) finally(v ssa.Value, deep int) bool {
	if permanent(v, 0) {
		return true
	}
	call, ok := v.(*ssa.Call)
	if !ok || deep > 2 {
		return false
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg != s.a.SSA.Pkg {
		return false
	}
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		return ok && len(ret.Results) > 0 && s.finally(ret.Results[len(ret.Results)-1], deep+1)
	})
}

// permanent reports whether an error may be marked as one that is not tried again.
func permanent(v ssa.Value, deep int) bool {
	switch v := v.(type) {
	case *ssa.MakeInterface:
		return permanent(v.X, deep)
	case *ssa.ChangeInterface:
		return permanent(v.X, deep)
	case *ssa.Call:
		fn := calleeFunc(v.Common())
		if fn == nil {
			return false
		}
		row := catalog.RetryPolicyOf(fn)
		return row != nil && row.Permanent
	case *ssa.Phi:
		for _, e := range v.Edges {
			if e != v && deep < 4 && permanent(e, deep+1) {
				return true
			}
		}
	}
	return false
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
	pace     catalog.Pace
	filtered bool // something decides which errors are tried again
}

// lasts returns how long all pauses take at the most, 0 if that is not known.
func (p policy) lasts() time.Duration {
	total := time.Duration(0)
	if p.limit == CountLimit && p.attempts > 0 && p.pace.First > 0 {
		for i, d := 1, p.pace.First; i < p.attempts && total < 24*time.Hour; i++ {
			total += d
			if p.pace.Factor > 0 {
				d = time.Duration(float64(d) * p.pace.Factor)
			}
			if p.pace.Ceiling > 0 {
				d = min(d, p.pace.Ceiling)
			}
		}
	}
	if p.pace.Elapsed > 0 && (total == 0 || p.pace.Elapsed < total) {
		total = p.pace.Elapsed
	}
	return total
}

// deafType reports whether a policy is of a type whose values can know of no context and no stop
// channel: a struct that holds none and has no way to ask for one.
func deafType(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	t := v.Type()
	if types.IsInterface(t) {
		return false
	}
	if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, "Context"); obj != nil {
		return false
	}
	return deafStruct(t, 0)
}

// deafStruct reports whether a struct can hold no context and no stop channel.
func deafStruct(t types.Type, deep int) bool {
	if catalog.RetryType(t) {
		return true
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || deep > 2 {
		return false
	}
	for f := range st.Fields() {
		switch f.Type().Underlying().(type) {
		case *types.Basic:
		case *types.Struct, *types.Pointer:
			if !namedAs(f.Type(), "time", "Time") && !deafStruct(f.Type(), deep+1) {
				return false
			}
		default:
			return false
		}
	}
	return true
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
	if row.Inner == catalog.Nowhere {
		p.pace = s.pace(call, row)
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

// pace returns that of what a maker of policies makes: by default, unless a field or an option
// says otherwise.
func (s *scan) pace(call *ssa.Call, row *catalog.RetryPolicy) catalog.Pace {
	pace := row.Pace
	if v := arg(call, row.Each); v != nil {
		n, _ := origin.Int(v)
		pace.First = time.Duration(n)
	}
	set := func(name string, v ssa.Value) {
		n, _ := constInt(v)
		switch name {
		case "InitialInterval":
			pace.First = time.Duration(n)
		case "MaxInterval":
			pace.Ceiling = time.Duration(n)
		case "MaxElapsedTime":
			pace.Elapsed = time.Duration(n)
		case "Multiplier":
			pace.First = 0 // not known
		}
	}
	for _, o := range s.variadic(call) {
		oc, ok := o.(*ssa.Call)
		if !ok || calleeFunc(oc.Common()) == nil || len(oc.Common().Args) != 1 {
			return catalog.Pace{}
		}
		name, _ := strings.CutPrefix(calleeFunc(oc.Common()).Name(), "With")
		set(name, oc.Common().Args[0])
	}
	for _, ref := range *call.Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok || fieldOf(fa) == nil {
			continue
		}
		for _, r := range *fa.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == fa {
				set(fieldOf(fa).Name(), st.Val)
			}
		}
	}
	return pace
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
	var shape ssa.Value
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
		case row.Filter:
			p.filtered = true
		case row.Each != catalog.Nowhere:
			n, _ := origin.Int(arg(oc, row.Each))
			p.pace.First = time.Duration(n)
		case row.Ceiling != catalog.Nowhere:
			n, _ := origin.Int(arg(oc, row.Ceiling))
			p.pace.Ceiling = time.Duration(n)
		case row.Shape != catalog.Nowhere:
			shape = arg(oc, row.Shape)
		}
	}
	if shape == nil {
		return
	}
	if ct, ok := shape.(*ssa.ChangeType); ok {
		shape = ct.X
	}
	switch fn := shape.(type) {
	case *ssa.Function:
		if fn.Pkg == nil || fn.Pkg == s.a.SSA.Pkg {
			p.pace = catalog.Pace{} // it grows in a way of its own
		} else if fn.Name() == "FixedDelay" {
			p.pace.Factor = 0
		}
	case *ssa.Call: // CombineDelay
	default:
		p.pace = catalog.Pace{}
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
		if x, ok := src.Value.(*ssa.Call); ok { // a wrapper that returns a function made of another one
			for _, arg := range x.Common().Args {
				if _, ok := arg.Type().Underlying().(*types.Signature); ok && found == nil {
					found = a.body(arg, x)
				}
			}
		}
		fn := origin.FunctionOf(src.Value)
		if fn == nil || src.Kind != origin.Func {
			continue
		}
		if op := a.crossingIn(fn); op != nil && (found == nil || op.Evidence > found.Evidence) {
			found = op
		}
	}
	return found
}

// assumed returns what a function literal that a library runs again is assumed to do at the
// network: it calls a function that takes a context and returns an error.
func (a *Analysis) assumed(v ssa.Value, call ssa.CallInstruction) *Op {
	if v == nil {
		return nil
	}
	for _, src := range a.Origin.Sources(v, call.Parent()) {
		mc, ok := src.Value.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for _, b := range mc.Fn.(*ssa.Function).Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || local(calleeFunc(call.Common())) {
					continue
				}
				outcome := outcomeOf(call)
				if outcome == nil || !isError(outcome.Type()) {
					continue
				}
				for _, arg := range call.Common().Args {
					if isContext(arg.Type()) {
						return &Op{Call: call, Name: shortName(call.Common()), Evidence: Assumed, Ctx: arg, Param: -1}
					}
				}
			}
		}
	}
	return nil
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
