package attempts

import (
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// fact is what is known of a value on one path.
type fact struct {
	kind factKind
	n    int32 // of exactly and atLeast, within most
}

// most bounds the numbers that are remembered; their sums do not overflow.
const most = 1 << 22

type factKind uint8

const (
	anything factKind = iota
	isNil
	notNil
	isTrue
	isFalse
	exactly
	atLeast
)

// failure is a kind of failure of an operation.
type failure uint8

const (
	anyFailure failure = iota
	// general is the failure of a peer that is down or overloaded: none of the errors that a
	// program knows by name.
	general
	// canceled is the failure of an operation whose context somebody has cancelled. What is to
	// become of one that took too long is another question.
	canceled
)

// is tells whether such a failure is the error that the program compares it with.
func (f failure) is(target ssa.Value) fact {
	switch {
	case f == anyFailure:
		return fact{}
	case isCtxErrorValue(target):
		return truth(f == canceled && !isTimeout(target))
	case sentinel(target):
		return truth(false)
	}
	if boxed, ok := target.(*ssa.MakeInterface); ok && named(boxed.X) {
		return truth(false) // an error that is a constant text: redis.Nil
	}
	return fact{}
}

// code tells whether such a failure has the gRPC status code.
func (f failure) code(n int32) fact {
	busy := n == 2 || n == 4 || n == 8 || n == 13 || n == 14 // Unknown, DeadlineExceeded, ResourceExhausted, Internal, Unavailable
	switch {
	case f == general && !busy:
		return truth(false)
	case f == canceled:
		return truth(n == 1) // Canceled
	}
	return fact{}
}

func truth(b bool) fact {
	if b {
		return fact{kind: isTrue}
	}
	return fact{kind: isFalse}
}

// memory names a variable that is not a register: a local whose address is taken, or a field.
type memory struct {
	base  ssa.Value
	field int // -1 for the variable itself
}

// entry is one fact about a register or a variable. The slices that hold entries are sorted
// by id and never changed in place.
type entry struct {
	id   int32
	fact fact
}

type facts []entry

func (f facts) get(id int32) fact {
	for _, e := range f {
		if e.id == id {
			return e.fact
		}
		if e.id > id {
			break
		}
	}
	return fact{}
}

// maxFacts bounds what one path remembers; beyond it new facts are forgotten.
const maxFacts = 20

// An arena holds what the walks of one function make. It is used again for the next function,
// so nothing of a walk may be kept longer.
type arena struct {
	entries slab[entry]
	nodes   slab[node]
	free    []*tables
	used    []*tables
	// known holds the nodes of the walk that met a new one last, by what their block and facts hash
	// to; those that hash to the same hang together.
	known map[uint64]*node
	owner *walk
	// passing holds the facts on the way from one node to the next, of which few are kept.
	passing []entry
}

// A slab hands out pieces of memory, and takes all of them back at once.
type slab[T any] struct {
	chunks [][]T
	chunk  int // the one in use
	n      int // of which so many are handed out
}

// take returns n cleared values that lie side by side.
func (s *slab[T]) take(n int) []T {
	for s.chunk < len(s.chunks) && len(s.chunks[s.chunk])-s.n < n {
		s.chunk, s.n = s.chunk+1, 0
	}
	if s.chunk == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, max(64<<min(len(s.chunks), 4), n)))
	}
	s.n += n
	return s.chunks[s.chunk][s.n-n : s.n : s.n]
}

// A mark is a state of an arena that it can be brought back to.
type mark struct {
	entries, nodes [2]int
	used           int
}

func (a *arena) mark() mark { return mark{a.entries.at(), a.nodes.at(), len(a.used)} }

// release makes free what was handed out since the mark.
func (a *arena) release(m mark) {
	a.entries.back(m.entries)
	a.nodes.back(m.nodes)
	for _, t := range a.used[m.used:] {
		clear(t.ids)
		clear(t.keys)
		t.keys = t.keys[:0]
		clear(t.order)
		t.order = t.order[:0]
	}
	a.free, a.used = append(a.free, a.used[m.used:]...), a.used[:m.used]
}

func (s *slab[T]) at() [2]int { return [2]int{s.chunk, s.n} }

// back takes back all that was handed out since it stood at that place.
func (s *slab[T]) back(to [2]int) {
	for i := to[0]; i <= s.chunk && i < len(s.chunks); i++ {
		from := 0
		if i == to[0] {
			from = to[1]
		}
		clear(s.chunks[i][from:])
	}
	s.chunk, s.n = to[0], to[1]
}

// tables are the maps of a walk.
type tables struct {
	ids  map[any]int32
	keys []any
	// order holds the nodes as they were met.
	order []*node
}

