package stamps

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// ties looks for the latest of a list by times of whole seconds: whoever takes the first of
// those that are equally late from a list that grows at its end takes the older of two that
// were made in one second.
func (a *Analysis) ties() {
	cut := a.cutFields()
	if len(cut) == 0 {
		return
	}
	look := func(instr ssa.Instruction, x, best ssa.Value) {
		field, base := cutField(x, cut, 0)
		if field == nil || tied(instr.Parent(), field) {
			return
		}
		list := listOf(base, 0)
		if list == nil || !climbs(list.Index) || !a.latest(instr, x, best, base) {
			return
		}
		item := origin.Named(list.Type().Underlying().(*types.Pointer).Elem())
		if item == nil || item.Obj().Pkg() != a.pkg || !a.growsAtEnd(item) {
			return
		}
		made := cut[field]
		o := &Order{Kind: Tie, Name: a.CarrierName(field), Item: item.Obj().Name(), Decides: FuncName(instr.Parent()), At: instr.Pos()}
		o.Pos, o.End = a.rangeOf(made.Pos())
		o.Confidence, o.Func = settings.Likely, FuncName(made.Parent())
		a.addOrder(instr, o)
	}
	for _, call := range a.ix.compares {
		obj := calleeObj(call.Common())
		x, y := operands(call)
		switch {
		case y == nil:
		case obj.Name() == "After":
			look(call, x, y)
		case obj.Name() == "Before":
			look(call, y, x)
		}
	}
	for _, op := range a.ix.pairs {
		switch op.Op {
		case token.GTR:
			look(op, op.X, op.Y)
		case token.LSS:
			look(op, op.Y, op.X)
		}
	}
}

// cutFields returns the fields in which times of this package are kept as whole seconds, each
// with the first call that cuts one.
func (a *Analysis) cutFields() map[*types.Var]*ssa.Call {
	cut := make(map[*types.Var]*ssa.Call)
	for _, call := range a.ix.numbers {
		obj := calleeObj(call.Common())
		if obj == nil || obj.Name() != "Unix" || recvName(obj) != "Time" || !isTime(recvType(obj)) {
			continue
		}
		for _, ref := range *call.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || st.Val != ssa.Value(call) {
				continue
			}
			fa, ok := st.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			f := origin.FieldVar(fa)
			if f == nil || f.Pkg() != a.pkg || !isTimeField(f, f.Name()) || wholeSeconds(call.Common().Args[0]) {
				continue
			}
			if have := cut[f]; have == nil || call.Pos() < have.Pos() {
				cut[f] = call
			}
		}
	}
	return cut
}

// wholeSeconds reports whether a time is made of a number of seconds.
func wholeSeconds(t ssa.Value) bool {
	call, ok := t.(*ssa.Call)
	if !ok {
		return false
	}
	obj := calleeObj(call.Common())
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "time" && recvName(obj) == "" && obj.Name() == "Unix" && isConst(call.Common().Args[1])
}

// cutField returns the first of the cut fields that v is read from, on whatever path, and the
// object that has it.
func cutField(v ssa.Value, cut map[*types.Var]*ssa.Call, deep int) (*types.Var, ssa.Value) {
	if phi, ok := v.(*ssa.Phi); ok && deep < 3 {
		var field *types.Var
		var base ssa.Value
		for _, e := range phi.Edges {
			if f, b := cutField(e, cut, deep+1); f != nil && (field == nil || cut[f].Pos() < cut[field].Pos()) {
				field, base = f, b
			}
		}
		return field, base
	}
	f, base := fieldOf(v)
	if field, ok := f.(*types.Var); ok && cut[field] != nil {
		return field, base
	}
	return nil, nil
}

