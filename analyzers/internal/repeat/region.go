package repeat

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Regions returns the attempt regions that repeat code of fn: its retry loops, and all of it
// if it is a literal that a helper runs again.
func (a *Analysis) Regions(fn *ssa.Function) []*Region {
	if list, ok := a.regions[fn]; ok {
		return list
	}
	var list []*Region
	if !a.SSA.Tests[fn] {
		call := a.runByName(fn)
		if fn.Parent() != nil {
			call = a.runBy(fn)
		}
		if call != nil {
			callee := origin.CalleeObject(call.Common())
			list = append(list, &Region{
				Fn: fn, Pos: call.Pos(), Runner: call, Filter: a.filters(call), Name: name(call.Common(), callee),
				Commits:   callee != nil && callee.Pkg() != nil && catalog.RunsTransaction(callee) || a.inTransaction(call),
				Marked:    onlyMarked(callee),
				Stops:     a.stopsOf(call),
				Conflicts: callee != nil && (callee.Name() == "RetryOnConflict" || call.Common().IsInvoke() && isTransaction(callee.Name())),
			})
		}
	}
	for _, r := range a.Attempts().Regions(fn) {
		if r.Kind == attempts.Recursive {
			if self := selfCall(fn, r.Pos); self != nil {
				list = append(list, &Region{Fn: fn, Loop: fn.Blocks, Back: self, Ops: calls(r), Pos: r.Pos, Name: "the recursion of " + origin.Outermost(fn).Name()})
			}
			continue
		}
		blocks := r.Blocks()
		if blocks == nil {
			continue
		}
		region := &Region{Fn: fn, Loop: blocks, Pos: r.Pos, Name: "the retry loop of " + origin.Outermost(fn).Name()}
		if r.Kind == attempts.Service || r.Kind == attempts.Await {
			// An attempt of several steps: the success of the first one comes back when
			// a later one fails. The last one's success leads out.
			region.Ops = lastSteps(region)
		}
		if r.Kind != attempts.Retry && len(region.Ops) == 0 {
			switch {
			case r.Kind == attempts.Poll:
				region.Polls = true
			case r.Kind == attempts.Await && limited(r):
				region.Answers = true
			default:
				continue
			}
		}
		region.Ops = append(region.Ops, calls(r)...)
		list = append(list, region)
	}
	list = append(list, a.downloads(fn, list)...)
	a.regions[fn] = list
	return list
}

// downloads returns the loops of fn in which a copy of an answer that breaks off leads back
// to the request, and one that succeeds leads out, but for those that are in the list.
func (a *Analysis) downloads(fn *ssa.Function, have []*Region) (list []*Region) {
	if a.SSA.Tests[fn] {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !copiesAnswer(call) || slices.ContainsFunc(have, func(r *Region) bool { return r.Has(b) }) {
				continue
			}
			loop := cycle(b)
			if loop == nil || errorOf(call) == nil {
				continue
			}
			r := &Region{Fn: fn, Loop: loop, Ops: []ssa.CallInstruction{call}, Pos: call.Pos(), Name: "the retry loop of " + origin.Outermost(fn).Name()}
			if decides(r, errorOf(call)) && !goesOn(r, call) {
				list = append(list, r)
			}
		}
	}
	return list
}

// copiesAnswer reports whether a call copies the body of a response.
func copiesAnswer(call *ssa.Call) bool {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "io" || !strings.HasPrefix(callee.Name(), "Copy") {
		return false
	}
	v := call.Call.Args[1]
	for range 6 {
		switch x := origin.Unboxed(v).(type) {
		case *ssa.Call: // what wraps the reader
			if len(x.Call.Args) == 0 {
				return false
			}
			v = x.Call.Args[len(x.Call.Args)-1]
		case *ssa.UnOp:
			fa, ok := x.X.(*ssa.FieldAddr)
			return ok && isResponse(fa.X.Type()) && origin.FieldVar(fa).Name() == "Body"
		default:
			return false
		}
	}
	return false
}

func calls(r *attempts.Region) []ssa.CallInstruction {
	var list []ssa.CallInstruction
	for _, op := range r.Ops {
		list = append(list, op.Call)
	}
	return list
}

// selfCall returns the call at pos by which fn calls itself, or nil.
func selfCall(fn *ssa.Function, pos token.Pos) *ssa.Call {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && call.Pos() == pos && call.Call.StaticCallee() == fn {
				return call
			}
		}
	}
	return nil
}

