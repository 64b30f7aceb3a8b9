package stamps

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// Elapsed is a span of time of this process, taken from at least one stamp that lost its
// monotonic reading, which decides something. One carrier (the field or variable that holds
// the stamp) is one cause, however many places measure against it.
type Elapsed struct {
	Site
	Carrier  string // the field or variable, "" for a stamp that stays in one function
	Stripped *Origin
	Now      *Origin   // the other end, nil if it is the clock itself
	Decides  string    // the function that decides
	What     string    // how: "time.Since", "Before", "an integer difference", "a deadline"
	At       token.Pos // where it decides
	Integer  bool      // the stamp is kept as a number
	Deadline bool
	Fixes    []analysis.SuggestedFix
}

// A span is one place that measures.
type span struct {
	instr    ssa.Instruction
	fn       *ssa.Function
	x, y     *Value // y is nil where the clock is read by the measure itself
	what     string
	integer  bool
	deadline bool
	grade    settings.Confidence
	limit    string // the names of the length that is allowed
	by       string // the function elsewhere that measures, "" if it is fn
	step     bool   // it asks whether the clock was set
}

// harmlessAge is the limit from which on a stamp's age is so coarse that a step of the
// wall clock hardly changes the decision.
const harmlessAge = 10 * time.Minute

func (a *Analysis) findElapsed() {
	var spans []*span
	for _, call := range a.ix.compares {
		if s := a.measured(call); s != nil {
			spans = append(spans, s)
		}
	}
	for _, call := range a.ix.deadlines {
		if s := a.deadline(call); s != nil {
			spans = append(spans, s)
		}
	}
	for _, op := range a.marked() {
		if s := a.subtracted(op); s != nil {
			spans = append(spans, s)
		}
	}
	spans = slices.DeleteFunc(unguarded(spans), func(s *span) bool { return s.step })
	spans = append(spans, a.passedOn()...)
	spans = append(spans, a.storedAbroad()...)
	a.group(spans)
}

// orders reports whether a comparison puts two moments in order rather than asks how much
// time has passed: of the same field of two records, of two stored stamps, or of two
// moments to come, such as the deadline that is armed and a new one. A step of the clock
// moves both ends, or hardly matters: no timeout hangs on it.
func orders(xv, yv ssa.Value, x, y *Value) bool {
	fx, _ := fieldOf(xv)
	fy, _ := fieldOf(yv)
	return fx != nil && fx == fy || len(x.Carriers) > 0 && len(y.Carriers) > 0 || x.shifted && y.shifted
}

// asksForSteps reports whether two readings are compared with no length between them: the
// later of them comes first only if the clock was set, and that is what is asked. A time that
// is kept may be the moment at which something ended.
func asksForSteps(x, y *Value, integer bool) bool {
	return !x.shifted && !y.shifted && (integer || len(x.Carriers)+len(y.Carriers) == 0)
}

// asksNegative reports whether a difference is compared with zero.
func asksNegative(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Convert:
			if asksNegative(ref) {
				return true
			}
		case *ssa.ChangeType:
			if asksNegative(ref) {
				return true
			}
		case *ssa.BinOp:
			if n, ok := origin.Int(ref.Y); ok && n == 0 && (ref.Op == token.LSS || ref.Op == token.LEQ || ref.Op == token.GEQ) {
				return true
			}
		}
	}
	return false
}

// unguarded drops the differences whose function also asks whether the clock ran backwards,
// "now < last || now-last > limit" or "age < 0", and those questions themselves: it knows. Of an end
// that is compared with the clock, what is left until then is not told a second time.
func unguarded(spans []*span) []*span {
	type pair struct {
		fn   *ssa.Function
		x    ssa.Value
		kept any
	}
	key := func(s *span) (pair, bool) {
		op, ok := s.instr.(*ssa.BinOp)
		if !ok {
			return pair{}, false
		}
		x, y := op.X, op.Y
		if f, _ := fieldOf(y); f != nil {
			return pair{s.fn, x, f}, true
		}
		if f, _ := fieldOf(x); f != nil {
			return pair{s.fn, y, f}, true
		}
		if y.Name() < x.Name() {
			x, y = y, x
		}
		return pair{s.fn, x, y}, true
	}
	const difference, comparison, over = 1, 2, 4
	seen := make(map[pair]int)
	for _, s := range spans {
		if k, ok := key(s); ok {
			switch op := s.instr.(*ssa.BinOp); {
			case op.Op != token.SUB && (s.x.shifted || s.y.shifted):
				seen[k] |= over // it asks for an end, of which the difference is what is left
			case op.Op != token.SUB:
				seen[k] |= comparison
			case !s.x.shifted && asksNegative(op): // of an end, it asks whether it is over
				seen[k] |= difference | comparison
			default:
				seen[k] |= difference
			}
		}
	}
	return slices.DeleteFunc(spans, func(s *span) bool {
		k, ok := key(s)
		if !ok {
			return false
		}
		return seen[k]&(difference|comparison) == difference|comparison || seen[k] == difference|over && s.instr.(*ssa.BinOp).Op == token.SUB
	})
}

// operands returns the two ends that a comparison of package time measures between; y is
// nil if it reads the clock itself.
func operands(call *ssa.Call) (x, y ssa.Value) {
	args := call.Common().Args
	switch calleeObj(call.Common()).Name() {
	case "Since", "Until": // the last, since an injected clock may come first
		return args[len(args)-1], nil
	}
	return args[0], args[1]
}

func (a *Analysis) operand(v ssa.Value) *Value {
	if v == nil {
		return &Value{Kinds: Mono}
	}
	if p, ok := types.Unalias(v.Type()).(*types.Pointer); ok && isStampType(p.Elem()) {
		a.steps = 0
		return a.close(a.evalAddr(v), 0)
	}
	return a.at(v)
}

