package repeat

import (
	"cmp"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Reuse is a value that an attempt uses up and the next one uses again.
type Reuse struct {
	Call   ssa.CallInstruction // the call that gets it used up
	First  ssa.CallInstruction // the call that uses it up, the same one in a loop
	Value  ssa.Value
	Region *Region // nil for a loop or a second try that is not a region
	By     string  // the library call that reads it
	Sends  bool    // a request, else a reader
	Body   bool    // the reader becomes the body of a request
	// Sure says that there is a body: it is made in sight. Else it is what a caller gives.
	Sure bool
	// Assumed says that the callee is only assumed to read its io.Reader.
	Assumed bool
	// Part says that each request takes the next part of the reader, and that no region repeats it
	// because it has failed.
	Part bool
	// Rewinds says that GetBody is certainly set, so that the request can be rewound.
	GetBody bool
	// Held is the field, by the type that declares it, which holds the body in what the call
	// is given; "" if the call is given the body itself.
	Held string
	// Alike are others that the same function repeats in the same way, as far as they are
	// reported together with this one.
	Alike []*Reuse
}

// maxAlike is how many places are told one by one that a function of the package repeats in the
// same way: more are the work of a template, or of one habit.
const maxAlike = 4

// AllReuses returns what the functions of the package use up and use again outside of tests, in
// the order of their places, the many that one function repeats alike as one. What a function of
// the package uses up twice by itself is told there and not where it is called again: it is one
// reader that is handed on where its content should be.
func (a *Analysis) AllReuses() []*Reuse {
	type way struct {
		runner *ssa.Function
		by     string
		sends  bool
	}
	var list []*Reuse
	alike := make(map[way][]*Reuse)
	for _, fn := range a.SSA.Funcs {
		if a.SSA.Tests[fn] {
			continue
		}
		for _, r := range a.Reuses(fn) {
			if a.reusedWithin(r) {
				continue
			}
			if r.Region != nil && r.Region.Runner != nil {
				if runner := r.Region.Runner.Common().StaticCallee(); runner != nil && runner.Pkg == a.SSA.Pkg {
					w := way{runner, r.By, r.Sends}
					alike[w] = append(alike[w], r)
					continue
				}
			} else if sends := r.Call.Common().StaticCallee(); sends != nil && sends.Pkg == a.SSA.Pkg && r.Sends {
				w := way{sends, r.By, true} // what several send through one function is rewound there
				alike[w] = append(alike[w], r)
				continue
			}
			list = append(list, r)
		}
	}
	byPlace := func(r, s *Reuse) int { return cmp.Compare(r.Call.Pos(), s.Call.Pos()) }
	for _, group := range alike {
		slices.SortFunc(group, byPlace)
		if len(group) > maxAlike {
			group[0].Alike = group[1:]
			group = group[:1]
		}
		list = append(list, group...)
	}
	slices.SortStableFunc(list, byPlace)
	return list
}

// Reuses returns what fn uses up and uses again.
func (a *Analysis) Reuses(fn *ssa.Function) []*Reuse {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	list, ok := a.reuses[fn]
	if !ok {
		list = append(a.findReuses(fn), a.heldReuses(fn)...)
		for _, r := range a.heldAgain(fn) {
			if !slices.ContainsFunc(list, func(x *Reuse) bool { return x.Call == r.Call }) {
				list = append(list, r)
			}
		}
		a.reuses[fn] = list
	}
	return list
}

// reusedWithin reports whether the function that a reuse calls uses up twice what it is given there.
func (a *Analysis) reusedWithin(r *Reuse) bool {
	fn := r.Call.Common().StaticCallee()
	if fn == nil || fn == r.Call.Parent() || fn.Pkg != a.SSA.Pkg || r.Value == nil {
		return false
	}
	for _, within := range a.Reuses(fn) {
		if within.Value == nil {
			continue
		}
		k := reads
		if within.Sends {
			k = sends
		}
		for _, root := range a.roots(within.Value, k) {
			if p, ok := root.v.(*ssa.Parameter); ok && root.f == nil && p.Parent() == fn && origin.Argument(r.Call.Common(), origin.ParamIndex(p)) == r.Value {
				return true
			}
		}
	}
	return false
}

func (a *Analysis) findReuses(fn *ssa.Function) []*Reuse {
	var all []use
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				all = append(all, a.uses(call)...)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	var whole *Region
	regions := a.Regions(fn)
	for _, r := range regions {
		if r.Whole() {
			whole = r
		}
	}
	var list []*Reuse
	done := make(map[ssa.CallInstruction]bool)
	for i := range all {
		u := &all[i]
		rs := a.roots(u.value, u.kind)
		if len(rs) == 0 {
			continue
		}
		part := nextPart(regions, u, rs)
		for j := range all {
			w := &all[j]
			if done[w.call] || u.kind == sends != (w.kind == sends) {
				continue
			}
			if u.kind == reads || w.kind == reads {
				// Reading on from where the last read stopped is what readers are for;
				// only an operation that is repeated because it failed starts over.
				if i != j || !repeated(regions, u.call) && !a.Attempts().FailsOver(u.call) {
					continue
				}
			}
			if part && i != j {
				continue // what another one takes is what this one has left
			}
			if u.call == w.call && i != j || otherFunction(u.call, w.call) {
				continue
			}
			if r := a.reuse(fn, u, w, rs, whole); r != nil {
				done[w.call] = true
				r.Part = part
				if i := slices.IndexFunc(list, func(x *Reuse) bool { return x.Value == r.Value && oneCause(fn, x, r) }); i >= 0 {
					list[i].Alike = append(list[i].Alike, r)
					continue
				}
				r.Region = regionOf(regions, w.call)
				list = append(list, r)
			}
		}
	}
	return list
}

// oneCause reports whether one edit mends both of two reuses of a value: two calls take turns in
// one loop, or the function calls itself in several places and begins anew.
func oneCause(fn *ssa.Function, x, y *Reuse) bool {
	return x.Call == y.First && x.First == y.Call || x.Call.Common().StaticCallee() == fn && y.Call.Common().StaticCallee() == fn
}

// otherFunction reports whether the calls call two function values of which nothing is known
// but their type, or two HTTP handlers: that the first one uses up what it gets is a guess that
// the code, which goes on to another one, does not share. The second handler may be there for
// what the first has left, such as the answer to an error.
func otherFunction(c, d ssa.CallInstruction) bool {
	x, y := c.Common(), d.Common()
	if x.IsInvoke() && y.IsInvoke() && x.Method.Name() == "ServeHTTP" && y.Method.Name() == "ServeHTTP" {
		return !sameLoad(x.Value, y.Value)
	}
	return !x.IsInvoke() && !y.IsInvoke() && origin.CalleeObject(x) == nil && origin.CalleeObject(y) == nil && !sameLoad(x.Value, y.Value)
}

// sameLoad reports whether two values are one, or loaded from one variable or field.
func sameLoad(v, w ssa.Value) bool {
	if v == w {
		return true
	}
	x, ok := v.(*ssa.UnOp)
	y, ok2 := w.(*ssa.UnOp)
	if !ok || !ok2 || x.Op != token.MUL || y.Op != token.MUL {
		return false
	}
	if f, ok := x.X.(*ssa.FieldAddr); ok {
		g, ok := y.X.(*ssa.FieldAddr)
		return ok && f.Field == g.Field && sameLoad(f.X, g.X)
	}
	return x.X == y.X
}

// repeated reports whether a region repeats the call because it failed.
func repeated(regions []*Region, call ssa.CallInstruction) bool {
	for _, r := range regions {
		if r.Polls || r.Answers {
			continue
		}
		if r.Whole() {
			return true
		}
		for _, op := range r.Ops {
			if op == call {
				return true
			}
		}
	}
	return false
}

func regionOf(regions []*Region, call ssa.CallInstruction) *Region {
	var best *Region
	for _, r := range regions {
		if r.Has(call.Block()) && (best == nil || !r.Whole()) {
			best = r
		}
	}
	return best
}

// reuse tells whether w uses again what u has used up.
func (a *Analysis) reuse(fn *ssa.Function, u, w *use, rs []root, whole *Region) *Reuse {
	if u != w && !sameRoots(rs, a.roots(w.value, w.kind)) {
		return nil
	}
	if u.kind != sends && origin.All(a.Origin.Sources(u.value, fn), a.isEmpty) {
		return nil
	}
	walls := make(map[ssa.Instruction]bool)
	for _, r := range rs {
		if instr, ok := r.v.(ssa.Instruction); ok {
			if e, ok := r.v.(*ssa.Extract); ok {
				instr = e.Tuple.(ssa.Instruction)
			}
			if instr.Parent() == fn {
				walls[instr] = true
			}
		}
	}
	if slices.ContainsFunc(rs, func(r root) bool { p, ok := r.v.(*ssa.Parameter); return ok && p.Parent() == fn }) {
		whole = nil // whoever runs the function again gives it another one
	}
	if phi := orNothing(w.value, u.call.Block(), whole != nil && len(walls) == len(rs)); phi != nil {
		walls[phi] = true
	}
	for _, branch := range a.unsent(u.call, w.call) {
		walls[branch] = true
	}
	// One value that is sometimes replaced: the graph does not know when.
	if len(rs) > 1 {
		if on, ok := between(u.call, w.call, nil, whole != nil); ok {
			for _, instr := range on {
				if walls[instr] {
					return nil
				}
			}
		}
	}
	on, ok := between(u.call, w.call, walls, whole != nil)
	if !ok {
		return nil
	}
	for _, instr := range on {
		if fa, ok := instr.(*ssa.FieldAddr); ok && a.rereads(fa, u.call, whole != nil) || forLog(instr.Block()) {
			continue
		}
		if a.refreshes(instr, rs, u, w) {
			return nil
		}
	}
	if u.kind == sends && traces(fn) {
		return nil // it knows what was sent
	}
	if u.kind != sends {
		loop := &Region{Fn: fn, Loop: cycle(w.call.Block())}
		if obj := wrapper(w.value); obj != nil && (loop.Loop != nil || whole != nil) && loop.asks(obj) {
			return nil // it knows what was read
		}
	}
	if whole != nil && whole.Runner != nil && sharesWith(whole.Runner, fn, rs) {
		return nil // what the other one does with it, it may do between two runs
	}
	r := &Reuse{Call: w.call, First: u.call, Value: w.value, By: w.by, Sends: u.kind == sends, Body: u.kind == puts, Assumed: u.assumed}
	if !a.spent(fn, u, w, rs, r) {
		return nil
	}
	return r
}

// sharesWith reports whether a call that runs a literal is given another one that captures one
// of its values.
func sharesWith(runner ssa.CallInstruction, fn *ssa.Function, rs []root) bool {
	var own *ssa.MakeClosure
	var others []*ssa.MakeClosure
	for _, arg := range runner.Common().Args {
		if mc, ok := origin.Unconverted(arg).(*ssa.MakeClosure); ok {
			if mc.Fn == ssa.Value(fn) {
				own = mc
			} else {
				others = append(others, mc)
			}
		}
	}
	if own == nil {
		return false
	}
	for i, fv := range fn.FreeVars {
		if !slices.ContainsFunc(rs, func(r root) bool { return r.v == ssa.Value(fv) || r.v == own.Bindings[i] }) {
			continue
		}
		for _, mc := range others {
			if slices.Contains(mc.Bindings, own.Bindings[i]) {
				return true
			}
		}
	}
	return false
}

// orNothing returns the merge that chooses v anew on every turn between nil and values made
// since the last use, which stands in block after: `var r io.Reader; if data != nil { r =
// bytes.NewReader(data) }`; again tells that the whole function is run again and makes them all. It is
// nil if v is no such choice.
func orNothing(v ssa.Value, after *ssa.BasicBlock, again bool) *ssa.Phi {
	phi, ok := origin.Unboxed(v).(*ssa.Phi)
	if !ok {
		return nil
	}
	nothing := false
	for _, e := range phi.Edges {
		if c, ok := e.(*ssa.Const); ok && c.IsNil() {
			nothing = true
			continue
		}
		instr, ok := e.(ssa.Instruction)
		if _, merged := e.(*ssa.Phi); !ok || merged || !again && !origin.Reaches(after, instr.Block()) {
			return nil
		}
	}
	if !nothing {
		return nil
	}
	return phi
}

func sameRoots(a, b []root) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return true
}

