package repeat

import (
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// This file tells attempts that go on where the last one failed from those that begin anew. What
// goes on keeps its position in a variable from outside of the attempts too: an attempt reads
// there what to ask for, as the last one has left it, and moves it whenever it appends. What was
// appended is then there once. Emptying it would lose what the position is behind.

// A place is a variable from outside of a region, a field of one, or the elements of one.
type place struct {
	cell  ssa.Value
	field *types.Var // nil for the variable itself
	elems bool
}

// placeOf returns the place that an address stands for. Its cell is nil if the region makes the
// variable.
func (r *Region) placeOf(addr ssa.Value) place {
	var p place
	switch x := addr.(type) {
	case *ssa.FieldAddr:
		p.field, addr = origin.FieldVar(x), base(x.X)
	case *ssa.IndexAddr:
		p.elems, addr = true, base(x.X)
	}
	if r.outside(addr) {
		p.cell = addr
	}
	return p
}

// storesTo returns the stores of the region to a place.
func (r *Region) storesTo(p place) (list []ssa.Instruction) {
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && r.placeOf(st.Addr) == p {
				list = append(list, st)
			}
		}
	}
	return list
}

// resumes reports whether what the store at st appends to cell is what comes after all that was
// appended before it, by earlier attempts as well.
func (a *Analysis) resumes(r *Region, st *ssa.Store, cell ssa.Value) bool {
	moved := make(map[place][]ssa.Instruction)
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if p := r.placeOf(instr.Addr); p.cell != nil {
					moved[p] = append(moved[p], instr)
				}
			case *ssa.MapUpdate:
				if p := (place{cell: base(instr.Map), elems: true}); r.outside(p.cell) {
					moved[p] = append(moved[p], instr)
				}
			}
		}
	}
	position := func(p place, read ssa.Instruction) bool {
		if p == (place{cell: cell}) {
			return r.seesLast(read, nil)
		}
		return len(moved[p]) > 0 && r.seesLast(read, moved[p]) && a.together(r, st, moved[p])
	}
	return r.chooses(st, position) || r.skips(st, cell, position)
}

// chooses reports whether what is appended was chosen by a position: it is part of what
// something that can fail was given, or of an index.
func (r *Region) chooses(st *ssa.Store, position func(place, ssa.Instruction) bool) bool {
	type visited struct {
		v      ssa.Value
		chosen bool
	}
	seen := make(map[visited]bool)
	var visit func(v ssa.Value, chosen bool) bool
	visit = func(v ssa.Value, chosen bool) bool {
		instr, ok := v.(ssa.Instruction)
		if !ok || instr.Parent() != r.Fn || !r.Has(instr.Block()) || seen[visited{v, chosen}] || len(seen) > 400 {
			return false
		}
		seen[visited{v, chosen}] = true
		var from []ssa.Value // beside the operands
		switch x := v.(type) {
		case *ssa.Call:
			chosen = chosen || errorOf(x) != nil
		case *ssa.UnOp:
			if x.Op != token.MUL {
				break
			}
			if p := r.placeOf(x.X); chosen && p.cell != nil && position(p, x) {
				return true
			}
			from = r.storedTo(x.X)
		case *ssa.Alloc:
			from = append(r.storedTo(x), elements(x)...)
		case *ssa.IndexAddr:
			return visit(x.X, chosen) || visit(x.Index, true)
		case *ssa.Lookup:
			return visit(x.X, chosen) || visit(x.Index, true)
		case *ssa.Slice:
			return visit(x.X, chosen) || x.Low != nil && visit(x.Low, true) || x.High != nil && visit(x.High, true)
		}
		var buf [8]*ssa.Value
		for _, op := range instr.Operands(buf[:0]) {
			if *op != nil {
				from = append(from, *op)
			}
		}
		return slices.ContainsFunc(from, func(v ssa.Value) bool { return visit(v, chosen) })
	}
	return slices.ContainsFunc(added(st.Val), func(v ssa.Value) bool { return visit(v, false) })
}

// storedTo returns what the function of the region stores to an address.
func (r *Region) storedTo(addr ssa.Value) (vals []ssa.Value) {
	refs := addr.Referrers()
	if refs == nil {
		return nil
	}
	for _, ref := range *refs {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == addr {
			vals = append(vals, st.Val)
		}
	}
	return vals
}

// added returns what a grown value has more than the one before.
func added(v ssa.Value) []ssa.Value {
	switch v := v.(type) {
	case *ssa.Call:
		return v.Call.Args[1:]
	case *ssa.BinOp:
		return []ssa.Value{v.Y}
	}
	return nil
}