// measured looks at a comparison or difference of times.
func (a *Analysis) measured(call *ssa.Call) *span {
	if a.taken[call] {
		return nil
	}
	xv, yv := operands(call)
	x, y := a.operand(xv), a.operand(yv)
	name := calleeObj(call.Common()).Name()
	a.note(call, xv, yv, x, y)
	if !ownStripped(x, y) {
		return a.needless(call, x, y)
	}
	d := a.newDecider()
	if name != "Sub" && yv != nil && (orders(xv, yv, x, y) || asksForSteps(x, y, false)) {
		return nil
	}
	decides := d.decides(call)
	if !decides && !d.paces || a.converts(call, xv, yv, x, y) || a.besideMono(call, 0) {
		return nil
	}
	if yv == nil {
		if x = a.forCallers(call, xv, x); x == nil {
			return nil
		}
	}
	s := &span{instr: call, fn: call.Parent(), x: x, y: y, what: "Time." + name}
	if yv == nil {
		s.what, s.y = "time."+name, nil
	}
	if atOnce(call, x, s.y) && !(d.timer && askedAgain(xv, call)) || yv != nil && a.sameReading(xv, yv) {
		return nil
	}
	s.grade, s.limit = grade(x, y, d), d.names+x.added+y.added
	if d.limit >= int64(harmlessAge) && !d.timer || d.coarse || !decides {
		s.grade = settings.Possible
	}
	if a.addsMuch(xv) || yv != nil && a.addsMuch(yv) || max(x.length, y.length) >= harmlessAge && !d.timer {
		s.grade = settings.Possible
	}
	return s
}

// atOnce reports whether both ends are read right before they are compared, with nothing
// done in between that takes time: "end := now + ttl; if now after end" asks whether the
// length is negative, and no time has passed. A timer that is set by it runs on the monotonic
// clock from there. y is nil if the measure itself reads the clock.
func atOnce(instr ssa.Instruction, x, y *Value) bool {
	read := false
	if v, ok := instr.(ssa.Value); ok && inCycle(instr.Block()) && joined(v) {
		return false // one of them may be kept from the turn before
	}
	for _, v := range []*Value{x, y} {
		if v == nil {
			continue
		}
		if len(v.Carriers) > 0 || len(v.params) > 0 {
			return false
		}
		for _, o := range v.Origins {
			if o.Kind&local == 0 {
				continue
			}
			made := o.call
			if made == nil {
				made = o.at
			}
			if made == nil || !follows(made, instr) {
				return false
			}
			read = true
		}
	}
	return read
}

// askedAgain reports whether a point in time that a timer is set by is kept and asked for once more: in
// another measure or comparison, or through the variable that holds it.
func askedAgain(v ssa.Value, by *ssa.Call) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	return slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			return !slices.Contains(by.Call.Args, ssa.Value(ref))
		case *ssa.MakeClosure:
			return true
		case *ssa.Call:
			obj := calleeObj(ref.Common())
			if ref == by || obj == nil {
				return false
			}
			switch obj.Name() {
			case "Since", "Until", "Sub", "Before", "After", "Compare":
				return true
			}
		}
		return false
	})
}

// follows reports whether instr runs right after a reading, in whatever way it comes there, with
// nothing done in between that takes time.
func follows(reading *ssa.Call, instr ssa.Instruction) bool {
	from, to := reading.Block(), instr.Block()
	if reading.Parent() != instr.Parent() || !from.Dominates(to) || from != to && inCycle(to) {
		return false
	}
	for _, b := range instr.Parent().Blocks {
		if b != from && b != to && (from == to || !origin.Reaches(from, b) || !origin.Reaches(b, to)) {
			continue
		}
		list := b.Instrs
		if b == to {
			list = list[:slices.Index(list, instr)]
		}
		if b == from {
			i := slices.Index(list, ssa.Instruction(reading))
			if i < 0 {
				return false // of the turn before
			}
			list = list[i+1:]
		}
		if slices.ContainsFunc(list, takesTime) {
			return false
		}
	}
	return true
}

// takesTime reports whether an instruction may wait, or do anything but compute and report.
func takesTime(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.Call:
		if _, ok := instr.Common().Value.(*ssa.Builtin); ok {
			return false
		}
		obj := calleeObj(instr.Common())
		return obj == nil || !isPure(obj) && !isReport(obj)
	case *ssa.Select, *ssa.Send, *ssa.RunDefers:
		return true
	case *ssa.UnOp:
		return instr.Op == token.ARROW
	}
	return false
}

// converts reports whether a difference turns an end that was set moments before back into
// the length it was set from, "ttl := expires - now": the end was kept nowhere, nobody comes
// back to ask again, and of the length nothing is asked but whether there is any. The length
// is handed on, or the end is, so that others read it off the wall clock. A timer of ours
// waits for it: that is a measure.
func (a *Analysis) converts(v ssa.Value, xv, yv ssa.Value, x, y *Value) bool {
	if call, ok := v.(*ssa.Call); ok {
		if n := calleeObj(call.Common()).Name(); n != "Sub" && n != "Until" {
			return false
		}
	}
	end, now, ev := x, y, xv
	if !end.shifted {
		end, now, ev = y, x, yv
	}
	if !end.shifted || now.shifted || len(end.Carriers)+len(now.Carriers) > 0 || inCycle(v.(ssa.Instruction).Block()) || captured(v) {
		return false
	}
	only, handed := a.onlyLength(v, 0)
	if phi, ok := ev.(*ssa.Phi); ok {
		for _, e := range phi.Edges {
			handed = handed || handedOut(e)
		}
	}
	return only && (handed || handedOut(ev))
}

// handedOut reports whether a stamp is given to other code than package time.
func handedOut(v ssa.Value) bool {
	if v.Referrers() == nil {
		return false
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			return true
		case *ssa.Convert:
			if handedOut(ref) {
				return true
			}
		case *ssa.Call:
			if obj := calleeObj(ref.Common()); obj == nil || !isPure(obj) && !isReport(obj) {
				return true
			}
		}
	}
	return false
}

// inCycle reports whether a block may run again within one call of its function.
func inCycle(b *ssa.BasicBlock) bool {
	seen := make([]bool, len(b.Parent().Blocks))
	var reach func(from *ssa.BasicBlock) bool
	reach = func(from *ssa.BasicBlock) bool {
		for _, s := range from.Succs {
			if s == b {
				return true
			}
			if !seen[s.Index] {
				seen[s.Index] = true
				if reach(s) {
					return true
				}
			}
		}
		return false
	}
	return reach(b)
}

// captured reports whether an operand of v comes from around its function, which may then
// run at any time after it was made.
func captured(v ssa.Value) bool {
	return madeWith(v, func(v ssa.Value) bool { _, ok := v.(*ssa.FreeVar); return ok }, 0)
}

// joined reports whether a time or number that v is computed from is one of several.
func joined(v ssa.Value) bool {
	return madeWith(v, func(v ssa.Value) bool {
		_, ok := v.(*ssa.Phi)
		return ok && (isTime(v.Type()) || isNumber(v.Type()))
	}, 0)
}

