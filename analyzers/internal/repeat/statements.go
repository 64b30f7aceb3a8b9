package repeat

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A spoken is a call that is given the text of a statement of SQL.
type spoken struct {
	call  *ssa.Call
	texts []string
}

// sqlOf returns the statement that a call is given, if there is one.
func (a *Analysis) sqlOf(call *ssa.Call) (spoken, bool) {
	callee := origin.CalleeObject(call.Common())
	if callee == nil {
		return spoken{}, false
	}
	_, row := catalog.Lookup(callee)
	if row == nil || row.Effect != catalog.BySQL || row.Text.Arg() < 0 {
		return spoken{}, false
	}
	return spoken{call, a.read.Texts(origin.Operand(call.Common(), row.Text.Arg()), nil, call.Parent())}, true
}

// saidBefore returns the statements that an attempt has run whenever it comes to a call, with all
// that their texts may be.
func (a *Analysis) saidBefore(r *Region, call *ssa.Call) (list []spoken) {
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) || !b.Dominates(call.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == ssa.Instruction(call) {
				break
			}
			if c, ok := instr.(*ssa.Call); ok {
				if s, ok := a.sqlOf(c); ok {
					list = append(list, s)
				}
			}
		}
	}
	return list
}

// begun reports whether an attempt has begun a transaction by a statement on the connection of the
// call, so that what a failed one has done is undone. A pool has no such connection.
func (a *Analysis) begun(r *Region, call *ssa.Call) bool {
	own := origin.Receiver(call.Common())
	if own == nil || call.Parent() != r.Fn || pool(own.Type()) {
		return false
	}
	open := false
	for _, s := range a.saidBefore(r, call) {
		conn := origin.Receiver(s.call.Common())
		switch {
		case conn == nil || !sameLoad(conn, own):
		case all(s.texts, effect.Begins):
			open = true
		case slices.ContainsFunc(s.texts, effect.Ends):
			open = false
		}
	}
	return open
}

// pool reports whether a type hands out another connection for each statement.
func pool(t types.Type) bool {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && (n.Obj().Name() == "DB" || n.Obj().Name() == "Pool")
}

// cleared reports whether each attempt deletes first what the call inserts.
func (a *Analysis) cleared(r *Region, call *ssa.Call) bool {
	own, ok := a.sqlOf(call)
	return ok && call.Parent() == r.Fn && slices.ContainsFunc(a.saidBefore(r, call), func(s spoken) bool {
		return all(s.texts, func(del string) bool {
			return all(own.texts, func(ins string) bool { return effect.Clears(del, ins) })
		})
	})
}

func all(list []string, ok func(string) bool) bool {
	return len(list) > 0 && !slices.ContainsFunc(list, func(s string) bool { return !ok(s) })
}
