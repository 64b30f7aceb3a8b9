package boundary

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// An ending tells where in one function a context is known to have ended: what is done there is done
// without it on purpose. It knows the looks at the context itself, the functions of this package that
// return, or return true or an error, only when it has ended, the errors that say so, and the waits for
// goroutines that go on until then.
type ending struct {
	fn    *ssa.Function
	ctxs  []ssa.Value              // the context, where fn has it
	vars  []ssa.Value              // the variables that hold nothing else
	depth int                      // of the functions entered
	over  map[*ssa.BasicBlock]bool // the blocks at whose beginning it has ended, as far as asked for
	known map[*ssa.BasicBlock]bool // the blocks that prove it
	flags map[*ssa.Phi]bool        // those that are being asked what they imply
}

// maxEnding bounds the functions entered to learn when they return.
const maxEnding = 3

// newEnding returns the ending of a context that fn has as these values, or in these variables.
func newEnding(fn *ssa.Function, depth int, held ...ssa.Value) *ending {
	e := &ending{fn: fn, depth: depth}
	for _, v := range held {
		e.hold(v)
	}
	return e
}

// hold adds a value or variable, and what is the same context or ends with it and the process alone.
func (e *ending) hold(v ssa.Value) {
	if slices.Contains(e.ctxs, v) || slices.Contains(e.vars, v) || v.Referrers() == nil {
		return
	}
	if p, ok := types.Unalias(v.Type()).(*types.Pointer); ok && IsNamed(p.Elem(), "context", "Context") {
		e.vars = append(e.vars, v)
		for _, ref := range *v.Referrers() {
			if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
				e.hold(load)
			}
		}
		return
	}
	e.ctxs = append(e.ctxs, v)
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if alloc, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v && holdsOnly(alloc, v) {
				e.hold(alloc)
			}
		case *ssa.Call:
			switch calleeFullName(ref.Common()) {
			case "context.WithValue", "(*net/http.Request).Context":
				e.hold(ref)
			case "os/signal.NotifyContext":
				for _, derived := range results(ref, 0) {
					e.hold(derived)
				}
			}
		}
	}
}

// holdsOnly reports whether a variable holds the context v or, once it has been set again, one made from
// what it held before: that is the only one by its name then.
func holdsOnly(alloc *ssa.Alloc, v ssa.Value) bool {
	return !slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			return ref.Val != v && !remade(ref.Val, alloc)
		case *ssa.MakeClosure:
			i := slices.Index(ref.Bindings, ssa.Value(alloc))
			return i < 0 || setIn(ref.Fn.(*ssa.Function).FreeVars[i])
		}
		return false
	})
}

// remade reports whether a context is made from the one in a variable.
func remade(v ssa.Value, alloc *ssa.Alloc) bool {
	if x, ok := v.(*ssa.Extract); ok {
		v = x.Tuple
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn, from := origin.CalleeObject(call.Common()), contextArg(call.Common())
	if fn == nil || fn.Pkg() == nil || from == nil || variableOf(from) != ssa.Value(alloc) {
		return false
	}
	switch fn.Pkg().Path() {
	case "context":
		return fn.Name() != "WithoutCancel"
	case "os/signal", "golang.org/x/sync/errgroup":
		return true
	}
	return false
}

// setIn reports whether a literal, or one in it, sets a variable that it has captured.
func setIn(fv *ssa.FreeVar) bool {
	return slices.ContainsFunc(*fv.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			return true
		case *ssa.MakeClosure:
			i := slices.Index(ref.Bindings, ssa.Value(fv))
			return i < 0 || setIn(ref.Fn.(*ssa.Function).FreeVars[i])
		}
		return false
	})
}

// before reports whether the context has ended on every way to an instruction.
func (e *ending) before(at ssa.Instruction) bool {
	b := at.Block()
	if e.flow()[b] {
		return true
	}
	for _, instr := range b.Instrs {
		if instr == at {
			break
		}
		if e.proves(instr) {
			return true
		}
	}
	return false
}