// madeWith reports whether is holds for v or for something that it is computed from.
func madeWith(v ssa.Value, is func(ssa.Value) bool, deep int) bool {
	if is(v) {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || deep > 6 {
		return false
	}
	for _, op := range instr.Operands(nil) {
		if *op != nil && madeWith(*op, is, deep+1) {
			return true
		}
	}
	return false
}

// onlyLength reports whether of a length nothing is asked but whether there is any, and
// whether it is handed on.
func (a *Analysis) onlyLength(v ssa.Value, deep int) (only, handed bool) {
	if v.Referrers() == nil || deep > 8 {
		return false, false
	}
	follow := func(w ssa.Value) bool {
		only, on := a.onlyLength(w, deep+1)
		handed = handed || on
		return only
	}
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Convert, *ssa.ChangeType, *ssa.Phi:
			if !follow(ref.(ssa.Value)) {
				return false, false
			}
		case *ssa.BinOp:
			switch ref.Op {
			case token.LSS, token.LEQ, token.GTR, token.GEQ, token.EQL, token.NEQ:
				if n, ok := origin.Int(ref.Y); !ok || n != 0 {
					return false, false
				}
			default:
				if !isConst(ref.Y) || !follow(ref) {
					return false, false
				}
			}
		case *ssa.Call:
			obj := calleeObj(ref.Common())
			if obj == nil || isTimer(obj) {
				return false, false
			}
			if obj.Pkg() != nil && obj.Pkg().Path() == "time" {
				if recvName(obj) != "Duration" || !follow(ref) {
					return false, false
				}
				continue
			}
			if fn := origin.Callee(ref.Common()); fn != nil && fn.Blocks != nil && fn.Pkg == a.env.SSA.Pkg {
				for i, arg := range ref.Common().Args {
					if arg == v && i < len(fn.Params) && !follow(fn.Params[i]) {
						return false, false
					}
				}
			}
			handed = true
		case *ssa.Store, *ssa.MakeInterface:
			handed = true
		default:
			return false, false
		}
	}
	return true, handed
}

// needless looks at a comparison with a time of unknown origin whose other end is a fresh
// reading that was stripped for no purpose: if the unknown end keeps its reading, as a
// deadline that a caller computed does, the comparison does not see it.
func (a *Analysis) needless(call *ssa.Call, x, y *Value) *span {
	if !isNow(x) || x.has(Mono|Wall|Aligned|Coarse) {
		x, y = y, x
	}
	if !isNow(x) || x.has(Mono|Wall|Aligned|Coarse) || len(x.Origins) != 1 || y.has(Foreign|File) || len(y.params) == 0 {
		return nil
	}
	strip := x.Origins[0].call
	if strip == nil || strip.Parent() != call.Parent() || !a.onlyMeasured(strip, make(map[any]bool)) || !a.newDecider().decides(call) {
		return nil
	}
	return &span{instr: call, fn: call.Parent(), x: x, what: "Time." + calleeObj(call.Common()).Name(), grade: settings.Possible}
}