// reset makes all of the arena free again.
func (a *arena) reset() { a.release(mark{}) }

func (a *arena) tables() *tables {
	var t *tables
	if n := len(a.free); n > 0 {
		t, a.free = a.free[n-1], a.free[:n-1]
	} else {
		t = &tables{ids: make(map[any]int32)}
	}
	a.used = append(a.used, t)
	return t
}

func (a *arena) node() *node { return &a.nodes.take(1)[0] }

// facts returns room for facts that are good until the next node is expanded.
func (a *arena) facts(n int) facts {
	at := len(a.passing)
	if at+n > cap(a.passing) {
		a.passing, at = make([]entry, 0, max(1024, 2*cap(a.passing))), 0
	}
	a.passing = a.passing[:at+n]
	return a.passing[at : at+n : at+n]
}

// keep returns a copy of facts that is good for as long as their node is.
func (a *arena) keep(f facts) facts {
	g := facts(a.entries.take(len(f)))
	copy(g, f)
	return g
}

// set returns the facts with that of id replaced by v.
func (a *arena) set(f facts, id int32, v fact) facts {
	i := 0
	for i < len(f) && f[i].id < id {
		i++
	}
	have := i < len(f) && f[i].id == id
	switch {
	case have && f[i].fact == v, !have && (v.kind == anything || len(f) >= maxFacts):
		return f
	case v.kind == anything:
		g := a.facts(len(f) - 1)
		copy(g, f[:i])
		copy(g[i:], f[i+1:])
		return g
	case have:
		g := a.facts(len(f))
		copy(g, f)
		g[i].fact = v
		return g
	}
	g := a.facts(len(f) + 1)
	copy(g, f[:i])
	g[i] = entry{id, v}
	copy(g[i+1:], f[i:])
	return g
}