// lastSteps returns the calls of the loop whose success leaves it and whose failure stays.
func lastSteps(r *Region) []ssa.CallInstruction {
	var list []ssa.CallInstruction
	for _, b := range r.Loop {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if err := errorOf(call); err != nil && (leavesOnNil(r, err) || leavesAfterAll(r, err)) {
				list = append(list, call)
			}
		}
	}
	return list
}

// leavesAfterAll reports whether the error of one of several steps, which a loop within the region takes one
// after the other until one of them fails, leaves the region if it is nil in the end.
func leavesAfterAll(r *Region, err ssa.Value) bool {
	return slices.ContainsFunc(*err.Referrers(), func(ref ssa.Instruction) bool {
		phi, ok := ref.(*ssa.Phi)
		return ok && r.Has(phi.Block()) && leavesOnNil(r, phi)
	})
}

// leavesOnNil reports whether a test of the error leaves the region if it is nil, and only then.
func leavesOnNil(r *Region, err ssa.Value) bool {
	for _, ref := range *err.Referrers() {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ || !origin.IsNil(cmp.Y) {
			continue
		}
		for _, u := range *cmp.Referrers() {
			if i, ok := u.(*ssa.If); ok && r.Has(i.Block()) {
				good, bad := i.Block().Succs[0], i.Block().Succs[1]
				if cmp.Op == token.NEQ {
					good, bad = bad, good
				}
				if r.Has(bad) && !r.Has(good) {
					return true
				}
			}
		}
	}
	return false
}

// decides reports whether the error decides that the region is left: it is nil, or a
// predicate of it says so.
func decides(r *Region, err ssa.Value) bool {
	if leavesOnNil(r, err) {
		return true
	}
	for _, ref := range *err.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok || call.Referrers() == nil {
			continue
		}
		if b, ok := call.Type().Underlying().(*types.Basic); !ok || b.Kind() != types.Bool {
			continue
		}
		conds := []ssa.Value{call}
		for _, u := range *call.Referrers() {
			if not, ok := u.(*ssa.UnOp); ok && not.Op == token.NOT {
				conds = append(conds, not)
			}
		}
		for _, cond := range conds {
			for _, u := range *cond.Referrers() {
				if i, ok := u.(*ssa.If); ok && r.Has(i.Block()) && r.Has(i.Block().Succs[0]) != r.Has(i.Block().Succs[1]) {
					return true
				}
			}
		}
	}
	return false
}

// A handing is a call that is given a declared function, or a method with its receiver.
type handing struct {
	call ssa.CallInstruction
	v    ssa.Value
}

// runByName returns the call that runs the declared function again if it fails, or nil: its
// name is an argument of a helper.
func (a *Analysis) runByName(fn *ssa.Function) ssa.CallInstruction {
	if a.handed == nil {
		a.handed = make(map[types.Object][]handing)
		for _, instr := range a.SSA.Code() {
			if call, ok := instr.(*ssa.Call); ok {
				for _, arg := range call.Call.Args {
					if obj := declared(arg); obj != nil {
						a.handed[obj] = append(a.handed[obj], handing{call, arg})
					}
				}
			}
		}
	}
	if fn.Object() == nil {
		return nil
	}
	for _, h := range a.handed[fn.Object()] {
		if a.reruns(h.call, h.v) {
			return h.call
		}
	}
	return nil
}

// declared returns the declared function of this program that a function value is, or nil.
func declared(v ssa.Value) types.Object {
	switch v := origin.Unconverted(v).(type) {
	case *ssa.Function:
		if v.Parent() == nil {
			return v.Object()
		}
	case *ssa.MakeClosure:
		if fn := v.Fn.(*ssa.Function); fn.Parent() == nil { // the wrapper of a bound method
			return fn.Object()
		}
	}
	return nil
}

// runBy returns the call that runs the literal again if it fails, or nil: the literal, as it
// is or wrapped by a function that returns one of its kind, is an argument of a helper.
func (a *Analysis) runBy(lit *ssa.Function) ssa.CallInstruction {
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.MakeClosure:
				if instr.Fn == lit {
					if c := a.runner(instr, 0); c != nil {
						return c
					}
				}
			case ssa.CallInstruction: // a literal that captures nothing
				for _, arg := range instr.Common().Args {
					if arg == ssa.Value(lit) && a.reruns(instr, arg) {
						return instr
					}
				}
			}
		}
	}
	return nil
}