// addsMuch reports whether v is a stamp plus a constant span so long that a step of the
// clock does not matter.
func (a *Analysis) addsMuch(v ssa.Value) bool {
	if phi, ok := v.(*ssa.Phi); ok { // a moment of days ago that a loop moves on
		for _, e := range phi.Edges {
			if _, ok := e.(*ssa.Call); ok && a.addsMuch(e) {
				return true
			}
		}
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	obj := calleeObj(call.Common())
	if obj == nil || obj.Name() != "Add" || !isTime(v.Type()) {
		return false
	}
	n, ok := origin.Int(call.Common().Args[1])
	return ok && (n >= int64(harmlessAge) || n <= -int64(harmlessAge))
}

// ownStripped reports whether both ends are stamps of this process, all of whose sources
// are in sight, and at least one has lost its monotonic reading.
func ownStripped(x, y *Value) bool {
	const elsewhere = Foreign | File | Unknown | Wall | Floored
	return x.has(local) && y.has(local) && !x.has(elsewhere) && !y.has(elsewhere) && (x.has(Stripped) || y.has(Stripped))
}

func grade(x, y *Value, d *decider) settings.Confidence {
	k := x.Kinds | y.Kinds
	switch {
	case k&(Open|Aligned) != 0, d != nil && d.sorts:
		return settings.Possible
	case len(x.Carriers)+len(y.Carriers) > 0, x.keptElsewhere(), y.keptElsewhere():
		return settings.Likely
	}
	return settings.Certain
}

// keptElsewhere reports whether a stamp was kept by another package, which hands it out.
func (v *Value) keptElsewhere() bool {
	return slices.ContainsFunc(v.Origins, func(o *Origin) bool { return o.kept })
}

// deadline looks at a time that is handed over as a deadline.
func (a *Analysis) deadline(call *ssa.Call) *span {
	args := call.Common().Args
	t := args[len(args)-1]
	if calleeObj(call.Common()).Name() == "WithDeadlineCause" {
		t = args[1]
	}
	x := a.at(t)
	now := &Value{Kinds: Mono}
	if !ownStripped(x, now) {
		return nil
	}
	s := &span{instr: call, fn: call.Parent(), x: x, what: calleeObj(call.Common()).Name(), deadline: true}
	s.grade = grade(x, now, nil)
	if obj := calleeObj(call.Common()); obj.Name() != "WithDeadline" && obj.Name() != "WithDeadlineCause" && atOnce(call, x, nil) {
		if obj.Pkg() != nil && program.StandardLibrary(obj.Pkg().Path()) && !call.Call.IsInvoke() {
			return nil // turned into a length there and then: internal/poll, setDeadlineImpl
		}
		s.grade = settings.Possible // a connection that is not in sight may keep the point in time
	}
	return s
}

// marked returns the comparisons and differences of numbers that were made of times:
// forwards from the calls that make them, through arithmetic, fields, maps, variables,
// arguments and results.
func (a *Analysis) marked() []*ssa.BinOp {
	if a.ops != nil {
		return a.ops
	}
	var ops []*ssa.BinOp
	seen := make(map[any]bool)
	var work []ssa.Value
	push := func(v ssa.Value) {
		if v != nil && !seen[v] {
			seen[v] = true
			work = append(work, v)
		}
	}
	loads := func(addr ssa.Value) {
		if refs := addr.Referrers(); refs != nil {
			for _, ref := range *refs {
				switch ref := ref.(type) {
				case *ssa.UnOp:
					if ref.Op == token.MUL {
						push(ref)
					}
				case *ssa.Call: // atomics
					if obj := calleeObj(ref.Common()); obj != nil && isAtomicPkg(obj) && strings.HasPrefix(obj.Name(), "Load") {
						push(ref)
					}
				}
			}
		}
	}
	var location func(addr ssa.Value)
	location = func(addr ssa.Value) {
		switch addr := addr.(type) {
		case *ssa.FieldAddr:
			f := origin.FieldVar(addr)
			if f == nil || seen[f] {
				return
			}
			seen[f] = true
			for _, fa := range a.ix.fieldAddrs[f] {
				loads(fa)
			}
		case *ssa.Alloc:
			if seen[addr] {
				return
			}
			seen[addr] = true
			loads(addr)
			for _, ref := range *addr.Referrers() {
				if mc, ok := ref.(*ssa.MakeClosure); ok {
					for fv := range origin.FreeVars(mc, addr) {
						loads(fv)
					}
				}
			}
		case *ssa.FreeVar:
			loads(addr)
			for _, mc := range *referrersOfLiteral(addr.Parent()) {
				for i, fv := range addr.Parent().FreeVars {
					if fv == addr {
						location(mc.(*ssa.MakeClosure).Bindings[i])
					}
				}
			}
		case *ssa.Global:
			if seen[addr] {
				return
			}
			seen[addr] = true
			for _, fn := range a.env.SSA.Funcs {
				for _, b := range fn.Blocks {
					for _, instr := range b.Instrs {
						switch instr := instr.(type) {
						case *ssa.UnOp:
							if instr.X == addr {
								push(instr)
							}
						case *ssa.Call:
							if obj := calleeObj(instr.Common()); obj != nil && strings.HasPrefix(obj.Name(), "Load") && len(instr.Common().Args) > 0 && instr.Common().Args[0] == addr {
								push(instr)
							}
						}
					}
				}
			}
		}
	}
	for _, call := range a.ix.numbers {
		push(call)
	}
	for len(work) > 0 && len(seen) < 20000 {
		v := work[len(work)-1]
		work = work[:len(work)-1]
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.BinOp:
				switch ref.Op {
				case token.SUB, token.LSS, token.LEQ, token.GTR, token.GEQ:
					if !seen[ref] {
						ops = append(ops, ref)
					}
					push(ref)
				case token.ADD, token.QUO, token.MUL:
					push(ref)
				}
			case *ssa.Convert:
				push(ref)
			case *ssa.ChangeType:
				push(ref)
			case *ssa.MakeInterface:
				push(ref)
			case *ssa.TypeAssert:
				push(ref)
			case *ssa.Extract:
				if ref.Index == 0 {
					push(ref)
				}
			case *ssa.Phi:
				push(ref)
			case *ssa.UnOp:
				push(ref)
			case *ssa.Store:
				if ref.Val == v {
					location(ref.Addr)
				}
			case *ssa.MapUpdate:
				if k := container(ref.Map); ref.Value == v && k != nil && !seen[derefKey{k}] {
					seen[derefKey{k}] = true
					a.elementReads(k, push)
				}
			case *ssa.Return:
				calls, _ := a.env.Origin.Callers(ref.Parent())
				for i, r := range ref.Results {
					if r != v {
						continue
					}
					for _, call := range calls {
						cv := call.Value()
						if cv == nil {
							continue
						}
						if len(ref.Results) == 1 {
							push(cv)
							continue
						}
						for _, r := range *cv.Referrers() {
							if ex, ok := r.(*ssa.Extract); ok && ex.Index == i {
								push(ex)
							}
						}
					}
				}
			case ssa.CallInstruction:
				c := ref.Common()
				if isSyncMap(c) {
					if k := syncMapKey(c); k != nil && !seen[derefKey{k}] {
						seen[derefKey{k}] = true
						a.elementReads(k, push)
					}
				} else if obj := calleeObj(c); obj != nil && isAtomicPkg(obj) && len(c.Args) > 1 {
					location(c.Args[0])
				} else if fn := origin.Callee(c); fn != nil && fn.Blocks != nil {
					for i, arg := range c.Args {
						if arg == v && i < len(fn.Params) {
							push(fn.Params[i])
						}
					}
				} else if obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "time" && ref.Value() != nil && obj.Name() != "Sub" {
					// A time made of the number is no number, but what is made of it again is.
					push(ref.Value())
				} else if _, ok := c.Value.(*ssa.Builtin); ok && ref.Value() != nil && (c.Value.Name() == "min" || c.Value.Name() == "max") {
					push(ref.Value())
				}
			}
		}
	}
	slices.SortStableFunc(ops, func(x, y *ssa.BinOp) int { return cmp.Compare(x.Pos(), y.Pos()) })
	a.ops = ops
	return ops
}

// elementReads yields the reads of the elements of the map or slice kept at key.
func (a *Analysis) elementReads(key any, yield func(ssa.Value)) {
	for _, instr := range a.env.SSA.Code() {
		switch instr := instr.(type) {
		case *ssa.Lookup:
			if container(instr.X) != key {
				continue
			}
			if !instr.CommaOk {
				yield(instr)
				continue
			}
			for _, ref := range *instr.Referrers() {
				if ex, ok := ref.(*ssa.Extract); ok && ex.Index == 0 {
					yield(ex)
				}
			}
		case *ssa.Call:
			if !isSyncMap(instr.Common()) || syncMapKey(instr.Common()) != key || calleeObj(instr.Common()).Name() == "Store" {
				continue
			}
			for _, ref := range *instr.Referrers() {
				if ex, ok := ref.(*ssa.Extract); ok && ex.Index == 0 {
					yield(ex)
				}
			}
		case *ssa.Range:
			if container(instr.X) != key {
				continue
			}
			for _, ref := range *instr.Referrers() {
				if next, ok := ref.(*ssa.Next); ok {
					for _, ref := range *next.Referrers() {
						if ex, ok := ref.(*ssa.Extract); ok && ex.Index == 2 {
							yield(ex)
						}
					}
				}
			}
		}
	}
}

// subtracted looks at a difference or comparison of numbers.
func (a *Analysis) subtracted(op *ssa.BinOp) *span {
	if a.taken[op] {
		return nil
	}
	x, y := a.at(op.X), a.at(op.Y)
	if !ownStripped(x, y) || op.Op != token.SUB && orders(op.X, op.Y, x, y) {
		return nil
	}
	d := a.newDecider()
	decides := d.decides(op)
	if !decides && !d.paces || op.Op == token.SUB && a.converts(op, op.X, op.Y, x, y) || atOnce(op, x, y) || a.sameReading(op.X, op.Y) || a.besideMono(op, 0) {
		return nil
	}
	s := &span{instr: op, fn: op.Parent(), x: x, y: y, what: "a comparison of integers", integer: true, grade: grade(x, y, d)}
	s.limit = d.names + x.added + y.added
	if op.Op == token.SUB {
		s.what = "a difference of integers"
	} else {
		s.step = asksForSteps(x, y, true)
	}
	if x.seconds && d.limit >= int64(harmlessAge/time.Second) || !x.seconds && d.limit >= int64(harmlessAge) || max(x.length, y.length) >= harmlessAge && !d.timer || !decides {
		s.grade = settings.Possible
	}
	return s
}

