package repeat

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// An Unclosed is a response that an attempt leaves open when the next one begins.
type Unclosed struct {
	Call   *ssa.Call // the call that yields the response
	Region *Region
	// Once says that a command of the program makes the attempts, and not without end: the
	// program makes them once, and what they leave open ends with it.
	Once bool
}

// UnclosedResponses returns the responses that fn's regions leave open: there is a way back
// to the call on which it worked, and on which nothing touches the response or its body but
// to look at its status and headers.
func (a *Analysis) UnclosedResponses(fn *ssa.Function) []*Unclosed {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []*Unclosed
	done := make(map[*ssa.Call]bool)
	open := make(map[ssa.Value]*Unclosed) // by the copies of what was found: a merge of several is one cause
	for _, at := range a.Attempts().Regions(fn) {
		blocks := at.Blocks()
		if blocks == nil {
			continue
		}
		r := &Region{Fn: fn, Loop: blocks, Pos: at.Pos, Name: "the retry loop"}
		for _, b := range blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok || done[call] {
					continue
				}
				resp := responseOf(call)
				if resp == nil || a.headers(call) {
					continue
				}
				if a.leavesOpen(r, call, resp) {
					done[call] = true
					same := map[ssa.Value]bool{resp: true}
					follow(same)
					var u *Unclosed
					for v := range same {
						if open[v] != nil && (u == nil || open[v].Call.Pos() < u.Call.Pos()) {
							u = open[v]
						}
					}
					switch {
					case u == nil:
						u = &Unclosed{Call: call, Region: r, Once: boundary.IsCommand(fn) && at.Limit.Kind != attempts.NoLimit}
						list = append(list, u)
					case call.Pos() < u.Call.Pos():
						u.Call = call
					}
					for v := range same {
						open[v] = u
					}
				}
			}
		}
	}
	return list
}

// A Deferred is a call that a retry loop puts off until its function returns: what each
// attempt has opened stays open until then.
type Deferred struct {
	At ssa.Instruction
	// What is held: "response", "context", "transaction".
	What string
	// Endless says that nothing limits the attempts, and so what piles up (but for contexts that end
	// by themselves), or that one is enough: a transaction that is left open stands in the way of
	// the next one.
	Endless bool
}

// endsByItself reports whether the function that releases a context came with a deadline.
func endsByItself(cancel ssa.Value) bool {
	x, ok := cancel.(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := x.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	fn := origin.CalleeObject(call.Common())
	return fn != nil && (strings.HasPrefix(fn.Name(), "WithTimeout") || strings.HasPrefix(fn.Name(), "WithDeadline"))
}

// PutOff returns the deferred calls in fn's retry loops that release what an attempt holds.
func (a *Analysis) PutOff(fn *ssa.Function) []Deferred {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []Deferred
	done := make(map[ssa.Instruction]bool)
	for _, r := range a.Attempts().Regions(fn) {
		if r.Kind != attempts.Retry && r.Kind != attempts.Await && r.Kind != attempts.Poll {
			continue
		}
		for _, b := range r.Blocks() {
			for _, instr := range b.Instrs {
				d, ok := instr.(*ssa.Defer)
				if !ok || done[d] {
					continue
				}
				if what := releases(d.Common()); what != "" && !releasedToo(d, r.Blocks()) && !captures(d.Call.Value) {
					done[d] = true
					list = append(list, Deferred{At: d, What: what, Endless: r.Limit.Kind == attempts.NoLimit && !(what == "context" && endsByItself(d.Call.Value)) || what == "transaction"})
				}
			}
		}
	}
	return list
}

// captures reports whether v is loaded from a variable that a literal captures, which may
// release it too.
func captures(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL || load.X.Referrers() == nil {
		return false
	}
	return slices.ContainsFunc(*load.X.Referrers(), func(ref ssa.Instruction) bool {
		_, ok := ref.(*ssa.MakeClosure)
		return ok
	})
}

// releasedToo reports whether the loop makes the deferred call of a cancel function, or the
// Close of a response's body, at once as well: what is put off is for the ways out.
func releasedToo(d *ssa.Defer, loop []*ssa.BasicBlock) bool {
	for _, b := range loop {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			c := call.Common()
			if recv := origin.Receiver(&d.Call); recv != nil && !d.Call.IsInvoke() {
				if x := origin.Receiver(c); x != nil && sameLoad(x, recv) && origin.CalleeObject(c) == origin.CalleeObject(&d.Call) {
					return true
				}
			} else if !d.Call.IsInvoke() {
				if sameLoad(c.Value, d.Call.Value) {
					return true
				}
			} else if c.IsInvoke() && c.Method == d.Call.Method && sameLoad(c.Value, d.Call.Value) {
				return true
			}
		}
	}
	return false
}