// refreshes reports whether an instruction on the way to the next use may make the value
// fit for it: it stores a body, asks for GetBody, seeks, resets, or hands the value (or what
// holds it) to code that is not known to leave it alone.
func (a *Analysis) refreshes(instr ssa.Instruction, rs []root, u, w *use) bool {
	switch instr := instr.(type) {
	case *ssa.FieldAddr:
		f := origin.FieldVar(instr)
		if f == nil {
			return false
		}
		if f.Name() == "GetBody" {
			return true
		}
		if f.Name() == "Body" && !isResponse(instr.X.Type()) || isRootField(rs, f) {
			for _, ref := range *instr.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == instr && !(u.kind == reads && sameRoots(rs, a.roots(st.Val, reads))) {
					return true
				}
			}
		}
	case *ssa.Store:
		// A captured or local variable that is set anew.
		for _, r := range rs {
			if instr.Addr == r.v {
				return true
			}
		}
	case *ssa.TypeAssert:
		return seeks(instr.AssertedType)
	case ssa.CallInstruction:
		if instr == u.call || instr == w.call {
			return false
		}
		return a.mayRefresh(instr, rs) || u.kind != sends && a.refills(instr.Common(), rs)
	}
	return false
}

// rereads reports whether all that is stored to the field, the body of a request, was read from
// that body after it was used up: it is what is left of it.
func (a *Analysis) rereads(fa *ssa.FieldAddr, used ssa.Instruction, again bool) bool {
	req, field := requestField(fa)
	if field != "Body" {
		return false
	}
	stored := false
	for _, ref := range *fa.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == ssa.Value(fa) {
			read := a.readOf(st.Val, req, 0)
			if read == nil {
				return false
			}
			if _, ok := between(used, st, map[ssa.Instruction]bool{read: true}, again); ok {
				return false // it may have been read before
			}
			stored = true
		}
	}
	return stored
}

