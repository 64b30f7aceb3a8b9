package repeat

import (
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// kind tells what a call does with a value that it uses up.
type kind uint8

const (
	sends kind = iota // sends the request
	puts              // makes the reader the body of a request
	reads             // reads the reader
)

// A use is a call that uses up one of its arguments.
type use struct {
	call    ssa.CallInstruction
	value   ssa.Value
	kind    kind
	by      string // the library call
	assumed bool   // that it reads its io.Reader is only assumed
	holder  bool   // the call returns what holds the value
}

// uses returns what a call uses up.
func (a *Analysis) uses(call ssa.CallInstruction) []use {
	c := call.Common()
	if _, ok := call.(*ssa.Defer); ok {
		return nil
	}
	if sum, _, known := a.summaryOf(call); known && sum != nil {
		var list []use
		for _, u := range sum.UsesUp {
			v := argument(c, u.Param)
			if v == nil {
				continue
			}
			k := reads
			if u.Body {
				k = puts
			}
			if effect.IsRequest(v.Type()) {
				k = sends
			}
			list = append(list, use{call: call, value: v, kind: k, by: u.By, holder: sum.holds(u.Param)})
		}
		return list
	}
	callee := calleeOf(c)
	if req := sent(c, callee); req != nil {
		return []use{{call: call, value: req, kind: sends, by: name(c, callee)}}
	}
	if callee == nil {
		return nil
	}
	if callee.Pkg() != nil && callee.Pkg().Path() == "net/http" {
		if ssaCall, ok := call.(*ssa.Call); ok {
			if made, ok := effect.Made(ssaCall); ok {
				return []use{{call: call, value: made.Body, kind: puts, by: name(c, callee), holder: true}}
			}
		}
		if callee.Name() == "Post" {
			if body := last(c); body != nil {
				return []use{{call: call, value: body, kind: puts, by: name(c, callee)}}
			}
		}
	}
	return a.readsOf(call, callee)
}

func (s *Summary) holds(param int) bool {
	for _, h := range s.Holds {
		if h.Param == param {
			return true
		}
	}
	return false
}

// sent returns the request that a call sends: it has the shape of http.Client.Do, of
// http.RoundTripper.RoundTrip, or of http.Handler.ServeHTTP.
func sent(c *ssa.CallCommon, callee *types.Func) ssa.Value {
	sig := c.Signature()
	res, params := sig.Results(), sig.Params()
	var req ssa.Value
	switch {
	case params.Len() == 1 && effect.IsRequest(params.At(0).Type()) && res.Len() == 2 && isResponse(res.At(0).Type()):
		req = last(c)
	case params.Len() == 2 && effect.IsRequest(params.At(1).Type()) && res.Len() == 0 && callee != nil && callee.Name() == "ServeHTTP":
		req = last(c)
	}
	if req == nil {
		return nil
	}
	if callee == nil || c.IsInvoke() {
		return req
	}
	if callee.Pkg() != nil && callee.Pkg().Path() == "net/http" {
		return req // Client.Do, Transport.RoundTrip
	}
	return nil // a function whose summary says nothing, or that is unknown: golang.org/x/..., a wrapper
}

func isResponse(t types.Type) bool {
	p, ok := types.Unalias(t).(*types.Pointer)
	if !ok {
		return false
	}
	n, ok := types.Unalias(p.Elem()).(*types.Named)
	return ok && n.Obj().Name() == "Response" && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == "net/http"
}

// readsOf returns the readers that a call reads: it takes an io.Reader, or something that
// is no more than one. Functions of the standard library do; of others it is assumed.
func (a *Analysis) readsOf(call ssa.CallInstruction, callee *types.Func) []use {
	if holdsReader(callee) {
		return nil
	}
	c := call.Common()
	std := callee.Pkg() != nil && standard(callee.Pkg().Path())
	if std && (callee.Pkg().Path() == "fmt" || callee.Pkg().Path() == "log" || callee.Pkg().Path() == "errors" || callee.Pkg().Path() == "encoding/json" && callee.Name() != "NewDecoder") {
		return nil
	}
	params := callee.Signature().Params()
	var list []use
	for i := range params.Len() {
		if callee.Signature().Variadic() && i == params.Len()-1 || !isReader(params.At(i).Type()) {
			continue
		}
		if v := argumentAfterRecv(c, i); v != nil {
			list = append(list, use{call: call, value: v, kind: reads, by: name(c, callee), assumed: !std})
		}
	}
	return list
}

// isReader reports whether t is an interface with Read and no way back.
func isReader(t types.Type) bool {
	it, ok := types.Unalias(t).Underlying().(*types.Interface)
	if !ok {
		return false
	}
	read := false
	for m := range it.Methods() {
		switch m.Name() {
		case "Read":
			read = true
		case "Seek", "ReadAt", "Bytes", "Reset", "Write":
			return false
		}
	}
	return read && it.NumMethods() <= 3
}

// holdsReader reports whether fn returns what goes on holding its reader, and reads
// nothing by itself.
func holdsReader(fn *types.Func) bool {
	if fn == nil || fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() + "." + fn.Name() {
	case "io.NopCloser", "io/ioutil.NopCloser", "io.TeeReader", "io.LimitReader", "bufio.NewReader", "bufio.NewReaderSize", "bufio.NewScanner",
		"io.MultiReader", "net/http.MaxBytesReader":
		return true
	}
	return false
}

// oneShot reports whether a reader of type t is spent when it has been read, as far as the
// type tells: the standard library's, and interfaces that can do no more than read.
func oneShot(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		n, ok := types.Unalias(p.Elem()).(*types.Named)
		if !ok || n.Obj().Pkg() == nil {
			return false
		}
		switch n.Obj().Pkg().Path() + "." + n.Obj().Name() {
		case "bytes.Buffer", "bytes.Reader", "strings.Reader", "os.File", "bufio.Reader", "io.PipeReader", "io.LimitedReader", "compress/gzip.Reader", "bufio.ReadWriter":
			return true
		}
		return false
	}
	return isReader(t)
}

