package attempts

import (
	"cmp"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Function analyses fn. Its callees in this package have been analysed where the call graph allows.
func (a *Analysis) Function(fn *ssa.Function) {
	r := &result{}
	old := a.funcs[fn]
	a.funcs[fn] = r
	if fn.Blocks == nil || len(fn.Blocks) > maxBlocks {
		return
	}
	a.arena.reset()
	s := &scan{a: a, fn: fn, r: r}
	s.collectPauses()
	if old != nil && old.sum != nil && (r.sum == nil || r.sum.Pause < old.sum.Pause) {
		// Recursion: what an earlier round found stays true.
		r.sum = &Summary{Pause: old.sum.Pause, Answer: old.sum.Answer}
	}
	s.loops = loops(fn)
	for _, l := range s.loops {
		s.loop(l)
		s.accepts(l)
		s.readsOn(l)
		s.receivesOn(l)
	}
	s.recursion()
	s.requeues()
	slices.SortStableFunc(r.regions, func(x, y *Region) int { return cmp.Compare(x.Pos, y.Pos) })
	s.helpers()
	s.summarize()
	clear(s.pauses)
	a.pauses = s.pauses
}

// A scan is the analysis of one function.
type scan struct {
	a      *Analysis
	fn     *ssa.Function
	r      *result
	pauses map[ssa.Instruction]*Pause
	loops  []*loop
	again  []selfCall // the calls of the function by itself
	handed []Run      // of its parameters, the functions that it gives to helpers
}

// collectPauses finds what blocks in fn, and sums it up for callers.
func (s *scan) collectPauses() {
	kind, answer := NoPause, false
	s.pauses, s.a.pauses = s.a.pauses, nil // in use
	if s.pauses == nil {
		s.pauses = make(map[ssa.Instruction]*Pause)
	}
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			p := s.a.pause(instr)
			if p == nil {
				if s.a.defersPause(instr) {
					kind = max(kind, Event) // when the function ends, and not where the statement stands
				}
				continue
			}
			s.pauses[instr] = p
			kind = max(kind, p.Kind)
			if p.Kind >= Event {
				s.r.pauses = append(s.r.pauses, p)
			}
		}
	}
	if kind == NoPause {
		return
	}
	res := s.fn.Signature.Results()
	if res.Len() > 0 {
		last := res.At(res.Len() - 1).Type()
		answer = kind == Heeding && res.Len() == 1 && (origin.IsBool(last) || isError(last))
	}
	s.r.sum = &Summary{Pause: kind, Answer: answer}
}

// An attempt is an operation of a loop with what the walks say about it.
type attempt struct {
	op      *Op
	kind    Kind
	failed  *walk // how the operation is come back to
	works   *walk // what follows when it succeeds
	results []ssa.Value
}

func (s *scan) loop(l *loop) {
	m := s.a.arena.mark()
	defer s.a.arena.release(m)
	timed := false // some way round waits for a time
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if p := s.pauses[instr]; p != nil && (p.Kind == Plain || p.Kind == Heeding || p.Dur != nil) {
				timed = true
			}
		}
	}
	var best *attempt
	var list []*attempt
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			m := s.a.arena.mark()
			at := s.judge(l, call, timed)
			if at != nil {
				list = append(list, at)
			}
			if at != nil && (best == nil || at.compare(best) < 0) {
				best = at
			} else { // only the walks of the best are asked again
				s.a.arena.release(m)
			}
		}
	}
	if best == nil {
		s.watch(l)
		return
	}
	slices.SortStableFunc(list, (*attempt).compare)
	s.region(l, list)
}

// compare puts the attempts of a loop in order, the best known first.
func (at *attempt) compare(other *attempt) int {
	return cmp.Or(cmp.Compare(other.op.Evidence, at.op.Evidence), cmp.Compare(at.kind, other.kind), cmp.Compare(at.op.Call.Pos(), other.op.Call.Pos()))
}

func (s *scan) judge(l *loop, call *ssa.Call, timed bool) *attempt {
	op := s.operation(call, timed)
	if op == nil || s.r.steps > maxSteps {
		return nil
	}
	if origin.IsBool(op.Outcome.Type()) && !s.waitsBeside(l, call) {
		return nil // false may mean "more": the next packet, the next item of work
	}
	good, bad := fact{kind: isNil}, fact{kind: notNil}
	if origin.IsBool(op.Outcome.Type()) {
		good, bad = truth(true), truth(false)
	}
	fails := s.a.newWalk(l, call, &s.r.steps)
	fails.run(op.Outcome, bad)
	works := s.a.newWalk(l, call, &s.r.steps)
	works.run(op.Outcome, good)
	if fails.over || works.over {
		return nil
	}
	if origin.IsBool(op.Outcome.Type()) && !fails.leadsBack() && works.leadsBack() {
		if op.Param < 0 {
			return nil // for q.next() {}: true means that there is more to do
		}
		fails, works = works, fails // true means "again"
	}
	at := &attempt{op: op, failed: fails, works: works, results: resultsOf(call)}
	var told *attempt
	if op.Param >= 0 && fails.leadsBack() && works.leadsBack() {
		told = s.toldAgain(l, op)
	}
	switch {
	case told != nil:
		at, op = told, told.op
	case fails.leadsBack() && !works.leadsBack():
		at.kind = Retry
	case fails.leadsBack() && works.leadsBack():
		at.kind = Service
		if decided(works, at.results) {
			at.kind = Await
		}
	case works.leadsBack() && decided(works, at.results):
		at.kind, at.failed = Poll, works
	default:
		return nil
	}
	if l.changes(call) && !(at.kind == Service && newWork(call)) || !(at.kind == Service && endless(at)) && l.refilled(call, at.results) {
		if at.kind == Retry && !l.takes(call, takesOut) && !s.sorts(at) {
			s.r.failovers = append(s.r.failovers, call)
		}
		return nil // iteration, pagination, failover
	}
	if at.kind == Service && l.takes(call, newWork) || at.kind == Retry && l.takes(call, takesOut) || at.kind != Retry && s.nextInside(l, op, bad) {
		return nil // the failure of one piece of work, and on to the next
	}
	if s.prompts(call) || at.kind != Poll && narrows(l, at) {
		return nil
	}
	return at
}

// narrows reports whether a failure changes what the next attempt is given: a part of a local variable, which the
// way back sets, such as a number of entries that it halves. That is another attempt at another thing.
func narrows(l *loop, at *attempt) bool {
	return slices.ContainsFunc(at.op.Call.Common().Args, func(arg ssa.Value) bool {
		return readsOf(arg, maxChain, func(load *ssa.UnOp) bool {
			m, ok := address(load.X)
			if !ok || m.field < 0 || isError(load.Type()) || origin.IsBool(load.Type()) {
				return false
			}
			if _, local := m.base.(*ssa.Alloc); !local {
				return false
			}
			for _, b := range l.list {
				for _, instr := range b.Instrs {
					st, ok := instr.(*ssa.Store)
					if !ok || !at.failed.passes(st) {
						continue
					}
					if sm, ok := address(st.Addr); ok && sm == m {
						return true
					}
				}
			}
			return false
		})
	})
}

