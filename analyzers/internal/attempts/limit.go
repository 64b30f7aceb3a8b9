package attempts

import (
	"go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
)

// exitKind tells what a branch that leaves the region on the way back looks at.
type exitKind uint8

const (
	onError     exitKind = iota // the error, or another result, of the operation: a filter
	onInvariant                 // something that cannot change while the loop runs
	onFilter                    // what a function makes of the error: it may know context errors
	onCtxError                  // the error, against a context's error
	onUnknown                   // anything else
	onStop                      // a stop channel
	onCtx                       // a context
	onTime                      // the clock, or a timer started outside the loop
	onCount                     // a counter
	onBroken                    // a counter that no turn brings nearer to its bound
)

// An exit is a branch that leaves the region.
type exit struct {
	kind   exitKind
	cond   ssa.Value
	pos    token.Pos
	bound  ssa.Value // of onCount
	told   bool      // of onCount: the number is what somebody answered, and counts nothing
	n      int       // attempts, of onCount with constants; 0 if not known
	exact  bool      // of onCount: there are as many attempts as the bound says
	ctx    ssa.Value // of onCtx
	broken string
}

// exits returns the branches at which the failed operation's way back can be left.
func (w *walk) exits(results []ssa.Value) []exit {
	type site struct {
		cond  ssa.Value
		leave int
	}
	seen := make(map[site]bool)
	var list []exit
	for _, n := range w.order {
		if !n.returns || n.back {
			continue
		}
		br, ok := n.block.Instrs[len(n.block.Instrs)-1].(*ssa.If)
		if !ok {
			continue
		}
		if len(n.next()) != 2 {
			if cmp, ok := br.Cond.(*ssa.BinOp); ok && isConstant(cmp.X) && isConstant(cmp.Y) && origin.IsNumber(cmp.X.Type()) {
				// No turn changes the counter, so that the builder made a constant of it.
				list = append(list, exit{kind: onBroken, cond: cmp, pos: cmp.Pos(), broken: "no failed attempt counts"})
			} else if ok && len(n.next()) == 1 {
				if x := w.classify(cmp, n.next()[0].succ == n.block.Succs[1], results); x.kind == onBroken {
					list = append(list, x)
				}
			}
			continue
		}
		for i, e := range n.next() {
			if e.to != nil && e.to.returns || seen[site{br.Cond, i}] {
				continue
			}
			seen[site{br.Cond, i}] = true
			list = append(list, w.classify(br.Cond, i == 0, results))
		}
	}
	return list
}

// classify tells what the branch on cond looks at; leaves tells that it leaves when cond is true.
func (w *walk) classify(cond ssa.Value, leaves bool, results []ssa.Value) exit {
	x := exit{cond: cond, pos: cond.Pos()}
	if sel, i, ok := selectCase(cond); ok {
		w.classifySelect(sel, i, leaves, &x)
		return x
	}
	c := &classifier{w: w, results: results, seen: w.a.asked[:0]}
	w.a.asked = nil // in use
	defer func() { w.a.asked = c.seen }()
	c.visit(cond, 0)
	switch {
	case c.ctx:
		x.kind, x.ctx = onCtx, c.ctxValue
	case c.time:
		x.kind = onTime
	case c.counter != nil:
		x.kind = onCount
		w.count(c, cond, leaves, &x)
	case c.stop:
		x.kind = onStop
	case c.unknown:
		x.kind = onUnknown
	case c.ctxError:
		x.kind = onCtxError
	case c.filter:
		x.kind = onFilter
	case c.result:
		x.kind = onError
	default:
		x.kind = onInvariant
	}
	return x
}

// selectCase returns the select whose choice of case i cond tests.
func selectCase(cond ssa.Value) (*ssa.Select, int, bool) {
	b, ok := cond.(*ssa.BinOp)
	if !ok || b.Op != token.EQL {
		return nil, 0, false
	}
	ext, ok := b.X.(*ssa.Extract)
	if !ok || ext.Index != 0 {
		return nil, 0, false
	}
	sel, ok := ext.Tuple.(*ssa.Select)
	k, okk := b.Y.(*ssa.Const)
	if !ok || !okk || k.Value == nil {
		return nil, 0, false
	}
	i, _ := constant.Int64Val(k.Value)
	return sel, int(i), true
}

