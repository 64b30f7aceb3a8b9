package attempts

import (
	"go/constant"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A ClosedRead is a receive, in a loop, from a channel that a library closes when what feeds it has
// ended: what is received then is the zero value, with which the loop comes back at once, to receive it
// again.
type ClosedRead struct {
	At      ssa.Instruction  // the receive or the select
	Made    *ssa.Call        // what the channel comes from
	Closing *catalog.Closing // nil of a context's Done channel
	Acts    bool             // of a context: something is called on the way back, which may end the loop at last
}

// Name returns the name of what the channel comes from: "watch.Interface.ResultChan".
func (c *ClosedRead) Name() string {
	name := shortName(c.Made.Common())
	if fn := calleeFunc(c.Made.Common()); catalog.RecvName(fn) != "" {
		name = fn.Pkg().Name() + "." + name
	}
	return name
}

// ClosedReads returns the receives of fn that go on when their channel is closed.
func (a *Analysis) ClosedReads(fn *ssa.Function) []*ClosedRead {
	if r := a.funcs[fn]; r != nil {
		return r.closedReads
	}
	return nil
}

// receivesOn looks for receives in the loop that go on when their channel is closed.
func (s *scan) receivesOn(l *loop) {
	for _, b := range l.list {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW {
					s.closedRead(l, instr, instr.X, 0)
				}
			case *ssa.Select:
				for i, st := range instr.States {
					if st.Dir == types.RecvOnly {
						s.closedRead(l, instr, st.Chan, i)
					}
				}
			}
		}
	}
}

func (s *scan) closedRead(l *loop, at ssa.Instruction, ch ssa.Value, state int) {
	if done := doneOf(ch); done != nil {
		s.endedRead(l, at, done, state)
		return
	}
	if t, ok := ch.Type().Underlying().(*types.Chan); !ok || !catalog.Closes(t.Elem()) {
		return // most channels are of something else
	}
	call, closing := s.closing(l, ch)
	if closing == nil || !s.innermost(l, at.Block()) {
		return
	}
	w := &closedWalk{s: s, l: l, at: at, made: call, state: state, seen: make(map[[2]*ssa.BasicBlock]bool), busy: make(map[ssa.Value]bool)}
	if closing.Same {
		w.made = nil
	}
	b := at.Block()
	for i, instr := range b.Instrs {
		if instr == at && w.comesBack(b, i+1, nil) {
			s.r.closedReads = append(s.r.closedReads, &ClosedRead{At: at, Made: call, Closing: closing})
			return
		}
	}
}

// doneOf returns the call of a context's Done that a channel comes from, or nil.
func doneOf(ch ssa.Value) *ssa.Call {
	call, ok := ch.(*ssa.Call)
	if !ok || !call.Call.IsInvoke() || call.Call.Method.Name() != "Done" || !boundary.IsNamed(call.Call.Value.Type(), "context", "Context") {
		return nil
	}
	return call
}

// endedRead looks at a wait for the end of a context that is the same on every turn: once it has ended, the
// wait is over at once and for ever. It is none of those where a way on leaves the loop.
func (s *scan) endedRead(l *loop, at ssa.Instruction, done *ssa.Call, state int) {
	if sel, ok := at.(*ssa.Select); ok && !sel.Blocking || !s.innermost(l, at.Block()) || !s.fixedContext(l, done) {
		return
	}
	w := &closedWalk{s: s, l: l, at: at, state: state, seen: make(map[[2]*ssa.BasicBlock]bool), busy: make(map[ssa.Value]bool)}
	w.asks, _ = done.Call.Value.(ssa.Instruction)
	b := at.Block()
	for i, instr := range b.Instrs {
		if instr == at && w.comesBack(b, i+1, nil) && !w.leaves {
			s.r.closedReads = append(s.r.closedReads, &ClosedRead{At: at, Made: done, Acts: w.acts})
			return
		}
	}
}

// fixedContext reports whether the context of a Done channel is the same on every turn of a loop.
func (s *scan) fixedContext(l *loop, done *ssa.Call) bool {
	ctx := done.Call.Value
	if call, ok := ctx.(*ssa.Call); ok && l.has(call.Block()) { // r.Context()
		recv := origin.Receiver(call.Common())
		fn := calleeFunc(call.Common())
		return recv != nil && fn != nil && fn.Name() == "Context" && boundary.IsNamed(recv.Type(), "net/http", "Request") && s.fixed(l, recv)
	}
	return !l.has(done.Block()) || s.fixed(l, ctx)
}

