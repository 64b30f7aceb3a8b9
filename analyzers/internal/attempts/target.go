package attempts

import (
	"go/types"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// changes reports whether the operation does other work on every turn of the loop: whether
// its arguments depend on an element of a range, on the next page, or on something received.
//
// Assumption: an argument made anew in the loop from values that stay the same (a request
// built for each attempt, the current leader) is the same work. A counter handed over as it
// is tells the number of the attempt; a counter that is computed with, formatted or used as an
// index chooses other work.
func (l *loop) changes(op ssa.CallInstruction) bool {
	t := tracer{loop: l, seen: make(map[ssa.Value]bool)}
	c := op.Common()
	if c.IsInvoke() && t.varies(c.Value, 0) {
		return true
	}
	if !c.IsInvoke() {
		if _, ok := c.Value.(*ssa.Function); !ok && t.varies(c.Value, 0) {
			return true
		}
	}
	for _, a := range c.Args {
		if origin.IsNumber(a.Type()) && l.counter(a) {
			continue // the number of the attempt
		}
		if t.varies(a, 0) {
			return true
		}
	}
	return newWork(op)
}

// picks reports whether each turn asks anew which element of a list the operation is for: to go
// through several hosts is no retry of one, though it may come back to it.
func (l *loop) picks(op ssa.CallInstruction) bool {
	t := tracer{loop: l, seen: make(map[ssa.Value]bool), picks: true}
	for _, a := range op.Common().Args {
		if !(origin.IsNumber(a.Type()) && l.counter(a)) && t.varies(a, 0) {
			return true
		}
	}
	return false
}

// refilled reports whether an argument that is made once, outside the loop, is filled with other
// work on the way round: args[0] = cursor, in.NextToken = out.NextToken.
func (l *loop) refilled(op ssa.CallInstruction, results []ssa.Value) bool {
	for _, arg := range op.Common().Args {
		if mi, ok := arg.(*ssa.MakeInterface); ok {
			arg = mi.X
		}
		if arg.Referrers() == nil || !holds(arg.Type()) {
			continue
		}
		for _, ref := range *arg.Referrers() {
			if mu, ok := ref.(*ssa.MapUpdate); ok && mu.Map == arg && l.other(mu, mu.Value, results) {
				return true
			}
			addr, ok := ref.(ssa.Value)
			if !ok || addr.Referrers() == nil {
				continue
			}
			switch ref.(type) {
			case *ssa.IndexAddr, *ssa.FieldAddr:
			default:
				continue
			}
			for _, r := range *addr.Referrers() {
				if st, ok := r.(*ssa.Store); ok && st.Addr == addr && l.other(st, st.Val, results) {
					return true
				}
			}
		}
	}
	return false
}

// holds reports whether values of the type hold variables that others share.
func holds(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Pointer, *types.Slice, *types.Map:
		return true
	}
	return false
}

// other reports whether an instruction of the loop keeps a value that is made of the
// operation's results, or is another one on each turn. An error or a flag is no work.
func (l *loop) other(instr ssa.Instruction, v ssa.Value, results []ssa.Value) bool {
	if !l.has(instr.Block()) || isError(v.Type()) || origin.IsBool(v.Type()) {
		return false
	}
	t := tracer{loop: l, seen: make(map[ssa.Value]bool)}
	return t.varies(v, 0) || l.madeOf(v, results, make(map[ssa.Value]bool))
}

// madeOf reports whether v is computed, in the loop, from one of the results.
func (l *loop) madeOf(v ssa.Value, results []ssa.Value, seen map[ssa.Value]bool) bool {
	if slices.Contains(results, v) {
		return !isError(v.Type())
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || seen[v] || len(seen) > maxMade || instr.Block() == nil || !l.has(instr.Block()) {
		return false
	}
	seen[v] = true
	if _, ok := v.(*ssa.Phi); ok && l.head(instr.Block()) {
		return false
	}
	var buf [8]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil && l.madeOf(*x, results, seen) {
			return true
		}
	}
	return false
}

// maxMade bounds the values that are looked at for what one is made of.
const maxMade = 40