// releases tells what a deferred call gives back, "" if nothing that an attempt holds.
func releases(c *ssa.CallCommon) string {
	if recv := origin.Receiver(c); recv != nil && origin.HasMethod(recv.Type(), "Commit") && origin.HasMethod(recv.Type(), "Rollback") {
		if origin.CalleeObject(c).Name() == "Rollback" {
			return "transaction"
		}
		return ""
	}
	if c.IsInvoke() {
		load, ok := c.Value.(*ssa.UnOp)
		if !ok || c.Method.Name() != "Close" {
			return ""
		}
		fa, ok := load.X.(*ssa.FieldAddr)
		if ok && isResponse(fa.X.Type()) && origin.FieldVar(fa).Name() == "Body" {
			return "response"
		}
		return ""
	}
	if origin.CalleeObject(c) != nil {
		return ""
	}
	if n, ok := types.Unalias(c.Value.Type()).(*types.Named); ok && n.Obj().Name() == "CancelFunc" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "context" {
		return "context"
	}
	return ""
}

// responseOf returns the *http.Response that a call yields beside an error, or nil.
func responseOf(call *ssa.Call) ssa.Value {
	if errorOf(call) == nil {
		return nil
	}
	for _, ref := range *call.Referrers() {
		if e, ok := ref.(*ssa.Extract); ok && e.Index == 0 && isResponse(e.Type()) {
			return e
		}
	}
	return nil
}

// headers reports whether the call asks for headers alone: there is no body to close. So it
// is with calls of code that is not in sight, which may have read the body already, but for
// interfaces and functions that an *http.Client and its Do satisfy: who stands in for it
// leaves the body to the caller.
func (a *Analysis) headers(call *ssa.Call) bool { return a.headersAt(call, 0) }

func (a *Analysis) headersAt(call *ssa.Call, deep int) bool {
	c := call.Common()
	callee := origin.CalleeObject(c)
	req := sent(c, callee)
	switch {
	case callee == nil || c.IsInvoke():
		if req == nil {
			return true
		}
	case a.handsOn(c.StaticCallee(), deep):
		return false
	case callee.Pkg() == nil || callee.Pkg().Path() != "net/http" || callee.Name() == "Head":
		return true
	}
	if req != nil {
		op := a.read.Request(req, call.Parent())
		return op.What == "HEAD"
	}
	return strings.HasPrefix(callee.Name(), "CloseIdle")
}

// handsOn reports whether a function of this package returns a response of net/http as it came,
// its body unread, to be closed by the caller.
func (a *Analysis) handsOn(fn *ssa.Function, deep int) bool {
	if fn == nil || fn.Pkg != a.SSA.Pkg || fn.Blocks == nil || len(fn.Blocks) > maxBlocks || deep > 3 {
		return false
	}
	found := false
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || len(ret.Results) != 2 || !isResponse(ret.Results[0].Type()) || origin.IsNil(ret.Results[0]) {
			continue
		}
		e, ok := ret.Results[0].(*ssa.Extract)
		if !ok {
			return false
		}
		call, ok := e.Tuple.(*ssa.Call)
		if !ok || a.headersAt(call, deep+1) {
			return false
		}
		same := map[ssa.Value]bool{e: true}
		follow(same)
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if _, ok := instr.(*ssa.Return); !ok && a.touchesResponse(instr, same, 0) {
					return false
				}
			}
		}
		found = true
	}
	return found
}

// leavesOpen reports whether there is a way round the loop on which the response of a
// failure stays open.
func (a *Analysis) leavesOpen(r *Region, call *ssa.Call, resp ssa.Value) bool {
	for _, status := range [...]int64{500, 503, 429} {
		if a.leavesOpenAt(r, call, resp, status) {
			return true
		}
	}
	return false
}