// classifySelect judges leaving at a select: with case i, or with one of the cases after it.
func (w *walk) classifySelect(sel *ssa.Select, i int, leaves bool, x *exit) {
	x.kind, x.pos = onInvariant, sel.Pos()
	if leaves {
		w.classifyState(sel, i, x)
		return
	}
	for j := i + 1; j < len(sel.States); j++ {
		w.classifyState(sel, j, x)
	}
	if !sel.Blocking && i == len(sel.States)-1 {
		x.kind = onUnknown // the default case: nothing was ready
	}
}

func (w *walk) classifyState(sel *ssa.Select, i int, x *exit) {
	if i < 0 || i >= len(sel.States) {
		return
	}
	st := sel.States[i]
	kind, ctx := onStop, ssa.Value(nil)
	switch ch := w.a.channel(st.Chan); ch.kind {
	case doneChan:
		kind, ctx = onCtx, ch.ctx
	case timerChan:
		kind = onTime
		if ch.made != nil && w.loop.has(ch.made.Block()) {
			kind = onUnknown // a pause of this turn after which the loop is left: some other reason decides
		}
	}
	if kind > x.kind {
		x.kind, x.ctx = kind, ctx
		if st.Pos.IsValid() {
			x.pos = st.Pos
		}
	}
}

// A classifier collects what a condition depends on.
type classifier struct {
	w        *walk
	results  []ssa.Value
	seen     []ssa.Value
	ctx      bool
	ctxValue ssa.Value
	time     bool
	stop     bool
	unknown  bool
	ctxError bool
	filter   bool
	result   bool
	counter  ssa.Value // a number that changes in the loop: a phi or a load
	other    ssa.Value // what it is compared with
}

// maxAsked bounds the values that one condition is asked for.
const maxAsked = 200

func (c *classifier) visit(v ssa.Value, deep int) {
	if v == nil || slices.Contains(c.seen, v) {
		return
	}
	c.seen = append(c.seen, v)
	if deep > 10 || len(c.seen) > maxAsked {
		c.unknown = true
		return
	}
	if slices.Contains(c.results, v) {
		c.result = true
		return
	}
	switch v.(type) {
	case *ssa.Const, *ssa.Function, *ssa.Builtin:
		return
	case *ssa.Parameter, *ssa.FreeVar:
		if p, ok := v.(*ssa.Parameter); ok && slices.Contains(c.w.counters, p) {
			c.counter = v
		}
		return
	}
	instr, ok := v.(ssa.Instruction)
	if ok && !c.w.loop.has(instr.Block()) {
		if fn := timeCall(v); fn {
			c.time = true
		}
		return // made before the loop: it stays as it is
	}
	switch v := v.(type) {
	case *ssa.Global:
		if isCtxError(v) {
			c.ctxError = true
		}
	case *ssa.Call:
		c.call(v, deep)
	case *ssa.BinOp:
		if origin.IsNumber(v.X.Type()) {
			c.visitNumber(v, deep)
			return
		}
		c.visit(v.X, deep+1)
		c.visit(v.Y, deep+1)
	case *ssa.UnOp:
		switch v.Op {
		case token.ARROW:
			c.stop = true
		case token.MUL:
			c.load(v, deep)
		default:
			c.visit(v.X, deep+1)
		}
	case *ssa.Phi:
		if origin.IsNumber(v.Type()) && c.w.changing(v) {
			if isNumber(v.Type()) {
				c.counter = v
			}
			return
		}
		c.merge(v, deep)
	case *ssa.Extract:
		if _, ok := v.Tuple.(*ssa.Select); ok {
			c.stop = true
			return
		}
		if _, ok := v.Tuple.(*ssa.Next); ok {
			c.counter = v // a range ends
			return
		}
		c.visit(v.Tuple, deep+1)
	case *ssa.TypeAssert:
		c.visit(v.X, deep+1)
		if !c.result {
			c.unknown = true
		}
	case *ssa.ChangeInterface:
		c.visit(v.X, deep+1)
	case *ssa.ChangeType:
		c.visit(v.X, deep+1)
	case *ssa.Convert:
		c.visit(v.X, deep+1)
	case *ssa.MakeInterface:
		c.visit(v.X, deep+1)
	case *ssa.Field:
		c.visit(v.X, deep+1)
	case *ssa.FieldAddr:
		c.visit(v.X, deep+1)
	case *ssa.IndexAddr:
		c.visit(v.X, deep+1)
	case *ssa.Alloc:
		c.stored(v, deep)
	default:
		c.unknown = true
	}
}

