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
	Shared                    // a request whose URL and headers the handlers of an attempt may change
)

// Leftovers returns the state that fn's regions leave behind.
func (a *Analysis) Leftovers(fn *ssa.Function) []*Leftover {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	list := a.secondTries(fn)
	for _, r := range a.Regions(fn) {
		if r.Polls {
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
	switch c := cell.(type) {
	case *ssa.FreeVar:
	case *ssa.Alloc:
		if r.Whole() || r.Has(c.Block()) {
			return nil // made by the attempt
		}
	default:
		return nil
	}
	kind, ok := grows(st.Val, cell)
	if !ok {
		return nil
	}
	name := cellName(cell)
	if isRecord(name, st.Val.Type()) || a.resetsCell(r, cell) || !a.failsAfter(r, st) || !a.readLater(r, cell) {
		return nil
	}
	return &Leftover{At: st, Region: r, Kind: kind, Name: name, Empty: r.Whole() && startsEmpty(r.Fn, cell)}
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
		if _, isConst := v.Y.(*ssa.Const); isConst && isNumber(v.Type()) {
			break // counts something: attempts, most often
		}
		if isNumber(v.Type()) {
			break // a sum of what was done may well span attempts
		}
		return Added, true
	}
	return 0, false
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsNumeric != 0
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
			if r.Whole() && runsAgain(ret) && !nilAt(ret.Results[len(ret.Results)-1], at.Block()) {
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
	if !isError(v.Type()) {
		return true // a literal that returns no error: what makes it run again is elsewhere
	}
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	if def, ok := v.(ssa.Instruction); ok && def.Block() != b && reaches(b, def.Block()) {
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

// reaches reports whether control can come from the end of one block to another.
func reaches(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := append([]*ssa.BasicBlock(nil), from.Succs...)
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			stack = append(stack, b.Succs...)
		}
	}
	return false
}

// readLater reports whether somebody outside the region reads the variable.
func (a *Analysis) readLater(r *Region, cell ssa.Value) bool {
	switch c := cell.(type) {
	case *ssa.FreeVar:
		for _, outer := range captured(c) {
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
				if lit := ref.Fn.(*ssa.Function); lit != r.Fn {
					return true
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
		if isError(s.Elem()) || types.Implements(s.Elem(), types.Universe.Lookup("error").Type().Underlying().(*types.Interface)) {
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

// written judges a call that writes to a buffer, builder, hash or writer from outside the
// region: what the attempt wrote before it failed stays.
func (a *Analysis) written(r *Region, call *ssa.Call) *Leftover {
	dst, by := a.writesTo(call)
	if dst == nil {
		return nil
	}
	v, name := dst, ""
	for range 4 {
		switch x := v.(type) {
		case *ssa.MakeInterface:
			v = x.X
			continue
		case *ssa.ChangeInterface:
			v = x.X
			continue
		case *ssa.UnOp:
			if fv, ok := x.X.(*ssa.FreeVar); ok && x.Op == token.MUL {
				v = fv
			} else if al, ok := x.X.(*ssa.Alloc); ok && x.Op == token.MUL && !r.Whole() {
				v = al
			}
		}
		break
	}
	switch x := v.(type) {
	case *ssa.FreeVar:
		name = x.Name()
		if storedIn(r, x) {
			return nil
		}
	case *ssa.Parameter:
		if r.Whole() {
			return nil // given to each attempt
		}
		name = x.Name()
	case *ssa.Alloc:
		if r.Whole() || r.Has(x.Block()) || storedIn(r, x) {
			return nil
		}
		name = x.Comment
	default:
		if instr, ok := v.(ssa.Instruction); !ok || r.Whole() || r.Has(instr.Block()) {
			return nil
		}
		name = Word(call, dst, "the writer")
	}
	if isRecord(name, v.Type()) || isLog(name) || a.resetsWriter(r) {
		return nil
	}
	kind := Output
	if isBuffer(v.Type()) {
		kind = Built
	}
	if kind == Built && by == "" {
		by = name
	}
	if !a.failsAfter(r, call) || kind == Output && !a.partial(r, call) {
		return nil
	}
	return &Leftover{At: call, Region: r, Kind: kind, Name: name, By: by}
}

// partial reports whether the call itself may fail half way and be repeated.
func (a *Analysis) partial(r *Region, call *ssa.Call) bool {
	return errorOf(call) != nil && a.after(r, call) != Harmless
}

func storedIn(r *Region, cell ssa.Value) bool {
	for _, ref := range *cell.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == cell && r.Has(st.Block()) {
			return true
		}
	}
	return false
}

// isLog reports whether a name stands for something that is meant to be written to by all attempts.
func isLog(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"stdout", "stderr", "console", "progress", "debug", "discard", "devnull", "hash", "sum", "digest"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return name == "out"
}

func isBuffer(t types.Type) bool {
	t = types.Unalias(t)
	for range 2 {
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
	}
	n, ok := t.(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
	case "bytes.Buffer", "strings.Builder":
		return true
	}
	return false
}

// writesTo returns the writer that a call writes to: the destination of a copy, the receiver
// of a Write of a buffer, or an argument that the callee's summary says it writes to.
func (a *Analysis) writesTo(call *ssa.Call) (dst ssa.Value, by string) {
	c := call.Common()
	callee := calleeOf(c)
	if callee != nil && callee.Pkg() != nil {
		switch callee.Pkg().Path() + "." + callee.Name() {
		case "io.Copy", "io.CopyN", "io.CopyBuffer":
			return c.Args[0], "io." + callee.Name()
		case "bytes.Write", "bytes.WriteString", "bytes.WriteByte", "bytes.ReadFrom", "strings.Write", "strings.WriteString", "strings.WriteByte":
			if c.Signature().Recv() != nil {
				return c.Args[0], ""
			}
		}
	}
	if sum, _, known := a.summaryOf(call); known && sum != nil {
		for _, p := range sum.Fills {
			if v := argument(c, p); v != nil {
				return v, name(c, callee)
			}
		}
	}
	return nil, ""
}

// resetsWriter reports whether the region, or what it calls by name, takes back what was written.
func (a *Analysis) resetsWriter(r *Region) bool {
	for _, b := range r.Fn.Blocks {
		if !r.Has(b) {
			continue
		}
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok && callResets(call) {
				return true
			}
		}
	}
	return false
}

// callResets reports whether a call takes back by its name what was written, or goes on
// from where it ended.
func callResets(call ssa.CallInstruction) bool {
	callee := calleeOf(call.Common())
	if callee == nil {
		return false
	}
	n := strings.ToLower(callee.Name())
	for _, w := range [...]string{"reset", "truncate", "seek", "rewind", "discard", "remove", "abort", "offset", "resume"} {
		if strings.Contains(n, w) {
			return true
		}
	}
	return false
}

// summarizeFills records the writers among fn's parameters that a call may leave written
// to in part: it copies to them and can fail.
func (a *Analysis) summarizeFills(fn *ssa.Function, s *Summary) {
	res := fn.Signature.Results()
	if fn.Parent() != nil || res.Len() == 0 || !isError(res.At(res.Len()-1).Type()) {
		return
	}
	for i := range res.Len() - 1 {
		if isNumber(res.At(i).Type()) {
			return // it tells how much it wrote: the caller may go on from there
		}
	}
	index := make(map[ssa.Value]int)
	for i, p := range fn.Params {
		if isWriter(p.Type()) {
			index[p] = i
		}
	}
	if len(index) == 0 {
		return
	}
	have := make(map[int]bool)
	visit := func(f *ssa.Function) {
		for _, b := range f.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(*ssa.Call)
				if !ok {
					continue
				}
				var dst ssa.Value
				if c := call.Common(); c.IsInvoke() && c.Method.Name() == "Write" {
					dst = c.Value
				} else {
					dst, _ = a.writesTo(call)
				}
				if dst == nil {
					continue
				}
				for _, p := range a.params(dst) {
					if i, ok := index[p]; ok && !have[i] {
						have[i] = true
						s.Fills = append(s.Fills, i)
					}
				}
			}
		}
	}
	if a.seeks(fn) {
		return
	}
	visit(fn)
	for _, lit := range fn.AnonFuncs {
		visit(lit)
	}
}

// params follows a writer back to parameters, through captured variables.
func (a *Analysis) params(v ssa.Value) []ssa.Value {
	var list []ssa.Value
	for _, r := range a.roots(v, reads) {
		if r.f != nil {
			continue
		}
		switch x := r.v.(type) {
		case *ssa.Parameter:
			list = append(list, x)
		case *ssa.FreeVar:
			for _, c := range captured(x) {
				if alloc, ok := c.(*ssa.Alloc); ok {
					stores, _ := a.Origin.Stores(alloc)
					for _, st := range stores {
						if p, ok := st.Val.(*ssa.Parameter); ok {
							list = append(list, p)
						}
					}
				} else if p, ok := c.(*ssa.Parameter); ok {
					list = append(list, p)
				}
			}
		}
	}
	return list
}

func (a *Analysis) seeks(fn *ssa.Function) bool {
	return a.resetsWriter(&Region{Fn: fn})
}

// isWriter reports whether t is an interface with Write, or a file.
func isWriter(t types.Type) bool {
	t = types.Unalias(t)
	if it, ok := t.Underlying().(*types.Interface); ok {
		for m := range it.Methods() {
			if m.Name() == "Write" {
				return it.NumMethods() <= 3
			}
		}
		return false
	}
	if p, ok := t.(*types.Pointer); ok {
		n, ok := types.Unalias(p.Elem()).(*types.Named)
		return ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "os" && n.Obj().Name() == "File"
	}
	return false
}

// secondTries returns the calls that are made a second time after a first failure with a
// writer that the first one may have written to in part.
func (a *Analysis) secondTries(fn *ssa.Function) []*Leftover {
	type filling struct {
		call *ssa.Call
		dst  ssa.Value
		by   string
	}
	var calls []filling
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok {
				if dst, by := a.writesTo(call); dst != nil && by != "" && errorOf(call) != nil {
					calls = append(calls, filling{call, dst, by})
				}
			}
		}
	}
	var list []*Leftover
	for i, second := range calls {
		for _, first := range calls[:i] {
			if calleeOf(first.call.Common()) != calleeOf(second.call.Common()) || !afterFailure(first.call, second.call) {
				continue
			}
			rs := a.roots(first.dst, reads)
			if len(rs) == 0 || !sameRoots(rs, a.roots(second.dst, reads)) {
				continue
			}
			on, ok := between(first.call, second.call, nil, false)
			if !ok || resets(on) {
				continue
			}
			word := Word(second.call, second.dst, "the writer")
			if isLog(word) || isRecord(word, second.dst.Type()) {
				continue
			}
			list = append(list, &Leftover{At: second.call, Region: &Region{Fn: fn, Name: "the second try"}, Kind: Output, Name: word, By: first.by})
			break
		}
	}
	return list
}

func resets(on []ssa.Instruction) bool {
	for _, instr := range on {
		if call, ok := instr.(ssa.CallInstruction); ok && callResets(call) {
			return true
		}
	}
	return false
}

// shared judges a handler that gets one request, or a shallow copy of it, in each attempt.
func (a *Analysis) shared(r *Region, call *ssa.Call) *Leftover {
	callee := calleeOf(call.Common())
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
		if from == nil || calleeOf(c.Common()).Name() == "Clone" {
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

// nested returns what a literal inside the repeated one appends to a variable from outside
// of both, if the repeated one can fail after it has handed the literal out or called it.
func (a *Analysis) nested(r *Region, lit *ssa.Function) []*Leftover {
	var list []*Leftover
	for _, inner := range lit.AnonFuncs {
		list = append(list, a.nested(r, inner)...)
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			fv, ok := st.Addr.(*ssa.FreeVar)
			if !ok {
				continue
			}
			kind, ok := grows(st.Val, fv)
			if !ok || isRecord(fv.Name(), st.Val.Type()) || a.setsAnew(lit, fv) {
				continue
			}
			outer := a.cellIn(r.Fn, fv)
			if outer == nil || a.resetsCell(r, outer) || !a.readLater(r, outer) {
				continue
			}
			for _, call := range a.users(r.Fn, lit) {
				if a.failsAfter(r, call) {
					list = append(list, &Leftover{At: st, Region: r, Kind: kind, Name: fv.Name(), Empty: outer.Name() == fv.Name() && startsEmpty(r.Fn, outer)})
					break
				}
			}
		}
	}
	return list
}

// setsAnew reports whether the literal itself resets the variable.
func (a *Analysis) setsAnew(lit *ssa.Function, fv *ssa.FreeVar) bool {
	return a.resetsCell(&Region{Fn: lit}, fv)
}

// cellIn returns the free variable of fn that an inner literal's free variable stands for,
// nil if the variable belongs to fn or to a literal between.
func (a *Analysis) cellIn(fn *ssa.Function, fv *ssa.FreeVar) *ssa.FreeVar {
	for range 6 {
		outer := captured(fv)
		if len(outer) != 1 {
			return nil
		}
		next, ok := outer[0].(*ssa.FreeVar)
		if !ok {
			return nil
		}
		if next.Parent() == fn {
			return next
		}
		fv = next
	}
	return nil
}

// users returns the calls in fn that run the literal, or hand it to somebody: as it is,
// or inside another literal that may call it.
func (a *Analysis) users(fn, lit *ssa.Function) []*ssa.Call {
	holds := func(v ssa.Value) bool {
		for range 3 {
			switch x := v.(type) {
			case *ssa.ChangeType:
				v = x.X
				continue
			case *ssa.MakeInterface:
				v = x.X
				continue
			case *ssa.UnOp:
				if alloc, ok := x.X.(*ssa.Alloc); ok && x.Op == token.MUL {
					for _, ref := range *alloc.Referrers() {
						if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(alloc) {
							if mc, ok := st.Val.(*ssa.MakeClosure); ok && touchesLit(mc.Fn.(*ssa.Function), lit) {
								return true
							}
						}
					}
				}
			case *ssa.MakeClosure:
				return touchesLit(x.Fn.(*ssa.Function), lit)
			}
			break
		}
		return false
	}
	var list []*ssa.Call
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok {
				continue
			}
			if holds(call.Call.Value) {
				list = append(list, call)
				continue
			}
			for _, arg := range call.Call.Args {
				if holds(arg) {
					list = append(list, call)
					break
				}
			}
		}
	}
	return list
}

// touchesLit reports whether literal f is lit, holds it, or captures a function that it may be.
func touchesLit(f, lit *ssa.Function) bool {
	for l := lit; l != nil; l = l.Parent() {
		if l == f {
			return true
		}
	}
	for _, fv := range f.FreeVars {
		t := fv.Type()
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if sig, ok := t.Underlying().(*types.Signature); ok && types.Identical(sig, lit.Signature) {
			return true
		}
	}
	return false
}