// closing returns the call of a library that a channel comes from, which is the same on every turn of
// the loop, if that call is known to return one that is closed.
func (s *scan) closing(l *loop, ch ssa.Value) (*ssa.Call, *catalog.Closing) {
	if ct, ok := ch.(*ssa.ChangeType); ok { // from a named type of channels
		ch = ct.X
	}
	index := 0
	v := ch
	if call, ok := ch.(*ssa.Call); ok && l.has(call.Block()) {
		recv := origin.Receiver(call.Common())
		if recv == nil || !s.fixed(l, recv) {
			return nil, nil
		}
	} else {
		if !s.fixed(l, ch) {
			return nil, nil
		}
		sources := s.a.Origin.Sources(ch, s.fn)
		if len(sources) != 1 || sources[0].Kind != origin.Call {
			return nil, nil
		}
		v, index = sources[0].Value, sources[0].Index
	}
	call, ok := v.(*ssa.Call)
	if !ok {
		return nil, nil
	}
	fn := calleeFunc(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return nil, nil
	}
	return call, catalog.ClosingOf(fn, index)
}

// A closedWalk follows the ways on from a receive that has got the zero value.
type closedWalk struct {
	s     *scan
	l     *loop
	at    ssa.Instruction
	made  *ssa.Call // that makes a new channel, or nil
	state int       // of a select, which of its cases
	seen  map[[2]*ssa.BasicBlock]bool
	busy  map[ssa.Value]bool // under evaluation
	steps int
	// leaves is set when a way leads out of the loop, acts when something is called on one that may do more than
	// to write a message.
	leaves, acts bool
	asks         ssa.Instruction // what gives the context that is waited for, on every turn: r.Context()
}

// comesBack reports whether a way leads from instruction i of b, entered from prev, back to the
// receive, with nothing on it that waits. Of a branch on what was received, about which nothing can be
// said, no way is followed.
func (w *closedWalk) comesBack(b *ssa.BasicBlock, i int, prev *ssa.BasicBlock) bool {
	for _, instr := range b.Instrs[i:] {
		if instr == w.at {
			return true
		}
		if p := w.s.pauses[instr]; p != nil && p.Kind >= Event || w.made != nil && instr == ssa.Instruction(w.made) || w.panics(instr, prev) {
			return false
		}
		w.acts = w.acts || acts(instr) && instr != w.asks
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return len(b.Succs) == 1 && w.enter(b.Succs[0], b)
	}
	switch v := w.eval(branch.Cond, prev); {
	case v.is == known && v.c.Kind() == constant.Bool:
		if constant.BoolVal(v.c) {
			return w.enter(b.Succs[0], b)
		}
		return w.enter(b.Succs[1], b)
	case v.is == other:
		if (!w.l.has(b.Succs[0]) || !w.l.has(b.Succs[1])) && w.counts(branch.Cond, maxChain) {
			w.leaves = true
			return false // so many times, and no more
		}
		yes, no := w.enter(b.Succs[0], b), w.enter(b.Succs[1], b)
		return yes || no
	}
	return false
}

// acts reports whether an instruction may do something about the loop that it is in: a call that does more than
// to write a message, the closing of a channel.
func acts(instr ssa.Instruction) bool {
	call, ok := instr.(ssa.CallInstruction)
	if !ok {
		return false
	}
	if b, ok := call.Common().Value.(*ssa.Builtin); ok {
		return b.Name() == "close"
	}
	return !boundary.Quiet(call.Common()) && (call.Value() == nil || doneOf(call.Value()) == nil)
}

// maxChain bounds the operators between a number and a question about it.
const maxChain = 5

// counts reports whether a value is made of a number that the loop changes on its turns.
func (w *closedWalk) counts(v ssa.Value, deep int) bool {
	switch v := v.(type) {
	case *ssa.Phi:
		return w.l.has(v.Block())
	case *ssa.BinOp:
		return deep > 0 && (w.counts(v.X, deep-1) || w.counts(v.Y, deep-1))
	case *ssa.UnOp:
		return deep > 0 && v.Op == token.NOT && w.counts(v.X, deep-1)
	case *ssa.Convert:
		return deep > 0 && w.counts(v.X, deep-1)
	}
	return false
}

