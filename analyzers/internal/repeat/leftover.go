package repeat

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// Assumptions of this file. What is appended or written to a variable from outside a region
// and can be followed by a failure of the same attempt is there twice after the next one,
// unless something in the region sets the variable to what does not come from itself, or
// resets it: wherever it stands, since a reset that only later attempts make is one. A
// record of the attempts themselves (errors, delays, log lines) is meant to grow.

// A Leftover is state that a failed attempt leaves to the next one.
type Leftover struct {
	At     ssa.Instruction // what writes it
	Region *Region
	Kind   StateKind
	Name   string // the variable
	By     string // the call that writes, for Output
	Merges bool   // a decoder only leaves alone what the next input says nothing of
	Empty  bool   // the variable holds nothing before the first attempt
}

// StateKind tells how state grows.
type StateKind uint8

// The kinds of state.
const (
	Appended StateKind = iota // a slice appended to
	Added                     // a sum or text added to
	Built                     // a buffer, builder or hash written to
	Output                    // a writer that a failed call may have written to in part
	Decoded                   // a variable decoded into
	Shared                    // a request whose URL and headers the handlers of an attempt may change
	Noted                     // a variable that only some attempts set
)

// Leftovers returns the state that fn's regions leave behind.
func (a *Analysis) Leftovers(fn *ssa.Function) []*Leftover {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	list := a.secondTries(fn)
	for _, r := range a.Regions(fn) {
		if r.Polls || r.Answers || r.Back != nil {
			continue
		}
		if r.Whole() {
			for _, lit := range fn.AnonFuncs {
				list = append(list, a.nested(r, lit)...)
			}
		}
		for _, b := range fn.Blocks {
			if !r.Has(b) {
				continue
			}
			for _, instr := range b.Instrs {
				if l := a.leftover(r, instr); l != nil {
					list = append(list, l)
				}
			}
		}
	}
	return list
}

func (a *Analysis) leftover(r *Region, instr ssa.Instruction) *Leftover {
	switch instr := instr.(type) {
	case *ssa.Store: // a captured variable, or one that lives on the heap
		if l := a.stays(r, instr); l != nil {
			return l
		}
		return a.stored(r, instr)
	case *ssa.Call:
		if !r.Whole() {
			if l := a.lifted(r, instr); l != nil {
				return l
			}
		}
		if l := a.shared(r, instr); l != nil {
			return l
		}
		if l := a.decoded(r, instr); l != nil {
			return l
		}
		return a.written(r, instr)
	case *ssa.BinOp:
		if !r.Whole() && instr.Op == token.ADD {
			return nil // a number or text kept in a register: counters look the same
		}
	}
	return nil
}

// stored judges x = append(x, ...) and x += y of a variable from outside the region.
func (a *Analysis) stored(r *Region, st *ssa.Store) *Leftover {
	cell := st.Addr
	kind, ok := grows(st.Val, cell)
	if !ok || !r.outside(cell) {
		return nil
	}
	name := cellName(cell)
	if isRecord(name, st.Val.Type()) || a.resetsCell(r, cell) || !a.failsAfter(r, st) || !a.readLater(r, cell) || a.resetsByLiteral(r, cell) || a.resumes(r, st, cell) {
		return nil
	}
	return &Leftover{At: st, Region: r, Kind: kind, Name: name, Empty: r.Whole() && startsEmpty(r.Fn, cell)}
}

// outside reports whether cell is a variable from outside the region: no attempt makes it.
func (r *Region) outside(cell ssa.Value) bool {
	switch c := cell.(type) {
	case *ssa.FreeVar:
		return true
	case *ssa.Alloc:
		return !r.Whole() && !r.Has(c.Block())
	}
	return false
}

// grows reports whether v is made of what the cell holds, and more.
func grows(v ssa.Value, cell ssa.Value) (StateKind, bool) {
	switch v := v.(type) {
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && loads(v.Call.Args[0], cell, 0) {
			return Appended, true
		}
	case *ssa.BinOp:
		if v.Op != token.ADD || !loads(v.X, cell, 0) {
			break
		}
		if _, isConst := v.Y.(*ssa.Const); isConst && origin.IsNumber(v.Type()) {
			break // counts something: attempts, most often
		}
		if origin.IsNumber(v.Type()) {
			break // a sum of what was done may well span attempts
		}
		return Added, true
	}
	return 0, false
}