// takes reports whether the loop takes up a new piece of work before each turn's call of op, by a call
// that fresh describes: for rows.Next(), msg, err := r.ReadMessage().
func (l *loop) takes(op *ssa.Call, fresh func(ssa.CallInstruction) bool) bool {
	for _, b := range l.list {
		if !b.Dominates(op.Block()) {
			continue
		}
		for _, instr := range b.Instrs {
			if instr == op {
				break
			}
			if call, ok := instr.(*ssa.Call); ok && fresh(call) {
				return true
			}
		}
	}
	return false
}

// newWork reports whether the call takes the next piece of work by itself: its success is
// progress, not the end of an effort. Only a method can, since something has to remember
// where it was, or a function value; heap.Pop calls one.
func newWork(op ssa.CallInstruction) bool {
	c := op.Common()
	name := calleeName(c)
	if fn := calleeFunc(c); fn != nil && fn.Signature().Recv() == nil {
		return name == "Pop" && fn.Pkg() != nil && fn.Pkg().Path() == "container/heap"
	}
	switch name {
	case "Read", "ReadMessage", "ReadFrom", "ReadByte", "ReadBytes", "ReadString", "ReadLine", "ReadRune", "ReadPacket", "ReadFrame", "ReadMsg", "ReadJSON", "Token", "Text":
		return true
	}
	for _, p := range [...]string{"Next", "next", "Pop", "pop", "Dequeue", "Recv", "Receive", "Accept", "Scan"} {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return false
}

// takesOut reports whether a call takes something out of a queue, and it is used: whatever fails on this
// turn, the next one has something else.
func takesOut(call ssa.CallInstruction) bool {
	v := call.Value()
	if v == nil || v.Referrers() == nil || len(*v.Referrers()) == 0 || !newWork(call) {
		return false
	}
	name := calleeName(call.Common())
	for _, verb := range [...]string{"Pop", "pop", "Dequeue"} { // as newWork knows them
		if rest, ok := strings.CutPrefix(name, verb); ok && (rest == "" || !unicode.IsLower(rune(rest[0]))) {
			return true
		}
	}
	return false
}

type tracer struct {
	loop *loop
	seen map[ssa.Value]bool
	// picks lets an element of a list be other work where each turn asks anew which one to take.
	picks bool
}

// maxTraced bounds the steps from an argument back to what another turn may change: a field of what a
// call makes of a field of an element takes a dozen.
const maxTraced = 30

// varies reports whether v may be other work on each turn of the loop.
func (t *tracer) varies(v ssa.Value, deep int) bool {
	if t.seen[v] || deep > maxTraced {
		return false
	}
	t.seen[v] = true
	instr, ok := v.(ssa.Instruction)
	if !ok || instr.Block() == nil || !t.loop.has(instr.Block()) {
		return false // made outside the loop
	}
	switch v := v.(type) {
	case *ssa.Phi:
		if isError(v.Type()) || origin.IsBool(v.Type()) {
			return false
		}
		head := t.loop.head(v.Block())
		if head && origin.IsNumber(v.Type()) {
			return true // a counter in a computation; a plain one was let through
		}
		for i, e := range v.Edges {
			if head && !t.loop.has(v.Block().Preds[i]) {
				continue // where it starts
			}
			if _, ok := e.(*ssa.Call); ok && head && origin.IsText(v.Type()) {
				return true // u = next()
			}
			if head && e != v && t.derived(e, v, false, 0) && !isRequest(v.Type()) {
				return true // p = p.next, url = resp.Next
			}
			if t.varies(e, deep+1) {
				return true
			}
		}
		return false
	case *ssa.Next, *ssa.Select, *ssa.Range:
		return true
	case *ssa.UnOp:
		if v.Op.String() == "<-" {
			return true
		}
		if v.Op.String() == "*" {
			if a, ok := v.X.(*ssa.Alloc); ok {
				return t.stored(a, deep) || t.filled(a)
			}
		}
		return t.varies(v.X, deep+1)
	case *ssa.Call:
		if newWork(v) || t.picks && rotates(origin.Callee(v.Common())) {
			return true
		}
		c := v.Common()
		if b, ok := c.Value.(*ssa.Builtin); ok && b.Name() == "append" {
			return t.varies(c.Args[0], deep+1)
		}
		if _, ok := c.Value.(*ssa.Function); !ok && t.varies(c.Value, deep+1) {
			return true
		}
		for _, a := range c.Args {
			if t.varies(a, deep+1) {
				return true
			}
		}
		return false
	case *ssa.IndexAddr:
		return t.picks && t.chosen(v.Index) || t.varies(v.X, deep+1) || t.varies(v.Index, deep+1)
	case *ssa.Index:
		return t.picks && t.chosen(v.Index) || t.varies(v.X, deep+1) || t.varies(v.Index, deep+1)
	case *ssa.Lookup:
		return t.picks && t.chosen(v.Index) || t.varies(v.X, deep+1) || t.varies(v.Index, deep+1)
	case *ssa.Alloc:
		return t.stored(v, deep)
	case *ssa.MakeClosure:
		for _, b := range v.Bindings {
			if t.varies(b, deep+1) {
				return true
			}
		}
		return false
	}
	var buf [8]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil && t.varies(*x, deep+1) {
			return true
		}
	}
	return false
}