// A root is where a value comes from, within one function.
type root struct {
	v ssa.Value
	f *types.Var // a field of v, if not nil
}

// roots follows v back through conversions, local variables and what shares its content
// (wrappers of readers, copies of requests), within v's function. A nil result means that
// it cannot be followed.
func (a *Analysis) roots(v ssa.Value, k kind) []root {
	var list []root
	seen := make(map[ssa.Value]bool)
	ok := true
	var visit func(v ssa.Value)
	add := func(r root) {
		for _, x := range list {
			if x == r {
				return
			}
		}
		list = append(list, r)
	}
	visit = func(v ssa.Value) {
		if seen[v] || !ok {
			return
		}
		seen[v] = true
		if len(seen) > 100 {
			ok = false
			return
		}
		switch v := v.(type) {
		case *ssa.Const:
		case *ssa.Phi:
			for _, e := range v.Edges {
				visit(e)
			}
		case *ssa.MakeInterface:
			visit(v.X)
		case *ssa.ChangeInterface:
			visit(v.X)
		case *ssa.ChangeType:
			visit(v.X)
		case *ssa.TypeAssert:
			visit(v.X)
		case *ssa.Extract:
			switch t := v.Tuple.(type) {
			case *ssa.TypeAssert:
				visit(t.X)
			case *ssa.Call:
				a.visitCall(t, v, k, visit, add)
			default:
				add(root{v: v})
			}
		case *ssa.Call:
			a.visitCall(v, v, k, visit, add)
		case *ssa.UnOp:
			if v.Op != token.MUL {
				add(root{v: v})
				return
			}
			switch addr := v.X.(type) {
			case *ssa.Alloc, *ssa.FreeVar:
				stores, _ := a.Origin.Stores(addr)
				for _, st := range stores {
					if st.Parent() == v.Parent() {
						visit(st.Val)
					} else {
						add(root{v: st.Val})
					}
				}
				if fv, isFree := addr.(*ssa.FreeVar); isFree {
					add(root{v: fv})
				}
			case *ssa.FieldAddr:
				add(root{v: base(addr.X), f: origin.FieldVar(addr)})
			default:
				add(root{v: v})
			}
		default:
			add(root{v: v})
		}
	}
	visit(v)
	if !ok {
		return nil
	}
	return list
}

