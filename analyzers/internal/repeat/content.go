package repeat

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// spent tells whether the value certainly or probably has a content that is gone, and
// fills in what a finding says of it.
func (a *Analysis) spent(fn *ssa.Function, u, w *use, rs []root, r *Reuse) bool {
	sure, any := true, false
	for _, rt := range rs {
		switch a.content(fn, u, rt) {
		case none:
			if u.kind != sends {
				return false // at least one of the values has nothing to lose: which one is unknown
			}
			sure = false // requests with a body and without: those that have one lose it
		case maybe:
			sure, any = false, true
		case full:
			any = true
		}
	}
	if !any || !sure && len(rs) > 1 && choosesMethod(u.call, w.call) {
		return false
	}
	r.Sure = sure
	r.GetBody = sure && u.kind == sends
	return true
}

// choosesMethod reports whether a branch on the way from one use to the next looks at the
// name of an HTTP method: perhaps only requests without a body are sent again.
func choosesMethod(from, to ssa.CallInstruction) bool {
	on, ok := between(from, to, nil, false)
	if !ok {
		on, _ = between(from, to, nil, true)
	}
	for _, instr := range on {
		cmp, ok := instr.(*ssa.BinOp)
		if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
			continue
		}
		for _, side := range [...]ssa.Value{cmp.X, cmp.Y} {
			if t, ok := text(side); ok && t != "" && effect.Method(t) != catalog.Unknown {
				return true
			}
		}
	}
	return false
}

type fill uint8

// The grades.
const (
	none  fill = iota // nothing, or unknown
	maybe             // what a caller gives
	full              // certainly something
)

// content tells whether there is something to use up.
func (a *Analysis) content(fn *ssa.Function, u *use, r root) fill {
	if u.kind == sends {
		return a.bodyOf(fn, r, make(map[ssa.Value]bool))
	}
	return a.readerOf(fn, r)
}

// bodyOf tells whether the request has a body. Where callers give some with a body and some
// without, those that have one lose it. A function that calls itself comes back to a request
// that was asked about: asked holds those.
func (a *Analysis) bodyOf(fn *ssa.Function, r root, asked map[ssa.Value]bool) fill {
	if r.f != nil {
		return none
	}
	if p, ok := r.v.(*ssa.Parameter); ok && a.aware(p) {
		return none // whatever its callers know
	}
	asked[r.v] = true
	var seen [full + 1]bool
	for _, s := range a.rootSources(fn, r) {
		switch s.Kind {
		case origin.Call:
			call, ok := s.Value.(*ssa.Call)
			if !ok {
				return none
			}
			if made, ok := effect.Made(call); ok {
				seen[a.made(made, s.Env, call.Block())] = true
				continue
			}
			from := effect.Derived(call)
			if from == nil {
				return none
			}
			if asked[from] {
				continue
			}
			f := a.bodyOf(fn, root{v: from}, asked)
			if f == none {
				return none
			}
			seen[f] = true
		case origin.Param:
			p := s.Value.(*ssa.Parameter)
			if a.aware(p) || (!ast.IsExported(p.Parent().Name()) || a.ownTransport(p.Parent())) && a.bodiless() {
				return none
			}
			seen[maybe] = true
		case origin.Object: // a literal
			f := a.literalBody(s.Value)
			if f == none {
				return none
			}
			seen[f] = true
		case origin.Const, origin.Field: // a request kept elsewhere, which says nothing
		default:
			return none
		}
	}
	switch {
	case seen[full] && !seen[maybe] && !seen[none]:
		return full
	case seen[full], seen[maybe] && !seen[none]:
		return maybe
	}
	return none
}

// literalBody tells whether a request that is made by a literal gets a body: its field is
// set, or its method is one that carries a body, which somebody else then sets.
func (a *Analysis) literalBody(v ssa.Value) fill {
	alloc, ok := v.(*ssa.Alloc)
	if !ok || !effect.IsRequest(alloc.Type()) {
		return none
	}
	f := none
	for _, ref := range *alloc.Referrers() {
		fa, ok := ref.(*ssa.FieldAddr)
		if !ok {
			continue
		}
		for _, r := range *fa.Referrers() {
			st, ok := r.(*ssa.Store)
			if !ok || st.Addr != ssa.Value(fa) {
				continue
			}
			switch origin.FieldVar(fa).Name() {
			case "Body":
				if !isNoBody(st.Val) {
					return full
				}
			case "Method":
				if t, ok := text(st.Val); ok && (t == "POST" || t == "PUT" || t == "PATCH") {
					f = maybe
				}
			}
		}
	}
	return f
}