// skips reports whether a branch before the append asks whether the element is there already:
// whether it is in cell, or in a map or list that the attempts keep beside it.
func (r *Region) skips(st *ssa.Store, cell ssa.Value, position func(place, ssa.Instruction) bool) bool {
	for b := st.Block().Idom(); b != nil && r.Has(b); b = b.Idom() {
		i, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		cond := i.Cond
		for range 4 {
			switch x := cond.(type) {
			case *ssa.UnOp:
				if x.Op == token.NOT {
					cond = x.X
				} else if ia, ok := x.X.(*ssa.IndexAddr); ok && x.Op == token.MUL {
					if p := r.placeOf(ia); p.cell != nil && position(p, x) {
						return true
					}
				}
			case *ssa.BinOp:
				if _, ok := x.Y.(*ssa.Const); ok {
					cond = x.X
				}
			case *ssa.Extract:
				cond = x.Tuple
			case *ssa.Lookup:
				if p := (place{cell: base(x.X), elems: true}); r.outside(p.cell) && position(p, x) {
					return true
				}
			case *ssa.Call:
				if len(x.Call.Args) > 1 && slices.ContainsFunc(x.Call.Args, func(arg ssa.Value) bool { return loads(arg, cell, 0) }) {
					return true
				}
			}
		}
	}
	return false
}

// seesLast reports whether an attempt may come to the instruction before any of the stores: what
// it reads there the attempt before has left.
func (r *Region) seesLast(read ssa.Instruction, stores []ssa.Instruction) bool {
	for _, b := range r.Fn.Blocks {
		if r.Has(b) && r.begins(b) && r.passes(spot{b, 0}, stores, func(instr ssa.Instruction) bool { return instr == read }) {
			return true
		}
	}
	return false
}

// begins reports whether an attempt begins with the block.
func (r *Region) begins(b *ssa.BasicBlock) bool {
	if r.Whole() {
		return b.Index == 0
	}
	return slices.ContainsFunc(b.Preds, func(p *ssa.BasicBlock) bool { return !r.Has(p) })
}

// together reports whether an attempt that has appended at st does not fail before one of the
// stores, or one of them comes first and no attempt fails between the two.
func (a *Analysis) together(r *Region, st *ssa.Store, stores []ssa.Instruction) bool {
	fails := func(instr ssa.Instruction) bool {
		if ret, ok := instr.(*ssa.Return); ok {
			return r.Whole() && r.runsAgain(ret) && !nilAt(outcome(ret), st.Block())
		}
		b := instr.Block()
		return !r.Whole() && r.begins(b) && instr == b.Instrs[0]
	}
	after := spotOf(st)
	after.i++
	if !r.passes(after, stores, fails) {
		return true
	}
	return slices.ContainsFunc(stores, func(s ssa.Instruction) bool {
		first := spotOf(s)
		first.i++
		if s.Block() == st.Block() && first.i > after.i || !s.Block().Dominates(st.Block()) {
			return false
		}
		return !r.passes(first, []ssa.Instruction{st}, fails)
	})
}

// passes reports whether a way through the region from a spot comes to an instruction that is
// asked for, and to none of the walls before.
func (r *Region) passes(from spot, walls []ssa.Instruction, asked func(ssa.Instruction) bool) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []spot{from}
next:
	for len(stack) > 0 {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, instr := range s.b.Instrs[s.i:] {
			if asked(instr) {
				return true
			}
			if slices.Contains(walls, instr) {
				continue next
			}
		}
		for _, b := range s.b.Succs {
			if r.Has(b) && !seen[b] {
				seen[b] = true
				stack = append(stack, spot{b, 0})
			}
		}
	}
	return false
}

// leavesMore reports whether an attempt finds in another variable than that which the instruction
// stores to what the attempt before has left there.
func (r *Region) leavesMore(at ssa.Instruction) bool {
	own, ok := at.(*ssa.Store)
	if !ok {
		return false
	}
	stores := make(map[place][]ssa.Instruction)
	for _, b := range r.Fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Store:
				if p := r.placeOf(instr.Addr); p.cell != nil && p.cell != own.Addr {
					stores[p] = append(stores[p], instr)
				}
			case *ssa.MapUpdate:
				if p := (place{cell: base(instr.Map), elems: true}); r.outside(p.cell) {
					stores[p] = append(stores[p], instr)
				}
			}
		}
	}
	reads := func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			var p place
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.MUL {
					p = r.placeOf(instr.X)
				}
			case *ssa.Lookup:
				p = place{cell: base(instr.X), elems: true}
			}
			return len(stores[p]) > 0 && r.seesLast(instr, stores[p])
		})
	}
	return slices.ContainsFunc(r.Fn.Blocks, reads)
}