// readsOf reports whether f holds for one of the loads that a value is computed of.
func readsOf(v ssa.Value, depth int, f func(*ssa.UnOp) bool) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && f(v) || depth > 0 && readsOf(v.X, depth-1, f)
	case *ssa.BinOp:
		return depth > 0 && (readsOf(v.X, depth-1, f) || readsOf(v.Y, depth-1, f))
	case *ssa.Convert:
		return depth > 0 && readsOf(v.X, depth-1, f)
	}
	return false
}

// sorts reports whether some failures of an operation lead out, by what they are or by another result: those
// that come back may be ones that have used up nothing.
func (s *scan) sorts(at *attempt) bool {
	return slices.ContainsFunc(at.failed.exits(at.results), func(x exit) bool {
		return x.kind == onFilter || x.kind == onError && x.cond != nil && !nilTest(x.cond)
	})
}

// FailsOver reports whether a call is made again, by the loop around it, for another target or in another
// way because it failed, until it succeeds. That is no retry, but what it used up is used up.
func (a *Analysis) FailsOver(call ssa.CallInstruction) bool {
	r := a.funcs[call.Parent()]
	return r != nil && slices.Contains(r.failovers, call)
}

// prompts reports whether an operation is given what reads from the standard input: a person
// answers each attempt.
func (s *scan) prompts(call *ssa.Call) bool {
	return slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool {
		if !holds(arg.Type()) && !types.IsInterface(arg.Type()) || isContext(arg.Type()) {
			return false
		}
		return slices.ContainsFunc(s.a.Origin.Sources(arg, s.fn), func(src origin.Source) bool {
			v := src.Value
			if made, ok := v.(*ssa.Call); ok && len(made.Call.Args) > 0 {
				if fn := calleeFunc(made.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "bufio" {
					v = origin.Unboxed(made.Call.Args[0])
				}
			}
			if load, ok := v.(*ssa.UnOp); ok {
				v = load.X
			}
			g, ok := v.(*ssa.Global)
			return ok && g.Name() == "Stdin" && g.Pkg != nil && g.Pkg.Pkg.Path() == "os"
		})
	})
}

// nextInside reports whether a loop inside l does other work on each of its turns, and goes on to
// the next piece when one fails. That l comes round as well makes no retry of it; one that a failure
// leaves is begun again. Where one success ends l it is no work but a choice of targets, and all of
// them are tried again.
func (s *scan) nextInside(l *loop, op *Op, bad fact) bool {
	call := op.Call.(*ssa.Call)
	for _, inner := range s.loops {
		if inner == l || !inner.has(call.Block()) || !inner.within(l) || !inner.changes(call) {
			continue
		}
		w := s.a.newWalk(inner, call, &s.r.steps)
		if w.run(op.Outcome, bad); w.over || w.leadsBack() {
			return true
		}
	}
	return false
}

// gated reports whether an operation is given what another one makes on each turn, a connection
// most often, and the failure of that other one leads out: a peer that refuses ends the loop.
func (s *scan) gated(l *loop, at *attempt) bool {
	args := at.op.Call.Common().Args
	if c := at.op.Call.Common(); c.IsInvoke() {
		args = append(slices.Clone(args), c.Value)
	}
	for _, arg := range args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		ext, ok := arg.(*ssa.Extract)
		if !ok {
			continue
		}
		call, ok := ext.Tuple.(*ssa.Call)
		if !ok || !l.has(call.Block()) || prepares(calleeFunc(call.Common())) {
			continue
		}
		outcome := outcomeOf(call)
		if outcome == nil || !isError(outcome.Type()) {
			continue
		}
		m := s.a.arena.mark()
		w := s.a.newWalk(l, call, &s.r.steps)
		w.run(outcome, fact{kind: notNil})
		ends := !w.over && !w.leadsBack()
		if s.a.arena.release(m); ends {
			return true
		}
	}
	return false
}

// barred reports whether every way back from the failure passes another remote call whose failure
// leads out, such as one that logs in again: a peer that is down ends the region there.
func (s *scan) barred(r *Region, at *attempt) bool {
	if !r.Hot || r.MayPause || r.Limit.Kind == CountLimit || r.Evidence() < Known {
		return false // nobody asks
	}
	w := at.failed
	bars := make(map[*node]PauseKind)
	for _, n := range w.order {
		if !n.returns {
			continue
		}
		for _, instr := range n.block.Instrs[n.from:n.to] {
			call, ok := instr.(*ssa.Call)
			if !ok || call == at.op.Call {
				continue
			}
			outcome := outcomeOf(call)
			if outcome == nil || !isError(outcome.Type()) || s.a.Crossing(call) == nil || s.r.steps > maxSteps {
				continue
			}
			m := s.a.arena.mark()
			next := s.a.newWalk(w.loop, call, &s.r.steps)
			if w.goal != w.op { // a call of the function itself, not the next turn of a loop
				next.goal, next.counters = w.goal, w.counters
			}
			next.run(outcome, fact{kind: notNil})
			if !next.over && !next.leadsBack() {
				bars[n] = Plain
			}
			s.a.arena.release(m)
		}
	}
	if len(bars) == 0 {
		return false
	}
	back, _ := straight(w, bars, Plain, NoPause)
	return back == nil
}

// endless reports whether nothing but a context or a stop channel ends the loop when all is well.
func endless(at *attempt) bool {
	for _, x := range at.works.exits(at.results) {
		if x.kind != onStop && x.kind != onCtx && x.kind != onCtxError && x.kind != onInvariant {
			return false
		}
	}
	return true
}

// unreset returns a pause of a service loop that grows with a number which each failure changes
// and no success sets back, or nil.
func unreset(r *Region, at *attempt) *Pause {
	for _, p := range r.Pauses {
		if p.Inner != nil {
			continue
		}
		for _, phi := range numbers(p.Dur, at.failed.loop, make(map[ssa.Value]bool), nil) {
			grown, same, back := at.failed.steps3(phi)
			if grown == 0 || same+back > 0 {
				continue
			}
			if grown, same, back = at.works.steps3(phi); same > 0 && grown+back == 0 {
				return p
			}
		}
	}
	return nil
}

// numbers returns the numbers kept from turn to turn that a duration is computed from.
func numbers(v ssa.Value, l *loop, seen map[ssa.Value]bool, list []*ssa.Phi) []*ssa.Phi {
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] || len(seen) > maxMade || !l.has(instr.Block()) {
		return list
	}
	seen[v] = true
	if phi, ok := v.(*ssa.Phi); ok && l.head(phi.Block()) {
		if origin.IsNumber(phi.Type()) {
			list = append(list, phi)
		}
		return list
	}
	var buf [8]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil {
			list = numbers(*x, l, seen, list)
		}
	}
	return list
}

// waitsBeside reports whether some way round the loop waits for a time outside the call.
func (s *scan) waitsBeside(l *loop, call *ssa.Call) bool {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if p := s.pauses[instr]; p != nil && instr != call && (p.Kind == Plain || p.Kind == Heeding || p.Dur != nil) {
				return true
			}
		}
	}
	return false
}

// decided reports whether a result of the operation decides that the loop is left.
func decided(works *walk, results []ssa.Value) bool {
	for _, x := range works.exits(results) {
		if x.kind == onError || x.kind == onFilter {
			return true
		}
	}
	return false
}

