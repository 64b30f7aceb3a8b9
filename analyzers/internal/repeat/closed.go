package repeat

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file judges bodies that nobody has read and that are gone all the same. A round tripper
// closes the body of what it sends whatever becomes of it, also if it could not connect; the
// body of a request that a server was given cannot be read when it is closed. So a proxy that
// turns to the next server after a failure to connect, which is harmless otherwise, sends a
// request that fails. What keeps the first attempt from closing the body is a wrapper around
// it, set before the attempts.

// A Closed is a request from outside that a loop sends again after a failure to connect.
type Closed struct {
	Call *ssa.Call
	Name string // the request
	Some bool   // the loop gives some requests a new body
}

// ClosedBodies returns the requests that the loops of fn, which serves them, send again with a
// body that the attempt before has closed.
func (a *Analysis) ClosedBodies(fn *ssa.Function) []Closed {
	if len(fn.Blocks) > maxBlocks || !boundary.Inbound(fn) {
		return nil
	}
	var list []Closed
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for i, arg := range call.Call.Args {
				if !effect.IsRequest(arg.Type()) || !inbound(arg) || !a.sendsArg(call, i) {
					continue
				}
				loop := &Region{Fn: fn, Loop: cycle(b)}
				if loop.Loop == nil || !a.untold(call) {
					break
				}
				if some, open := bodiesLeft(loop, arg); open {
					list = append(list, Closed{Call: call, Name: Word(call, arg, "the request"), Some: some})
				}
				break
			}
		}
	}
	return list
}

// inbound reports whether a request is one of the parameters of its function, or what a function
// that was given one returns, made before all loops.
func inbound(req ssa.Value) bool {
	if _, ok := req.(*ssa.Parameter); ok {
		return true
	}
	made, ok := req.(ssa.Instruction)
	if !ok || cycle(made.Block()) != nil {
		return false
	}
	for _, p := range made.Parent().Params {
		if effect.IsRequest(p.Type()) && copyOf(req, p) {
			return true
		}
	}
	return false
}

// untold reports whether a function behind the call asks for the method of a request unless an
// error is one of those that come before anything is sent: after those it goes on with
// requests of every method.
func (a *Analysis) untold(call *ssa.Call) bool {
	fns, _ := a.reach(call)
	for _, fn := range fns {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				fa, ok := instr.(*ssa.FieldAddr)
				if !ok {
					continue
				}
				if _, field := requestField(fa); field == "Method" && unlessUnsent(b) {
					return true
				}
			}
		}
	}
	return false
}

// unlessUnsent reports whether a block is reached only if an error is not of a type that tells
// by its name that nothing was sent.
func unlessUnsent(b *ssa.BasicBlock) bool {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		v, other := cond.Cond, d.Succs[1]
		if not, ok := v.(*ssa.UnOp); ok && not.Op == token.NOT {
			v, other = not.X, d.Succs[0]
		}
		ta := asserted(v)
		if ta == nil || !origin.IsError(ta.X.Type()) || !other.Dominates(b) {
			continue
		}
		t := ta.AssertedType
		if p, ok := t.(*types.Pointer); ok {
			t = p.Elem()
		}
		if n, ok := types.Unalias(t).(*types.Named); ok && gradeOfWord(n.Obj().Name()) == Harmless {
			return true
		}
	}
	return false
}

// asserted returns the type assertion whose outcome v tells, or nil.
func asserted(v ssa.Value) *ssa.TypeAssert {
	e, ok := v.(*ssa.Extract)
	if !ok || e.Index != 1 {
		return nil
	}
	ta, _ := e.Tuple.(*ssa.TypeAssert)
	return ta
}

// bodiesLeft reports whether a way leads round the loop on which the body of a request stays what
// it was: nothing wraps it before, and what is set within the loop is set for bodies of
// one type only, which is what some tells.
func bodiesLeft(loop *Region, req ssa.Value) (some, open bool) {
	for _, ref := range *req.Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok || origin.FieldVar(fa).Name() != "Body" {
			continue
		}
		for _, r := range *fa.Referrers() {
			st, ok := r.(*ssa.Store)
			if !ok || st.Addr != ssa.Value(fa) || isNoBody(st.Val) {
				continue
			}
			if !keptForType(st.Block(), loop) {
				return false, false
			}
			some = true
		}
	}
	return some, true
}

// keptForType reports whether a block of the loop is reached only if a variable is not nil
// which the loop does not set, and which is set before for a body of a certain type only.
func keptForType(b *ssa.BasicBlock, loop *Region) bool {
	for d := b.Idom(); d != nil && loop.Has(d); d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cmp, ok := cond.Cond.(*ssa.BinOp)
		if !ok || !origin.IsNil(cmp.Y) {
			continue
		}
		there := d.Succs[0]
		if cmp.Op == token.EQL {
			there = d.Succs[1]
		}
		if !there.Dominates(b) {
			continue
		}
		sets := setIn(cmp.X)
		for _, set := range sets {
			if loop.Has(set) || !forType(set) {
				return false
			}
		}
		return len(sets) > 0
	}
	return false
}

// setIn returns the blocks in which a variable of the function gets a value other than nil, as
// seen where it is read as v.
func setIn(v ssa.Value) (list []*ssa.BasicBlock) {
	switch v := v.(type) {
	case *ssa.Phi:
		for i, e := range v.Edges {
			if _, merged := e.(*ssa.Phi); !merged && !origin.IsNil(e) {
				list = append(list, v.Block().Preds[i])
			}
		}
	case *ssa.UnOp:
		alloc, ok := v.X.(*ssa.Alloc)
		if !ok || v.Op != token.MUL {
			return nil
		}
		for _, ref := range *alloc.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) && !origin.IsNil(st.Val) {
				list = append(list, st.Block())
			}
		}
	}
	return list
}

// forType reports whether a block is reached only if the body of a request is of a certain type.
func forType(b *ssa.BasicBlock) bool {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || !d.Succs[0].Dominates(b) {
			continue
		}
		if ta := asserted(cond.Cond); ta != nil {
			if load, ok := ta.X.(*ssa.UnOp); ok {
				if _, field := requestField(load.X); field == "Body" {
					return true
				}
			}
		}
	}
	return false
}