// hash tells a block with these facts from most others.
func (f facts) hash(b *ssa.BasicBlock) uint64 {
	h := uint64(b.Index)
	for _, e := range f {
		h = (h ^ uint64(e.id)<<40 ^ uint64(e.fact.kind)<<32 ^ uint64(uint32(e.fact.n))) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}

// A node is a block reached with some facts. The walk's first node holds the instructions
// after the operation; a node with back set holds those before it.
type node struct {
	block    *ssa.BasicBlock
	facts    facts
	from, to int32 // the instructions of block that it stands for
	ways     [2]edge
	other    *node // another node of the same hash
	out      uint8 // so many of the ways are there
	start    bool
	back     bool // ends at the operation
	returns  bool // the operation can be reached from here
}

// next returns the ways out of a node that may be taken.
func (n *node) next() []edge { return n.ways[:n.out] }

// An edge is a way out of a node.
type edge struct {
	to   *node // nil when it leaves the loop
	succ *ssa.BasicBlock
}

// A walk is the part of a loop that can be reached after the operation with its outcome assumed.
type walk struct {
	a *Analysis
	// failure narrows down what kind of failure the operation is assumed to have.
	failure failure
	loop    *loop
	op      ssa.Instruction
	goal    ssa.Instruction // where the next attempt begins: the operation, or the call of the function itself
	// given is what is known of parameters from the start.
	given map[*ssa.Parameter]fact
	// held is a variable of the loop of which it is known from the start what it holds, nil if none is.
	held  *ssa.Phi
	holds fact
	// counters are the numeric parameters that a recursive call changes.
	counters []*ssa.Parameter
	*tables
	first *node
	over  bool // the bound was hit: no answer
	steps *int
}

func (a *Analysis) newWalk(l *loop, op ssa.Instruction, steps *int) *walk {
	return &walk{a: a, loop: l, op: op, goal: op, tables: a.arena.tables(), steps: steps}
}

func (w *walk) id(key any) int32 {
	if id, ok := w.ids[key]; ok {
		return id
	}
	id := int32(len(w.keys))
	w.ids[key] = id
	w.keys = append(w.keys, key)
	return id
}

func (w *walk) set(f facts, id int32, v fact) facts { return w.a.arena.set(f, id, v) }

func (w *walk) known(v any) (int32, bool) {
	id, ok := w.ids[v]
	return id, ok
}

// run walks the loop from just after the operation, whose outcome has the given fact.
func (w *walk) run(outcome ssa.Value, f fact) {
	b := w.op.Block()
	var fs facts
	if outcome != nil {
		fs = w.set(fs, w.id(outcome), f)
		if ext, ok := outcome.(*ssa.Extract); ok {
			w.id(ext) // set above; the Extract itself must not forget it
		}
	}
	if w.failure == general {
		fs = w.siblings(outcome, fs)
	}
	fs = w.dominating(b, fs)
	if w.held != nil {
		fs = w.set(fs, w.id(w.held), w.holds)
	}
	for _, p := range w.loop.fn.Params {
		if f, ok := w.given[p]; ok {
			fs = w.set(fs, w.id(p), f)
		}
	}
	i := slices.Index(b.Instrs, w.op)
	w.first = w.a.arena.node()
	*w.first = node{block: b, facts: w.a.arena.keep(fs), from: int32(i + 1), to: int32(len(b.Instrs)), start: true}
	if w.goal != w.op && w.goal.Block() == b {
		if j := slices.Index(b.Instrs, w.goal); j > i {
			w.first.to, w.first.back = int32(j), true // whatever the outcome
		}
	}
	w.order = append(w.order, w.first)
	w.through(outcome)
}

// through walks on from the nodes that are there.
func (w *walk) through(outcome ssa.Value) {
	for i := 0; i < len(w.order); i++ { // order grows
		n := w.order[i]
		if n.back {
			continue
		}
		*w.steps++
		if len(w.order) > maxNodes || *w.steps > maxSteps {
			w.over = true
			return
		}
		w.expand(n, outcome)
	}
	w.mark()
}

// siblings adds that the other results of an operation that failed in earnest are nil: what it
// returns beside an error is a special case.
func (w *walk) siblings(outcome ssa.Value, fs facts) facts {
	call, ok := w.op.(*ssa.Call)
	if !ok {
		return fs
	}
	for _, v := range resultsOf(call) {
		if ext, ok := v.(*ssa.Extract); ok && v != outcome && nillable(ext.Type()) && !isError(ext.Type()) {
			fs = w.set(fs, w.id(v), fact{kind: isNil})
		}
	}
	return fs
}

// dominating adds what the branches tell that lead to b on every turn of the loop.
func (w *walk) dominating(b *ssa.BasicBlock, fs facts) facts {
	type branch struct {
		cond  ssa.Value
		taken bool
	}
	var list []branch
	for d := b; d.Idom() != nil && w.loop.has(d) && w.loop.has(d.Idom()); d = d.Idom() {
		p := d.Idom()
		if br, ok := p.Instrs[len(p.Instrs)-1].(*ssa.If); ok && len(d.Preds) == 1 && d.Preds[0] == p && p.Succs[0] != p.Succs[1] {
			list = append(list, branch{br.Cond, p.Succs[0] == d})
		}
	}
	for _, br := range slices.Backward(list) {
		if _, ok := br.cond.(*ssa.Phi); ok || w.stable(br.cond) {
			fs = w.learn(br.cond, br.taken, fs)
		}
	}
	return fs
}

// stable reports whether a condition is about a value that nobody else changes.
func (w *walk) stable(cond ssa.Value) bool {
	switch c := cond.(type) {
	case *ssa.UnOp:
		return c.Op == token.NOT && w.stable(c.X)
	case *ssa.BinOp:
		return w.stable(c.X) && isConstant(c.Y)
	case *ssa.Phi:
		return true
	}
	return false
}

// mark finds the nodes from which the operation can be reached.
func (w *walk) mark() {
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Backward(w.order) {
			if n.returns {
				continue
			}
			yes := n.back
			for _, e := range n.next() {
				yes = yes || e.to != nil && e.to.returns
			}
			if yes {
				n.returns, changed = true, true
			}
		}
	}
}

// leadsBack reports whether the operation can be reached again.
func (w *walk) leadsBack() bool { return w.first.returns }

// expand evaluates the instructions of n and adds the nodes that follow it.
func (w *walk) expand(n *node, outcome ssa.Value) {
	for _, instr := range n.block.Instrs[n.from:n.to] {
		if call, ok := instr.(*ssa.Call); ok && fatal(calleeName(call.Common())) {
			return
		}
	}
	w.a.arena.passing = w.a.arena.passing[:0]
	fs := w.body(n.block, n.from, n.to, n.facts, outcome)
	last := n.block.Instrs[len(n.block.Instrs)-1]
	if cond, ok := last.(*ssa.If); ok {
		switch v := w.eval(cond.Cond, fs, 0); v.kind {
		case isTrue:
			w.follow(n, 0, fs)
		case isFalse:
			w.follow(n, 1, fs)
		default:
			w.follow(n, 0, w.learn(cond.Cond, true, fs))
			w.follow(n, 1, w.learn(cond.Cond, false, fs))
		}
		return
	}
	for i := range n.block.Succs {
		w.follow(n, i, fs)
	}
}

// fatal reports whether a function of that name ends the program, or the goroutine, in
// every program: the loggers' Fatal forms. The builder knows those that it can see into.
func fatal(name string) bool { return startsWord(name, "Fatal") }