// resultsOf returns the values that the call yields, and what they are converted to at once.
func resultsOf(call *ssa.Call) []ssa.Value {
	list := []ssa.Value{call}
	if conv := converted(call); conv != nil {
		list = append(list, resultsOf(conv)...)
	}
	if _, ok := call.Type().(*types.Tuple); ok {
		for _, ref := range *call.Referrers() {
			if ext, ok := ref.(*ssa.Extract); ok {
				list = append(list, ext)
			}
		}
	}
	return list
}

// operation returns the call as an operation that may fail, or nil.
func (s *scan) operation(call *ssa.Call, timed bool) *Op {
	outcome := outcomeOf(call)
	if outcome == nil {
		return nil
	}
	common := call.Common()
	if _, ok := common.Value.(*ssa.Builtin); ok {
		return nil
	}
	if p := s.pauses[call]; p != nil && p.Kind == Heeding && origin.IsBool(outcome.Type()) && !workers(common.StaticCallee()) {
		return nil // the answer of a pause: whether it was cut short
	}
	op := &Op{Call: call, Name: shortName(common), Outcome: outcome, Param: s.runsParam(call)}
	for _, arg := range common.Args {
		if isContext(arg.Type()) {
			op.Ctx = arg
			break
		}
	}
	c := s.a.Crossing(call)
	if c == nil {
		c = s.answered(call)
	}
	if c != nil && c.Row != nil && c.Row.Role == catalog.Conn {
		return nil // a loop around a connection's reads or writes moves on with each of them
	}
	if c != nil {
		op.Crossing, op.Evidence = c, Known
		if c.Stream {
			op.Evidence = Assumed
		}
		if c.Name != "" && c.Via == nil {
			op.Name = c.Name
		}
		return op
	}
	fn := calleeFunc(common)
	switch {
	case op.Ctx != nil && isError(outcome.Type()) && !local(fn):
		op.Evidence = Assumed
	case timed && isError(outcome.Type()) && fn == nil:
		op.Evidence = Shape
	case timed && origin.IsBool(outcome.Type()) && fn == nil && !common.IsInvoke():
		op.Evidence = Shape
	case timed && origin.IsBool(outcome.Type()) && op.Ctx != nil && fn != nil && !local(fn) && !ctxQuestion(fn.Name()) && !predicate(fn.Name()):
		op.Evidence = Shape // it takes a context, and says whether it worked
	case op.Param >= 0 && isError(outcome.Type()):
		op.Evidence = NoEvidence
	default:
		return nil
	}
	return op
}

// workers reports whether a function starts goroutines: it waits for what they do, and its answer
// tells how that went, not whether a pause was cut short.
func workers(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if _, ok := instr.(*ssa.Go); ok {
				return true
			}
		}
	}
	return false
}

// answered returns the crossing whose result the call asks how it went: client.Get(ctx, key).Err().
func (s *scan) answered(call *ssa.Call) *boundary.Crossing {
	common := call.Common()
	recv := common.Value
	if !common.IsInvoke() {
		if common.Signature().Recv() == nil || len(common.Args) == 0 {
			return nil
		}
		recv = common.Args[0]
	}
	if first, ok := recv.(*ssa.Call); ok && first.Block() == call.Block() {
		return s.a.Crossing(first)
	}
	return nil
}

// local reports whether a function that takes a context is known to stay in the process.
func local(fn *types.Func) bool {
	if fn == nil {
		return false
	}
	if isStd(fn.Pkg()) {
		return true // what crosses there is in the catalog
	}
	switch fn.Name() {
	case "Acquire", "Wait", "Err", "Cause", "Take", "Lock", "RLock", "TryLock", "Validate":
		return true
	}
	return pauseName(fn.Name())
}

// converted returns the call that takes all results of a call and returns an error, too:
// redis.Values(c.Do(cmd)), client.Must(f()). How it went is how the operation went.
func converted(call *ssa.Call) *ssa.Call {
	tuple, ok := call.Type().(*types.Tuple)
	if !ok || tuple.Len() < 2 || !isError(tuple.At(tuple.Len()-1).Type()) {
		return nil
	}
	var conv *ssa.Call
	taken := 0
	for _, ref := range *call.Referrers() {
		ext, ok := ref.(*ssa.Extract)
		if !ok || len(*ext.Referrers()) != 1 {
			return nil
		}
		c, ok := (*ext.Referrers())[0].(*ssa.Call)
		if !ok || conv != nil && c != conv || c.Block() != call.Block() || !slices.Contains(c.Call.Args, ssa.Value(ext)) {
			return nil
		}
		conv = c
		taken++
	}
	if taken != tuple.Len() {
		return nil
	}
	return conv
}

// outcomeOf returns the error result of a call, or its bool result, if the program looks at it.
func outcomeOf(call *ssa.Call) ssa.Value {
	if conv := converted(call); conv != nil {
		return outcomeOf(conv)
	}
	if call.Referrers() == nil || len(*call.Referrers()) == 0 {
		return nil
	}
	tuple, ok := call.Type().(*types.Tuple)
	if !ok {
		if isError(call.Type()) || origin.IsBool(call.Type()) {
			return call
		}
		return nil
	}
	if tuple.Len() == 0 {
		return nil
	}
	last := tuple.Len() - 1
	if !isError(tuple.At(last).Type()) {
		return nil
	}
	for _, ref := range *call.Referrers() {
		if ext, ok := ref.(*ssa.Extract); ok && ext.Index == last {
			return ext
		}
	}
	return nil
}

// param returns the index of the parameter of fn (or of the function around it) that v is, or -1.
func (s *scan) param(v ssa.Value) int {
	switch x := v.(type) {
	case *ssa.Parameter:
		for i, p := range x.Parent().Params {
			if p == x {
				return i
			}
		}
	}
	return -1
}

// region builds the region of a loop from its attempts, the best known first.
func (s *scan) region(l *loop, list []*attempt) {
	at := list[0]
	r := &Region{Fn: s.fn, Kind: at.kind, loop: l}
	r.Pos, r.End = s.a.place(l, at.op.Call)
	for _, x := range list {
		if x.kind == at.kind {
			r.Ops = append(r.Ops, x.op)
		}
	}
	s.wayBack(r, at)
	s.limits(r, at.failed, at.results)
	s.failures(r, at)
	if len(r.Pauses) > 0 && !r.Skip.IsValid() {
		s.busy(l, r)
	}
	if at.kind == Service && endless(at) {
		if r.Unreset = unreset(r, at); r.Unreset == nil {
			r.Unreset = unresetObject(r, at)
		}
	}
	r.Gated, r.Picks = s.gated(l, at) || s.barred(r, at), l.picks(at.op.Call)
	if r.Hot || r.Limit.Kind == NoLimit { // else nobody asks
		r.Alters, r.Twice = s.alters(l, at), s.twice(l, at)
	}
	if (r.Alters && at.ends() || r.Twice) && r.Limit.Kind == NoLimit {
		r.Limit.Kind = MaybeLimit
	}
	if at.kind == Retry {
		s.lost(r, at)
		s.never(r, at)
		s.usedAnyway(r, at)
	}
	s.r.regions = append(s.r.regions, r)
}