// flow tells the blocks at whose beginning the context has ended.
func (e *ending) flow() map[*ssa.BasicBlock]bool {
	if e.over != nil {
		return e.over
	}
	e.over, e.known = make(map[*ssa.BasicBlock]bool), make(map[*ssa.BasicBlock]bool)
	for _, b := range e.fn.Blocks {
		e.over[b], e.known[b] = len(b.Preds) > 0, slices.ContainsFunc(b.Instrs, e.proves)
	}
	for changed := true; changed; {
		changed = false
		for _, b := range e.fn.Blocks {
			if e.over[b] && slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool { return !e.edge(p, b) }) {
				e.over[b], changed = false, true
			}
		}
	}
	return e.over
}

// edge reports whether the context has ended when control goes from p to b.
func (e *ending) edge(p, b *ssa.BasicBlock) bool {
	if e.over[p] || e.known[p] {
		return true
	}
	branch, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If)
	return ok && p.Succs[0] != p.Succs[1] && e.implies(branch.Cond, p.Succs[0] == b)
}

// proves reports whether the context has ended when an instruction is done.
func (e *ending) proves(instr ssa.Instruction) bool {
	switch instr := instr.(type) {
	case *ssa.UnOp:
		return instr.Op == token.ARROW && (e.isDone(instr.X) || e.waited(instr, instr.X))
	case *ssa.Call:
		if inner := e.enter(instr); inner != nil {
			return inner.returns(func(*ssa.Return) bool { return true })
		}
		if recv := operand(instr.Common(), catalog.Recv); recv != nil && calleeName(instr.Common()) == "Wait" {
			return e.waited(instr, recv)
		}
	}
	return false
}

// isDone reports whether a channel is the context's.
func (e *ending) isDone(v ssa.Value) bool { return e.asks(v, "Done") }

// asks reports whether a value is what a method of the context returns.
func (e *ending) asks(v ssa.Value, name string) bool {
	call, ok := v.(*ssa.Call)
	return ok && call.Call.IsInvoke() && call.Call.Method.Name() == name && slices.Contains(e.ctxs, call.Call.Value)
}

// isErr reports whether an error is the context's, and so none until it has ended.
func (e *ending) isErr(v ssa.Value) bool {
	if call, ok := v.(*ssa.Call); ok && calleeFullName(call.Common()) == "context.Cause" {
		return slices.Contains(e.ctxs, call.Call.Args[0])
	}
	return e.asks(v, "Err")
}

// implies reports whether the context has ended where a condition is true, or is not.
func (e *ending) implies(cond ssa.Value, truth bool) bool {
	switch cond := cond.(type) {
	case *ssa.UnOp:
		return cond.Op == token.NOT && e.implies(cond.X, !truth)
	case *ssa.BinOp:
		if cond.Op != token.EQL && cond.Op != token.NEQ {
			return false
		}
		equal := (cond.Op == token.EQL) == truth
		if origin.IsNil(cond.Y) {
			return !equal && (e.isErr(cond.X) || e.fails(cond.X))
		}
		return equal && (e.chosen(cond.X, cond.Y) || isContextError(cond.Y, "Canceled"))
	case *ssa.Phi: // a flag
		if e.flags[cond] {
			return false // it decides about itself
		}
		if e.flags == nil {
			e.flags = make(map[*ssa.Phi]bool)
		}
		e.flags[cond] = true
		defer delete(e.flags, cond)
		for i, v := range cond.Edges {
			if value, ok := boolean(v); v == cond || ok && value != truth {
				continue
			} else if !ok || !e.edge(cond.Block().Preds[i], cond.Block()) {
				return false
			}
		}
		return true
	case *ssa.Call:
		if calleeFullName(cond.Common()) == "errors.Is" {
			return truth && e.saysEnded(cond)
		}
		inner := e.enter(cond)
		return inner != nil && inner.returns(func(ret *ssa.Return) bool {
			res := ret.Results[0]
			if value, ok := boolean(res); ok {
				return value == truth
			}
			return !inner.implies(res, truth)
		})
	}
	return false
}

// boolean returns the value of a constant that is true or false.
func boolean(v ssa.Value) (value, ok bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Value), true
}