// note records for importers that this comparison measures against a parameter or a field.
func (a *Analysis) note(call *ssa.Call, xv, yv ssa.Value, x, y *Value) {
	for _, pair := range [...][2]*Value{{x, y}, {y, x}} {
		v, other := pair[0], pair[1]
		if !other.has(local) || other.has(Unknown|Foreign|File) {
			continue
		}
		if v.has(local | Foreign | File) {
			continue
		}
		for _, p := range v.params {
			fn := p.p.Parent()
			if p.add != 0 || fn.Object() == nil {
				continue
			}
			u := Use{Index: origin.ParamIndex(p.p), Func: FuncName(fn)}
			if !slices.Contains(a.uses[fn], u) && a.newDecider().decides(call) {
				a.uses[fn] = append(a.uses[fn], u)
			}
		}
		for _, f := range v.Carriers {
			if f.IsField() && f.Exported() && f.Pkg() == a.pkg && a.fields[f] == nil && !a.isStored(f) && a.newDecider().decides(call) {
				a.fields[f] = &Summary{Compared: FuncName(call.Parent())}
			}
		}
	}
}

// isStored reports whether the package itself stores into a field, or lets a codec do so.
func (a *Analysis) isStored(f *types.Var) bool {
	if serialized(a.ix.owner[f], f) {
		return true
	}
	for _, fa := range a.ix.fieldAddrs[f] {
		for _, ref := range *fa.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == fa {
				return true
			}
		}
	}
	return false
}

// passedOn looks at stripped stamps that are passed to functions which measure against them.
func (a *Analysis) passedOn() []*span {
	var spans []*span
	var objs []*types.Func
	for obj := range a.ix.calls {
		objs = append(objs, obj)
	}
	slices.SortFunc(objs, func(x, y *types.Func) int { return cmp.Compare(x.FullName(), y.FullName()) })
	for _, obj := range objs {
		var uses []Use
		if obj.Pkg() == a.pkg {
			if fn := a.env.SSA.Pkg.Prog.FuncValue(obj); fn != nil {
				uses = a.uses[fn]
			}
		} else if s, known := a.env.Imported(obj); known && s != nil {
			uses = s.Params
		}
		for _, u := range uses {
			for _, call := range a.ix.calls[obj] {
				arg := origin.Argument(call.Common(), u.Index)
				if arg == nil {
					continue
				}
				x := a.operand(arg)
				if !ownStripped(x, &Value{Kinds: Mono}) {
					continue
				}
				spans = append(spans, &span{instr: call, fn: call.Parent(), x: x, what: "by " + u.Func, by: u.Func, grade: max(grade(x, nothing, nil), settings.Likely)})
			}
		}
	}
	return spans
}

// storedAbroad looks at stripped times stored into fields of other packages that measure
// against them and store nothing there themselves. A number in an exported field is most
// often one because it is written down somewhere.
func (a *Analysis) storedAbroad() []*span {
	var spans []*span
	for _, st := range a.ix.stores {
		fa := st.Addr.(*ssa.FieldAddr)
		f := origin.FieldVar(fa)
		if f == nil || f.Pkg() == a.pkg || !isTime(st.Val.Type()) {
			continue
		}
		s, known := a.env.Imported(f)
		if !known || s == nil || s.Compared == "" {
			continue
		}
		x := a.at(st.Val)
		if s.Holds&(Foreign|File) != 0 || !ownStripped(x, &Value{Kinds: Mono}) {
			continue
		}
		x = x.clone()
		x.addCarrier(f)
		sp := &span{instr: st, fn: st.Parent(), x: x, what: "by " + s.Compared, by: s.Compared, grade: settings.Likely}
		if !hasPrivate(origin.Named(fa.X.Type())) {
			sp.grade = settings.Possible // a record, which a third package may fill from elsewhere
		}
		spans = append(spans, sp)
	}
	return spans
}

// group makes one finding of the spans that share a carrier or a place where the reading
// was lost: that is what a person would edit.
func (a *Analysis) group(spans []*span) {
	parent := make([]int, len(spans))
	var find func(i int) int
	find = func(i int) int {
		if parent[i] != i {
			parent[i] = find(parent[i])
		}
		return parent[i]
	}
	first := make(map[any]int)
	for i, s := range spans {
		parent[i] = i
		for _, k := range s.keys() {
			if j, ok := first[k]; ok {
				parent[find(i)] = find(j)
			} else {
				first[k] = i
			}
		}
	}
	members := make(map[int][]*span)
	var roots []int
	for i, s := range spans {
		r := find(i)
		if members[r] == nil {
			roots = append(roots, r)
		}
		members[r] = append(members[r], s)
	}
	for _, r := range roots {
		if e := a.word(members[r]); e != nil {
			a.elapsed = append(a.elapsed, e)
		}
	}
}

// keys are what makes two spans one cause.
func (s *span) keys() []any {
	var keys []any
	for _, v := range []*Value{s.x, s.y} {
		if v == nil || !v.has(Stripped) {
			continue
		}
		for _, c := range v.Carriers {
			keys = append(keys, c)
		}
		for _, o := range v.origins(Stripped) {
			keys = append(keys, o.Pos)
		}
	}
	return keys
}