// wayBack finds the pauses between a failure and the next attempt, and the ways without one.
func (s *scan) wayBack(r *Region, at *attempt) {
	w := at.failed
	paused := s.paused(w)
	seen := make(map[*Pause]bool)
	for _, n := range w.order {
		if paused[n] < Event {
			continue
		}
		for _, instr := range n.block.Instrs[n.from:n.to] {
			if p := s.pauses[instr]; p != nil && p.Kind >= Event && !seen[p] {
				seen[p] = true
				r.Pauses = append(r.Pauses, p)
			}
		}
	}
	slices.SortStableFunc(r.Pauses, func(x, y *Pause) int { return cmp.Compare(x.Instr.Pos(), y.Instr.Pos()) })
	if p := s.pauses[at.op.Call.(ssa.Instruction)]; p != nil {
		if p.Kind >= Event {
			r.Inside = p
			if p.Kind == Heeding || s.heedsWithin(at.op.Call) {
				r.Heeds = MaybeHeed // it may be over, and not fail, when it is told to stop
			}
			return // the operation itself takes its time
		}
		// What a library's operation does is known; what is behind an interface is not.
		r.MayPause = at.op.Evidence < Known || at.op.Call.Common().IsInvoke() && at.op.Crossing.Via != nil
		r.Opaque = r.MayPause
	}
	switch hot, _ := straight(w, paused, Event, NoPause); {
	case hot == nil, r.loop != nil && r.loop.times(at.op.Call): // or its deadline, which the loop sets, takes a while
	case len(r.Pauses) == 0:
		if sure, _ := straight(w, paused, MaybePause, MaybePause); sure != nil {
			r.Hot = true
		} else {
			r.Hot, r.MayPause, r.Opaque = true, true, false
		}
	default:
		if back, fork := straight(w, paused, MaybePause, Event); back != nil {
			r.Skip, r.SkipBusy = fork.pos, false
			r.SkipOverload = overload(fork.cond, fork.taken)
		}
	}
}

// heedsWithin reports whether one of the pauses that the called function makes is cut short by a
// context that it is given.
func (s *scan) heedsWithin(call ssa.CallInstruction) bool {
	callee := call.Common().StaticCallee()
	if callee == nil {
		return false
	}
	res := s.a.funcs[genericOf(callee)]
	return res != nil && slices.ContainsFunc(res.pauses, func(p *Pause) bool {
		return p.Kind == Heeding && slices.ContainsFunc(p.Ctxs, func(ctx ssa.Value) bool { _, given := ctx.(*ssa.Parameter); return given })
	})
}

// failures asks which kinds of failure are tried again.
func (s *scan) failures(r *Region, at *attempt) {
	r.Periodic = len(r.Pauses) > 0 && at.works != nil && at.works.leadsBack()
	for _, p := range r.Pauses {
		r.Periodic = r.Periodic && at.works.passes(p.Instr)
	}
	call, ok := at.op.Call.(*ssa.Call)
	if !ok || !isError(at.op.Outcome.Type()) {
		return
	}
	r.Skirts = s.skirts(r, at)
	if at.kind == Poll {
		r.EndsWithCtx = at.op.Ctx != nil && !s.a.detached(at.op.Ctx, 0)
		return
	}
	leaves := func(f failure) bool {
		m := s.a.arena.mark()
		defer s.a.arena.release(m)
		w := s.a.newWalk(at.failed.loop, call, &s.r.steps)
		w.goal, w.counters, w.failure = at.failed.goal, at.failed.counters, f
		w.run(at.op.Outcome, fact{kind: notNil})
		return !w.over && !w.leadsBack()
	}
	r.Specific = leaves(general)
	if at.op.Ctx != nil && r.Heeds < HeedsCtx && !s.a.detached(at.op.Ctx, 0) {
		r.EndsWithCtx = leaves(canceled) || at.kind == Retry && excused(call.Call.StaticCallee())
	}
}

// skirts reports whether a loop may come round, and wait, without a look at a context and without a
// call that would fail when its context has ended: then nothing notices the end.
func (s *scan) skirts(r *Region, at *attempt) bool {
	l := at.failed.loop
	if r.loop == nil {
		return false
	}
	notices := func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(*ssa.Call)
			if !ok {
				return false
			}
			c := call.Common()
			return call == at.op.Call || c.IsInvoke() && isContext(c.Value.Type()) ||
				slices.ContainsFunc(c.Args, func(v ssa.Value) bool { return isContext(v.Type()) || isRequest(v.Type()) && fails(call) })
		})
	}
	// reached tells which blocks a way comes to that starts at from and meets no such call.
	reached := func(from *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
		seen := make(map[*ssa.BasicBlock]bool)
		work := []*ssa.BasicBlock{from}
		for len(work) > 0 {
			b := work[len(work)-1]
			work = work[:len(work)-1]
			for _, next := range b.Succs {
				if l.has(next) && !seen[next] && !notices(next) {
					seen[next] = true
					work = append(work, next)
				}
			}
		}
		return seen
	}
	return slices.ContainsFunc(r.Pauses, func(p *Pause) bool {
		b := p.Instr.Block()
		if p.Kind != Plain || !l.has(b) || notices(b) {
			return false
		}
		seen := reached(b)
		return slices.ContainsFunc(l.heads, func(head *ssa.BasicBlock) bool { return seen[head] && reached(head)[b] })
	})
}

// fails reports whether a call may tell that it failed.
func fails(call *ssa.Call) bool {
	switch t := call.Type().(type) {
	case *types.Tuple:
		return t.Len() > 0 && isError(t.At(t.Len()-1).Type())
	default:
		return isError(t)
	}
}

// excused reports whether a function asks its context first of all, and says that all went well
// when that has ended: whoever tries it until it does has done with it then.
func excused(fn *ssa.Function) bool {
	if fn == nil || len(fn.Blocks) == 0 {
		return false
	}
	first := fn.Blocks[0]
	br, ok := first.Instrs[len(first.Instrs)-1].(*ssa.If)
	if !ok {
		return false
	}
	over, asked := first.Succs[0], br.Cond
	if bin, ok := asked.(*ssa.BinOp); ok && origin.IsNil(bin.Y) { // ctx.Err() != nil
		asked = bin.X
		if bin.Op == token.EQL {
			over = first.Succs[1]
		}
	}
	call, ok := asked.(*ssa.Call)
	if !ok || !(origin.IsBool(call.Type()) || isError(call.Type())) {
		return false
	}
	c := call.Common()
	if args := c.Args; c.IsInvoke() && !isContext(c.Value.Type()) || !c.IsInvoke() && !slices.ContainsFunc(args, func(v ssa.Value) bool { return isContext(v.Type()) }) {
		return false
	}
	ret, ok := over.Instrs[len(over.Instrs)-1].(*ssa.Return)
	return ok && len(ret.Results) > 0 && origin.IsNil(ret.Results[len(ret.Results)-1])
}

// paused returns the best pause of each node on the way back.
func (s *scan) paused(w *walk) map[*node]PauseKind {
	paused := make(map[*node]PauseKind)
	for _, n := range w.order {
		if !n.returns {
			continue
		}
		for _, instr := range n.block.Instrs[n.from:n.to] {
			if p := s.pauses[instr]; p != nil {
				paused[n] = max(paused[n], p.Kind)
			}
		}
	}
	return paused
}