// chosen reports whether a select, whose choice is compared with a constant, chose the context's channel.
func (e *ending) chosen(choice, index ssa.Value) bool {
	x, ok := choice.(*ssa.Extract)
	if !ok || x.Index != 0 {
		return false
	}
	sel, ok := x.Tuple.(*ssa.Select)
	i, isInt := origin.Int(index)
	return ok && isInt && i >= 0 && int(i) < len(sel.States) && e.isDone(sel.States[i].Chan)
}

// saysEnded reports whether an error that errors.Is knows again tells of the end of a context. That a
// deadline has passed may be a client's Timeout as well, unless the function asks for both.
func (e *ending) saysEnded(is *ssa.Call) bool {
	err, target := is.Call.Args[0], is.Call.Args[1]
	switch {
	case isContextError(target, "Canceled"):
		return true
	case !isContextError(target, "DeadlineExceeded"):
		return false
	case e.isErr(err):
		return true
	}
	refs := err.Referrers()
	return refs != nil && slices.ContainsFunc(*refs, func(ref ssa.Instruction) bool {
		other, ok := ref.(*ssa.Call)
		return ok && calleeFullName(other.Common()) == "errors.Is" && other.Call.Args[0] == err && isContextError(other.Call.Args[1], "Canceled")
	})
}

// isContextError reports whether v is an error of package context.
func isContextError(v ssa.Value, name string) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && g.Name() == name && g.Pkg != nil && g.Pkg.Pkg.Path() == "context"
}

// fails reports whether an error comes from a function of this package that fails only when the context
// has ended, as one does that waits for a while.
func (e *ending) fails(err ssa.Value) bool {
	if x, ok := err.(*ssa.Extract); ok {
		err = x.Tuple
	}
	call, ok := err.(*ssa.Call)
	if !ok {
		return false
	}
	fn := origin.CalleeObject(call.Common())
	inner := e.enter(call)
	return inner != nil && fn != nil && returnsError(fn) && inner.returns(func(ret *ssa.Return) bool {
		res := ret.Results[len(ret.Results)-1]
		return !origin.IsNil(res) && !inner.isErr(res)
	})
}

// enter returns the ending of the context in a function of this package that a call hands it to, or nil.
func (e *ending) enter(call *ssa.Call) *ending {
	callee := origin.Callee(call.Common())
	if callee == nil || callee.Blocks == nil || e.depth == maxEnding {
		return nil
	}
	var held []ssa.Value
	for i, arg := range call.Call.Args {
		if slices.Contains(e.ctxs, arg) && i < len(callee.Params) {
			held = append(held, callee.Params[i])
		}
	}
	if mc, ok := call.Call.Value.(*ssa.MakeClosure); ok {
		held = append(held, e.captured(mc)...)
	}
	if len(held) == 0 {
		return nil
	}
	return newEnding(callee, e.depth+1, held...)
}

// captured returns the variables of a literal that stand for the context.
func (e *ending) captured(mc *ssa.MakeClosure) (vars []ssa.Value) {
	for i, b := range mc.Bindings {
		if lit := mc.Fn.(*ssa.Function); i < len(lit.FreeVars) && slices.Contains(e.vars, b) {
			vars = append(vars, lit.FreeVars[i])
		}
	}
	return vars
}

// returns reports whether the function returns, and does so, where asked for, only when the context has
// ended.
func (e *ending) returns(asked func(*ssa.Return) bool) bool {
	some := false
	for _, b := range e.fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || b == e.fn.Recover {
			continue
		}
		if some = true; asked(ret) && !e.before(ret) {
			return false
		}
	}
	return some
}