// startsWord reports whether name begins with the word: Fatal, Fatalf, FatalCtx, not Fatality.
func startsWord(name, word string) bool {
	rest, ok := strings.CutPrefix(name, word)
	return ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z' || rest == "f" || rest == "ln" || rest == "w")
}

// body evaluates the instructions block.Instrs[from:to].
func (w *walk) body(b *ssa.BasicBlock, from, to int32, fs facts, outcome ssa.Value) facts {
	for _, instr := range b.Instrs[from:to] {
		switch instr := instr.(type) {
		case *ssa.Phi: // evaluated on the edge
		case *ssa.Store:
			if m, ok := address(instr.Addr); ok {
				fs = w.set(fs, w.id(m), w.eval(instr.Val, fs, 0))
			}
		case *ssa.UnOp:
			if instr.Op == token.MUL {
				if m, ok := address(instr.X); ok {
					if id, ok := w.known(m); ok {
						if f := fs.get(id); f.kind != anything {
							fs = w.set(fs, w.id(instr), f)
							continue
						}
					}
				}
			}
			fs = w.forget(instr, fs)
		case *ssa.Select, *ssa.Send:
			fs = w.forgetShared(fs)
			if v, ok := instr.(ssa.Value); ok {
				fs = w.forget(v, fs)
			}
		case *ssa.Call:
			fs = w.forgetShared(fs)
			if instr == outcome {
				continue // what it makes of the operation's results
			}
			fs = w.forget(instr, fs)
			if f := w.call(instr, fs); f.kind != anything {
				fs = w.set(fs, w.id(instr), f)
			}
		case ssa.Value:
			if ext, ok := instr.(*ssa.Extract); ok && w.goal == w.op && ext.Tuple == w.op.(ssa.Value) {
				continue // set where the walk starts, and made anew by the operation only
			}
			if instr != outcome {
				fs = w.forget(instr, fs)
			}
		}
	}
	return fs
}

// private reports whether only the function's own code and its literals name the variable.
func private(m memory) bool {
	_, ok := m.base.(*ssa.Alloc)
	return ok && m.field < 0
}

// forgetShared drops what is known of variables that other code may have changed meanwhile.
func (w *walk) forgetShared(fs facts) facts {
	out := fs
	for _, e := range fs {
		if m, ok := w.keys[e.id].(memory); ok && !private(m) {
			if _, ok := m.base.(*ssa.FreeVar); ok && m.field < 0 {
				continue // a captured local
			}
			out = w.set(out, e.id, fact{})
		}
	}
	return out
}

func (w *walk) forget(v ssa.Value, fs facts) facts {
	if id, ok := w.known(v); ok {
		return w.set(fs, id, fact{})
	}
	return fs
}

// address returns the variable that addr addresses, if it is one that can be followed.
func address(addr ssa.Value) (memory, bool) {
	switch addr := addr.(type) {
	case *ssa.Alloc, *ssa.FreeVar, *ssa.Global:
		return memory{addr, -1}, true
	case *ssa.FieldAddr:
		switch x := addr.X.(type) {
		case *ssa.Alloc, *ssa.FreeVar, *ssa.Global, *ssa.Parameter:
			return memory{x, addr.Field}, true
		case *ssa.UnOp: // a field of *x, where x is a captured variable
			if fv, ok := x.X.(*ssa.FreeVar); ok && x.Op == token.MUL {
				return memory{fv, 1000 + addr.Field}, true
			}
		}
	}
	return memory{}, false
}

// follow adds the edge from n to its i'th successor.
func (w *walk) follow(n *node, i int, fs facts) {
	succ := n.block.Succs[i]
	way := edge{succ: succ}
	if w.loop.has(succ) {
		way.to = w.node(succ, w.phis(n.block, succ, fs), n.facts)
	}
	n.ways[n.out] = way
	n.out++
}

// leaving returns what is known when a node that ends in a branch is left by one of its ways, at the
// entry of the block there, whose phis are not evaluated yet.
func (w *walk) leaving(n *node, br *ssa.If, way int, outcome ssa.Value) facts {
	fs := w.body(n.block, n.from, n.to, n.facts, outcome)
	if n.out == 1 {
		return fs // which way is taken was known
	}
	return w.learn(br.Cond, way == 0, fs)
}

// phis evaluates the phis of succ when it is entered from b.
func (w *walk) phis(b, succ *ssa.BasicBlock, fs facts) facts {
	pred := slices.Index(succ.Preds, b)
	out := fs
	for _, instr := range succ.Instrs {
		phi, ok := instr.(*ssa.Phi)
		if !ok {
			break
		}
		f := fact{}
		if relevant(phi.Type()) {
			f = w.eval(phi.Edges[pred], fs, 0) // all phis read the facts before the edge
			if _, ok := phi.Edges[pred].(*ssa.Const); !ok && (f.kind == exactly || f.kind == atLeast) {
				f = fact{atLeast, min(f.n, 2)} // a counter must not make each turn a new state
			}
		}
		if f.kind != anything || hasKey(w, phi) {
			out = w.set(out, w.id(phi), f)
		}
	}
	return out
}