func (w *closedWalk) enter(b, prev *ssa.BasicBlock) bool {
	key := [2]*ssa.BasicBlock{b, prev}
	if !w.l.has(b) {
		w.leaves = true
		return false
	}
	if w.seen[key] {
		return false
	}
	w.seen[key] = true
	return w.comesBack(b, 0, prev)
}

// panics reports whether an instruction cannot do with the zero value.
func (w *closedWalk) panics(instr ssa.Instruction, prev *ssa.BasicBlock) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		return w.eval(instr.X, prev).is == empty
	case *ssa.UnOp:
		return instr.Op == token.MUL && w.eval(instr.X, prev).is == empty
	case *ssa.TypeAssert:
		return !instr.CommaOk && w.eval(instr.X, prev).is == empty
	case *ssa.Call:
		return instr.Call.IsInvoke() && w.eval(instr.Call.Value, prev).is == empty
	}
	return false
}

// What is known of a value on a way.
type knowledge uint8

const (
	other   knowledge = iota // it does not depend on what was received
	empty                    // the zero value of its type: of a struct, an interface, a pointer
	known                    // a constant
	depends                  // it depends on what was received
)

type received struct {
	is knowledge
	c  constant.Value // if known
}

func boolean(b bool) received { return received{known, constant.MakeBool(b)} }

// zeroOf returns the zero value of a type.
func zeroOf(t types.Type) received {
	if b, ok := t.Underlying().(*types.Basic); ok {
		switch info := b.Info(); {
		case info&types.IsBoolean != 0:
			return boolean(false)
		case info&types.IsString != 0:
			return received{known, constant.MakeString("")}
		case info&types.IsInteger != 0:
			return received{known, constant.MakeInt64(0)}
		}
	}
	return received{is: empty}
}

// maxKnown bounds the values that are looked at for one receive.
const maxKnown = 20000

// eval tells what a value is on the way that enters its block from prev.
func (w *closedWalk) eval(v ssa.Value, prev *ssa.BasicBlock) received {
	if w.busy[v] {
		return received{is: other} // a number that the loop counts, say: what else it is made of decides
	}
	if w.steps++; w.steps > maxKnown {
		return received{is: depends}
	}
	w.busy[v] = true
	defer delete(w.busy, v)
	if instr, ok := v.(ssa.Instruction); ok && instr == w.at {
		if recv, ok := v.(*ssa.UnOp); ok && !recv.CommaOk {
			return zeroOf(v.Type())
		}
		return received{is: depends} // of which the parts are known
	}
	switch v := v.(type) {
	case *ssa.Const:
		if v.Value == nil {
			return zeroOf(v.Type())
		}
		return received{known, v.Value}
	case *ssa.Extract:
		return w.part(v, prev)
	case *ssa.Field:
		if w.eval(v.X, prev).is == empty {
			return zeroOf(v.Type())
		}
	case *ssa.UnOp:
		switch x := w.eval(v.X, prev); {
		case v.Op == token.NOT && x.is == known:
			return boolean(!constant.BoolVal(x.c))
		case v.Op == token.MUL:
			return w.load(v, prev)
		default:
			return received{is: w.mixed(x)}
		}
	case *ssa.BinOp:
		return w.compare(v, prev)
	case *ssa.ChangeType:
		return w.eval(v.X, prev)
	case *ssa.ChangeInterface:
		return w.eval(v.X, prev)
	case *ssa.Phi:
		for i, p := range v.Block().Preds {
			if p == prev {
				return w.eval(v.Edges[i], nil)
			}
		}
	case *ssa.Call:
		if b, ok := v.Call.Value.(*ssa.Builtin); ok && (b.Name() == "len" || b.Name() == "cap") && w.eval(v.Call.Args[0], prev).is == empty {
			return received{known, constant.MakeInt64(0)}
		}
		if fn := calleeFunc(&v.Call); fn != nil && fn.Name() == "Err" && catalog.RecvName(fn) == "WatchResponse" && len(v.Call.Args) == 1 {
			if recv := w.eval(v.Call.Args[0], prev); recv.is == empty || w.holdsZero(v.Call.Args[0]) {
				return received{is: empty} // etcd says so
			}
		}
	}
	return w.madeOf(v)
}