// rootSources follows a root on, out of its function.
func (a *Analysis) rootSources(fn *ssa.Function, r root) []origin.Source {
	if fv, ok := r.v.(*ssa.FreeVar); ok {
		// The variable around the literal: what is stored to it outside.
		var list []origin.Source
		for _, b := range origin.Captured(fv) {
			list = append(list, a.variable(b)...)
		}
		return list
	}
	return a.Origin.Sources(r.v, nil)
}

// variable returns the sources of the variable whose address is v.
func (a *Analysis) variable(v ssa.Value) []origin.Source {
	if fv, ok := v.(*ssa.FreeVar); ok {
		var list []origin.Source
		for _, b := range origin.Captured(fv) {
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

// ownTransport reports whether fn is a method of a transport that the package puts into clients
// which it uses where it makes them, and nowhere else.
func (a *Analysis) ownTransport(fn *ssa.Function) bool {
	recv := fn.Signature.Recv()
	if recv == nil || fn.Name() != "RoundTrip" {
		return false
	}
	put := false
	for _, instr := range a.SSA.Code() {
		mi, ok := instr.(*ssa.MakeInterface)
		if !ok || !types.Identical(mi.X.Type(), recv.Type()) {
			continue
		}
		for _, ref := range *mi.Referrers() {
			st, ok := ref.(*ssa.Store)
			if !ok || !ownClient(st.Addr) {
				return false
			}
			put = true
		}
	}
	return put
}

// ownClient reports whether addr is a field of a client that only its own methods are given.
func ownClient(addr ssa.Value) bool {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	client, ok := fa.X.(*ssa.Alloc)
	return ok && staysOwn(client, 0)
}

// staysOwn reports whether a client that lives in a variable is given to nothing but its methods.
func staysOwn(client *ssa.Alloc, deep int) bool {
	for _, ref := range *client.Referrers() {
		switch ref := ref.(type) {
		case *ssa.FieldAddr, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Addr != ssa.Value(client) {
				return false
			}
		case *ssa.UnOp: // a literal that goes into a variable
			for _, ref := range *ref.Referrers() {
				st, ok := ref.(*ssa.Store)
				if !ok {
					return false
				}
				variable, ok := st.Addr.(*ssa.Alloc)
				if !ok || deep > 1 || !staysOwn(variable, deep+1) {
					return false
				}
			}
		case *ssa.Call:
			if ref.Call.Signature().Recv() == nil || ref.Call.Args[0] != ssa.Value(client) || slices.Contains(ref.Call.Args[1:], ssa.Value(client)) {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// bodiless reports whether the package makes requests, all of them without a body.
func (a *Analysis) bodiless() bool {
	if a.noBodies == nil {
		any, none := false, true
		for _, instr := range a.SSA.Code() {
			switch instr := instr.(type) {
			case *ssa.Call:
				if m, ok := effect.Made(instr); ok {
					any, none = true, none && isNoBody(m.Body)
				}
			case *ssa.Store:
				if _, field := requestField(instr.Addr); field == "Body" {
					none = none && isNoBody(instr.Val)
				}
			}
		}
		none = none && any
		a.noBodies = &none
	}
	return *a.noBodies
}

// made tells whether a request is made with a body.
func (a *Analysis) made(m effect.Making, env *origin.Env, at *ssa.BasicBlock) fill {
	f := a.madeOf(m, env, notNilAt(m.Body, at))
	if load, ok := m.Body.(*ssa.UnOp); ok && f == none {
		// A field of options, which a function of the caller's choice may have filled in.
		if fa, ok := load.X.(*ssa.FieldAddr); ok && !origin.FieldVar(fa).Exported() && a.holdsReader(origin.FieldVar(fa)) {
			return maybe
		}
	}
	return f
}

// notNilAt reports whether a value is known not to be nil in block b: it lies behind a test of it.
func notNilAt(v ssa.Value, b *ssa.BasicBlock) bool {
	v = origin.Unboxed(v)
	if v == nil || v.Referrers() == nil {
		return false
	}
	for cmp, there := range origin.Unequal(v) {
		if origin.IsNil(cmp.Y) && len(there.Preds) == 1 && there.Dominates(b) {
			return true
		}
	}
	return false
}

// madeOf tells what the body of a request is made of, which is not nil if there says so.
func (a *Analysis) madeOf(m effect.Making, env *origin.Env, there bool) fill {
	if fa, ok := origin.Unboxed(m.Body).(*ssa.FieldAddr); ok && oneShot(fa.Type()) {
		return full // &s.buf: a buffer that is a part of something
	}
	best, known := none, false
	for _, s := range a.Origin.SourcesIn(m.Body, env, nil) {
		var f fill
		switch s.Kind {
		case origin.Const, origin.Zero:
			if there {
				continue
			}
			f = none
		case origin.Global: // http.NoBody
			f = none
		case origin.Object, origin.Call:
			f = full
			if call, ok := s.Value.(*ssa.Call); ok && !oneShotResult(call, s.Index) || a.isEmpty(s) {
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
	fields := "Method Body GetBody"
	if a.rereadsIn(fn) {
		fields = "Method GetBody" // it looks at the body to keep what is left of it
	}
	return looksAt(fn, fields) || fn.Parent() != nil && looksAt(fn.Parent(), fields)
}

// rereadsIn reports whether fn sets the body of a request to what it has read from it, in a
// loop and nowhere else.
func (a *Analysis) rereadsIn(fn *ssa.Function) bool {
	found := false
	for _, b := range fn.Blocks {
		if forLog(b) {
			continue
		}
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if req, field := requestField(st.Addr); field == "Body" {
				read := a.readOf(st.Val, req, 0)
				if read == nil || !slices.Contains(cycle(b), read.Block()) {
					return false
				}
				found = true
			}
		}
	}
	return found
}

// looksAt reports whether fn, or a literal in it, compares one of the fields of a request or
// hands a request to a predicate.
func looksAt(fn *ssa.Function, fields string) bool {
	for _, b := range fn.Blocks {
		if forLog(b) {
			continue
		}
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if !effect.IsRequest(instr.X.Type()) {
					continue
				}
				f := origin.FieldVar(instr)
				if !slices.Contains(strings.Fields(fields), f.Name()) {
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

// A Stale is a request whose body is replaced while GetBody goes on returning the old one.
type Stale struct {
	At   ssa.Instruction
	Name string
	// Given says that the body is what a caller gives, who may have one that rewinds itself.
	Given bool
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
			switch instr := instr.(type) {
			case *ssa.FieldAddr:
				if _, field := requestField(instr); field == "GetBody" {
					return nil
				}
			case *ssa.Store:
				switch _, field := requestField(instr.Addr); field {
				case "Body":
					if sameContent(instr.Val, 0) {
						return nil // GetBody returns the same
					}
					if !isNoBody(instr.Val) {
						body = instr
					}
				case "ContentLength":
					if _, isConst := instr.Val.(*ssa.Const); isConst {
						return nil // unknown, or none
					}
					length = true
				}
			}
		}
	}
	if body == nil || !length {
		return nil
	}
	return []Stale{{At: body, Name: fn.Params[len(fn.Params)-1].Name()}}
}

// sameContent reports whether a body is made of the bytes that were read from the body of a
// request, as they are.
func sameContent(v ssa.Value, deep int) bool {
	for ; deep < 12; deep++ {
		switch x := origin.Unboxed(v).(type) {
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Convert:
			v = x.X
		case *ssa.Phi:
			found := false
			for _, e := range x.Edges {
				if origin.IsNil(e) {
					continue
				}
				if !sameContent(e, deep+4) {
					return false
				}
				found = true
			}
			return found
		case *ssa.Call:
			callee := origin.CalleeObject(x.Common())
			if callee == nil || callee.Pkg() == nil || !standard(callee.Pkg().Path()) || len(x.Call.Args) == 0 {
				return false
			}
			switch callee.Name() {
			case "NopCloser", "NewReader", "NewBuffer", "NewBufferString":
				v = x.Call.Args[0]
			case "ReadAll":
				load, ok := origin.Unboxed(x.Call.Args[0]).(*ssa.UnOp)
				if !ok {
					return false
				}
				_, field := requestField(load.X)
				return field == "Body"
			default:
				return false
			}
		default:
			return false
		}
	}
	return false
}

// UntoldBodies returns the requests that fn gives a body which a function of the package's
// own can make again, while the package never tells net/http so by GetBody: a redirect that
// keeps the method is then not followed, and a request that met a closing connection fails.
func (a *Analysis) UntoldBodies(fn *ssa.Function) []Stale {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			var body ssa.Value
			switch instr := instr.(type) {
			case *ssa.Call:
				if m, ok := effect.Made(instr); ok {
					body = m.Body
				}
			case *ssa.Store:
				if _, field := requestField(instr.Addr); field == "Body" {
					body = instr.Val
				}
			}
			if madeByField(body, 0) && !a.tellsGetBody() {
				return []Stale{{At: instr}} // one is enough
			}
		}
	}
	return nil
}

// madeByField reports whether a body comes from a call of a function that takes nothing and
// is kept in a field: it makes the body anew on every call.
func madeByField(v ssa.Value, deep int) bool {
	for ; deep < 10; deep++ {
		switch x := origin.Unboxed(v).(type) {
		case *ssa.TypeAssert:
			v = x.X
		case *ssa.Extract:
			v = x.Tuple
		case *ssa.Phi:
			for _, e := range x.Edges {
				if !madeByField(e, deep+3) {
					return false
				}
			}
			return len(x.Edges) > 0
		case *ssa.Call:
			callee := origin.CalleeObject(x.Common())
			if callee != nil && callee.Name() == "NopCloser" {
				v = x.Call.Args[0]
				continue
			}
			load, ok := x.Call.Value.(*ssa.UnOp)
			if callee != nil || !ok || len(x.Call.Args) > 0 {
				return false
			}
			_, ok = load.X.(*ssa.FieldAddr)
			return ok
		default:
			return false
		}
	}
	return false
}

// tellsGetBody reports whether anything in the package reads or sets GetBody.
func (a *Analysis) tellsGetBody() bool {
	if a.getBody == nil {
		told := a.namesGetBody()
		a.getBody = &told
	}
	return *a.getBody
}

func (a *Analysis) namesGetBody() bool {
	for _, instr := range a.SSA.Code() {
		if fa, ok := instr.(*ssa.FieldAddr); ok && effect.IsRequest(fa.X.Type()) && origin.FieldVar(fa).Name() == "GetBody" {
			return true
		}
	}
	return false
}

// onlySent reports whether a buffer goes to what makes a request and nowhere else, where it could be
// filled.
func onlySent(made *ssa.Call) bool {
	for _, ref := range *made.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				call, ok := r.(*ssa.Call)
				if !ok {
					return false
				}
				if _, ok := effect.Made(call); !ok {
					return false
				}
			}
		default:
			return false
		}
	}
	return true
}

// isEmpty reports whether a source is a reader that has nothing to read: bytes.NewReader(nil), be it
// because all callers give nil.
func (a *Analysis) isEmpty(s origin.Source) bool {
	made, ok := s.Value.(*ssa.Call)
	if !ok {
		return false
	}
	fn := origin.CalleeObject(made.Common())
	if fn == nil || fn.Pkg() == nil || fn.Name() != "NewReader" && !(fn.Name() == "NewBuffer" && onlySent(made)) || len(made.Call.Args) != 1 {
		return false
	}
	if p, ok := made.Call.Args[0].(*ssa.Parameter); ok && fn.Pkg().Path() == "bytes" && p.Parent().Object() != nil && !p.Parent().Object().Exported() {
		if _, all := a.Origin.Callers(p.Parent()); !all {
			return false
		}
		return a.Origin.Given(p, func(_ ssa.CallInstruction, arg ssa.Value) bool { return origin.IsNil(arg) })
	}
	c, ok := made.Call.Args[0].(*ssa.Const)
	return ok && (fn.Pkg().Path() == "bytes" && c.Value == nil || fn.Pkg().Path() == "strings" && c.Value != nil && constant.StringVal(c.Value) == "")
}

func isNoBody(v ssa.Value) bool {
	switch x := origin.Unboxed(v).(type) {
	case *ssa.Const:
		return true
	case *ssa.UnOp:
		g, ok := x.X.(*ssa.Global)
		return ok && g.Name() == "NoBody"
	}
	return false
}