// passes reports whether the instruction lies on a way back to the operation.
func (w *walk) passes(instr ssa.Instruction) bool {
	for _, n := range w.order {
		if n.returns && n.block == instr.Block() && slices.Contains(n.block.Instrs[n.from:n.to], instr) {
			return true
		}
	}
	return false
}

// straight searches a way back that passes no pause of at least the given kind. Unless forks is NoPause
// it does not leave a way with a pause of at least that kind at a branch about a number (the last attempt
// needs no pause, nor does a delay of zero), and returns the place where it leaves it.
func straight(w *walk, paused map[*node]PauseKind, kind, forks PauseKind) (*node, fork) {
	type step struct {
		n    *node
		fork fork
	}
	// ahead holds the nodes from which a pause lies ahead on the way back.
	ahead := make(map[*node]bool)
	if forks > NoPause {
		for changed := true; changed; {
			changed = false
			for _, n := range w.order {
				if ahead[n] || !n.returns {
					continue
				}
				yes := paused[n] >= forks
				for _, e := range n.next() {
					if e.to != nil && ahead[e.to] && !n.back {
						yes = true
					}
				}
				if yes {
					ahead[n], changed = true, true
				}
			}
		}
	}
	seen := map[*node]bool{w.first: true}
	work := []step{{w.first, fork{}}}
	for len(work) > 0 {
		s := work[0]
		work = work[1:]
		if paused[s.n] >= kind {
			continue
		}
		if s.n.back {
			return s.n, s.fork
		}
		var cond ssa.Value
		if br, ok := s.n.block.Instrs[len(s.n.block.Instrs)-1].(*ssa.If); ok {
			cond = br.Cond
		}
		for i, e := range s.n.next() {
			if e.to == nil || !e.to.returns || seen[e.to] {
				continue
			}
			at := s.fork
			if forks > NoPause && cond != nil && len(s.n.next()) == 2 {
				other := s.n.next()[1-i].to
				if other != nil && ahead[other] && !ahead[e.to] {
					if numeric(cond, make(map[*ssa.Phi]bool)) {
						continue
					}
					at = fork{cond.Pos(), cond, i == 0}
					if !at.pos.IsValid() {
						at.pos = w.op.Pos()
					}
				}
			}
			seen[e.to] = true
			work = append(work, step{e.to, at})
		}
	}
	return nil, fork{}
}

// A fork is a branch that leaves a way with a pause.
type fork struct {
	pos   token.Pos
	cond  ssa.Value
	taken bool // it is left when the condition holds
}

// overload reports whether a branch is taken because the peer says that it has too much to do.
func overload(cond ssa.Value, taken bool) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.Op != token.EQL && b.Op != token.NEQ || (b.Op == token.EQL) != taken {
		return false
	}
	n, ok := constInt(b.Y)
	switch {
	case !ok:
		return false
	case namedAs(b.Y.Type(), "google.golang.org/grpc/codes", "Code"):
		return n == 8 || n == 14 // ResourceExhausted, Unavailable
	}
	load, ok := b.X.(*ssa.UnOp)
	if !ok {
		return false
	}
	fa, ok := load.X.(*ssa.FieldAddr)
	return ok && namedAs(fa.X.Type(), "net/http", "Response") && (n == 429 || n >= 500 && n < 600)
}

// isTimeout reports whether v is the error, or the status code, of what took too long.
func isTimeout(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		return ok && v.Op == token.MUL && timeoutName(g.Name())
	case *ssa.Const:
		n, ok := constInt(v)
		return ok && n == 4 && namedAs(v.Type(), "google.golang.org/grpc/codes", "Code")
	}
	return false
}

func timeoutName(name string) bool {
	lower := strings.ToLower(name)
	return strings.Contains(lower, "timeout") || strings.Contains(lower, "timedout") || strings.Contains(lower, "deadlineexceeded")
}

// numeric reports whether a condition compares numbers or looks at the time. The phis in seen
// have been asked: in a loop, two may be made of each other.
func numeric(cond ssa.Value, seen map[*ssa.Phi]bool) bool {
	switch c := cond.(type) {
	case *ssa.BinOp:
		return origin.IsNumber(c.X.Type()) && !answer(c.X)
	case *ssa.UnOp:
		return c.Op == token.NOT && numeric(c.X, seen)
	case *ssa.Phi:
		if seen[c] {
			return false
		}
		seen[c] = true
		for _, e := range c.Edges {
			if numeric(e, seen) {
				return true
			}
		}
		return len(c.Edges) > 0 && origin.IsBool(c.Type()) && !hasCall(c)
	case *ssa.Call:
		return timeCall(c)
	}
	return false
}

// answer reports whether a number comes out of a call that is told an error: its code.
func answer(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	for _, arg := range call.Common().Args {
		if isError(arg.Type()) {
			return true
		}
	}
	return false
}

func hasCall(phi *ssa.Phi) bool {
	for _, e := range phi.Edges {
		if _, ok := e.(*ssa.Call); ok {
			return true
		}
	}
	return false
}

// limits fills in what ends the region.
func (s *scan) limits(r *Region, w *walk, results []ssa.Value) {
	broken := ""
	for _, x := range w.exits(results) {
		switch x.kind {
		case onCount:
			if r.Limit.Kind != CountLimit || x.n > 0 && (r.Limit.Attempts == 0 || x.n < r.Limit.Attempts) {
				r.Limit = Limit{Kind: CountLimit, Attempts: x.n, Bound: x.bound, Exact: x.exact, Pos: x.pos}
			}
		case onTime:
			if r.Limit.Kind < TimeLimit && r.Limit.Kind != CountLimit {
				r.Limit = Limit{Kind: TimeLimit, Pos: x.pos}
			}
		case onBroken:
			broken = x.broken
		case onUnknown:
			if r.Kind == Recursive && s.remedy(x.cond) {
				continue
			}
			if r.Limit.Kind == NoLimit {
				r.Limit.Kind = MaybeLimit
			}
			r.Heeds = max(r.Heeds, MaybeHeed)
			r.Loose = r.Loose || s.loosens(x.cond)
		case onInvariant:
			r.Loose = r.Loose || s.loosens(x.cond)
		case onError:
			r.Filtered = r.Filtered || x.cond != nil && !nilTest(x.cond)
		case onFilter:
			r.Filtered, r.filter = true, x.cond
			r.Heeds = max(r.Heeds, MaybeHeed)
		case onStop:
			r.Heeds = max(r.Heeds, HeedsStop)
		case onCtx, onCtxError:
			r.Loose = r.Loose || x.kind == onCtx && s.allots(x.cond)
			if x.ctx != nil && s.root(x.ctx) {
				continue // nobody ends it
			}
			r.Heeds = HeedsCtx
			if x.ctx != nil {
				r.HeedCtxs = append(r.HeedCtxs, x.ctx)
			}
		}
	}
	if r.Limit.Kind == NoLimit {
		r.Limit.Broken = broken
	}
	if r.Limit.Kind == NoLimit && s.mayExit(w) {
		r.Limit = Limit{Kind: MaybeLimit}
	}
}