// leavesOpenAt searches such a way for one status of the response. Where another way back
// touches the response, it depends on a condition that is not about the status, and the graph
// does not know which of the two is taken: a flag may tell the response of this failure.
func (a *Analysis) leavesOpenAt(r *Region, call *ssa.Call, resp ssa.Value, status int64) bool {
	same := map[ssa.Value]bool{resp: true}
	follow(same)
	err := errorOf(call)
	w := &back{r: r, call: call, err: map[ssa.Value]bool{err: true}, worked: true, strict: true}
	w.copies()
	touched := func(instrs []ssa.Instruction) bool {
		for _, instr := range instrs {
			if a.touchesResponse(instr, same, 0) && !forLog(instr.Block()) {
				return true
			}
		}
		return false
	}
	type state struct {
		b       *ssa.BasicBlock
		touched bool
	}
	seen := make(map[state]bool)
	var stack []state
	expand := func(b *ssa.BasicBlock, touched bool) {
		last, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		for i, s := range b.Succs {
			if ok {
				if _, taken := w.take(last.Cond, i == 0, AnyError); !taken {
					continue
				}
				if yes, known := holds(last.Cond, same, status); known && !yes && i == 0 || known && yes && i == 1 {
					continue // a server error is what the way back is for
				}
			}
			stack = append(stack, state{s, touched})
		}
	}
	open := false
	start := spotOf(call)
	expand(start.b, touched(start.b.Instrs[start.i+1:]))
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[s] || !r.Has(s.b) {
			continue
		}
		seen[s] = true
		if s.b == start.b {
			if s.touched || touched(start.b.Instrs[:start.i]) {
				return false
			}
			open = true
			continue
		}
		expand(s.b, s.touched || touched(s.b.Instrs))
	}
	return open
}

// touchesResponse reports whether an instruction does more with the response than to look at
// its status and headers, or to hand it to a function of the package that does no more.
func (a *Analysis) touchesResponse(instr ssa.Instruction, same map[ssa.Value]bool, deep int) bool {
	switch instr := instr.(type) {
	case *ssa.Phi, *ssa.BinOp, *ssa.If, *ssa.DebugRef, *ssa.Extract, *ssa.UnOp:
		return false
	case *ssa.FieldAddr:
		if !same[instr.X] {
			return false
		}
		f := origin.FieldVar(instr)
		return f == nil || f.Name() == "Body"
	case *ssa.Store:
		if !same[instr.Val] {
			return false
		}
		_, local := instr.Addr.(*ssa.Alloc)
		return !local
	case *ssa.MakeClosure: // it may close the response whose variable it captures
		return slices.ContainsFunc(instr.Bindings, func(v ssa.Value) bool {
			alloc, ok := v.(*ssa.Alloc)
			return same[v] || ok && slices.ContainsFunc(*alloc.Referrers(), func(ref ssa.Instruction) bool {
				st, ok := ref.(*ssa.Store)
				return ok && same[st.Val]
			})
		})
	case *ssa.Call:
		if fn := a.entered(instr.Common()); fn != nil && deep < 3 {
			return a.touchesParam(fn, instr.Call.Args, same, deep+1)
		}
	}
	return operandIn(instr, same)
}

// operandIn reports whether an operand of the instruction is one of the values.
func operandIn(instr ssa.Instruction, same map[ssa.Value]bool) bool {
	var buf [12]*ssa.Value
	for _, op := range instr.Operands(buf[:0]) {
		if *op != nil && same[*op] {
			return true
		}
	}
	return false
}

// entered returns the function of this package whose code a call runs with its arguments, or nil.
func (a *Analysis) entered(c *ssa.CallCommon) *ssa.Function {
	fn := c.StaticCallee()
	if fn == nil || fn.Pkg != a.SSA.Pkg || fn.Blocks == nil || len(fn.Params) != len(c.Args) {
		return nil
	}
	return fn
}

// paramsGiven returns the parameters of fn that get one of the values, with their copies.
func paramsGiven(fn *ssa.Function, args []ssa.Value, same map[ssa.Value]bool) map[ssa.Value]bool {
	given := make(map[ssa.Value]bool)
	for i, arg := range args {
		if same[arg] {
			given[fn.Params[i]] = true
		}
	}
	follow(given)
	return given
}

// touchesParam reports whether a function does more with the responses among its arguments
// than to look at them.
func (a *Analysis) touchesParam(fn *ssa.Function, args []ssa.Value, same map[ssa.Value]bool, deep int) bool {
	given := paramsGiven(fn, args, same)
	if len(given) == 0 {
		return false
	}
	for _, b := range fn.Blocks {
		if forLog(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if a.touchesResponse(instr, given, deep) {
				return true
			}
			if ret, ok := instr.(*ssa.Return); ok {
				for _, v := range ret.Results {
					if given[v] {
						return true
					}
				}
			}
		}
	}
	return false
}