func hasKey(w *walk, v ssa.Value) bool { _, ok := w.ids[v]; return ok }

// relevant reports whether facts about values of the type can decide a branch.
func relevant(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&(types.IsBoolean|types.IsInteger) != 0
	case *types.Interface, *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		return true
	}
	return false
}

// node returns the node of a block that is entered with the facts. It shares those with the node from
// which it is entered, if they are the same.
func (w *walk) node(b *ssa.BasicBlock, fs, from facts) *node {
	hash := fs.hash(b)
	a := &w.a.arena
	if a.owner != w {
		clear(a.known)
		a.owner = w
	}
	others := a.known[hash]
	for n := others; n != nil; n = n.other {
		if n.block == b && slices.Equal(n.facts, fs) {
			return n
		}
	}
	n := a.node()
	if !slices.Equal(fs, from) {
		from = a.keep(fs)
	}
	*n = node{block: b, facts: from, to: int32(len(b.Instrs)), other: others}
	if b == w.goal.Block() {
		n.back = true
		n.to = int32(slices.Index(b.Instrs, w.goal))
	}
	a.known[hash] = n
	w.order = append(w.order, n)
	return n
}

// learn adds what a branch on cond tells, where something else may ask for it.
func (w *walk) learn(cond ssa.Value, taken bool, fs facts) facts {
	switch c := cond.(type) {
	case *ssa.UnOp:
		if c.Op == token.NOT {
			return w.learn(c.X, !taken, fs)
		}
	case *ssa.BinOp:
		if c.Op != token.EQL && c.Op != token.NEQ {
			break
		}
		x, other := c.X, c.Y
		if _, ok := x.(*ssa.Const); ok {
			x, other = other, x
		}
		k, ok := other.(*ssa.Const)
		if !ok {
			break
		}
		equal := taken == (c.Op == token.EQL)
		var f fact
		switch {
		case k.IsNil() && equal:
			f.kind = isNil
		case k.IsNil():
			f.kind = notNil
		case equal:
			f = w.eval(k, fs, 0)
		}
		if f.kind != anything && shared(x) {
			fs = w.set(fs, w.id(x), f)
			if load, ok := x.(*ssa.UnOp); ok && load.Op == token.MUL {
				if m, ok := address(load.X); ok && private(m) {
					fs = w.set(fs, w.id(m), f)
				}
			}
		}
		return fs
	}
	if shared(cond) || !w.inLoop(cond) {
		fs = w.set(fs, w.id(cond), truth(taken))
		if load, ok := cond.(*ssa.UnOp); ok && load.Op == token.MUL {
			if m, ok := address(load.X); ok && private(m) {
				fs = w.set(fs, w.id(m), truth(taken))
			}
		}
	}
	return fs
}

func (w *walk) inLoop(v ssa.Value) bool {
	instr, ok := v.(ssa.Instruction)
	return ok && instr.Block() != nil && w.loop.has(instr.Block())
}

// shared reports whether a fact about v can be asked for again.
func shared(v ssa.Value) bool {
	switch v.(type) {
	case *ssa.UnOp: // a load: its variable may be loaded again
		return true
	}
	refs := v.Referrers()
	return refs == nil || len(*refs) > 1
}