// loosens reports whether a condition asks for something else than how something went: a pause that was
// cut short, or a step that is taken before each attempt.
func (s *scan) loosens(cond ssa.Value) bool {
	cond = unnegated(cond)
	if nilTest(cond) {
		cond = cond.(*ssa.BinOp).X
	}
	if isError(cond.Type()) {
		return false
	}
	call, ok := cond.(*ssa.Call)
	return !ok || s.pauses[call] == nil || s.pauses[call].Kind < Event
}

// unnegated returns what a condition, or its negation, asks.
func unnegated(cond ssa.Value) ssa.Value {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		return not.X
	}
	return cond
}

// allots reports whether a condition asks a function of this package that is given a context for the
// values in it, such as a budget, and for nothing else.
func (s *scan) allots(cond ssa.Value) bool {
	call, ok := unnegated(cond).(*ssa.Call)
	if !ok || call.Call.IsInvoke() {
		return false
	}
	fn := call.Call.StaticCallee()
	if fn == nil || fn.Pkg != s.a.SSA.Pkg || len(fn.Blocks) == 0 {
		return false
	}
	return !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		return isContext(p.Type()) && slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
			use, ok := ref.(*ssa.Call)
			return !ok || !use.Call.IsInvoke() || use.Call.Method.Name() != "Value"
		})
	})
}

// remedy reports whether a condition asks how another remote call went, which is given no
// context: what is done about the failure (logging in again) works, and limits nothing.
func (s *scan) remedy(cond ssa.Value) bool {
	if !nilTest(cond) {
		return false
	}
	x := cond.(*ssa.BinOp).X
	if ext, ok := x.(*ssa.Extract); ok {
		x = ext.Tuple
	}
	call, ok := x.(*ssa.Call)
	if !ok || s.a.Crossing(call) == nil || s.pauses[call] != nil {
		return false
	}
	for _, arg := range call.Common().Args {
		if isContext(arg.Type()) {
			return false
		}
	}
	return true
}

// mayExit reports whether every way back calls something that may end the program or the
// goroutine instead of returning.
func (s *scan) mayExit(w *walk) bool {
	exits := make(map[*node]PauseKind)
	for _, n := range w.order {
		for _, instr := range n.block.Instrs[n.from:n.to] {
			if call, ok := instr.(*ssa.Call); ok && n.returns && s.leaves(call) {
				exits[n] = Plain
			}
		}
	}
	if len(exits) == 0 {
		return false
	}
	back, _ := straight(w, exits, Plain, NoPause)
	return back == nil
}

// leaves reports whether a call may never return. Of a method of an interface only its name
// is known, and so of a function whose summary is lost.
func (s *scan) leaves(call *ssa.Call) bool {
	c := call.Common()
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return false
	}
	name := calleeName(c)
	for _, p := range [...]string{"Fatal", "fatal", "Panic", "panic", "Exit", "exit", "Die", "die", "Must", "must", "Abort", "abort"} {
		if startsWord(name, p) {
			return true
		}
	}
	fn := calleeFunc(c)
	if fn == nil || c.IsInvoke() || fn.Pkg() == s.a.SSA.Pkg.Pkg || isStd(fn.Pkg()) || len(*call.Referrers()) > 0 {
		return false // what it returns is used
	}
	if logName(fn.Name()) || quietName(fn.Name()) {
		return false
	}
	_, known := s.a.Imported(fn)
	return !known
}

// nilTest reports whether a condition only asks whether there is an error.
func nilTest(cond ssa.Value) bool {
	b, ok := cond.(*ssa.BinOp)
	if !ok {
		return false
	}
	c, ok := b.Y.(*ssa.Const)
	return ok && c.IsNil()
}

// root reports whether ctx is surely one that never ends.
func (s *scan) root(ctx ssa.Value) bool {
	srcs := s.a.Origin.Sources(ctx, s.fn)
	for _, src := range srcs {
		call, ok := src.Value.(*ssa.Call)
		if src.Kind != origin.Call || !ok {
			return false
		}
		fn := calleeFunc(call.Common())
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "context" || fn.Name() != "Background" && fn.Name() != "TODO" {
			return false
		}
	}
	return len(srcs) > 0
}

// watch records a loop that waits for a state without repeating anything that can fail, when it
// sleeps between its looks.
func (s *scan) watch(l *loop) {
	r := &Region{Fn: s.fn, Kind: Watch, loop: l}
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			if p := s.pauses[instr]; p != nil && p.Kind >= Event {
				r.Pauses = append(r.Pauses, p)
			}
			switch instr := instr.(type) {
			case *ssa.Select:
				for _, st := range instr.States {
					if ch := s.a.channel(st.Chan); ch.kind == doneChan {
						r.Heeds = HeedsCtx
						r.HeedCtxs = append(r.HeedCtxs, ch.ctx)
					}
				}
			case *ssa.Call:
				if c := instr.Common(); c.IsInvoke() && c.Method.Name() == "Err" && isContext(c.Value.Type()) {
					r.Heeds = HeedsCtx
					r.HeedCtxs = append(r.HeedCtxs, c.Value)
				}
			}
		}
	}
	if len(r.Pauses) == 0 {
		return
	}
	slices.SortStableFunc(r.Pauses, func(x, y *Pause) int { return cmp.Compare(x.Instr.Pos(), y.Instr.Pos()) })
	r.Pos, r.End = s.a.place(l, nil)
	r.Job = s.job(l)
	s.busy(l, r)
	s.r.regions = append(s.r.regions, r)
}

// job reports whether nothing but the end of a context ends a loop.
func (s *scan) job(l *loop) bool {
	for _, b := range l.list {
		for i, next := range b.Succs {
			if l.has(next) {
				continue
			}
			if _, ok := next.Instrs[len(next.Instrs)-1].(*ssa.Panic); ok {
				continue // a select that none of its cases ends
			}
			br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
			if !ok || !s.ended(br.Cond, i == 0) {
				return false
			}
		}
	}
	return true
}

// ended reports whether a branch asks whether a context has ended.
func (s *scan) ended(cond ssa.Value, taken bool) bool {
	if sel, i, ok := selectCase(cond); ok {
		return taken && i < len(sel.States) && s.a.channel(sel.States[i].Chan).kind == doneChan
	}
	test, ok := cond.(*ssa.BinOp)
	if !ok || !nilTest(test) {
		return false
	}
	call, ok := test.X.(*ssa.Call)
	return ok && call.Call.IsInvoke() && call.Call.Method.Name() == "Err" && isContext(call.Call.Value.Type())
}