// waited reports whether a wait for on, a channel or a group, ends only when a goroutine does that goes
// on until the context has ended.
func (e *ending) waited(wait ssa.Instruction, on ssa.Value) bool {
	if e.depth == maxEnding {
		return false
	}
	outer := e
	if grouped := e.groupContext(on); len(grouped) > 0 {
		// The group's context has ended after the wait: where it is in the same variable, there is no other.
		if slices.ContainsFunc(grouped, func(v ssa.Value) bool { return slices.Contains(e.vars, v) }) {
			return true
		}
		outer = &ending{fn: e.fn, depth: e.depth, vars: append(slices.Clone(e.vars), grouped...)}
	}
	for _, b := range e.fn.Blocks {
		for _, instr := range b.Instrs {
			start, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			mc, joined := started(start, on)
			if mc == nil || !precedes(start, wait) && !origin.Reaches(b, wait.Block()) {
				continue
			}
			inner := newEnding(mc.Fn.(*ssa.Function), e.depth+1, outer.captured(mc)...)
			if len(inner.vars) > 0 && (joined && inner.returns(func(*ssa.Return) bool { return true }) || inner.signals(mc, on)) {
				return true
			}
		}
	}
	return false
}

// groupContext returns the variables that hold the context of an errgroup made from the context.
func (e *ending) groupContext(group ssa.Value) (vars []ssa.Value) {
	x, ok := group.(*ssa.Extract)
	if !ok {
		return nil
	}
	call, ok := x.Tuple.(*ssa.Call)
	if !ok || calleeFullName(call.Common()) != "golang.org/x/sync/errgroup.WithContext" || !slices.Contains(e.ctxs, call.Call.Args[0]) {
		return nil
	}
	for _, ctx := range results(call, 1) {
		for _, ref := range *ctx.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Val == ctx {
				vars = append(vars, st.Addr)
			}
		}
	}
	return vars
}

// started returns the literal that a call starts as a goroutine, and whether it joins it to a group.
func started(call ssa.CallInstruction, group ssa.Value) (mc *ssa.MakeClosure, joined bool) {
	if g, ok := call.(*ssa.Go); ok {
		mc, _ = g.Call.Value.(*ssa.MakeClosure)
		return mc, false
	}
	if calleeName(call.Common()) != "Go" || !sameVariable(operand(call.Common(), catalog.Recv), group) {
		return nil, false
	}
	mc, _ = operand(call.Common(), catalog.Arg0).(*ssa.MakeClosure)
	return mc, true
}

// sameVariable reports whether two values are one, or are loaded from one variable.
func sameVariable(x, y ssa.Value) bool {
	return x != nil && (x == y || variableOf(x) != nil && variableOf(x) == variableOf(y))
}

// variableOf returns the variable from which a value is loaded, or nil.
func variableOf(v ssa.Value) ssa.Value {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		return load.X
	}
	return nil
}

// signals reports whether a goroutine lets those go on that wait for on, a channel or a group of its
// maker, only when the context has ended.
func (e *ending) signals(mc *ssa.MakeClosure, on ssa.Value) bool {
	i := slices.IndexFunc(mc.Bindings, func(b ssa.Value) bool { return b == on || b == variableOf(on) })
	if i < 0 || i >= len(e.fn.FreeVars) {
		return false
	}
	mine := e.fn.FreeVars[i]
	some := false
	for _, b := range e.fn.Blocks {
		for _, instr := range b.Instrs {
			if !lets(instr, mine) {
				continue
			}
			some = true
			if _, deferred := instr.(*ssa.Defer); deferred && !e.returns(func(*ssa.Return) bool { return true }) || !deferred && !e.before(instr) {
				return false
			}
		}
	}
	return some
}

// lets reports whether an instruction closes or sends on the channel in a variable, or tells the group
// in it that somebody is done.
func lets(instr ssa.Instruction, v ssa.Value) bool {
	of := func(x ssa.Value) bool { return x == v || variableOf(x) == v }
	switch instr := instr.(type) {
	case *ssa.Send:
		return of(instr.Chan)
	case ssa.CallInstruction:
		c := instr.Common()
		if b, ok := c.Value.(*ssa.Builtin); ok {
			return b.Name() == "close" && of(c.Args[0])
		}
		return calleeName(c) == "Done" && len(c.Args) > 0 && of(c.Args[0])
	}
	return false
}

// calleeFullName returns the function that a call enters, with its package, or "".
func calleeFullName(c *ssa.CallCommon) string {
	if fn := origin.CalleeObject(c); fn != nil {
		return fn.FullName()
	}
	return ""
}