// merge judges a value that branches decide: it depends on what the branches looked at.
func (c *classifier) merge(phi *ssa.Phi, deep int) {
	head := c.w.loop.head(phi.Block())
	for i, e := range phi.Edges {
		if _, ok := e.(*ssa.Const); ok && head && c.w.loop.has(phi.Block().Preds[i]) {
			c.unknown = true // a flag of an earlier turn
		}
		c.visit(e, deep+1)
	}
	if head {
		return
	}
	for _, b := range append([]*ssa.BasicBlock{phi.Block().Idom()}, phi.Block().Preds...) {
		if b == nil || !c.w.loop.has(b) {
			continue
		}
		if br, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If); ok {
			c.visit(br.Cond, deep+1)
		}
	}
}

// visitNumber judges a comparison or computation of numbers: times, counters, or results.
func (c *classifier) visitNumber(v *ssa.BinOp, deep int) {
	c.visit(v.X, deep+1)
	c.visit(v.Y, deep+1)
	if c.counter != nil && c.other == nil && origin.IsBool(v.Type()) {
		for _, side := range [...]ssa.Value{v.X, v.Y} {
			if !c.reaches(side, c.counter, 0) {
				c.other = side
			}
		}
	}
}

func (c *classifier) reaches(v, target ssa.Value, deep int) bool {
	if v == target {
		return true
	}
	instr, ok := v.(ssa.Instruction)
	if !ok || deep > 5 {
		return false
	}
	if _, ok := v.(*ssa.Phi); ok {
		return false
	}
	var buf [4]*ssa.Value
	for _, x := range instr.Operands(buf[:0]) {
		if *x != nil && c.reaches(*x, target, deep+1) {
			return true
		}
	}
	return false
}

// load judges a variable that is not a register.
func (c *classifier) load(v *ssa.UnOp, deep int) {
	if g, ok := v.X.(*ssa.Global); ok {
		if isCtxError(g) {
			c.ctxError = true
		} else if !isError(v.Type()) {
			c.unknown = true // anybody may change it
		}
		return
	}
	m, ok := address(v.X)
	if !ok {
		// A field of a result of the operation is a result; one of anything else may change.
		before := c.result
		c.result = false
		c.visit(v.X, deep+1)
		if !c.result {
			c.unknown = true
		}
		c.result = c.result || before
		return
	}
	stored := false
	for _, b := range c.w.loop.list {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			sm, ok := address(st.Addr)
			if ok && m.field >= 0 && sm == (memory{m.base, -1}) {
				c.unknown = true // all of it is set
			}
			if !ok || sm != m || !c.w.passes(st) {
				continue // or a step that only success takes
			}
			stored = true
			if isNumber(v.Type()) {
				if bin, ok := st.Val.(*ssa.BinOp); ok && (bin.Op == token.ADD || bin.Op == token.SUB) {
					c.counter = v
					continue
				}
			}
			c.visit(st.Val, deep+1)
		}
	}
	if shareable(m.base) {
		c.unknown = true // other code may change it
	} else if !stored && c.counter == nil {
		return // a local that this loop leaves alone
	}
}

// shareable reports whether code outside the function may store to the variable.
func shareable(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.Alloc:
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.Store:
				if ref.Val == v {
					return true
				}
			case *ssa.UnOp, *ssa.DebugRef:
			case *ssa.FieldAddr:
				if givenAway(ref) {
					return true
				}
			default:
				return true
			}
		}
		return false
	}
	return true
}

// givenAway reports whether the address of a part of a variable goes to other code.
func givenAway(addr ssa.Value) bool {
	return slices.ContainsFunc(*addr.Referrers(), func(ref ssa.Instruction) bool {
		switch ref := ref.(type) {
		case *ssa.Store:
			return ref.Val == addr
		case *ssa.UnOp, *ssa.DebugRef:
			return false
		case *ssa.FieldAddr:
			return givenAway(ref)
		case *ssa.IndexAddr:
			return givenAway(ref)
		}
		return true
	})
}