// busy finds a way round the loop that jumps over its pause and does nothing but ask: no call
// on it can make progress, so it burns a processor until somebody else changes the answer.
func (s *scan) busy(l *loop, r *Region) {
	if len(l.heads) != 1 {
		return
	}
	head := l.heads[0]
	for _, instr := range head.Instrs {
		if _, ok := instr.(*ssa.Phi); ok {
			return // something changes from turn to turn
		}
	}
	var visit func(b *ssa.BasicBlock, fork token.Pos, seen map[*ssa.BasicBlock]bool) token.Pos
	visit = func(b *ssa.BasicBlock, fork token.Pos, seen map[*ssa.BasicBlock]bool) token.Pos {
		seen[b] = true
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if s.pauses[instr] != nil || !asks(instr) {
					return token.NoPos
				}
			case *ssa.Store, *ssa.MapUpdate, *ssa.Send, *ssa.Select, *ssa.Next, *ssa.Go, *ssa.Defer:
				return token.NoPos
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return token.NoPos
				}
			case *ssa.If:
				if call, ok := instr.Cond.(*ssa.Call); ok {
					fork = call.Pos()
				}
			}
		}
		for _, next := range b.Succs {
			if next == head && fork.IsValid() {
				return fork
			}
			if l.has(next) && !seen[next] {
				if p := visit(next, fork, seen); p.IsValid() {
					return p
				}
			}
		}
		return token.NoPos
	}
	if p := visit(head, token.NoPos, make(map[*ssa.BasicBlock]bool)); p.IsValid() {
		r.Skip, r.SkipBusy = p, true
	}
}

// asks reports whether the call is a predicate without arguments.
func asks(call *ssa.Call) bool {
	c := call.Common()
	if !origin.IsBool(call.Type()) {
		return false
	}
	if c.IsInvoke() {
		return len(c.Args) == 0
	}
	fn := calleeFunc(c)
	return fn != nil && fn.Signature().Params().Len() == 0 && !newWork(call) && !strings.HasPrefix(fn.Name(), "Try")
}

// lost looks for a return that reports success although the last attempt failed: follow the
// exits of the exhausted limit to the function's end with what is known on the way.
func (s *scan) lost(r *Region, at *attempt) {
	res := s.fn.Signature.Results()
	if res.Len() == 0 || !isError(res.At(res.Len()-1).Type()) {
		return
	}
	if s.shadowed(r, at); r.Lost != nil || r.Limit.Kind != CountLimit && r.Limit.Kind != TimeLimit {
		return
	}
	w := at.failed
	out := w.outside(s.fn)
	for _, n := range w.order {
		if !n.returns || n.back {
			continue
		}
		br, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		for i, e := range n.next() {
			if e.to != nil {
				continue
			}
			x := w.classify(br.Cond, i == 0, at.results)
			switch {
			case x.told:
				return // what is awaited has come about
			case x.kind == onCount || x.kind == onTime:
				out.node(e.succ, out.phis(n.block, e.succ, w.leaving(n, br, i, at.op.Outcome)), nil)
			}
		}
	}
	if len(out.order) > 0 && s.outlasted(r, at) {
		return // the time is over before the count is
	}
	lost, aloud := s.silent(out, w.loop)
	if lost != nil && !s.inverse(at) && !s.amended(lost, at) {
		r.Lost, r.LostAloud, r.LostKept = lost, aloud, s.noted(lost, at)
	}
}

// silent follows a walk out of a loop to the function's end, and returns the return that reports
// success there without a value, or nil: another end, or something else that is done on the
// way, tells the caller something. aloud tells that a log hears of it.
func (s *scan) silent(out *walk, from *loop) (lost *ssa.Return, aloud bool) {
	for i := 0; i < len(out.order); i++ {
		n := out.order[i]
		*out.steps++
		if len(out.order) > 200 || *out.steps > maxSteps {
			return nil, false
		}
		if n.back || slices.Contains(from.list, n.block) {
			return nil, false // goes on somewhere else
		}
		for _, instr := range n.block.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if !s.says(instr) {
					return nil, false // something else is done: a fallback
				}
				aloud = aloud || logName(calleeName(instr.Common()))
			case *ssa.Store:
				if _, ok := instr.Addr.(*ssa.Alloc); !ok {
					if _, ok := instr.Addr.(*ssa.IndexAddr); !ok {
						return nil, false
					}
				}
			case *ssa.MapUpdate, *ssa.Send, *ssa.Go:
				return nil, false
			}
		}
		out.expand(n, nil)
		ret, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		fs := out.body(n.block, 0, int32(len(n.block.Instrs)), n.facts, nil)
		last := len(ret.Results) - 1
		if out.eval(ret.Results[last], fs, 0).kind != isNil {
			return nil, false // one of two tests of the count tells; which of them comes first is not known
		}
		for _, v := range ret.Results[:last] {
			if !zero(out, v, fs) {
				return nil, false // a value all the same: the caller is told something
			}
		}
		lost = ret
	}
	return lost, aloud
}

// never looks for a return that reports success although the operation never ran: the limit
// comes from elsewhere, nothing here sees to it that it is at least one, and it is tested before
// the first attempt.
func (s *scan) never(r *Region, at *attempt) {
	bound := r.Limit.Bound
	res := s.fn.Signature.Results()
	if r.Limit.Kind != CountLimit || r.Limit.Attempts != 0 || !s.open(bound) || res.Len() == 0 || !isError(res.At(res.Len()-1).Type()) {
		return
	}
	w := at.failed
	head := w.loop.heads[0]
	br, ok := head.Instrs[len(head.Instrs)-1].(*ssa.If)
	if !ok || len(w.loop.heads) > 1 || at.op.Call.Block() == head {
		return
	}
	out := w.outside(s.fn)
	for i, succ := range head.Succs {
		if w.loop.has(succ) || w.classify(br.Cond, i == 0, at.results).kind != onCount {
			continue
		}
		for _, p := range head.Preds {
			if !w.loop.has(p) {
				out.node(succ, out.phis(head, succ, out.phis(p, head, nil)), nil)
			}
		}
	}
	if len(out.order) > 0 {
		r.Never, _ = s.silent(out, w.loop)
	}
}

// open reports whether a limit may be nought as far as the package tells: it is a number of the
// caller's or a setting, and nothing compares it with a constant.
func (s *scan) open(bound ssa.Value) bool {
	for range 3 {
		if c, ok := bound.(*ssa.Convert); ok {
			bound = c.X
		}
	}
	switch v := bound.(type) {
	case *ssa.Parameter:
		return !comparedToConst(v)
	case *ssa.UnOp:
		fa, ok := v.X.(*ssa.FieldAddr)
		if !ok || v.Op != token.MUL {
			return false
		}
		f := fieldOf(fa)
		return f != nil && !s.a.checked(f)
	}
	return false
}

func comparedToConst(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		if b, ok := ref.(*ssa.BinOp); ok && (isConstant(b.X) || isConstant(b.Y)) {
			return true
		}
	}
	return false
}