// listOf returns the element of a slice that an object lies in or hangs from, nil if there is none.
func listOf(v ssa.Value, deep int) *ssa.IndexAddr {
	if deep > 10 {
		return nil
	}
	switch v := v.(type) {
	case *ssa.IndexAddr:
		if _, ok := v.X.Type().Underlying().(*types.Slice); ok {
			return v
		}
	case *ssa.FieldAddr:
		return listOf(v.X, deep+1)
	case *ssa.Field:
		return listOf(v.X, deep+1)
	case *ssa.UnOp:
		return listOf(v.X, deep+1)
	case *ssa.Alloc: // the variable of a range loop
		var list *ssa.IndexAddr
		for _, ref := range *v.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(v) {
				if list != nil {
					return nil
				}
				list = listOf(st.Val, deep+1)
			}
		}
		return list
	}
	return nil
}

// climbs reports whether an index counts up by one.
func climbs(index ssa.Value) bool {
	up := func(v ssa.Value) bool {
		op, ok := v.(*ssa.BinOp)
		if !ok || op.Op != token.ADD {
			return false
		}
		n, ok := origin.Int(op.Y)
		return ok && n == 1
	}
	if phi, ok := index.(*ssa.Phi); ok {
		for _, e := range phi.Edges {
			if up(e) {
				return true
			}
		}
		return false
	}
	return up(index)
}

// latest reports whether best, the latest so far, becomes x where a comparison finds that x is
// later, and something else is chosen with it: best is the time itself, and something is
// noted beside it, or it is that of the record that is chosen.
func (a *Analysis) latest(instr ssa.Instruction, x, best, base ssa.Value) bool {
	if f, b := fieldOf(best); f != nil {
		phi, ok := b.(*ssa.Phi)
		return ok && becomes(phi, base, 0)
	}
	phi, ok := best.(*ssa.Phi)
	if !ok || !becomes(phi, x, 0) {
		return false
	}
	for _, branch := range branches(instr.(ssa.Value), 0) {
		for _, side := range sides(branch) {
			for _, b := range side {
				if chooses(b, x) {
					return true
				}
			}
		}
	}
	return false
}

// becomes reports whether v is one of the values of phi.
func becomes(phi *ssa.Phi, v ssa.Value, deep int) bool {
	for _, e := range phi.Edges {
		if e == v {
			return true
		}
		if next, ok := e.(*ssa.Phi); ok && deep < 3 && next != phi && becomes(next, v, deep+1) {
			return true
		}
	}
	return false
}

// chooses reports whether a block that goes on with x as the latest goes on with something else
// that is not so otherwise: the number of a record, its name, or the record.
func chooses(b *ssa.BasicBlock, x ssa.Value) bool {
	for _, instr := range b.Instrs {
		if st, ok := instr.(*ssa.Store); ok && st.Val != x && origin.IsLocal(st.Addr) {
			return true
		}
	}
	for _, join := range b.Succs {
		k := -1
		for i, p := range join.Preds {
			if p == b {
				k = i
			}
		}
		took, chose := false, false
		for _, instr := range join.Instrs {
			phi, ok := instr.(*ssa.Phi)
			if !ok {
				break
			}
			if phi.Edges[k] == x {
				took = true
				continue
			}
			for i, e := range phi.Edges {
				chose = chose || i != k && e != phi.Edges[k] && !isConst(phi.Edges[k])
			}
		}
		if took && chose {
			return true
		}
	}
	return false
}

// growsAtEnd reports whether the package appends records of a type to a list that it keeps.
func (a *Analysis) growsAtEnd(item *types.Named) bool {
	for _, instr := range a.env.SSA.Code() {
		st, ok := instr.(*ssa.Store)
		if !ok {
			continue
		}
		fa, ok := st.Addr.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		call, ok := st.Val.(*ssa.Call)
		if !ok {
			continue
		}
		if builtin, ok := call.Common().Value.(*ssa.Builtin); !ok || builtin.Name() != "append" {
			continue
		}
		list, ok := call.Type().Underlying().(*types.Slice)
		if ok && origin.Named(list.Elem()) == item && container(call.Common().Args[0]) == any(origin.FieldVar(fa)) {
			return true
		}
	}
	return false
}