// base returns the object whose field is addressed, through loads of captured variables.
func base(v ssa.Value) ssa.Value {
	for range 4 {
		switch x := v.(type) {
		case *ssa.UnOp:
			if fv, ok := x.X.(*ssa.FreeVar); ok && x.Op == token.MUL {
				return fv
			}
			return v
		case *ssa.ChangeType:
			v = x.X
		default:
			return v
		}
	}
	return v
}

func (a *Analysis) visitCall(call *ssa.Call, v ssa.Value, k kind, visit func(ssa.Value), add func(root)) {
	if k == sends {
		if from := effect.Derived(call); from != nil {
			visit(from)
			return
		}
	} else {
		callee := calleeOf(call.Common())
		if holdsReader(callee) && callee.Name() != "MultiReader" && len(call.Call.Args) > 0 {
			visit(call.Call.Args[len(call.Call.Args)-1-index(callee)])
			return
		}
	}
	add(root{v: v})
}

// index tells how many arguments stand behind the reader.
func index(fn *types.Func) int {
	switch fn.Name() {
	case "TeeReader", "LimitReader", "NewReaderSize", "MaxBytesReader":
		return 1
	}
	return 0
}

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
	// Rewinds says that GetBody is certainly set, so that the request can be rewound.
	GetBody bool
	Name    string // the value in words: "req", "the body"
}

// Reuses returns what fn uses up and uses again.
func (a *Analysis) Reuses(fn *ssa.Function) []*Reuse {
	if len(fn.Blocks) > maxBlocks {
		return nil
	}
	list, ok := a.reuses[fn]
	if !ok {
		list = a.findReuses(fn)
		a.reuses[fn] = list
	}
	return list
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
		for j := range all {
			w := &all[j]
			if done[w.call] || u.kind == sends != (w.kind == sends) {
				continue
			}
			if u.kind == reads || w.kind == reads {
				// Reading on from where the last read stopped is what readers are for;
				// only an operation that is repeated because it failed starts over.
				if i != j || !repeated(regions, u.call) {
					continue
				}
			}
			if u.call == w.call && i != j {
				continue
			}
			if r := a.reuse(fn, u, w, rs, whole); r != nil {
				r.Region = regionOf(regions, w.call)
				list = append(list, r)
				done[w.call] = true
			}
		}
	}
	return list
}