// loads reports whether v is the content of the cell, perhaps grown before.
func loads(v, cell ssa.Value, deep int) bool {
	if deep > 5 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		return v.Op == token.MUL && v.X == cell
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return loads(v.Call.Args[0], cell, deep+1)
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			if loads(e, cell, deep+1) {
				return true
			}
		}
	}
	return false
}

// resetsCell reports whether the region sets the variable to something that does not come
// from its own content.
func (a *Analysis) resetsCell(r *Region, cell ssa.Value) bool {
	refs := cell.Referrers()
	if refs == nil {
		return true
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr != cell || !r.Has(ref.Block()) {
				continue
			}
			if _, grown := grows(ref.Val, cell); !grown && !loads(ref.Val, cell, 0) {
				return true
			}
		case *ssa.UnOp, *ssa.DebugRef, *ssa.MakeClosure:
		case *ssa.FieldAddr, *ssa.IndexAddr:
		default:
			if r.Has(ref.Block()) {
				return true // its address goes elsewhere
			}
		}
	}
	return false
}

// failsAfter reports whether the attempt can fail after the instruction, so that the region
// comes back.
func (a *Analysis) failsAfter(r *Region, at ssa.Instruction) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{at.Block()}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[b] || !r.Has(b) {
			continue
		}
		seen[b] = true
		if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok {
			if r.Whole() && (r.Commits || r.runsAgain(ret) && !nilAt(outcome(ret), at.Block())) {
				return true
			}
			continue
		}
		for _, s := range b.Succs {
			if !r.Whole() && s.Dominates(b) && s.Dominates(at.Block()) && r.Has(s) {
				return true // round the loop
			}
			stack = append(stack, s)
		}
	}
	return false
}

// nilAt reports whether the error v is known to be nil in block b: b lies behind a test of it.
func nilAt(v ssa.Value, b *ssa.BasicBlock) bool {
	if !origin.IsError(v.Type()) {
		return true // a literal that returns no error: what makes it run again is elsewhere
	}
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	if def, ok := v.(ssa.Instruction); ok && def.Block() != b && origin.Reaches(b, def.Block()) {
		return false // it is made anew on the way
	}
	for _, ref := range *refs {
		cmp, ok := ref.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ || !origin.IsNil(cmp.Y) {
			continue
		}
		for _, u := range *cmp.Referrers() {
			if i, ok := u.(*ssa.If); ok {
				good := i.Block().Succs[0]
				if cmp.Op == token.NEQ {
					good = i.Block().Succs[1]
				}
				if good.Dominates(b) && len(good.Preds) == 1 {
					return true
				}
			}
		}
	}
	return false
}

// readLater reports whether somebody outside the region reads the variable.
func (a *Analysis) readLater(r *Region, cell ssa.Value) bool {
	switch c := cell.(type) {
	case *ssa.FreeVar:
		for _, outer := range origin.Captured(c) {
			if a.readLater(r, outer) {
				return true
			}
		}
		return false
	case *ssa.Alloc:
		for _, ref := range *c.Referrers() {
			switch ref := ref.(type) {
			case *ssa.UnOp:
				if !r.Has(ref.Block()) {
					return true
				}
			case *ssa.Store:
			case *ssa.MakeClosure:
				if lit := ref.Fn.(*ssa.Function); lit != r.Fn && !deferredOnly(ref) {
					return true // what is undone at the end is all that any attempt has begun
				}
			case *ssa.Call, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Slice, *ssa.MakeInterface:
				return true
			}
		}
	case *ssa.Parameter:
		return true
	}
	return false
}