// eval returns what is known of v.
func (w *walk) eval(v ssa.Value, fs facts, deep int) fact {
	if deep > 8 {
		return fact{}
	}
	if id, ok := w.known(v); ok {
		if f := fs.get(id); f.kind != anything {
			return f
		}
	}
	switch v := v.(type) {
	case *ssa.Const:
		switch {
		case v.IsNil():
			return fact{kind: isNil}
		case v.Value == nil:
			return fact{}
		case v.Value.Kind() == constant.Bool:
			return truth(constant.BoolVal(v.Value))
		case v.Value.Kind() == constant.Int:
			if n, ok := constant.Int64Val(v.Value); ok && n > -most && n < most {
				return fact{exactly, int32(n)}
			}
		}
	case *ssa.MakeInterface:
		return fact{kind: notNil}
	case *ssa.Alloc, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.Function, *ssa.MakeClosure, *ssa.MakeMap, *ssa.MakeChan, *ssa.MakeSlice:
		return fact{kind: notNil}
	case *ssa.ChangeInterface:
		return w.eval(v.X, fs, deep+1)
	case *ssa.ChangeType:
		return w.eval(v.X, fs, deep+1)
	case *ssa.Convert:
		return w.eval(v.X, fs, deep+1)
	case *ssa.Extract:
		// An operation that was called off fails with the context's error, not with one of the
		// package's own.
		if ta, ok := v.Tuple.(*ssa.TypeAssert); ok && (w.eval(ta.X, fs, deep+1).kind == isNil || w.failure == canceled && w.own(ta.AssertedType) && w.outcome(ta.X)) {
			if v.Index == 1 {
				return truth(false)
			}
			if nillable(v.Type()) {
				return fact{kind: isNil}
			}
		}
	case *ssa.Phi:
		if n, ok := lowest(v); ok && n > -most && n < most {
			return fact{atLeast, int32(n)}
		}
	case *ssa.UnOp:
		if v.Op == token.NOT {
			switch w.eval(v.X, fs, deep+1).kind {
			case isTrue:
				return truth(false)
			case isFalse:
				return truth(true)
			}
		}
	case *ssa.BinOp:
		return w.binop(v, fs, deep)
	}
	return fact{}
}

func nillable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Interface, *types.Pointer, *types.Map, *types.Slice, *types.Chan, *types.Signature:
		return true
	}
	return false
}

func (w *walk) binop(v *ssa.BinOp, fs facts, deep int) fact {
	x, y := w.eval(v.X, fs, deep+1), w.eval(v.Y, fs, deep+1)
	if v.Op == token.ADD {
		switch {
		case x.kind == exactly && y.kind == exactly:
			if n := x.n + y.n; n > -most && n < most {
				return fact{exactly, n}
			}
		case (x.kind == exactly || x.kind == atLeast) && (y.kind == exactly || y.kind == atLeast):
			return fact{atLeast, min(x.n+y.n, most)}
		}
		return fact{}
	}
	// A comparison with nil, or of an error that is nil with another error.
	if v.Op == token.EQL || v.Op == token.NEQ {
		equal := fact{}
		switch {
		case x.kind == isNil && y.kind == isNil:
			equal = truth(true)
		case x.kind == isNil && y.kind == notNil, x.kind == notNil && y.kind == isNil:
			equal = truth(false)
		case x.kind == isNil && sentinel(v.Y), y.kind == isNil && sentinel(v.X):
			equal = truth(false)
		case x.kind == notNil && w.outcome(v.X) && isError(v.X.Type()):
			equal = w.failure.is(v.Y)
		case w.failure == canceled && isConstant(v.Y) && w.codeOf(v.X):
			equal = truth(false) // it asks for some other failure
		case w.failure != anyFailure && named(v.Y) && w.partOf(v.X, 0):
			equal = truth(false) // the name of some other failure
		case w.failure != anyFailure && y.kind == exactly && w.statusOf(v.X):
			equal = w.failure.code(y.n)
		case x.kind == exactly && y.kind == exactly:
			equal = truth(x.n == y.n)
		case x.kind == atLeast && y.kind == exactly && x.n > y.n, y.kind == atLeast && x.kind == exactly && y.n > x.n:
			equal = truth(false)
		case (x.kind == isTrue || x.kind == isFalse) && (y.kind == isTrue || y.kind == isFalse):
			equal = truth(x.kind == y.kind)
		}
		if equal.kind != anything && v.Op == token.NEQ {
			equal = truth(equal.kind == isFalse)
		}
		return equal
	}
	op := v.Op
	if y.kind == atLeast && x.kind == exactly { // turn it round
		x, y = y, x
		op = mirrored(op)
	}
	if y.kind != exactly || x.kind != exactly && x.kind != atLeast {
		return fact{}
	}
	switch op {
	case token.GTR:
		if x.n > y.n {
			return truth(true)
		}
		if x.kind == exactly {
			return truth(false)
		}
	case token.GEQ:
		if x.n >= y.n {
			return truth(true)
		}
		if x.kind == exactly {
			return truth(false)
		}
	case token.LSS:
		if x.n >= y.n {
			return truth(false)
		}
		if x.kind == exactly {
			return truth(true)
		}
	case token.LEQ:
		if x.n > y.n {
			return truth(false)
		}
		if x.kind == exactly {
			return truth(true)
		}
	}
	return fact{}
}

// outcome reports whether v is the error of the operation, as far as that can be seen.
func (w *walk) outcome(v ssa.Value) bool {
	if w.failure == anyFailure {
		return false
	}
	call, ok := w.op.(*ssa.Call)
	if !ok {
		return false
	}
	c := classifier{w: w, results: resultsOf(call)}
	return c.fromResult(v)
}