func (a *Analysis) runner(v ssa.Value, deep int) ssa.CallInstruction {
	if v.Referrers() == nil || deep > 5 {
		return nil
	}
	for _, ref := range *v.Referrers() {
		var next []ssa.Value
		switch ref := ref.(type) {
		case *ssa.ChangeType:
			next = append(next, ref)
		case *ssa.MakeInterface:
			next = append(next, ref)
		case *ssa.Store:
			if alloc, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				for _, r := range *alloc.Referrers() {
					if load, ok := r.(*ssa.UnOp); ok {
						next = append(next, load)
					}
				}
			}
		case *ssa.Call:
			if ref.Call.Value == v {
				continue
			}
			if a.reruns(ref, v) {
				return ref
			}
			if _, ok := ref.Type().Underlying().(*types.Signature); ok {
				next = append(next, ref) // recovering(operation)
			}
		}
		for _, n := range next {
			if c := a.runner(n, deep+1); c != nil {
				return c
			}
		}
	}
	return nil
}

// reruns reports whether a call runs the function v, one of its arguments, again if it fails.
func (a *Analysis) reruns(call ssa.CallInstruction, v ssa.Value) bool {
	c := call.Common()
	callee := origin.CalleeObject(c)
	for _, r := range a.Attempts().Regions(call.Parent()) {
		if r.Kind == attempts.Helper && r.Helper != nil && r.Helper.Call == call {
			return true
		}
	}
	if callee != nil && callee.Pkg() != nil {
		if catalog.RunsTransaction(callee) {
			return true
		}
		if row := catalog.RetryHelperOf(callee); row != nil {
			op := origin.Operand(c, row.Op.Arg())
			return !row.Loop && op != nil && (op == v || origin.Unconverted(op) == origin.Unconverted(v))
		}
	}
	if fn := origin.Callee(c); fn != nil {
		var sum *attempts.Summary
		if fn.Blocks != nil {
			sum = a.Attempts().Summary(fn)
		} else if callee != nil {
			sum, _ = a.Attempts().Imported(callee)
		}
		if sum != nil && slices.ContainsFunc(sum.Runs, func(r attempts.Run) bool { return origin.Argument(c, r.Param) == v && r.Once(c) }) {
			return false
		}
		if fn.Blocks != nil && a.runsAgain(fn, c, v) {
			return true
		}
		if sum != nil {
			for _, r := range sum.Runs {
				if origin.Argument(c, r.Param) == v {
					return true
				}
			}
		}
	}
	if sum, _, known := a.summaryOf(call); known && sum != nil {
		for _, p := range sum.Reruns {
			if origin.Argument(c, p) == v {
				return true
			}
		}
	}
	return c.IsInvoke() && a.rerunByMethod(c, v)
}

// inTransaction reports whether a call of a helper runs its function in a transaction, by the name of
// the operation that the helper tries again.
func (a *Analysis) inTransaction(call ssa.CallInstruction) bool {
	fn, callee := origin.Callee(call.Common()), origin.CalleeObject(call.Common())
	var sum *attempts.Summary
	switch {
	case fn != nil && fn.Blocks != nil:
		sum = a.Attempts().Summary(fn)
	case callee != nil && !call.Common().IsInvoke():
		sum, _ = a.Attempts().Imported(callee)
	}
	return sum != nil && slices.ContainsFunc(sum.Runs, func(r attempts.Run) bool { return isTransaction(r.In) })
}

// isTransaction reports whether the name of a method says that it runs its function in a
// transaction of a database.
func isTransaction(name string) bool {
	for _, w := range words(name) {
		if w == "tx" || w == "txn" || w == "transaction" {
			return true
		}
	}
	return false
}

// rerunByMethod reports whether a method of this package runs its function again if it
// fails, and has the name and the parameters of the interface method that is called with v:
// the interface is what callers see of it, as with an executor of transactions.
func (a *Analysis) rerunByMethod(c *ssa.CallCommon, v ssa.Value) bool {
	if c.Method.Pkg() != a.SSA.Pkg.Pkg {
		return false
	}
	at := slices.Index(c.Args, v)
	for _, fn := range a.SSA.Funcs {
		if at < 0 || fn.Parent() != nil || a.SSA.Tests[fn] || fn.Name() != c.Method.Name() || fn.Signature.Recv() == nil || len(fn.Params) != len(c.Args)+1 {
			continue
		}
		if sum := a.Attempts().Summary(fn); sum != nil {
			for _, r := range sum.Runs {
				if r.Param == at+1 {
					return true
				}
			}
		}
		if s := a.summaries[fn]; s != nil && slices.Contains(s.Reruns, at+1) {
			return true
		}
	}
	return false
}