// checked reports whether the package compares the field with a constant anywhere, or sets it to
// one.
func (a *Analysis) checked(f *types.Var) bool {
	for _, st := range a.Origin.FieldStores(f) {
		if isConstant(st.Val) {
			return true
		}
	}
	for _, fn := range a.SSA.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if fa, ok := instr.(*ssa.FieldAddr); ok && fieldOf(fa) == f {
					for _, ref := range *fa.Referrers() {
						if load, ok := ref.(*ssa.UnOp); ok && comparedToConst(load) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

func zero(w *walk, v ssa.Value, fs facts) bool {
	c, ok := v.(*ssa.Const)
	if ok && (c.IsNil() || c.Value == nil || fmt.Sprint(c.Value) == `""` || fmt.Sprint(c.Value) == "0") {
		return true
	}
	return w.eval(v, fs, 0).kind == isNil
}

// says reports whether a call only talks: logs, formats, counts.
func (s *scan) says(call *ssa.Call) bool {
	c := call.Common()
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return b.Name() != "append" || true
	}
	fn := calleeFunc(c)
	if fn == nil {
		return false
	}
	if fn.Pkg() != nil {
		switch fn.Pkg().Path() {
		case "fmt", "log", "log/slog", "errors", "strings", "strconv", "time":
			return true
		case "sync/atomic": // others look at what is stored; to add counts
			return !strings.HasPrefix(fn.Name(), "Store") && !strings.HasPrefix(fn.Name(), "Swap") && !strings.HasPrefix(fn.Name(), "CompareAndSwap")
		}
	}
	return quietName(fn.Name())
}

// outside returns a walk that goes on in the whole function with what w knows, where that leaves its loop.
func (w *walk) outside(fn *ssa.Function) *walk {
	return &walk{a: w.a, loop: everything(fn), op: w.op, goal: w.op, tables: &tables{ids: w.ids, keys: w.keys}, steps: w.steps}
}

// everything is the whole function as if it were one loop.
func everything(fn *ssa.Function) *loop {
	l := &loop{fn: fn, in: make([]bool, len(fn.Blocks)), list: fn.Blocks}
	for i := range l.in {
		l.in[i] = true
	}
	return l
}

// HelperCall is a call of a function that runs one of its arguments again.
type HelperCall struct {
	Call ssa.CallInstruction
	Run  Run    // of a function whose summary says so
	Name string // of a library's function: "backoff.Retry"
	// Row is what the catalog knows of a library's function, nil for others.
	Row *catalog.RetryHelper
	// Shared is set when several runs use one policy that is not made for that.
	Shared *Shared
	// Lasts is how long the pauses of a library take together at the most, 0 if that is not known.
	Lasts time.Duration
}

// summarize adds what callers need to know.
func (s *scan) summarize() {
	sum := Summary{}
	if s.r.sum != nil {
		sum = *s.r.sum
	}
	for _, r := range s.r.regions {
		op := r.Op()
		if r.Kind != Retry && r.Kind != Recursive && r.Kind != Helper || op == nil {
			continue
		}
		if op.Param >= 0 && r.Kind == Retry {
			sum.Runs = append(sum.Runs, s.run(r, op))
		}
		if op.Evidence != Known {
			continue
		}
		inner := s.a.Nested(r)
		n, layers, worst := s.a.Product(r, inner)
		switch {
		case n > sum.Attempts:
			sum.Attempts, sum.Op, sum.Layers, sum.Worst, sum.Loose = n, op.Name, nil, worst, r.Loose || inner != nil && inner.Loose
			if len(layers) > 1 {
				sum.Layers = layers
			}
		case n > 0:
		default:
			sum.Unknown, sum.Op = true, op.Name
		}
	}
	// What a callee repeats, this function repeats as well.
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if inner := s.a.summaryOf(call); inner != nil && inner.Attempts > sum.Attempts {
				sum.Attempts, sum.Op, sum.Layers, sum.Worst, sum.Part, sum.Loose = inner.Attempts, inner.Op, inner.Layers, inner.Worst, inner.Part, inner.Loose
			}
		}
	}
	for _, run := range s.handed {
		if !slices.ContainsFunc(sum.Runs, func(r Run) bool { return r.Param == run.Param }) {
			sum.Runs = append(sum.Runs, run)
		}
	}
	sum.Part = sum.Part || sum.Attempts > 1 && s.more()
	if sum.Attempts == 0 && !sum.Unknown && sum.Pause == NoPause && len(sum.Runs) == 0 {
		s.r.sum = nil
		return
	}
	s.r.sum = &sum
}

// more reports whether the function crosses the network in several places, or in a loop that
// is no attempt.
func (s *scan) more() bool {
	crossings := 0
	for _, b := range s.fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && s.a.Crossing(call) != nil {
				crossings++
				if crossings > 1 || s.iterated(call) {
					return true
				}
			}
		}
	}
	return false
}

// iterated reports whether a call lies in a loop of the function that repeats it for other work.
func (s *scan) iterated(call *ssa.Call) bool {
	for _, l := range s.loops {
		if l.has(call.Block()) && !slices.ContainsFunc(s.r.regions, func(r *Region) bool {
			return r.loop == l && slices.ContainsFunc(r.Ops, func(op *Op) bool { return op.Call == call })
		}) {
			return true
		}
	}
	return false
}

// run describes how a parameter is run again.
func (s *scan) run(r *Region, op *Op) Run {
	run := Run{Param: op.Param, In: givenTo(op), Count: -1, Ctx: -1, Sorts: r.Filtered, Filter: -1}
	if cond := r.filter; cond != nil {
		if call, ok := unnegated(cond).(*ssa.Call); ok {
			run.Filter = s.param(call.Call.Value)
		}
	}
	if r.Limit.Kind == CountLimit {
		run.Attempts = r.Limit.Attempts
		if p := boundParam(r.Limit.Bound); p != nil {
			run.Count, run.Exact = s.param(p), r.Limit.Exact
		}
	}
	if r.Forever() || r.Limit.Kind == NoLimit && r.Heeds == Heedless {
		run.Attempts = Unlimited
	}
	for _, v := range r.HeedCtxs {
		if p, ok := v.(*ssa.Parameter); ok {
			run.Ctx = s.param(p)
		}
	}
	for _, p := range r.Pauses {
		run.Pause = max(run.Pause, p.Kind)
	}
	run.Each = s.a.each(r)
	return run
}

// boundParam returns the parameter that bounds a count: n, or max(n, 1).
func boundParam(v ssa.Value) *ssa.Parameter {
	switch v := v.(type) {
	case *ssa.Parameter:
		return v
	case *ssa.Convert:
		return boundParam(v.X)
	case *ssa.Call:
		b, ok := v.Call.Value.(*ssa.Builtin)
		if !ok || b.Name() != "max" || len(v.Call.Args) != 2 || !isConstant(v.Call.Args[1]) {
			return nil
		}
		return boundParam(v.Call.Args[0])
	}
	return nil
}

// Exported returns what is worth a fact: that a function calls something unknown is not.
func (s *Summary) Exported() *Summary {
	if s == nil || !s.Repeats() && s.Pause < Event {
		return nil
	}
	return s
}

// Repeats reports whether the function repeats a crossing, or runs a parameter again.
func (s *Summary) Repeats() bool {
	return s != nil && (s.Attempts != 0 || s.Unknown || len(s.Runs) > 0)
}

func (s *Summary) text() string {
	var parts []string
	switch {
	case s.Attempts == Unlimited:
		parts = append(parts, "tries "+s.Op+" without end")
	case s.Attempts > 1:
		parts = append(parts, fmt.Sprintf("tries %s %d times", s.Op, s.Attempts))
	case s.Unknown:
		parts = append(parts, "tries "+s.Op+" again")
	}
	for _, r := range s.Runs {
		parts = append(parts, fmt.Sprintf("runs %d", r.Param))
	}
	if s.Pause >= Event {
		parts = append(parts, "pauses: "+s.Pause.String())
	}
	return strings.Join(parts, "; ")
}