// repeated reports whether a region repeats the call because it failed.
func repeated(regions []*Region, call ssa.CallInstruction) bool {
	for _, r := range regions {
		if r.Polls {
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
		if a.refreshes(instr, rs, u, w) {
			return nil
		}
	}
	if u.kind == sends && traces(fn) {
		return nil // it knows what was sent
	}
	r := &Reuse{Call: w.call, First: u.call, Value: w.value, By: w.by, Sends: u.kind == sends, Body: u.kind == puts, Assumed: u.assumed}
	if !a.spent(fn, u, w, rs, r) {
		return nil
	}
	return r
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
		if f.Name() == "Body" || isRootField(rs, f) {
			for _, ref := range *instr.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Addr == instr {
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
		return a.mayRefresh(instr, rs)
	}
	return false
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

// rewinding reports whether a function's name says that it makes something fit to be read again.
func rewinding(name string) bool {
	name = strings.ToLower(name)
	for _, w := range [...]string{"seek", "rewind", "reset", "getbody", "restore", "refresh", "truncate", "reopen", "setbody"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

func (a *Analysis) mayRefresh(call ssa.CallInstruction, rs []root) bool {
	c := call.Common()
	callee := calleeOf(c)
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
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				f := origin.FieldVar(instr)
				if f == nil {
					continue
				}
				if f.Name() == "GetBody" {
					return true
				}
				if f.Name() == "Body" && effect.IsRequest(instr.X.Type()) {
					for _, ref := range *instr.Referrers() {
						if st, ok := ref.(*ssa.Store); ok && st.Addr == instr {
							return true
						}
					}
				}
			case *ssa.TypeAssert:
				if seeks(instr.AssertedType) {
					return true
				}
			case ssa.CallInstruction:
				if callee := calleeOf(instr.Common()); callee != nil && rewinding(callee.Name()) && takesOrHolds(instr.Common()) {
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

// spent tells whether the value certainly or probably has a content that is gone, and
// fills in what a finding says of it.
func (a *Analysis) spent(fn *ssa.Function, u, w *use, rs []root, r *Reuse) bool {
	sure, any := true, false
	for _, rt := range rs {
		switch a.content(fn, u, rt) {
		case none:
			return false // at least one of the values has nothing to lose: which one is unknown
		case maybe:
			sure, any = false, true
		case full:
			any = true
		}
	}
	if !any {
		return false
	}
	r.Sure = sure
	r.GetBody = sure && u.kind == sends
	return true
}

type fill uint8

const (
	none  fill = iota // nothing, or unknown
	maybe             // what a caller gives
	full              // certainly something
)

// content tells whether there is something to use up.
func (a *Analysis) content(fn *ssa.Function, u *use, r root) fill {
	if u.kind == sends {
		return a.bodyOf(fn, r)
	}
	return a.readerOf(fn, r)
}

// bodyOf tells whether the request has a body.
func (a *Analysis) bodyOf(fn *ssa.Function, r root) fill {
	if r.f != nil {
		return none
	}
	best, known := none, false
	for _, s := range a.rootSources(fn, r) {
		switch s.Kind {
		case origin.Call:
			call, ok := s.Value.(*ssa.Call)
			if !ok {
				return none
			}
			made, ok := effect.Made(call)
			if !ok {
				if from := effect.Derived(call); from != nil {
					switch f := a.bodyOf(fn, root{v: from}); f {
					case none:
						return none
					default:
						best, known = max(best, f), true
					}
					continue
				}
				return none
			}
			switch f := a.made(made, s.Env); {
			case f == none:
				return none
			case known && f != best:
				best = maybe
			default:
				best, known = f, true
			}
		case origin.Param:
			p := s.Value.(*ssa.Parameter)
			if a.aware(p) {
				return none
			}
			best, known = maybe, true
		case origin.Const:
		default:
			return none
		}
	}
	return best
}

// rootSources follows a root on, out of its function.
func (a *Analysis) rootSources(fn *ssa.Function, r root) []origin.Source {
	if fv, ok := r.v.(*ssa.FreeVar); ok {
		// The variable around the literal: what is stored to it outside.
		var list []origin.Source
		for _, b := range captured(fv) {
			list = append(list, a.variable(b)...)
		}
		return list
	}
	return a.Origin.Sources(r.v, nil)
}

// captured returns what the literals that hold the free variable capture for it.
func captured(fv *ssa.FreeVar) []ssa.Value {
	fn := fv.Parent()
	at := -1
	for i, f := range fn.FreeVars {
		if f == fv {
			at = i
		}
	}
	if fn.Parent() == nil || at < 0 {
		return nil
	}
	var list []ssa.Value
	for _, b := range fn.Parent().Blocks {
		for _, instr := range b.Instrs {
			if mc, ok := instr.(*ssa.MakeClosure); ok && mc.Fn == fn {
				list = append(list, mc.Bindings[at])
			}
		}
	}
	return list
}

// variable returns the sources of the variable whose address is v.
func (a *Analysis) variable(v ssa.Value) []origin.Source {
	if fv, ok := v.(*ssa.FreeVar); ok {
		var list []origin.Source
		for _, b := range captured(fv) {
			list = append(list, a.variable(b)...)
		}
		return list
	}
	if _, ok := v.Type().Underlying().(*types.Pointer); !ok {
		return a.Origin.Sources(v, nil)
	}
	alloc, ok := v.(*ssa.Alloc)
	if !ok {
		return a.Origin.Sources(v, nil)
	}
	stores, _ := a.Origin.Stores(alloc)
	var list []origin.Source
	for _, st := range stores {
		list = append(list, a.Origin.Sources(st.Val, nil)...)
	}
	return list
}

// made tells whether a request is made with a body.
func (a *Analysis) made(m effect.Making, env *origin.Env) fill {
	best, known := none, false
	for _, s := range a.Origin.SourcesIn(m.Body, env, nil) {
		var f fill
		switch s.Kind {
		case origin.Const, origin.Zero:
			f = none
		case origin.Global: // http.NoBody
			f = none
		case origin.Object, origin.Call:
			f = full
			if call, ok := s.Value.(*ssa.Call); ok && !oneShotResult(call, s.Index) {
				f = none
			}
		case origin.Param:
			f = maybe
		default:
			return none
		}
		if known && f != best {
			best = maybe
			continue
		}
		best, known = f, true
	}
	return best
}

func oneShotResult(call *ssa.Call, i int) bool {
	t := call.Type()
	if tuple, ok := t.(*types.Tuple); ok {
		if i >= tuple.Len() {
			return false
		}
		t = tuple.At(i).Type()
	}
	return oneShot(t)
}

// aware reports whether the function that gets the request looks at whether it may be sent
// again: at its method, its body or GetBody.
func (a *Analysis) aware(p *ssa.Parameter) bool {
	fn := p.Parent()
	const fields = "Method Body GetBody"
	return looksAt(fn, fields) || fn.Parent() != nil && looksAt(fn.Parent(), fields)
}

// looksAt reports whether fn, or a literal in it, compares one of the fields of a request or
// hands a request to a predicate.
func looksAt(fn *ssa.Function, fields string) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if !effect.IsRequest(instr.X.Type()) {
					continue
				}
				f := origin.FieldVar(instr)
				if !strings.Contains(fields, f.Name()) {
					continue
				}
				switch f.Name() {
				case "GetBody":
					return true
				case "Method", "Body":
					for _, ref := range *instr.Referrers() {
						if load, ok := ref.(*ssa.UnOp); ok && compared(load) {
							return true
						}
					}
				}
			case *ssa.Call:
				// isReplayable(req): a predicate that gets the request decides.
				if b, ok := instr.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
					for _, arg := range instr.Call.Args {
						if effect.IsRequest(arg.Type()) {
							return true
						}
					}
				}
			}
		}
	}
	for _, lit := range fn.AnonFuncs {
		if looksAt(lit, fields) {
			return true
		}
	}
	return false
}

// compared reports whether a value is compared, or given to a predicate or a table.
func compared(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.BinOp:
			if ref.Op == token.EQL || ref.Op == token.NEQ {
				return true
			}
		case *ssa.Lookup:
			return true
		case *ssa.MakeInterface, *ssa.ChangeInterface:
			if compared(ref.(ssa.Value)) {
				return true
			}
		case *ssa.Call:
			if b, ok := ref.Type().Underlying().(*types.Basic); ok && b.Kind() == types.Bool {
				return true
			}
		}
	}
	return false
}