// filters tells after which failures a call of a helper runs its function again: it is
// given a predicate of errors, or is a function of this package that looks at them.
func (a *Analysis) filters(call ssa.CallInstruction) After {
	c := call.Common()
	for _, arg := range c.Args {
		sig, ok := arg.Type().Underlying().(*types.Signature)
		if ok && sig.Params().Len() == 1 && origin.IsError(sig.Params().At(0).Type()) && sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Typ[types.Bool]) && !origin.IsNil(arg) {
			return Filtered
		}
	}
	if c.Signature().Variadic() && chosenByOption(last(c), 0) {
		return Filtered // avast/retry-go's RetryIf
	}
	fn := origin.Callee(c)
	if fn == nil || fn.Blocks == nil {
		return AnyError
	}
	grade, found := Harmless, false
	for _, r := range a.Attempts().Regions(fn) {
		for _, op := range r.Ops {
			if run, ok := op.Call.(*ssa.Call); ok && op.Param >= 0 && r.Blocks() != nil && errorOf(run) != nil {
				w := &back{r: &Region{Fn: fn, Loop: r.Blocks()}, call: run, err: map[ssa.Value]bool{errorOf(run): true}}
				grade, found = min(grade, w.search()), true
			}
		}
	}
	if !found {
		return AnyError
	}
	return grade
}

// runsAgain reports whether fn calls the argument v of its call c a limited number of times
// until its error or its answer is as hoped.
func (a *Analysis) runsAgain(fn *ssa.Function, c *ssa.CallCommon, v ssa.Value) bool {
	for _, r := range a.Attempts().Regions(fn) {
		if r.Kind != attempts.Retry && r.Kind != attempts.Await && r.Kind != attempts.Service || !limited(r) {
			continue
		}
		for _, op := range r.Ops {
			if op.Param >= 0 && origin.Argument(c, op.Param) == v {
				return true
			}
		}
	}
	return false
}

// limited reports whether a region makes a number of attempts, or tries for a while.
func limited(r *attempts.Region) bool {
	return r.Limit.Kind == attempts.CountLimit || r.Limit.Kind == attempts.TimeLimit
}

// summarizeReruns records the function-typed parameters that fn runs again if they fail, be
// it against another host: in a loop that their success leaves, or a second time after a
// first failure.
func (a *Analysis) summarizeReruns(fn *ssa.Function, s *Summary) {
	for i, p := range fn.Params {
		if _, ok := p.Type().Underlying().(*types.Signature); !ok {
			continue
		}
		var calls []*ssa.Call
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(*ssa.Call); ok && runs(call, p) && errorOf(call) != nil {
					calls = append(calls, call)
				}
			}
		}
		for j, call := range calls {
			again := false
			if loop := cycle(call.Block()); loop != nil {
				r := &Region{Fn: fn, Loop: loop}
				again = decides(r, errorOf(call)) && !goesOn(r, call) || comesBackOnFailure(r, call) && !forItems(r, call)
			}
			for _, first := range calls[:j] {
				again = again || afterFailure(first, call)
			}
			if sum, _, known := a.summaryOf(call); known && sum != nil { // handed on to one that does
				for _, k := range sum.Reruns {
					if v := origin.Argument(call.Common(), k); v != nil && is(v, p) {
						again = true
					}
				}
			}
			if again {
				s.Reruns = append(s.Reruns, i)
				break
			}
		}
	}
}