// madeOf tells whether a value of which nothing else is known is made of what was received.
func (w *closedWalk) madeOf(v ssa.Value) received {
	if instr, ok := v.(ssa.Instruction); ok {
		var ops [8]*ssa.Value
		for _, op := range instr.Operands(ops[:0]) {
			if *op != nil && (w.eval(*op, nil).is != other && !isConstant(*op) || w.holdsZero(*op)) {
				return received{is: depends}
			}
		}
	}
	return received{is: other}
}

// mixed tells what is made of something by an operator that is not looked into.
func (w *closedWalk) mixed(x received) knowledge {
	if x.is == other {
		return other
	}
	return depends
}

// part tells what a part of several results is: of the receive, or of a question for a type.
func (w *closedWalk) part(x *ssa.Extract, prev *ssa.BasicBlock) received {
	switch tuple := x.Tuple.(type) {
	case *ssa.UnOp:
		if tuple == w.at && x.Index == 0 {
			return zeroOf(x.Type())
		} else if tuple == w.at {
			return boolean(false)
		}
	case *ssa.Select:
		if tuple != w.at {
			break
		}
		switch x.Index {
		case 0:
			return received{known, constant.MakeInt64(int64(w.state))}
		case 1:
			return boolean(false)
		}
		n := 2
		for i, st := range tuple.States {
			if st.Dir == types.RecvOnly {
				if n == x.Index && i == w.state {
					return zeroOf(x.Type())
				}
				n++
			}
		}
	case *ssa.TypeAssert:
		if w.eval(tuple.X, prev).is == empty {
			if x.Index == 1 {
				return boolean(false)
			}
			return zeroOf(x.Type())
		}
	case *ssa.Next:
		if r, ok := tuple.Iter.(*ssa.Range); ok && w.eval(r.X, prev).is == empty && x.Index == 0 {
			return boolean(false)
		}
	}
	return w.madeOf(x.Tuple)
}

// holdsZero reports whether a variable is there to hold what was received.
func (w *closedWalk) holdsZero(addr ssa.Value) bool {
	alloc, ok := addr.(*ssa.Alloc)
	if !ok {
		return false
	}
	stored := false
	for _, ref := range *alloc.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Addr != alloc {
			continue
		}
		if w.eval(st.Val, nil).is != empty || isConstant(st.Val) {
			return false
		}
		stored = true
	}
	return stored
}

// load tells what is read from a variable, or from a field of one, that holds what was received.
func (w *closedWalk) load(v *ssa.UnOp, prev *ssa.BasicBlock) received {
	switch addr := v.X.(type) {
	case *ssa.Alloc:
		if w.holdsZero(addr) {
			return zeroOf(v.Type())
		}
	case *ssa.FieldAddr:
		if w.holdsZero(addr.X) {
			return zeroOf(v.Type())
		}
	}
	// What was received may have been put there.
	for _, b := range w.l.list {
		for _, instr := range b.Instrs {
			if st, ok := instr.(*ssa.Store); ok && sameVariable(st.Addr, v.X) && w.eval(st.Val, nil).is != other && !isConstant(st.Val) {
				return received{is: depends}
			}
		}
	}
	return received{is: other}
}

// compare tells what a comparison gives.
func (w *closedWalk) compare(v *ssa.BinOp, prev *ssa.BasicBlock) received {
	x, y := w.eval(v.X, prev), w.eval(v.Y, prev)
	if isConstant(v.X) && y.is == other || isConstant(v.Y) && x.is == other {
		return received{is: other}
	}
	switch {
	case x.is == other && y.is == other:
		return received{is: other}
	case x.is == empty && y.is == empty && (v.Op == token.EQL || v.Op == token.NEQ):
		return boolean(v.Op == token.EQL)
	case x.is == known && y.is == known:
		switch v.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			if x.c.Kind() == y.c.Kind() {
				return boolean(constant.Compare(x.c, v.Op, y.c))
			}
		case token.ADD, token.SUB:
			if x.c.Kind() == constant.Int && y.c.Kind() == constant.Int {
				return received{known, constant.BinaryOp(x.c, v.Op, y.c)}
			}
		}
	}
	return received{is: depends}
}