// readOf returns the call that has read the body of req, if v is made of what it read.
func (a *Analysis) readOf(v, req ssa.Value, deep int) *ssa.Call {
	if deep > 6 {
		return nil
	}
	switch x := origin.Unboxed(v).(type) {
	case *ssa.Extract:
		return a.readOf(x.Tuple, req, deep+1)
	case *ssa.Convert:
		return a.readOf(x.X, req, deep+1)
	case *ssa.Call:
		callee := origin.CalleeObject(x.Common())
		if callee == nil || rewinding(callee.Name()) {
			return nil
		}
		if sum, _, known := a.summaryOf(x); !known || sum != nil && sum.Rewinds {
			return nil // what it returns may be read twice
		}
		for _, arg := range x.Call.Args {
			if load, ok := origin.Unboxed(arg).(*ssa.UnOp); ok && load.Op == token.MUL {
				if fa, ok := load.X.(*ssa.FieldAddr); ok && origin.FieldVar(fa).Name() == "Body" && sameLoad(fa.X, req) {
					return x
				}
			}
			if read := a.readOf(arg, req, deep+1); read != nil {
				return read
			}
		}
	}
	return nil
}

func isRootField(rs []root, f *types.Var) bool {
	for _, r := range rs {
		if r.f == f {
			return true
		}
	}
	return false
}

