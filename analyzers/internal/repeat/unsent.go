package repeat

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// unsent returns the branch on the error of a call that leads on to another use only where
// the request was not sent: the error is one that this package makes, in functions that
// have nothing to do with requests, such as the one that dials for a transport. It is nil if
// there is no such branch.
func (a *Analysis) unsent(sent, next ssa.CallInstruction) ssa.Instruction {
	call, ok := sent.(*ssa.Call)
	if !ok {
		return nil
	}
	err := errorOf(call)
	if err == nil || err.Referrers() == nil {
		return nil
	}
	for _, ref := range *err.Referrers() {
		cond, known := errorIs(ref, err)
		if cond == nil || known.Pkg != a.SSA.Pkg || cond.Referrers() == nil || !a.ofDialing(known) {
			continue
		}
		for _, ref := range *cond.Referrers() {
			if branch, ok := ref.(*ssa.If); ok {
				other := branch.Block().Succs[1]
				if other != next.Block() && !origin.Reaches(other, next.Block()) {
					return branch
				}
			}
		}
	}
	return nil
}

// errorIs returns the condition err == known, or errors.Is(err, known), if instr is one, and the
// package variable that err is compared with.
func errorIs(instr ssa.Instruction, err ssa.Value) (ssa.Value, *ssa.Global) {
	var cond, other ssa.Value
	switch instr := instr.(type) {
	case *ssa.BinOp:
		if instr.Op != token.EQL {
			return nil, nil
		}
		cond, other = instr, instr.Y
		if other == err {
			other = instr.X
		}
	case *ssa.Call:
		callee := origin.CalleeObject(instr.Common())
		if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "errors" || callee.Name() != "Is" || instr.Call.Args[0] != err {
			return nil, nil
		}
		cond, other = instr, instr.Call.Args[1]
	default:
		return nil, nil
	}
	if load, ok := other.(*ssa.UnOp); ok && load.Op == token.MUL {
		if g, ok := load.X.(*ssa.Global); ok {
			return cond, g
		}
	}
	return nil, nil
}

// ofDialing reports whether only functions that neither take nor return requests and responses
// return an error, and some do.
func (a *Analysis) ofDialing(known *ssa.Global) bool {
	some := false
	for _, fn := range a.SSA.Funcs {
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok {
				continue
			}
			for _, r := range ret.Results {
				if !mayBe(r, known, 0) {
					continue
				}
				if exchanges(fn) {
					return false
				}
				some = true
			}
		}
	}
	return some
}

// mayBe reports whether v is what a package variable holds, wrapped or not.
func mayBe(v ssa.Value, g *ssa.Global, deep int) bool {
	if deep > 5 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if alloc, ok := v.X.(*ssa.Alloc); ok { // a result of a function that defers something
			for _, ref := range *alloc.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) && mayBe(st.Val, g, deep+1) {
					return true
				}
			}
		}
		return v.X == ssa.Value(g)
	case *ssa.Phi:
		for _, e := range v.Edges {
			if mayBe(e, g, deep+1) {
				return true
			}
		}
	case *ssa.Call:
		for _, arg := range v.Call.Args {
			if mayBe(arg, g, deep+1) {
				return true
			}
		}
	case *ssa.MakeInterface:
		return mayBe(v.X, g, deep+1)
	case *ssa.ChangeInterface:
		return mayBe(v.X, g, deep+1)
	case *ssa.Slice: // the arguments of fmt.Errorf
		if alloc, ok := v.X.(*ssa.Alloc); ok {
			for _, ref := range *alloc.Referrers() {
				if elem, ok := ref.(*ssa.IndexAddr); ok {
					for _, ref := range *elem.Referrers() {
						if st, ok := ref.(*ssa.Store); ok && mayBe(st.Val, g, deep+1) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// exchanges reports whether a function, or one around it, takes or returns requests or responses.
func exchanges(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for _, tuple := range [...]*types.Tuple{fn.Signature.Params(), fn.Signature.Results()} {
			for v := range tuple.Variables() {
				if effect.IsRequest(v.Type()) || isResponse(v.Type()) {
					return true
				}
			}
		}
	}
	return false
}
