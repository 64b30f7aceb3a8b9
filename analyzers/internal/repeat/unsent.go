package repeat

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// unsent returns the branches on the error of a call that lead on to another use only where the
// request was not sent: the error tells that there was no connection.
func (a *Analysis) unsent(sent, next ssa.CallInstruction) (branches []*ssa.If) {
	call, ok := sent.(*ssa.Call)
	if !ok {
		return nil
	}
	err := errorOf(call)
	if err == nil || err.Referrers() == nil {
		return nil
	}
	var all []*ssa.If
	for _, ref := range *err.Referrers() {
		conds := []ssa.Value{a.tellsUnsent(ref, err)}
		if adapter, ok := ref.(*ssa.Call); ok && conds[0] == nil { // what asks an object that was made of the error
			conds = asksDialing(adapter)
		}
		for _, cond := range conds {
			if cond == nil || cond.Referrers() == nil {
				continue
			}
			for _, ref := range *cond.Referrers() {
				if branch, ok := ref.(*ssa.If); ok {
					all = append(all, branch)
					other := branch.Block().Succs[1]
					if other != next.Block() && !origin.Reaches(other, next.Block()) {
						branches = append(branches, branch)
					}
				}
			}
		}
	}
	if len(all) > 0 && !leadsPast(call.Block(), next.Block(), all) {
		return all // one or the other of them
	}
	return branches
}

// asksDialing returns what the methods say of the object that a call makes, whose names ask whether there
// was no connection.
func asksDialing(made *ssa.Call) (conds []ssa.Value) {
	if _, known := made.Type().Underlying().(*types.Basic); known {
		return nil
	}
	for _, ref := range *made.Referrers() {
		call, ok := ref.(*ssa.Call)
		if ok && origin.Receiver(call.Common()) == made && saysDialing(call) {
			conds = append(conds, call)
		}
	}
	return conds
}

// leadsPast reports whether a way leads from the end of one block to another that takes none of the
// branches where their conditions hold.
func leadsPast(from, to *ssa.BasicBlock, branches []*ssa.If) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	var visit func(b *ssa.BasicBlock) bool
	visit = func(b *ssa.BasicBlock) bool {
		for i, s := range b.Succs {
			if i == 0 && slices.ContainsFunc(branches, func(br *ssa.If) bool { return br.Block() == b }) {
				continue
			}
			if s == to {
				return true
			}
			if !seen[s] {
				seen[s] = true
				if visit(s) {
					return true
				}
			}
		}
		return false
	}
	return visit(from)
}

// tellsUnsent returns the condition that instr makes of an error, if it holds only for errors that
// say that nothing was sent: one that the package makes before it sends, by its value or its
// type, or one that the name of a predicate says is of dialing.
func (a *Analysis) tellsUnsent(instr ssa.Instruction, err ssa.Value) ssa.Value {
	if cond, known := errorIs(instr, err); cond != nil {
		if known.Pkg == a.SSA.Pkg && a.ofDialing(func(v ssa.Value) bool { return mayBe(v, known, 0) }) {
			return cond
		}
		return nil
	}
	switch instr := instr.(type) {
	case *ssa.TypeAssert:
		n, ok := types.Unalias(origin.Deref(instr.AssertedType)).(*types.Named)
		if !ok || !instr.CommaOk {
			return nil
		}
		if !ofHandshake(n) && (n.Obj().Pkg() != a.SSA.Pkg.Pkg || !a.ofDialing(func(v ssa.Value) bool {
			mi, ok := v.(*ssa.MakeInterface)
			return ok && types.Identical(mi.X.Type(), instr.AssertedType)
		})) {
			return nil
		}
		for _, ref := range *instr.Referrers() {
			if e, ok := ref.(*ssa.Extract); ok && e.Index == 1 {
				return e
			}
		}
	case *ssa.Call:
		if saysDialing(instr) || asksHandshake(instr) {
			return instr
		}
	}
	return nil
}

// asksHandshake reports whether a call is errors.As, for an error of the handshake.
func asksHandshake(call *ssa.Call) bool {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != "errors" || callee.Name() != "As" {
		return false
	}
	n, ok := types.Unalias(origin.Deref(origin.Deref(origin.Unboxed(call.Call.Args[1]).Type()))).(*types.Named)
	return ok && ofHandshake(n)
}

// ofHandshake reports whether values of the type are errors of a look-up or a handshake, after which
// nothing of the request was sent.
func ofHandshake(n *types.Named) bool {
	if n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "crypto/tls.RecordHeaderError", "crypto/tls.CertificateVerificationError", "crypto/x509.UnknownAuthorityError",
		"crypto/x509.HostnameError", "crypto/x509.CertificateInvalidError", "net.DNSError":
		return true
	}
	return false
}

// saysDialing reports whether a call is of a predicate that asks, by its name, whether there was no
// connection.
func saysDialing(call *ssa.Call) bool {
	callee := origin.CalleeObject(call.Common())
	return callee != nil && origin.IsBool(call.Type()) && slices.ContainsFunc(words(callee.Name()), isDialing)
}

// isDialing reports whether a word says that there was no connection to send anything on.
func isDialing(w string) bool { return w == "dial" || w == "dialing" || w == "refused" }

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

// ofDialing reports whether some functions return what is asked for, and none of them after it
// was given, or has sent, a request.
func (a *Analysis) ofDialing(is func(ssa.Value) bool) bool {
	some := false
	for _, fn := range a.SSA.Funcs {
		for _, b := range fn.Blocks {
			ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
			if !ok {
				continue
			}
			for i := range ret.Results {
				if !is(returned(ret, i)) {
					continue
				}
				if sentBefore(ret) {
					return false
				}
				some = true
			}
		}
	}
	return some
}

// sentBefore reports whether a function may have handed a request on before it returns.
func sentBefore(ret *ssa.Return) bool {
	if responds(ret.Parent()) {
		return true
	}
	for _, b := range ret.Parent().Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok || b != ret.Block() && !origin.Reaches(b, ret.Block()) {
				continue
			}
			if slices.ContainsFunc(call.Common().Args, func(arg ssa.Value) bool { return effect.IsRequest(arg.Type()) }) {
				return true
			}
		}
	}
	return false
}

// mayBe reports whether v is what a package variable holds, wrapped or not.
func mayBe(v ssa.Value, g *ssa.Global, deep int) bool {
	if deep > 5 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
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

// responds reports whether a function, or one around it, is given a response.
func responds(fn *ssa.Function) bool {
	for ; fn != nil; fn = fn.Parent() {
		for v := range fn.Signature.Params().Variables() {
			if isResponse(v.Type()) {
				return true
			}
		}
	}
	return false
}