// chosen reports whether an index is what a call of the loop answers: each turn asks anew which
// element is to be taken, another host or another piece of work.
func (t *tracer) chosen(index ssa.Value) bool {
	for range 3 {
		switch x := index.(type) {
		case *ssa.Convert:
			index = x.X
		case *ssa.Extract:
			index = x.Tuple
		}
	}
	call, ok := index.(*ssa.Call)
	if !ok || !t.loop.has(call.Block()) {
		return false
	}
	_, builtin := call.Call.Value.(*ssa.Builtin)
	return !builtin && origin.IsNumber(call.Type())
}

// rotates reports whether a function answers an element of a list that it chooses anew each time: by
// what a call answers (a counter that is added to atomically, a random number), or by a variable that
// it sets itself.
func rotates(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			var index ssa.Value
			switch x := instr.(type) {
			case *ssa.IndexAddr:
				index = x.Index
			case *ssa.Index:
				index = x.Index
			default:
				continue
			}
			if anew(index, fn, 0) && answered(instr.(ssa.Value), make(map[ssa.Value]bool)) {
				return true
			}
		}
	}
	return false
}

// anew reports whether an index is another one each time that fn runs.
func anew(index ssa.Value, fn *ssa.Function, deep int) bool {
	if deep > maxTraced {
		return false
	}
	switch x := index.(type) {
	case *ssa.Convert:
		return anew(x.X, fn, deep+1)
	case *ssa.BinOp:
		return anew(x.X, fn, deep+1) || anew(x.Y, fn, deep+1)
	case *ssa.Call:
		return advances(x)
	case *ssa.UnOp: // a field or variable that fn sets
		addr := variable(x.X)
		if addr == nil {
			return false
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if st, ok := instr.(*ssa.Store); ok && variable(st.Addr) == addr {
					return true
				}
			}
		}
	}
	return false
}

// advances reports whether a call answers another number each time: a random one, or one that it adds to.
func advances(call *ssa.Call) bool {
	callee := calleeFunc(call.Common())
	if callee == nil || callee.Pkg() == nil || !origin.IsNumber(call.Type()) {
		return false
	}
	switch callee.Pkg().Path() {
	case "math/rand", "math/rand/v2":
		return true
	case "sync/atomic":
		return strings.HasPrefix(callee.Name(), "Add")
	}
	return false
}

// variable returns the field or the package's variable that addr is the address of, or nil.
func variable(addr ssa.Value) types.Object {
	switch addr := addr.(type) {
	case *ssa.FieldAddr:
		if f := origin.FieldVar(addr); f != nil {
			return f
		}
	case *ssa.Global:
		return addr.Object()
	}
	return nil
}

// answered reports whether v, or what it is the address of, is a result of its function.
func answered(v ssa.Value, seen map[ssa.Value]bool) bool {
	if seen[v] || v.Referrers() == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Return:
			return true
		case *ssa.UnOp, *ssa.BinOp, *ssa.Phi, *ssa.FieldAddr, *ssa.Field, *ssa.ChangeType, *ssa.MakeInterface:
			if answered(ref.(ssa.Value), seen) {
				return true
			}
		}
	}
	return false
}