// word picks the place and the words for a group: the surest span, then the first.
func (a *Analysis) word(group []*span) *Elapsed {
	slices.SortStableFunc(group, func(x, y *span) int {
		return cmp.Or(cmp.Compare(x.grade, y.grade), -compareBool(x.fresh(), y.fresh()), a.comparePos(x.instr.Pos(), y.instr.Pos()))
	})
	s := group[0]
	lost, kept := s.x, s.y
	if s.y != nil && s.y.has(Stripped) && s.kept(s.y) > s.kept(s.x) {
		lost, kept = s.y, s.x
	}
	os := slices.Clone(lost.origins(Stripped))
	slices.SortStableFunc(os, func(x, y *Origin) int { return a.comparePos(x.Pos, y.Pos) })
	if len(os) == 0 {
		return nil
	}
	e := &Elapsed{
		Stripped: os[0], Decides: FuncName(s.fn), What: s.what, At: s.instr.Pos(), Integer: s.integer, Deadline: s.deadline,
	}
	if s.by != "" {
		e.Decides = s.by
	}
	if len(lost.Carriers) > 0 {
		e.Carrier = a.CarrierName(lost.Carriers[0])
	}
	if kept != nil {
		for _, o := range kept.origins(local) {
			e.Now = o
			break
		}
	}
	pos := e.Stripped.Pos
	if s.integer || !a.inPackage(pos) {
		pos = s.instr.Pos()
	}
	e.Pos, e.End = a.rangeOf(pos)
	e.Confidence, e.Func = s.grade, e.Stripped.Func
	switch {
	case hasWord(isHarmless, e.Carrier, e.Decides, a.pkg.Name()),
		a.isTrial(e.Decides, e.Pos),
		(s.integer || asNumber(group)) && a.deliberate(group, e),
		s.integer && (a.toldElsewhere(s.x, s.fn) || s.y != nil && a.toldElsewhere(s.y, s.fn)),
		!s.integer && (e.Carrier != "" || e.Stripped.kept) && a.lenient(group, e):
		e.Confidence = settings.Possible
	}
	if a.keepsWall(group) {
		return nil
	}
	e.Fixes = a.elapsedFixes(s, os)
	return e
}

// deliberate reports whether a reviewer would leave a stamp the number that it is. Whole
// seconds are chosen by whoever does not care for less; a number in an atomic is there because a
// time.Time cannot be; and what ends an idle thing or an entry of a cache a little early or late
// does no harm. A number that is kept must decide something of weight: a timeout, a session, whether
// to try again. Where a lease, an election or a peer's life hangs on it, all this does not count.
func (a *Analysis) deliberate(group []*span, e *Elapsed) bool {
	names := []string{e.Carrier, e.Decides, a.pkg.Name()}
	number, kept, limits := false, false, ""
	for _, s := range group {
		if a.measures(s, e.Carrier) {
			names = append(names, s.limit)
			limits += " " + s.limit
		}
		for _, v := range []*Value{s.x, s.y} {
			if v == nil || !v.has(Stripped) {
				continue
			}
			number = number || v.has(Coarse)
			for _, c := range v.Carriers {
				kept = true
				number = number || a.isAtomicVar(c)
			}
		}
	}
	if hasWord(isEntry, limits) && !hasWord(isGrave, limits, e.Carrier) {
		return true // what the length is for is the most precise word there is
	}
	if hasWord(isGrave, names...) {
		return false
	}
	return number || kept && !hasWord(isWeighty, names...) || hasWord(isLenient, names...)
}

// measures reports whether a span is measured with the stamp of a carrier, "" for any.
func (a *Analysis) measures(s *span, carrier string) bool {
	if carrier == "" {
		return true
	}
	for _, v := range []*Value{s.x, s.y} {
		if v != nil && slices.ContainsFunc(v.Carriers, func(c *types.Var) bool { return a.CarrierName(c) == carrier }) {
			return true
		}
	}
	return false
}

// toldElsewhere reports whether the number that a stamp was turned into also goes to another function than
// the one that measures, other than a log: somebody who cannot be given a reading of this process's
// monotonic clock may compare it with a clock of his own.
func (a *Analysis) toldElsewhere(v *Value, measures *ssa.Function) bool {
	return slices.ContainsFunc(v.origins(Stripped), func(o *Origin) bool {
		return o.call != nil && isInteger(o.call.Type()) && slices.ContainsFunc(*o.call.Referrers(), func(ref ssa.Instruction) bool {
			call, ok := ref.(ssa.CallInstruction)
			if !ok {
				return false
			}
			obj := calleeObj(call.Common())
			fn := origin.Callee(call.Common())
			return obj != nil && (fn == nil || fn.Blocks == nil || a.handsOn(fn, call.Common(), o.call)) && fn != measures && fn != o.call.Parent() && !isReport(obj) && !isAtomicPkg(obj) && (obj.Pkg() == nil || obj.Pkg().Path() != "time")
		})
	})
}

// handsOn reports whether a function of this package keeps what a call gives it as v, or gives it to
// another.
func (a *Analysis) handsOn(fn *ssa.Function, c *ssa.CallCommon, v ssa.Value) bool {
	for i, arg := range c.Args {
		if arg != v || i >= len(fn.Params) || fn.Params[i].Referrers() == nil {
			continue
		}
		for _, ref := range *fn.Params[i].Referrers() {
			switch ref.(type) {
			case *ssa.Store, ssa.CallInstruction:
				return true
			}
		}
	}
	return false
}

func isInteger(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0
}

// lenient reports whether a stamp that is kept says only when something that was allowed or
// remembered ends, an invitation, a delay, an entry: a step of the clock moves that end by the
// step, once, and most reviewers leave it. A timer that is set by it, or a peer, a lock, a
// session or a secret that hangs on it, is another matter.
func (a *Analysis) lenient(group []*span, e *Elapsed) bool {
	names := []string{e.Carrier, e.Decides, a.pkg.Name()}
	for _, s := range group {
		if s.deadline {
			return false
		}
		if v, ok := s.instr.(ssa.Value); ok {
			d := a.newDecider()
			d.waits = true
			if d.decides(v) {
				return false
			}
		}
		names = append(names, s.limit, FuncName(s.fn))
		for _, v := range []*Value{s.x, s.y} {
			if v != nil && v.has(Stripped) {
				for _, c := range v.Carriers {
					names = append(names, a.CarrierName(c))
				}
			}
		}
	}
	return hasWord(isLenient, names...) && !hasWord(isGrave, names...) && !hasWord(isCredential, names...) && !hasWord(isGone, names...)
}

// asNumber reports whether the stamp of a group was cut to whole seconds, or was a number while it
// was kept, whatever it is when it is measured.
func asNumber(group []*span) bool {
	for _, s := range group {
		for _, v := range []*Value{s.x, s.y} {
			if v == nil || !v.has(Stripped) {
				continue
			}
			if v.has(Coarse) {
				return true
			}
			for _, c := range v.Carriers {
				t := origin.Deref(c.Type())
				switch u := t.Underlying().(type) {
				case *types.Map:
					t = u.Elem()
				case *types.Slice:
					t = u.Elem()
				}
				if isNumber(t) || isNamed(t, "sync/atomic", "Int64") || isNamed(t, "go.uber.org/atomic", "Int64") {
					return true
				}
			}
		}
	}
	return false
}