// forItems reports whether a call of a loop is made for what the loop goes through: an element of a
// list or map is among its arguments, or what they are made of.
func forItems(r *Region, call *ssa.Call) bool {
	seen := make(map[ssa.Value]bool)
	var item func(v ssa.Value, deep int) bool
	item = func(v ssa.Value, deep int) bool {
		instr, ok := v.(ssa.Instruction)
		if !ok || deep > 8 || seen[v] || instr.Block() == nil || !r.Has(instr.Block()) {
			return false
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Next:
			return true
		case *ssa.IndexAddr:
			if _, list := v.X.Type().Underlying().(*types.Slice); list {
				return true
			}
		case *ssa.Alloc: // the values of a variadic call
			for _, ref := range *v.Referrers() {
				if addr, ok := ref.(*ssa.IndexAddr); ok {
					for _, ref := range *addr.Referrers() {
						if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(addr) && item(st.Val, deep+1) {
							return true
						}
					}
				}
			}
		}
		var buf [8]*ssa.Value
		return slices.ContainsFunc(instr.Operands(buf[:0]), func(x *ssa.Value) bool { return *x != nil && item(*x, deep+1) })
	}
	return slices.ContainsFunc(call.Call.Args, func(v ssa.Value) bool { return item(v, 0) })
}

// runs reports whether a call calls the parameter, hands it on, or hands on a literal that calls it.
func runs(call *ssa.Call, p *ssa.Parameter) bool {
	if is(call.Call.Value, p) {
		return true
	}
	for _, arg := range call.Call.Args {
		if is(arg, p) {
			return true
		}
		if ct, ok := arg.(*ssa.ChangeType); ok {
			arg = ct.X
		}
		mc, ok := arg.(*ssa.MakeClosure)
		if !ok {
			continue
		}
		for i, b := range mc.Bindings {
			if !is(b, p) {
				if alloc, ok := b.(*ssa.Alloc); !ok || !holdsOnly(alloc, p) {
					continue
				}
			}
			if callsVar(mc.Fn.(*ssa.Function), i) {
				return true
			}
		}
	}
	return false
}

func is(v ssa.Value, p *ssa.Parameter) bool {
	if u, ok := v.(*ssa.UnOp); ok && u.Op == token.MUL {
		if alloc, ok := u.X.(*ssa.Alloc); ok {
			return holdsOnly(alloc, p)
		}
	}
	return v == ssa.Value(p)
}

func holdsOnly(alloc *ssa.Alloc, p *ssa.Parameter) bool {
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc && st.Val != ssa.Value(p) {
			return false
		}
	}
	return len(*alloc.Referrers()) > 0
}

// callsVar reports whether the literal calls its i-th free variable.
func callsVar(lit *ssa.Function, i int) bool {
	if i >= len(lit.FreeVars) || lit.FreeVars[i].Referrers() == nil {
		return false
	}
	for _, ref := range *lit.FreeVars[i].Referrers() {
		switch ref := ref.(type) {
		case *ssa.Call:
			if ref.Call.Value == ssa.Value(lit.FreeVars[i]) {
				return true
			}
		case *ssa.UnOp:
			for _, r := range *ref.Referrers() {
				if c, ok := r.(*ssa.Call); ok && c.Call.Value == ssa.Value(ref) {
					return true
				}
			}
		}
	}
	return false
}

// afterFailure reports whether second is reached from first only when first has failed.
func afterFailure(first, second *ssa.Call) bool {
	err := errorOf(first)
	if err == nil || err.Referrers() == nil {
		return false
	}
	w := &back{call: first, err: map[ssa.Value]bool{err: true}}
	w.copies()
	for v := range w.err {
		for cmp, failed := range origin.Unequal(v) {
			if k, ok := cmp.Y.(*ssa.Const); !ok || !k.IsNil() {
				continue
			}
			if failed.Dominates(second.Block()) && first.Block().Dominates(failed.Preds[0]) {
				return true
			}
		}
	}
	return false
}

// cycle returns the blocks that lie on a way from b back to b, nil if there is none.
func cycle(b *ssa.BasicBlock) []*ssa.BasicBlock {
	n := len(b.Parent().Blocks)
	walk := func(next func(*ssa.BasicBlock) []*ssa.BasicBlock) []bool {
		seen := make([]bool, n)
		stack := append([]*ssa.BasicBlock(nil), next(b)...)
		for len(stack) > 0 {
			x := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !seen[x.Index] {
				seen[x.Index] = true
				stack = append(stack, next(x)...)
			}
		}
		return seen
	}
	fwd := walk(func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Succs })
	if !fwd[b.Index] {
		return nil
	}
	bwd := walk(func(b *ssa.BasicBlock) []*ssa.BasicBlock { return b.Preds })
	var list []*ssa.BasicBlock
	for _, x := range b.Parent().Blocks {
		if fwd[x.Index] && bwd[x.Index] {
			list = append(list, x)
		}
	}
	return list
}