// own reports whether a type is a concrete one of the package under analysis.
func (w *walk) own(t types.Type) bool {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	n, ok := types.Unalias(t).(*types.Named)
	return ok && !types.IsInterface(n) && n.Obj().Pkg() == w.a.SSA.Pkg.Pkg
}

// codeOf reports whether v is what a function of this program makes of the operation's error: a
// code of its own.
func (w *walk) codeOf(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	return ok && !w.statusOf(v) && !origin.IsBool(call.Type()) && !isError(call.Type()) && w.filters(call.Common())
}

// named reports whether v is a text that names a failure, other than that of a peer that is down or
// has too much to do.
func named(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.String {
		return false
	}
	text := strings.ToLower(constant.StringVal(c.Value))
	for _, busy := range [...]string{"throttl", "slow", "unavail", "limit", "exceed", "busy", "time", "internal", "too", "overload", "connection", "refused", "reset", "eof"} {
		if strings.Contains(text, busy) {
			return false
		}
	}
	switch {
	case len(text) == 3: // an HTTP status
		return text != "429" && text[0] != '5'
	case len(text) == 5 && text[0] <= '9': // an SQLSTATE: connections, resources, the operator
		return text[:2] != "08" && text[:2] != "53" && text[:2] != "57"
	}
	return text != ""
}

// partOf reports whether v is read from what the operation's error is turned into: a field of it, or
// what a method of it answers.
func (w *walk) partOf(v ssa.Value, deep int) bool {
	if deep > 5 {
		return false
	}
	switch v := v.(type) {
	case *ssa.UnOp:
		if fa, ok := v.X.(*ssa.FieldAddr); ok && v.Op == token.MUL {
			return w.partOf(fa.X, deep+1)
		}
	case *ssa.Field:
		return w.partOf(v.X, deep+1)
	case *ssa.Convert:
		return w.partOf(v.X, deep+1)
	case *ssa.ChangeType:
		return w.partOf(v.X, deep+1)
	case *ssa.Extract:
		return w.partOf(v.Tuple, deep+1)
	case *ssa.TypeAssert:
		return w.outcome(v.X)
	case *ssa.Call:
		if v.Call.IsInvoke() && w.partOf(v.Call.Value, deep+1) {
			return true
		}
		for _, arg := range v.Call.Args {
			if isError(arg.Type()) && w.outcome(arg) || w.partOf(arg, deep+2) {
				return true
			}
		}
	}
	return false
}

// asserted reports whether v is what the operation's error turned out to be, by an assertion, by
// errors.As or by errors.AsType.
func (w *walk) asserted(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok {
		return w.partOf(v, 0)
	}
	target, ok := load.X.(*ssa.Alloc)
	if !ok || load.Op != token.MUL {
		return false
	}
	for _, ref := range *target.Referrers() {
		mi, ok := ref.(*ssa.MakeInterface)
		if !ok {
			continue
		}
		for _, user := range *mi.Referrers() {
			if call, ok := user.(*ssa.Call); ok && len(call.Call.Args) == 2 && call.Call.Args[1] == mi && w.outcome(call.Call.Args[0]) {
				return true
			}
		}
	}
	return false
}

// statusOf reports whether v is the gRPC status code of the operation's error.
func (w *walk) statusOf(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn := calleeFunc(call.Common())
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "google.golang.org/grpc/status" && fn.Name() == "Code" && w.outcome(call.Common().Args[0])
}

// sentinel reports whether v is a package-level error value: never nil.
func sentinel(v ssa.Value) bool {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return false
	}
	g, ok := load.X.(*ssa.Global)
	return ok && isError(g.Type().(*types.Pointer).Elem())
}

// lowest returns the smallest value of a counter that only goes up.
func lowest(phi *ssa.Phi) (int64, bool) {
	if b, ok := phi.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsInteger == 0 {
		return 0, false
	}
	low, found := int64(0), false
	for _, e := range phi.Edges {
		if c, ok := e.(*ssa.Const); ok && c.Value != nil {
			n, exact := constant.Int64Val(constant.ToInt(c.Value))
			if !exact {
				return 0, false
			}
			if !found || n < low {
				low, found = n, true
			}
			continue
		}
		if !upwards(e, phi, 0) {
			return 0, false
		}
	}
	return low, found
}

// upwards reports whether v is phi or phi plus something positive.
func upwards(v ssa.Value, phi *ssa.Phi, deep int) bool {
	if v == phi {
		return true
	}
	if deep > 4 {
		return false
	}
	switch v := v.(type) {
	case *ssa.BinOp:
		if c, ok := v.Y.(*ssa.Const); ok && v.Op == token.ADD && c.Value != nil && c.Value.Kind() == constant.Int && constant.Sign(c.Value) >= 0 {
			return upwards(v.X, phi, deep+1)
		}
	case *ssa.Phi:
		for _, e := range v.Edges {
			if !upwards(e, phi, deep+1) {
				return false
			}
		}
		return true
	}
	return false
}