func (c *classifier) stored(a *ssa.Alloc, deep int) {
	for _, ref := range *a.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == a {
			c.visit(st.Val, deep+1)
		}
	}
}

// call judges the result of a call.
func (c *classifier) call(v *ssa.Call, deep int) {
	common := v.Common()
	if b, ok := common.Value.(*ssa.Builtin); ok {
		if b.Name() == "len" || b.Name() == "cap" || b.Name() == "min" || b.Name() == "max" {
			for _, a := range common.Args {
				c.visit(a, deep+1)
			}
			return
		}
	}
	if common.IsInvoke() && isContext(common.Value.Type()) || !common.IsInvoke() && len(common.Args) > 0 && isContext(common.Args[0].Type()) && ctxQuestion(calleeName(common)) {
		c.ctx = true
		if common.IsInvoke() {
			c.ctxValue = common.Value
		} else {
			c.ctxValue = common.Args[0]
		}
		return
	}
	if timeCall(v) {
		c.time = true
		return
	}
	if prepares(calleeFunc(common)) {
		return
	}
	for _, a := range common.Args {
		if isContext(a.Type()) { // it is given the context: it may well look at it
			c.ctx, c.ctxValue = true, a
			return
		}
	}
	// A call about the outcome alone is a filter of errors.
	about, else_ := false, false
	fn := calleeFunc(common)
	args := common.Args
	if common.IsInvoke() && !isError(common.Value.Type()) {
		else_ = !c.fromResult(common.Value)
	} else if common.IsInvoke() {
		about = c.fromResult(common.Value)
	}
	for _, a := range args {
		switch {
		case c.fromResult(a):
			about = true
		case isCtxErrorValue(a):
			c.ctxError = true
		case isConstant(a) || sentinel(a) || isTypeTarget(a):
		default:
			else_ = true
		}
	}
	switch {
	case about && !else_ && fn != nil && (isStd(fn.Pkg()) || resultMethod(fn)):
		c.result = true
	case about && !else_:
		c.filter = true
		if fn != nil {
			lower := strings.ToLower(fn.Name())
			if strings.Contains(lower, "cancel") || strings.Contains(lower, "context") || strings.Contains(lower, "timeout") {
				c.ctxError = true
			}
		}
	default:
		c.unknown = true
	}
}

// prepares reports whether a function only makes what is sent: it fails on what it is given, the
// first time or never, whatever has become of the context and of the peer.
func prepares(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil || fn.Signature().Recv() != nil {
		return false
	}
	switch fn.Pkg().Path() {
	case "net/url":
		return true
	case "net/http":
		return fn.Name() == "NewRequest" || fn.Name() == "NewRequestWithContext"
	case "encoding/json":
		return fn.Name() == "Marshal" || fn.Name() == "MarshalIndent"
	}
	return false
}

func ctxQuestion(name string) bool {
	lower := strings.ToLower(name)
	return strings.Contains(lower, "err") || strings.Contains(lower, "done") || strings.Contains(lower, "cancel") || strings.Contains(lower, "deadline") || strings.Contains(lower, "alive") || strings.Contains(lower, "cause")
}

// resultMethod reports whether the method asks a result about itself: resp.IsLastPage().
func resultMethod(fn *types.Func) bool { return fn.Signature().Recv() != nil }

// fromResult reports whether v is a result of the operation, or part of one.
func (c *classifier) fromResult(v ssa.Value) bool { return c.fromResultWithin(v, 8) }

