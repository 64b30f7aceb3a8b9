package repeat

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file judges what keeps a request and the bytes of its body, to make as many copies of it as
// are to be sent. A copy shares the body of the request unless it gets one made of the bytes. Where
// none were kept although the request may have a body, the first copy that is sent
// uses it up for all others.

// A Copied is a copy that a loop makes and sends each time, with a body that all share.
type Copied struct {
	Call   *ssa.Call // what makes the copy
	Copier *ssa.Function
	Maker  *ssa.Function // what has kept no bytes
}

// SharedBodies returns the copies that the loops of fn send one after the other.
func (a *Analysis) SharedBodies(fn *ssa.Function) []Copied {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	var list []Copied
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !effect.IsRequest(call.Type()) {
				continue
			}
			copier := a.entered(call.Common())
			if copier == nil || call.Call.Signature().Recv() == nil {
				continue
			}
			loop := &Region{Fn: fn, Loop: cycle(b)}
			if setsBody(loop, call) || !a.sendsCopy(loop, call) {
				continue
			}
			kept := keptBytes(copier)
			if kept == nil {
				continue
			}
			if maker := a.keepsNone(kept); maker != nil {
				list = append(list, Copied{Call: call, Copier: copier, Maker: maker})
			}
		}
	}
	return list
}

// sendsCopy reports whether the loop sends a request, or a shallow copy of it.
func (a *Analysis) sendsCopy(loop *Region, req ssa.Value) bool {
	for _, b := range loop.Loop {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			for _, u := range a.uses(call) {
				if u.kind == sends && slices.ContainsFunc(a.roots(u.value, sends), func(r root) bool { return r.v == req && r.f == nil }) {
					return true
				}
			}
		}
	}
	return false
}

// keptBytes returns the field of a method's receiver whose bytes become the body of the copy that
// it makes of a request in another field, if and only if that field is not empty; else nil.
func keptBytes(copier *ssa.Function) *types.Var {
	var made ssa.Value
	var kept *types.Var
	for _, b := range copier.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Call:
				if from := effect.Derived(instr); from != nil {
					if p, f := fieldOfParam(from, 0); p == nil || f == nil || p != copier.Params[0] || made != nil {
						return nil
					}
					made = instr
				}
			case *ssa.Store:
				if _, field := requestField(instr.Addr); field == "Body" {
					if kept = keptWhere(b); kept == nil {
						return nil
					}
				}
			case *ssa.Return:
				if instr.Results[0] != made {
					return nil
				}
			}
		}
	}
	return kept
}

// keptWhere returns the field of a parameter that is known not to be empty in block b, or nil.
func keptWhere(b *ssa.BasicBlock) *types.Var {
	for d := b.Idom(); d != nil; d = d.Idom() {
		cond, ok := d.Instrs[len(d.Instrs)-1].(*ssa.If)
		if !ok || !d.Succs[0].Dominates(b) {
			continue
		}
		cmp, ok := cond.Cond.(*ssa.BinOp)
		if !ok {
			continue
		}
		v := cmp.X
		if size, ok := v.(*ssa.Call); ok && cmp.Op == token.GTR && len(size.Call.Args) == 1 {
			v = size.Call.Args[0] // len(kept) > 0
		} else if cmp.Op != token.NEQ || !origin.IsNil(cmp.Y) {
			continue
		}
		if _, ok := v.Type().Underlying().(*types.Slice); !ok {
			continue
		}
		if p, f := fieldOfParam(v, 0); p != nil {
			return f
		}
	}
	return nil
}

// keepsNone returns a function of the package that makes an object without the bytes of a body because
// a flag says so. It returns nil if there is none.
func (a *Analysis) keepsNone(kept *types.Var) *ssa.Function {
	for _, fn := range a.SSA.Funcs {
		if a.SSA.Tests[fn] {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				alloc, ok := instr.(*ssa.Alloc)
				if !ok || !origin.HasField(alloc.Type(), kept) {
					continue
				}
				filled := false
				for _, ref := range *alloc.Referrers() {
					fa, ok := ref.(*ssa.FieldAddr)
					if !ok {
						continue
					}
					for _, r := range *fa.Referrers() {
						_, stores := r.(*ssa.Store)
						filled = filled || stores && origin.FieldVar(fa) == kept
					}
				}
				if !filled && told(b) {
					return fn
				}
			}
		}
	}
	return nil
}

// told reports whether a flag leads straight to a block, by itself or beside the questions whether
// the request has a body.
func told(b *ssa.BasicBlock) bool {
	return slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool {
		cond, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If)
		return ok && flag(cond.Cond)
	})
}

// flag reports whether a condition is a flag that the function is given.
func flag(cond ssa.Value) bool {
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond = not.X
	}
	p, _ := fieldOfParam(cond, 0)
	return p != nil
}