// isAtomicVar reports whether a field or variable is an atomic, or is read as one.
func (a *Analysis) isAtomicVar(v *types.Var) bool {
	if isAtomic(v.Type()) {
		return true
	}
	for _, fa := range a.ix.fieldAddrs[v] {
		for _, ref := range *fa.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); ok {
				if obj := calleeObj(call.Common()); obj != nil && isAtomicPkg(obj) {
					return true
				}
			}
		}
	}
	if v.IsField() || v.Pkg() != a.pkg {
		return false
	}
	g, ok := a.env.SSA.Pkg.Members[v.Name()].(*ssa.Global)
	if !ok {
		return false
	}
	for _, call := range a.addresses(g) {
		if obj := calleeObj(call.Common()); obj != nil && isAtomicPkg(obj) {
			return true
		}
	}
	return false
}

// isGrave reports whether a word names what must not be held twice, lost or declared dead
// because a clock was set.
func isGrave(w string) bool {
	if isLease(w) || isHeartbeat(w) {
		return true
	}
	switch w {
	case "elect", "electing", "candidate", "vote", "votes", "voter", "quorum", "raft", "paxos", "consensus", "suspect", "suspicion", "fence", "ownership", "failover", "watchdog", "primary":
		return true
	}
	return false
}

// isWeighty reports whether a word names what somebody waits for, or may lose.
func isWeighty(w string) bool {
	if isCredential(w) || isGone(w) {
		return true
	}
	switch w {
	case "timeout", "timeouts", "timedout", "sess", "retry", "retries", "backoff", "connect", "reconnect", "breaker", "circuit":
		return true
	}
	return false
}

// isEntry reports whether a word says how long an entry is kept.
func isEntry(w string) bool { return w == "ttl" || w == "retention" || w == "lifetime" }

// isGone reports whether a word is about whoever may be gone.
func isGone(w string) bool {
	switch w {
	case "idle", "ping", "pings", "pong", "checkin", "disconnect", "dead", "unhealthy", "stuck", "hung":
		return true
	}
	return false
}

// isLenient reports whether a word names things that are meant to end at some time or other.
func isLenient(w string) bool {
	switch w {
	case "ttl", "interval", "period", "delay", "cooldown", "debounce", "lifetime", "retention", "idle", "used", "access", "accessed", "evict", "evicted", "eviction", "clean", "cleaner", "cleanup", "gc", "purge", "purger", "prune", "sweep", "sweeper", "reap",
		"exp", "expire", "expired", "expires", "expiry", "expiration", "valid", "validity", "refresh", "reload", "poll", "report", "flush", "compact", "scan", "probe", "limiter", "bucket", "window", "rate":
		return true
	}
	return false
}