// fromResultWithin gives up after so many variables and merges: a value may come from itself.
func (c *classifier) fromResultWithin(v ssa.Value, depth int) bool {
	if depth == 0 {
		return false
	}
	for range 8 {
		if slices.Contains(c.results, v) {
			return true
		}
		switch x := v.(type) {
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Field:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.UnOp:
			if a, ok := x.X.(*ssa.Alloc); ok {
				for _, ref := range *a.Referrers() {
					if st, ok := ref.(*ssa.Store); ok && st.Addr == a && c.fromResultWithin(st.Val, depth-1) {
						return true
					}
				}
				return false
			}
			v = x.X
		case *ssa.Call: // err.Error(), errors.Unwrap(err), status.Code(err)
			if x.Common().IsInvoke() {
				v = x.Common().Value
			} else if len(x.Common().Args) == 1 {
				v = x.Common().Args[0]
			} else {
				return false
			}
		case *ssa.Phi:
			for _, e := range x.Edges {
				if _, ok := e.(*ssa.Phi); !ok && e != v && isError(x.Type()) && c.fromResultWithin(e, depth-1) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}

func isConstant(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	_, ok := v.(*ssa.Const)
	return ok
}

// isTypeTarget reports whether v is the address of a local: the second argument of errors.As.
func isTypeTarget(v ssa.Value) bool {
	if mi, ok := v.(*ssa.MakeInterface); ok {
		v = mi.X
	}
	_, ok := v.(*ssa.Alloc)
	return ok
}

func isCtxError(g *ssa.Global) bool {
	return g.Pkg != nil && g.Pkg.Pkg.Path() == "context" && (g.Name() == "Canceled" || g.Name() == "DeadlineExceeded")
}

func isCtxErrorValue(v ssa.Value) bool {
	switch v := v.(type) {
	case *ssa.UnOp:
		g, ok := v.X.(*ssa.Global)
		return ok && isCtxError(g)
	case *ssa.Const:
		// codes.Canceled and codes.DeadlineExceeded of gRPC.
		if namedAs(v.Type(), "google.golang.org/grpc/codes", "Code") && v.Value != nil {
			n, _ := constant.Int64Val(v.Value)
			return n == 1 || n == 4
		}
	}
	return false
}

// timeCall reports whether v asks the clock.
func timeCall(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn := calleeFunc(call.Common())
	if fn == nil {
		return false
	}
	if fn.Pkg() != nil && fn.Pkg().Path() == "time" {
		switch fn.Name() {
		case "Now", "Since", "Until", "Sub", "After", "Before", "Compare", "Add", "Unix", "UnixNano", "UnixMilli", "Equal":
			return true
		}
	}
	res := fn.Signature().Results()
	return res.Len() == 1 && namedAs(res.At(0).Type(), "time", "Time") && (fn.Name() == "Now" || strings.HasSuffix(fn.Name(), "Now"))
}

func isNumber(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsInteger|types.IsFloat) != 0
}

// changing reports whether the phi stands at the head of a loop inside the region, or of the
// region itself, and takes new values there.
func (w *walk) changing(phi *ssa.Phi) bool {
	return w.changes(phi, make(map[*ssa.Phi]bool))
}

func (w *walk) changes(phi *ssa.Phi, seen map[*ssa.Phi]bool) bool {
	if seen[phi] {
		return false
	}
	seen[phi] = true
	for i, e := range phi.Edges {
		if !w.loop.has(phi.Block().Preds[i]) {
			continue
		}
		if e == phi {
			continue
		}
		if inner, ok := e.(*ssa.Phi); ok {
			if w.changes(inner, seen) {
				return true
			}
			continue
		}
		if w.inLoop(e) {
			return true
		}
		if _, ok := e.(*ssa.Const); ok && !w.loop.head(phi.Block()) {
			continue // merged constants: a flag
		} else if ok {
			return true
		}
	}
	return false
}

// count judges a counter against its bound: does every failed turn bring it nearer, and how
// many attempts are there?
func (w *walk) count(c *classifier, cond ssa.Value, leaves bool, x *exit) {
	x.bound = c.other
	phi, ok := c.counter.(*ssa.Phi)
	if !ok {
		return // a variable in memory, or a range: it changes
	}
	if bin, ok := cond.(*ssa.BinOp); ok {
		if k, ok := bin.Y.(*ssa.Const); ok && k.Value != nil && bin.X == c.counter {
			if b, ok := phi.Type().Underlying().(*types.Basic); ok && b.Info()&types.IsUnsigned != 0 && constant.Sign(k.Value) == 0 && bin.Op == token.GEQ && !leaves {
				x.kind, x.broken = onBroken, "an unsigned counter is never below zero"
				return
			}
			if n, ok := constant.Int64Val(constant.ToInt(k.Value)); ok && n >= math.MaxInt32 && (n == math.MaxInt64 || !isDuration(phi.Type())) {
				x.kind, x.broken = onBroken, "the bound is the largest number there is"
				return
			}
		}
	}
	if w.recedes(phi, cond, leaves) {
		x.kind, x.broken = onBroken, "what is compared moves away from where the loop ends"
		return
	}
	x.told = w.told(phi, make(map[*ssa.Phi]bool))
	if !w.loop.head(phi.Block()) {
		if settings(phi) {
			x.kind = onUnknown // which of them it is may change, but nothing counts
		}
		return
	}
	// On which turns does the counter stay where it is?
	advance, stay, reset := w.steps3(phi)
	switch {
	case advance == 0 && stay > 0 && reset == 0:
		x.kind, x.broken = onBroken, "no failed attempt counts"
		return
	case advance == 0 && reset > 0 && takes(phi, c.other):
		x.kind = onUnknown // version = 4, and version == 4 leaves
		return
	case advance == 0 && reset > 0 && stay == 0:
		x.kind, x.broken = onBroken, "every failed attempt starts the count anew"
		return
	}
	x.n = w.attempts(phi, cond, leaves)
	if bin, ok := cond.(*ssa.BinOp); ok {
		x.exact = w.turns(phi, bin, leaves, 1) == 1
	}
}

// recedes reports whether a number that the loop compares with one that stays as it is only ever moves
// away from the value at which the loop would be left: for i := 0; i < n; n++.
func (w *walk) recedes(phi *ssa.Phi, cond ssa.Value, leaves bool) bool {
	cmp, ok := cond.(*ssa.BinOp)
	if !ok || !w.loop.head(phi.Block()) {
		return false
	}
	op, other := cmp.Op, cmp.Y
	if cmp.Y == ssa.Value(phi) {
		op, other = mirrored(op), cmp.X
	} else if cmp.X != ssa.Value(phi) {
		return false
	}
	if leaves {
		op = opposite(op)
	}
	if b, ok := phi.Type().Underlying().(*types.Basic); !ok || b.Info()&types.IsUnsigned != 0 {
		return false // below zero it begins anew at the top, and above at the bottom
	}
	if w.inLoop(other) || op != token.GTR && op != token.GEQ && op != token.LSS && op != token.LEQ {
		return false
	}
	want := token.ADD // it stays in the loop while the number is high
	if op == token.LSS || op == token.LEQ {
		want = token.SUB
	}
	moves := false
	for i, e := range phi.Edges {
		if !w.loop.has(phi.Block().Preds[i]) {
			continue
		}
		step, ok := e.(*ssa.BinOp)
		if !ok || step.Op != want || step.X != ssa.Value(phi) {
			return false
		}
		k, ok := step.Y.(*ssa.Const)
		if !ok || k.Value == nil || k.Value.Kind() != constant.Int || constant.Sign(k.Value) <= 0 {
			return false
		}
		moves = true
	}
	return moves
}

// opposite returns the comparison that holds where op does not.
func opposite(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GEQ
	case token.LEQ:
		return token.GTR
	case token.GTR:
		return token.LEQ
	case token.GEQ:
		return token.LSS
	case token.EQL:
		return token.NEQ
	case token.NEQ:
		return token.EQL
	}
	return token.ILLEGAL
}

// mirrored returns the comparison that op is when its operands change places.
func mirrored(op token.Token) token.Token {
	switch op {
	case token.LSS:
		return token.GTR
	case token.LEQ:
		return token.GEQ
	case token.GTR:
		return token.LSS
	case token.GEQ:
		return token.LEQ
	}
	return op
}

// takes reports whether a number may be given the value that it is compared with.
func takes(phi *ssa.Phi, bound ssa.Value) bool {
	k, ok := bound.(*ssa.Const)
	return ok && k.Value != nil && slices.ContainsFunc(phi.Edges, func(e ssa.Value) bool {
		c, ok := e.(*ssa.Const)
		return ok && c.Value != nil && constant.Compare(c.Value, token.EQL, k.Value)
	})
}

// told reports whether a number takes a value in the loop that is read from elsewhere, an answer or
// a field: it is a state, and where it ends the loop nothing is exhausted.
func (w *walk) told(phi *ssa.Phi, seen map[*ssa.Phi]bool) bool {
	if seen[phi] {
		return false
	}
	seen[phi] = true
	for i, e := range phi.Edges {
		if !w.loop.has(phi.Block().Preds[i]) {
			continue
		}
		switch e := e.(type) {
		case *ssa.Phi:
			if w.told(e, seen) {
				return true
			}
		case *ssa.UnOp:
			if w.inLoop(e) && e.Op == token.MUL && !origin.IsLocal(e.X) {
				return true
			}
		case *ssa.Call, *ssa.Extract, *ssa.Field:
			if w.inLoop(e.(ssa.Value)) {
				return true
			}
		}
	}
	return false
}

// steps3 counts the ways back to the heads of the loop on which the counter goes on, stays, or starts anew.
func (w *walk) steps3(phi *ssa.Phi) (advance, stay, reset int) {
	for i, p := range phi.Block().Preds {
		if !w.loop.has(p) || !w.comesFrom(p, phi.Block()) {
			continue
		}
		w.edgeSteps(phi, phi.Edges[i], p, &advance, &stay, &reset, 0)
	}
	return advance, stay, reset
}

func (w *walk) edgeSteps(phi *ssa.Phi, e ssa.Value, from *ssa.BasicBlock, advance, stay, reset *int, deep int) {
	switch e := e.(type) {
	case *ssa.Phi:
		if e == phi {
			*stay++
			return
		}
		if w.loop.has(e.Block()) && !w.loop.head(e.Block()) && deep < 4 {
			for i, p := range e.Block().Preds {
				if w.loop.has(p) && w.comesFrom(p, e.Block()) {
					w.edgeSteps(phi, e.Edges[i], p, advance, stay, reset, deep+1)
				}
			}
			return
		}
		*advance++
	case *ssa.Const:
		*reset++
	default:
		*advance++
	}
}

// comesFrom reports whether the failing way back enters b from p.
func (w *walk) comesFrom(p, b *ssa.BasicBlock) bool {
	for _, n := range w.order {
		if n.block != p || !n.returns || n.back {
			continue
		}
		for _, e := range n.next() {
			if e.to != nil && e.to.block == b && e.to.returns {
				return true
			}
		}
	}
	return false
}

// attempts returns how often the operation runs before the test on a counter that goes by one
// leaves the loop, 0 if that is not constant.
func (w *walk) attempts(phi *ssa.Phi, cond ssa.Value, leaves bool) int {
	bin, ok := cond.(*ssa.BinOp)
	if !ok {
		return 0
	}
	end, ok := constInt(bin.Y)
	if !ok {
		return 0
	}
	return w.turns(phi, bin, leaves, end)
}

// turns is attempts, were the number that the counter is compared with end.
func (w *walk) turns(phi *ssa.Phi, bin *ssa.BinOp, leaves bool, end int64) int {
	// The tested value is the counter, or what it is about to become.
	ahead := int64(0)
	if add, isAdd := bin.X.(*ssa.BinOp); isAdd && add.X == phi {
		k, okk := constInt(add.Y)
		if !okk || add.Op != token.ADD && add.Op != token.SUB {
			return 0
		}
		if ahead = k; add.Op == token.SUB {
			ahead = -k
		}
	} else if bin.X != phi {
		return 0
	}
	var start, step int64
	for i, e := range phi.Edges {
		if !w.loop.has(phi.Block().Preds[i]) {
			var ok bool
			if start, ok = constInt(e); !ok {
				return 0
			}
			continue
		}
		by, okb := e.(*ssa.BinOp)
		if !okb || by.X != phi {
			return 0
		}
		k, okk := constInt(by.Y)
		if by.Op == token.SUB {
			k = -k
		}
		if !okk || k != 1 && k != -1 || step != 0 && step != k {
			return 0
		}
		step = k
	}
	if step == 0 {
		return 0
	}
	op := bin.Op
	if !leaves { // it goes on while the test holds
		op = opposite(op)
	}
	// turns counts the turns before the test leaves.
	turns := (end - start - ahead) * step
	switch {
	case op == token.EQL, op == token.GEQ && step > 0, op == token.LEQ && step < 0:
	case op == token.GTR && step > 0, op == token.LSS && step < 0:
		turns++
	default:
		return 0
	}
	if !bin.Block().Dominates(w.op.Block()) {
		turns++ // the operation has run by then
	}
	return clamp(turns)
}

func constInt(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

func clamp(n int64) int {
	if n < 0 || n > math.MaxInt32 {
		return 0
	}
	return int(n)
}