// filled reports whether a call of the loop is given the address of a variable to fill it:
// rows.Scan(&id, &name), dec.Decode(&item).
func (t *tracer) filled(a *ssa.Alloc) bool {
	for _, ref := range *a.Referrers() {
		mi, ok := ref.(*ssa.MakeInterface)
		if !ok || !t.loop.has(mi.Block()) {
			continue
		}
		for _, r := range *mi.Referrers() {
			switch r := r.(type) {
			case *ssa.Call:
				return true
			case *ssa.Store: // one of several
				if _, ok := r.Addr.(*ssa.IndexAddr); ok && r.Val == mi {
					return true
				}
			}
		}
	}
	return false
}

// stored reports whether a variable is given other work in the loop.
func (t *tracer) stored(a *ssa.Alloc, deep int) bool {
	for _, ref := range *a.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == a && t.loop.has(ref.Block()) && t.varies(ref.Val, deep+1) {
				return true
			}
		case *ssa.FieldAddr, *ssa.IndexAddr:
			if addr := ref.(ssa.Value); addr.Referrers() != nil {
				for _, r := range *addr.Referrers() {
					if st, ok := r.(*ssa.Store); ok && st.Addr == addr && t.loop.has(st.Block()) && t.varies(st.Val, deep+1) {
						return true
					}
				}
			}
		}
	}
	return false
}

// derived reports whether v is computed from phi by more than passing it on.
func (t *tracer) derived(v ssa.Value, phi *ssa.Phi, computed bool, deep int) bool {
	if v == phi {
		return computed
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || deep > 6 || instr.Block() == nil || !t.loop.has(instr.Block()) {
		return false
	}
	merge, ok := v.(*ssa.Phi)
	if ok && merge.Block() == phi.Block() {
		return false
	}
	var buf [8]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil && t.derived(*x, phi, computed || !ok, deep+1) {
			return true
		}
	}
	return false
}

func isRequest(t types.Type) bool { return namedAs(t, "net/http", "Request") }

// counter reports whether v is a number of this loop that is passed on as it is.
func (l *loop) counter(v ssa.Value) bool {
	for range 4 {
		switch x := v.(type) {
		case *ssa.Convert:
			v = x.X
		case *ssa.ChangeType:
			v = x.X
		case *ssa.BinOp: // attempt+1
			if _, ok := x.Y.(*ssa.Const); !ok {
				return false
			}
			v = x.X
		case *ssa.Phi:
			return true
		default:
			return false
		}
	}
	return false
}

func namedAs(t types.Type, path, name string) bool {
	n := origin.Named(t)
	return n != nil && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path
}

// calleeName returns the name of the function or method that is called, "" if it has none.
func calleeName(c *ssa.CallCommon) string {
	if c.IsInvoke() {
		return c.Method.Name()
	}
	switch v := c.Value.(type) {
	case *ssa.Function:
		return v.Name()
	case *ssa.Builtin:
		return v.Name()
	case *ssa.MakeClosure:
		return ""
	case *ssa.UnOp: // a field or variable of function type
		switch x := v.X.(type) {
		case *ssa.FieldAddr:
			if f := fieldOf(x); f != nil {
				return f.Name()
			}
		case *ssa.Global:
			return x.Name()
		}
	case *ssa.Parameter:
		return v.Name()
	case *ssa.FreeVar:
		return v.Name()
	}
	return ""
}

func fieldOf(fa *ssa.FieldAddr) *types.Var {
	t := types.Unalias(fa.X.Type())
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Struct); ok {
		return s.Field(fa.Field)
	}
	return nil
}

// calleeFunc returns the declared function or method that is called, or nil.
func calleeFunc(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method.Origin()
	}
	if fn := c.StaticCallee(); fn != nil {
		if o := fn.Origin(); o != nil {
			fn = o
		}
		if obj, ok := fn.Object().(*types.Func); ok {
			return obj.Origin()
		}
	}
	return nil
}