// readerOf tells whether the reader holds something that reading takes away.
func (a *Analysis) readerOf(fn *ssa.Function, r root) fill {
	t := r.v.Type()
	if r.f != nil {
		t = r.f.Type()
		if !oneShot(t) {
			return none
		}
		return maybe
	}
	if fv, ok := r.v.(*ssa.FreeVar); ok {
		if p, ok := fv.Type().Underlying().(*types.Pointer); ok && !oneShot(t) {
			t = p.Elem() // the captured variable
		}
	}
	if e, ok := r.v.(*ssa.Extract); ok {
		t = e.Type()
	}
	if !oneShot(t) {
		return none
	}
	switch v := r.v.(type) {
	case *ssa.Parameter, *ssa.FreeVar:
		best := none
		for _, s := range a.rootSources(fn, r) {
			switch s.Kind {
			case origin.Const, origin.Zero:
			case origin.Param:
				best = max(best, maybe)
			case origin.Object, origin.Call:
				if call, ok := s.Value.(*ssa.Call); ok && !oneShotResult(call, s.Index) {
					return none
				}
				if alloc, ok := s.Value.(*ssa.Alloc); ok && !oneShot(alloc.Type()) {
					return none
				}
				best = full
			case origin.Global:
				return none // http.NoBody, a closed reader
			default:
				return none
			}
		}
		return best
	case *ssa.Call, *ssa.Alloc:
		return full
	case *ssa.Extract:
		if _, ok := v.Tuple.(*ssa.Call); ok {
			return full
		}
	}
	return none
}