func seeks(t types.Type) bool {
	it, ok := types.Unalias(t).Underlying().(*types.Interface)
	if !ok {
		return false
	}
	for m := range it.Methods() {
		if m.Name() == "Seek" {
			return true
		}
	}
	return false
}

// rewinding reports whether a function's name says that it makes something fit to be read
// again. What is refreshed between two attempts is a token or cookie, unless it says otherwise.
func rewinding(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"seek", "rewind", "reset", "getbody", "restore", "refreshbody", "refreshreq", "refreshreader", "truncate", "reopen", "setbody"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

func (a *Analysis) mayRefresh(call ssa.CallInstruction, rs []root) bool {
	c := call.Common()
	callee := origin.CalleeObject(c)
	if callee != nil && rewinding(callee.Name()) {
		return true
	}
	sum, obj, known := a.summaryOf(call)
	if known {
		if sum != nil && sum.Rewinds && a.touches(c, rs) {
			return true
		}
		if obj == nil && sum != nil && sum.Rewinds { // a literal that captures the value
			return true
		}
		return false
	}
	if callee == nil && sum == nil && a.capturesRefresh(c) {
		return true
	}
	return a.touches(c, rs)
}

// refills reports whether a call may write to one of the readers, a buffer that holds again what
// the next use reads: by a method of its own, as the writer that the call is given, or through
// what was made to write to it, such as an encoder.
func (a *Analysis) refills(c *ssa.CallCommon, rs []root) bool {
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	for i, arg := range args {
		switch {
		case a.feeds(arg, rs):
			return true
		case !origin.HasMethod(arg.Type(), "Write") || !a.isRoot(arg, rs):
		case i == 0 && c.Signature().Recv() != nil:
			if callee := origin.CalleeObject(c); strings.HasPrefix(callee.Name(), "Write") || callee.Name() == "ReadFrom" {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// feeds reports whether v was made by a call that was given one of the readers as a writer.
func (a *Analysis) feeds(v ssa.Value, rs []root) bool {
	v = origin.Unboxed(v)
	if e, ok := v.(*ssa.Extract); ok {
		v = e.Tuple
	}
	call, ok := v.(*ssa.Call)
	return ok && slices.ContainsFunc(call.Call.Args, func(arg ssa.Value) bool { return origin.HasMethod(arg.Type(), "Write") && a.isRoot(arg, rs) })
}

// isRoot reports whether v is one of the readers.
func (a *Analysis) isRoot(v ssa.Value, rs []root) bool {
	return slices.ContainsFunc(a.roots(v, reads), func(r root) bool { return slices.Contains(rs, r) })
}

func (a *Analysis) capturesRefresh(c *ssa.CallCommon) bool {
	mc, ok := c.Value.(*ssa.MakeClosure)
	return ok && a.rewinds(mc.Fn.(*ssa.Function))
}

// touches reports whether the call is given the value, or what holds it.
func (a *Analysis) touches(c *ssa.CallCommon, rs []root) bool {
	args := c.Args
	if c.IsInvoke() {
		args = append([]ssa.Value{c.Value}, args...)
	}
	for _, arg := range args {
		for _, k := range [...]kind{sends, reads} {
			for _, r := range a.roots(arg, k) {
				for _, x := range rs {
					if r.v == x.v {
						return true
					}
				}
			}
		}
	}
	return false
}

// rewinds reports whether fn, or a literal in it, holds anything that may rewind or replace
// a body.
func (a *Analysis) rewinds(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		if forLog(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if f := origin.FieldVar(instr); f != nil && f.Name() == "GetBody" {
					return true
				}
			case *ssa.Store:
				if _, field := requestField(instr.Addr); field == "Body" {
					return true
				}
			case *ssa.TypeAssert:
				if seeks(instr.AssertedType) {
					return true
				}
			case ssa.CallInstruction:
				if callee := origin.CalleeObject(instr.Common()); callee != nil && rewinding(callee.Name()) && takesOrHolds(instr.Common()) {
					return true
				}
			}
		}
	}
	return false
}

// takesOrHolds keeps resets of timers and the like apart from those of readers and requests.
func takesOrHolds(c *ssa.CallCommon) bool {
	check := func(t types.Type) bool {
		if effect.IsRequest(t) || oneShot(t) || seeks(t) {
			return true
		}
		if p, ok := types.Unalias(t).(*types.Pointer); ok {
			n, _ := types.Unalias(p.Elem()).(*types.Named)
			if n != nil && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "time" {
				return false
			}
			return true
		}
		_, isInterface := types.Unalias(t).Underlying().(*types.Interface)
		return isInterface
	}
	if c.IsInvoke() {
		return check(c.Value.Type())
	}
	for _, arg := range c.Args {
		if check(arg.Type()) {
			return true
		}
	}
	return false
}