// fresh reports whether one end is the clock as it is read now: the plainest measure.
func (s *span) fresh() bool {
	return s.y == nil || len(s.x.Carriers) == 0 || len(s.y.Carriers) == 0
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// kept tells how far a stripped stamp has come: the one that was kept is the one to mend.
func (s *span) kept(v *Value) int {
	switch {
	case !v.has(Stripped):
		return -1
	case len(v.Carriers) > 0:
		return 2
	}
	for _, o := range v.origins(Stripped) {
		if o.Func != FuncName(s.fn) {
			return 1
		}
	}
	return 0
}

func (a *Analysis) inPackage(pos token.Pos) bool {
	return pos.IsValid() && a.env.Program.Pass.Fset.File(pos) != nil
}

// comparePos orders positions by file name and place, since the order in which files are
// handed over is the driver's.
func (a *Analysis) comparePos(x, y token.Pos) int {
	px, py := a.env.Program.Pass.Fset.Position(x), a.env.Program.Pass.Fset.Position(y)
	return cmp.Or(strings.Compare(px.Filename, py.Filename), cmp.Compare(px.Offset, py.Offset))
}

// keepsWall reports whether a comment beside a stripping call or the measure says that the
// wall clock is meant.
func (a *Analysis) keepsWall(group []*span) bool {
	for _, s := range group {
		if a.saysWallClock(s.instr.Pos()) {
			return true
		}
		for _, v := range []*Value{s.x, s.y} {
			if v == nil {
				continue
			}
			for _, o := range v.origins(Stripped) {
				if a.saysWallClock(o.Pos) {
					return true
				}
			}
		}
	}
	return false
}

// saysWallClock reports whether a comment on the line of pos or right above it names the
// wall clock, or the reason to prefer it.
func (a *Analysis) saysWallClock(pos token.Pos) bool { return a.commentBeside(pos, namesWallClock) }

// commentBeside reports whether is holds for a comment on the line of pos or right above it.
func (a *Analysis) commentBeside(pos token.Pos, is func(text string) bool) bool {
	for g := range a.env.Program.Beside(pos) {
		if is(strings.ToLower(g.Text())) {
			return true
		}
	}
	return false
}

// saysMargin reports whether a comment on the line of pos or right above it names an
// allowance for clocks that disagree.
func (a *Analysis) saysMargin(pos token.Pos) bool {
	return a.commentBeside(pos, func(text string) bool {
		return !strings.HasPrefix(text, "want ") && !strings.Contains(text, "// want ") && !hasWord(isComplaint, text) && hasWord(isMargin, text)
	})
}

// documentsWallClock reports whether the comment on a function names the wall clock: a clock
// that strips its readings for all its callers says so where it is declared.
func (a *Analysis) documentsWallClock(fn *ssa.Function) bool {
	decl, ok := fn.Syntax().(*ast.FuncDecl)
	return ok && decl.Doc != nil && namesWallClock(strings.ToLower(decl.Doc.Text()))
}

// namesWallClock reports whether a comment names the wall clock, or the reason to prefer it.
func namesWallClock(text string) bool {
	if strings.HasPrefix(text, "want ") || strings.Contains(text, "// want ") || hasWord(isComplaint, text) {
		return false // analysistest's own comments, and those that say it is wrong
	}
	for _, w := range [...]string{"wall clock", "wall-clock", "wallclock", "wall time", "monotonic", "suspend", "standby", "hibernat"} {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// isHarmless reports whether a word names things that may well come a little early or late:
// what is cached, counted or shown.
func isHarmless(w string) bool {
	switch w {
	case "cache", "caches", "cached", "lru", "progress", "rotate", "rotation", "throttle", "sample", "sampler", "stats", "metrics", "histogram", "gauge", "dashboard", "spinner":
		return true
	}
	return false
}

func isComplaint(w string) bool {
	switch w {
	case "todo", "fixme", "bug", "xxx", "defect", "hack", "wrong":
		return true
	}
	return false
}

// elapsedFixes offers to keep the reading: drop UTC, Local or In where the call's result
// is only measured with, or take time.Since of a start that was read in the same function.
func (a *Analysis) elapsedFixes(s *span, os []*Origin) []analysis.SuggestedFix {
	if s.integer {
		return a.sinceFix(s)
	}
	var edits []analysis.TextEdit
	for _, o := range os {
		if o.call == nil || !a.onlyMeasured(o.call, make(map[any]bool)) {
			return nil
		}
		call, ok := a.exprAt(o.call.Pos()).(*ast.CallExpr)
		if !ok {
			return nil
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "UTC" && sel.Sel.Name != "Local" {
			return nil
		}
		edits = append(edits, analysis.TextEdit{Pos: sel.X.End(), End: call.End()})
	}
	if len(edits) == 0 {
		return nil
	}
	name := "UTC"
	if strings.HasSuffix(os[0].Expr, ".Local()") {
		name = "Local"
	}
	return []analysis.SuggestedFix{{Message: "Drop ." + name + "(), which changes nothing but the monotonic reading here", TextEdits: edits}}
}

// sinceFix offers time.Since for "time.Now().UnixNano() - start" where start is a reading of
// the same function that nothing else uses. The result stays the number that it was. Whole
// seconds are left alone: the difference of two of them is not the length cut to seconds.
func (a *Analysis) sinceFix(s *span) []analysis.SuggestedFix {
	op, ok := s.instr.(*ssa.BinOp)
	if !ok || op.Op != token.SUB {
		return nil
	}
	start, ok := op.Y.(*ssa.Call)
	if !ok || start.Parent() != op.Parent() {
		return nil
	}
	unit, ok := isReading(start)
	if !ok {
		return nil
	}
	reading, ok := a.exprAt(start.Pos()).(*ast.CallExpr)
	if !ok || !a.declared(start.Pos()) {
		return nil
	}
	edits := []analysis.TextEdit{{Pos: reading.Fun.(*ast.SelectorExpr).X.End(), End: reading.End()}}
	for _, ref := range *start.Referrers() {
		op, ok := ref.(*ssa.BinOp)
		if !ok || op.Op != token.SUB || op.Y != ssa.Value(start) || op.X == ssa.Value(start) {
			return nil
		}
		now, ok := op.X.(*ssa.Call)
		if !ok || len(*now.Referrers()) != 1 {
			return nil
		}
		if u, ok := isReading(now); !ok || u != unit {
			return nil
		}
		diff, ok := a.exprAt(op.Pos()).(*ast.BinaryExpr)
		if !ok {
			return nil
		}
		call, inline := diff.X.(*ast.CallExpr)
		id, named := diff.Y.(*ast.Ident)
		if !inline || !named || a.exprAt(now.Pos()) != ast.Expr(call) {
			return nil
		}
		edits = append(edits, analysis.TextEdit{Pos: diff.Pos(), End: diff.End(), NewText: []byte("time.Since(" + id.Name + ")." + unit + "()")})
	}
	return []analysis.SuggestedFix{{Message: "Keep the time of the start and take time.Since", TextEdits: edits}}
}

// isReading reports whether call is time.Now().UnixNano() or its like, written in one, and
// returns the method of Duration that counts in the same unit.
func isReading(call *ssa.Call) (unit string, ok bool) {
	obj := calleeObj(call.Common())
	if obj == nil || obj.Pkg() == nil || obj.Pkg().Path() != "time" || recvName(obj) != "Time" {
		return "", false
	}
	switch obj.Name() {
	case "UnixNano":
		unit = "Nanoseconds"
	case "UnixMicro":
		unit = "Microseconds"
	case "UnixMilli":
		unit = "Milliseconds"
	default:
		return "", false
	}
	now, ok := call.Common().Args[0].(*ssa.Call)
	if !ok || len(*now.Referrers()) != 1 {
		return "", false
	}
	obj = calleeObj(now.Common())
	return unit, obj != nil && obj.Name() == "Now" && obj.Pkg() != nil && obj.Pkg().Path() == "time"
}

// onlyMeasured reports whether a time goes nowhere but into comparisons, differences and
// deadlines, in its own function or through fields that only this package can name, so that
// its location is never shown.
func (a *Analysis) onlyMeasured(v ssa.Value, seen map[any]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Phi:
			if !a.onlyMeasured(ref, seen) {
				return false
			}
		case *ssa.Store:
			fa, ok := ref.Addr.(*ssa.FieldAddr)
			if !ok || ref.Val != v || !a.onlyMeasuredField(origin.FieldVar(fa), seen) {
				return false
			}
		case *ssa.Call:
			obj := calleeObj(ref.Common())
			if obj == nil {
				return false
			}
			switch obj.Name() {
			case "Add":
				if !a.onlyMeasured(ref, seen) {
					return false
				}
			case "Sub", "After", "Before", "Compare", "Equal", "Since", "Until", "IsZero":
			case "WithDeadline", "SetDeadline", "SetReadDeadline", "SetWriteDeadline":
			default:
				return false
			}
		case *ssa.DebugRef:
		default:
			return false
		}
	}
	return true
}

// onlyMeasuredField is onlyMeasured for whatever is read from a field. A struct that is
// copied as a whole may be shown, or compared, somewhere.
func (a *Analysis) onlyMeasuredField(f *types.Var, seen map[any]bool) bool {
	if f == nil || f.Exported() || f.Pkg() != a.pkg || !isTime(f.Type()) || a.copied(a.ix.owner[f]) {
		return false
	}
	if seen[f] {
		return true
	}
	seen[f] = true
	for _, fa := range a.ix.fieldAddrs[f] {
		for _, ref := range *fa.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Addr != fa {
					return false
				}
			case *ssa.UnOp:
				if !a.onlyMeasured(ref, seen) {
					return false
				}
			case *ssa.DebugRef:
			default:
				return false
			}
		}
	}
	return true
}

// copied reports whether values of a struct type are handled as a whole, or boxed: then they
// may be read in ways that the addresses of their fields do not show.
func (a *Analysis) copied(st *types.Named) bool {
	if st == nil {
		return true
	}
	for _, fn := range a.env.SSA.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if mi, ok := instr.(*ssa.MakeInterface); ok && origin.Named(mi.X.Type()) == st && st.NumMethods() == 0 {
					return true
				}
				if v, ok := instr.(ssa.Value); ok && types.Identical(v.Type(), st) {
					return true
				}
			}
		}
	}
	return false
}