// summarizeUse records which parameters of fn a call uses up.
func (a *Analysis) summarizeUse(fn *ssa.Function, s *Summary) {
	if fn.Parent() != nil {
		return
	}
	index := make(map[ssa.Value]int)
	for i, p := range fn.Params {
		if effect.IsRequest(p.Type()) || oneShot(p.Type()) {
			index[p] = i
		}
	}
	if len(index) == 0 {
		return
	}
	have := make(map[int]bool)
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			for _, u := range a.uses(call) {
				for _, r := range a.roots(u.value, u.kind) {
					i, ok := index[r.v]
					if !ok || r.f != nil || have[i] || u.assumed && u.kind == reads {
						continue
					}
					if u.kind == sends && a.aware(fn.Params[i]) {
						continue // sends bodies only once, or only some
					}
					have[i] = true
					s.UsesUp = append(s.UsesUp, Used{Param: i, Body: u.kind != reads, By: u.by})
					if u.holder {
						s.Holds = append(s.Holds, Hold{Param: i})
					}
				}
			}
		}
	}
}

func argument(c *ssa.CallCommon, i int) ssa.Value {
	if c.IsInvoke() {
		if i == 0 {
			return c.Value
		}
		i--
	}
	if i < 0 || i >= len(c.Args) {
		return nil
	}
	return c.Args[i]
}

func argumentAfterRecv(c *ssa.CallCommon, i int) ssa.Value {
	if !c.IsInvoke() && c.Signature().Recv() != nil {
		i++
	}
	if i >= len(c.Args) {
		return nil
	}
	return c.Args[i]
}

func last(c *ssa.CallCommon) ssa.Value {
	if len(c.Args) == 0 {
		return nil
	}
	return c.Args[len(c.Args)-1]
}

func calleeOf(c *ssa.CallCommon) *types.Func {
	if c.IsInvoke() {
		return c.Method.Origin()
	}
	if fn := c.StaticCallee(); fn != nil {
		if obj, ok := fn.Object().(*types.Func); ok {
			return obj.Origin()
		}
		if o := fn.Origin(); o != nil {
			if obj, ok := o.Object().(*types.Func); ok {
				return obj.Origin()
			}
		}
	}
	return nil
}

func name(c *ssa.CallCommon, callee *types.Func) string {
	if callee != nil {
		return effect.ShortName(callee)
	}
	return "the function " + c.Value.Name()
}

// A Stale is a request whose body is replaced while GetBody goes on returning the old one.
type Stale struct {
	At   ssa.Instruction
	Name string
}

// StaleBodies returns the requests whose body and length a round tripper replaces without
// their GetBody: net/http, which asks GetBody for the body when it repeats a request on
// another connection or follows a redirect, then sends the old one.
func (a *Analysis) StaleBodies(fn *ssa.Function) []Stale {
	sig := fn.Signature
	if sig.Params().Len() != 1 || !effect.IsRequest(sig.Params().At(0).Type()) || sig.Results().Len() != 2 || !isResponse(sig.Results().At(0).Type()) {
		return nil
	}
	var body *ssa.Store
	length := false
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			fa, ok := instr.(*ssa.FieldAddr)
			if !ok || !effect.IsRequest(fa.X.Type()) {
				continue
			}
			f := origin.FieldVar(fa)
			switch f.Name() {
			case "GetBody":
				return nil
			case "Body", "ContentLength":
				for _, ref := range *fa.Referrers() {
					st, ok := ref.(*ssa.Store)
					if !ok || st.Addr != ssa.Value(fa) {
						continue
					}
					if _, isConst := st.Val.(*ssa.Const); isConst && f.Name() == "ContentLength" {
						return nil // unknown, or none
					}
					if f.Name() == "ContentLength" {
						length = true
					} else if !isNoBody(st.Val) {
						body = st
					}
				}
			}
		}
	}
	if body == nil || !length {
		return nil
	}
	return []Stale{{At: body, Name: fn.Params[len(fn.Params)-1].Name()}}
}

func isNoBody(v ssa.Value) bool {
	switch x := v.(type) {
	case *ssa.Const:
		return true
	case *ssa.MakeInterface:
		return isNoBody(x.X)
	case *ssa.ChangeInterface:
		return isNoBody(x.X)
	case *ssa.UnOp:
		g, ok := x.X.(*ssa.Global)
		return ok && g.Name() == "NoBody"
	}
	return false
}
