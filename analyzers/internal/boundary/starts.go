package boundary

import (
	"go/token"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// begun records the contexts that fn gives to goroutines for which it does not wait, by itself or
// through what it calls: what they do goes on when the call is over. Those alone matter that end a
// crossing.
func (a *Analysis) begun(fn *ssa.Function, s *Summary) {
	for i, p := range fn.Params {
		if isContext(p.Type()) && slices.ContainsFunc(s.Reaches, func(r Reach) bool {
			return slices.ContainsFunc(r.Params, func(q Param) bool { return q.Index == i })
		}) && !waits(fn) && a.goes(p, 0) {
			s.Starts = append(s.Starts, i)
		}
	}
}

// keepsContexts records the contexts that fn gives to what makes a client that keeps them, by itself or through
// what it calls.
func (a *Analysis) keepsContexts(fn *ssa.Function, s *Summary) {
	for i, p := range fn.Params {
		if !isContext(p.Type()) || p.Referrers() == nil {
			continue
		}
		if slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
			call, ok := ref.(*ssa.Call)
			return ok && a.keepsContext(call, p)
		}) {
			s.Keeps = append(s.Keeps, i)
		}
	}
}

// keepsContext reports whether a call gives the context ctx to what makes a client that keeps it: its token source
// asks for credentials with that context as long as the client lives, say.
func (a *Analysis) keepsContext(call ssa.CallInstruction, ctx ssa.Value) bool {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Pkg() == nil || ctx == nil {
		return false
	}
	if _, row := a.row(call.Common(), callee); row != nil {
		return row.Role == catalog.Local && contextArg(call.Common()) == ctx && strings.HasPrefix(callee.Name(), "New") && callee.Signature().Recv() == nil
	}
	sum, known := a.summaryOf(callee)
	return known && sum != nil && slices.ContainsFunc(sum.Keeps, func(i int) bool { return origin.Argument(call.Common(), i) == ctx })
}

// goes reports whether a context, or one that is derived from it, is given to a goroutine.
func (a *Analysis) goes(ctx ssa.Value, depth int) bool {
	if depth == maxChain || ctx.Referrers() == nil {
		return false
	}
	for _, ref := range *ctx.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Go:
			if slices.ContainsFunc(a.crossings[ref.Parent()], func(c *Crossing) bool { return c.Call == ssa.CallInstruction(ref) }) {
				return true
			}
		case *ssa.MakeClosure:
			lit, ok := ref.Fn.(*ssa.Function)
			if ok && len(a.crossings[lit]) > 0 && slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool { _, ok := use.(*ssa.Go); return ok }) {
				return true
			}
		case *ssa.Store: // a variable that a literal captures
			if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == ctx && a.goes(cell, depth+1) {
				return true
			}
		case *ssa.Extract:
			if isContext(ref.Type()) && a.goes(ref, depth+1) {
				return true
			}
		case *ssa.Call:
			callee := origin.CalleeObject(ref.Common())
			if callee == nil || callee.Pkg() == nil {
				continue
			}
			if callee.Pkg().Path() == "context" && a.goes(ref, depth+1) || a.startsWith(ref, ctx) {
				return true
			}
		}
	}
	return false
}

// startsWith reports whether a call gives the context ctx to what starts goroutines with it and does
// not wait for them.
func (a *Analysis) startsWith(call ssa.CallInstruction, ctx ssa.Value) bool {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Pkg() == nil || ctx == nil {
		return false
	}
	sum, known := a.summaryOf(callee)
	return known && sum != nil && slices.ContainsFunc(sum.Starts, func(i int) bool { return origin.Argument(call.Common(), i) == ctx })
}

// waits reports whether a function waits for something: for goroutines that it starts, it is assumed.
func waits(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Select:
				return true
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					return true
				}
			case ssa.CallInstruction:
				if calleeName(instr.Common()) == "Wait" {
					return true
				}
			}
		}
	}
	return false
}

// detaching matches comments that say that what follows is not to end with the caller.
var detaching = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\bdetached?\b.*\b(context|ctx)|\b(context|ctx)\b.*\bdetach|\boutlive|\beven (if|when|after|though)\b.*\b(cancel|context|ctx|request|client)|\bindependent(ly)? of\b.*\b(context|ctx|request|caller|parent)|\bbackground (context|ctx)\b|\basynchronous(ly)?\b|\b(not|never|non)\b.{0,40}\bcancell?able\b`)
})

// saidAbove reports whether a comment on the line of pos, or right above it, says that what stands
// there goes on without the caller on purpose.
func (a *Analysis) saidAbove(pos token.Pos) bool {
	for g := range a.Program.Beside(pos) {
		if detaching().MatchString(g.Text()) {
			return true
		}
	}
	return false
}

// meantToGoOn says why a crossing that leaves a context behind was meant to, or returns "".
func (a *Analysis) meantToGoOn(c *Crossing) string {
	if c.Via != nil && slices.ContainsFunc(c.Operands, func(op Operand) bool {
		return op.Value != nil && isContext(op.Value.Type()) && a.startsWith(c.Call, op.Value)
	}) {
		return "what is called starts work that goes on when the call is over"
	}
	root := c.Root()
	if a.saidAbove(c.Call.Pos()) || root != nil && root.Limit.Site != nil && root.Limit.Site.Parent() == c.Fn && a.saidAbove(root.Limit.Site.Pos()) {
		return "a comment says that it goes on without the caller"
	}
	return ""
}

// handedDown reports whether the field that a context is loaded from was set, by a function that calls
// this one with the same context, to that context.
func (a *Analysis) handedDown(load *ssa.UnOp, st *ssa.Store) bool {
	if st.Parent() == load.Parent() {
		return false
	}
	for _, b := range st.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if ok && call.Common().StaticCallee() == load.Parent() && slices.Contains(call.Common().Args, st.Val) {
				return true
			}
		}
	}
	return false
}