// deferredOnly reports whether a literal is deferred and goes nowhere else.
func deferredOnly(lit *ssa.MakeClosure) bool {
	for _, ref := range *lit.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Defer:
			if ref.Call.Value != ssa.Value(lit) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// lifted judges x = append(x, ...) of a variable that lives in a register: the loop's head
// takes over what the last turn has appended.
func (a *Analysis) lifted(r *Region, call *ssa.Call) *Leftover {
	b, ok := call.Call.Value.(*ssa.Builtin)
	if !ok || b.Name() != "append" {
		return nil
	}
	phi := a.carried(r, call.Call.Args[0], 0)
	if phi == nil || isRecord(phi.Comment, call.Type()) {
		return nil
	}
	// The outer edges start from something, the inner ones must bring the grown slice back.
	back := false
	for i, e := range phi.Edges {
		if !r.Has(phi.Block().Preds[i]) {
			continue
		}
		switch {
		case e == ssa.Value(phi):
		case derives(e, call, 0):
			back = true
		default:
			return nil // set anew on some way back
		}
	}
	if !back || !usedOutside(r, phi, 0) {
		return nil
	}
	return &Leftover{At: call, Region: r, Kind: Appended, Name: phi.Comment}
}

// carried returns the phi at a head of the region's loop that v comes from.
func (a *Analysis) carried(r *Region, v ssa.Value, deep int) *ssa.Phi {
	phi, ok := v.(*ssa.Phi)
	if !ok || deep > 3 || !r.Has(phi.Block()) {
		return nil
	}
	for _, p := range phi.Block().Preds {
		if !r.Has(p) {
			return phi
		}
	}
	for _, e := range phi.Edges {
		if p := a.carried(r, e, deep+1); p != nil {
			return p
		}
	}
	return nil
}

func derives(v ssa.Value, from ssa.Value, deep int) bool {
	if v == from {
		return true
	}
	if deep > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.Phi:
		for _, e := range v.Edges {
			if e != v && derives(e, from, deep+1) {
				return true
			}
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return derives(v.Call.Args[0], from, deep+1)
		}
	}
	return false
}

func usedOutside(r *Region, v ssa.Value, deep int) bool {
	if v.Referrers() == nil || deep > 4 {
		return false
	}
	for _, ref := range *v.Referrers() {
		if _, ok := ref.(*ssa.DebugRef); ok {
			continue
		}
		if !r.Has(ref.Block()) {
			return true
		}
		switch ref := ref.(type) {
		case *ssa.Phi:
			if deep < 3 && usedOutside(r, ref, deep+1) {
				return true
			}
		case *ssa.Call:
			if b, ok := ref.Call.Value.(*ssa.Builtin); ok && b.Name() == "append" && usedOutside(r, ref, deep+1) {
				return true
			}
		}
	}
	return false
}

// isRecord reports whether a variable records the attempts: it is meant to grow.
func isRecord(name string, t types.Type) bool {
	if s, ok := t.Underlying().(*types.Slice); ok {
		if origin.IsError(s.Elem()) || types.Implements(s.Elem(), types.Universe.Lookup("error").Type().Underlying().(*types.Interface)) {
			return true
		}
	}
	name = strings.ToLower(name)
	for _, w := range [...]string{"err", "attempt", "tries", "retr", "log", "delay", "hist", "trace", "warn", "event", "tried", "fail", "msg", "reason", "seen", "visited", "skip", "exclude", "ignore"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

func cellName(cell ssa.Value) string {
	switch c := cell.(type) {
	case *ssa.FreeVar:
		return c.Name()
	case *ssa.Alloc:
		return c.Comment
	}
	return cell.Name()
}

func (a *Analysis) seeks(fn *ssa.Function) bool {
	return a.resetsWriter(&Region{Fn: fn})
}

// shared judges a handler that gets one request, or a shallow copy of it, in each attempt.
func (a *Analysis) shared(r *Region, call *ssa.Call) *Leftover {
	callee := origin.CalleeObject(call.Common())
	if callee == nil || callee.Name() != "ServeHTTP" || sent(call.Common(), callee) == nil {
		return nil
	}
	v := last(call.Common())
	for range 8 {
		c, ok := v.(*ssa.Call)
		if !ok {
			break
		}
		from := effect.Derived(c)
		if from == nil || origin.CalleeObject(c.Common()).Name() == "Clone" {
			return nil
		}
		v = from
	}
	name := ""
	switch x := v.(type) {
	case *ssa.UnOp:
		fv, ok := x.X.(*ssa.FreeVar)
		if !ok || storedIn(r, fv) {
			return nil
		}
		name = fv.Name()
	case *ssa.FreeVar:
		name = x.Name()
	case *ssa.Parameter:
		if r.Whole() {
			return nil
		}
		name = x.Name()
	default:
		return nil
	}
	return &Leftover{At: call, Region: r, Kind: Shared, Name: name}
}