// call evaluates calls that tell something of an error.
func (w *walk) call(c *ssa.Call, fs facts) fact {
	common := c.Common()
	if common.IsInvoke() {
		if w.failure != anyFailure && isBoolCall(c) && len(common.Args) > 0 && !slices.ContainsFunc(common.Args, func(v ssa.Value) bool { return !isConstant(v) }) && w.partOf(common.Value, 0) {
			return truth(false) // err.HasErrorCode(251): some other failure
		}
		if w.failure == canceled && isBoolCall(c) && len(common.Args) == 0 && (common.Method.Name() == "Temporary" || common.Method.Name() == "Timeout") && (w.outcome(common.Value) || w.asserted(common.Value)) {
			return truth(false) // an error of net that somebody brought about is neither
		}
		return fact{}
	}
	fn := common.StaticCallee()
	if fn == nil {
		return fact{}
	}
	obj, _ := fn.Object().(*types.Func)
	if obj != nil && obj.Pkg() != nil {
		switch obj.Pkg().Path() + "." + obj.Name() {
		case "fmt.Errorf", "errors.New":
			return fact{kind: notNil}
		case "errors.Is", "errors.As":
			if w.eval(common.Args[0], fs, 0).kind == isNil {
				return truth(false)
			}
			if obj.Name() == "Is" && w.outcome(common.Args[0]) {
				return w.failure.is(common.Args[1])
			}
			return fact{}
		case "google.golang.org/grpc/status.Code":
			if w.eval(common.Args[0], fs, 0).kind == isNil {
				return fact{exactly, 0}
			}
			return fact{}
		}
	}
	if w.failure != anyFailure && isBoolCall(c) && w.filters(common) && !(w.failure == general && retriable(fn.Name())) {
		return truth(false) // it asks for some other failure
	}
	// A predicate or a wrapper of an error that is known.
	res := fn.Signature.Results()
	if res.Len() != 1 || len(common.Args) == 0 {
		return fact{}
	}
	var arg fact
	for _, v := range common.Args {
		if isError(v.Type()) {
			arg = w.eval(v, fs, 0)
			break
		}
	}
	switch {
	case arg.kind == isNil && isError(res.At(0).Type()):
		if fn.Pkg == w.a.SSA.Pkg && fn.Blocks != nil {
			return fact{} // its own code: it may make an error of nil
		}
		return fact{kind: isNil} // errors.Wrap(nil), client.IgnoreNotFound(nil)
	case arg.kind == notNil && isError(res.At(0).Type()) && strings.HasPrefix(fn.Name(), "Wrap"):
		return fact{kind: notNil}
	case arg.kind == isNil && origin.IsBool(res.At(0).Type()) && predicate(fn.Name()):
		return truth(false)
	}
	return fact{}
}

func isBoolCall(c *ssa.Call) bool { return origin.IsBool(c.Type()) }

// filters reports whether a call is told the error of the operation, or its text.
func (w *walk) filters(c *ssa.CallCommon) bool {
	for _, arg := range c.Args {
		if w.outcome(arg) {
			return true
		}
	}
	return false
}

// retriable reports whether a predicate of that name may say yes to the failure of a peer that
// is down, or that has too much to do.
func retriable(name string) bool {
	lower := strings.ToLower(name)
	for _, w := range [...]string{"retr", "temporary", "transient", "timeout", "timedout", "should", "again", "unavail", "connect", "network", "throttl", "overload", "recover"} {
		if strings.Contains(lower, w) {
			return true
		}
	}
	return false
}

// predicate reports whether a function of that name asks for a kind of error. Assumption:
// such a function says no to nil.
func predicate(name string) bool {
	lower := strings.ToLower(name)
	for _, yes := range [...]string{"success", "ok", "nil", "permanent", "fatal", "done", "unrecoverable"} {
		if strings.Contains(lower, yes) {
			return false // may well say yes to nil
		}
	}
	for _, prefix := range [...]string{"is", "should", "can", "retr", "temporary", "transient", "must", "need", "has"} {
		if strings.HasPrefix(lower, prefix) {
			return true
		}
	}
	return strings.Contains(lower, "retry") || strings.Contains(lower, "retri")
}

var errorType = types.Universe.Lookup("error").Type().Underlying().(*types.Interface)

func isError(t types.Type) bool {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() == nil && n.Obj().Name() == "error" {
		return true
	}
	_, ok := t.Underlying().(*types.Interface)
	return ok && types.Implements(t, errorType)
}
