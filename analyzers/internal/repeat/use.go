package repeat

import (
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
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
			v := origin.Argument(c, u.Param)
			if v != nil && u.Field != "" {
				v = fieldReader(v, u.Field)
			}
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
			list = append(list, use{call: call, value: v, kind: k, by: u.By, assumed: u.Some && k == reads, holder: sum.holds(u.Param)})
		}
		return list
	}
	callee := origin.CalleeObject(c)
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
	return append(a.readsOf(call, callee), inputs(call, callee)...)
}

// inputs returns the readers that a call of a library sends from the Body of the struct that it is given, as
// the SDKs of the clouds do: PutObject(ctx, &s3.PutObjectInput{Body: r}).
func inputs(call ssa.CallInstruction, callee *types.Func) []use {
	if !strings.Contains(catalog.Path(callee.Pkg()), "/service/") || !writes(callee) {
		return nil // the managers of transfers read what can be read at an offset from its start
	}
	var list []use
	for _, arg := range call.Common().Args {
		if _, ok := types.Unalias(arg.Type()).(*types.Pointer); !ok || effect.IsRequest(arg.Type()) {
			continue
		}
		if body := fieldReader(arg, "Body"); body != nil && origin.HasMethod(body.Type(), "Read") {
			list = append(list, use{call: call, value: body, kind: reads, by: name(call.Common(), callee)})
		}
	}
	return list
}

// writes reports whether a function is one of a library that is known to send something for the other end to
// keep.
func writes(callee *types.Func) bool {
	_, row := catalog.Lookup(callee)
	return row != nil && row.Role == catalog.Call && (row.Effect == catalog.IdempotentWrite || row.Effect == catalog.NonIdempotentWrite)
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

// requestField returns the request that addr is the address of a field of, and the name of
// that field, or nil and "".
func requestField(addr ssa.Value) (req ssa.Value, field string) {
	fa, ok := addr.(*ssa.FieldAddr)
	if !ok || !effect.IsRequest(fa.X.Type()) {
		return nil, ""
	}
	return fa.X, origin.FieldVar(fa).Name()
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
		if v := origin.Operand(c, i); v != nil {
			kept := writes(callee)
			if kept && origin.HasMethod(origin.Unboxed(v).Type(), "ReadAt") {
				continue // such libraries read it at offsets, from its start
			}
			k := reads
			if std && intoPart(c) && callee.Name() != "CopyN" { // which leaves the rest for the next part
				k = puts
			}
			list = append(list, use{call: call, value: v, kind: k, by: name(c, callee), assumed: !std && !kept})
		}
	}
	return list
}

// intoPart reports whether the call copies to a part of a multipart body that is made here.
func intoPart(c *ssa.CallCommon) bool {
	if len(c.Args) == 0 {
		return false
	}
	e, ok := c.Args[0].(*ssa.Extract)
	if !ok {
		return false
	}
	call, ok := e.Tuple.(*ssa.Call)
	if !ok {
		return false
	}
	callee := origin.CalleeObject(call.Common())
	return callee != nil && callee.Pkg() != nil && callee.Pkg().Path() == "mime/multipart" && strings.HasPrefix(callee.Name(), "Create")
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
		return embedsReader(n)
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
				ok = !rewinds(t)
				a.visitCall(t, v, k, visit, add)
			default:
				add(root{v: v})
			}
		case *ssa.Call:
			ok = !rewinds(v)
			a.visitCall(v, v, k, visit, add)
		case *ssa.Alloc:
			if from := within(v, k); from != nil {
				visit(from)
				return
			}
			add(root{v: v})
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
		callee := origin.CalleeObject(call.Common())
		if holdsReader(callee) && callee.Name() != "MultiReader" && len(call.Call.Args) > 0 {
			visit(call.Call.Args[len(call.Call.Args)-1-index(callee)])
			return
		}
		if i := a.wraps(call.Call.StaticCallee()); i >= 0 {
			visit(call.Call.Args[i])
			return
		}
	}
	add(root{v: v})
}

// rewinds reports whether a call makes a reader of a type of its package which puts another reader
// in the place of the one that it has read: it may start over.
func rewinds(call *ssa.Call) bool {
	fn := call.Call.StaticCallee()
	if fn == nil {
		return false
	}
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		for _, v := range ret.Results {
			alloc, ok := origin.Unboxed(v).(*ssa.Alloc)
			if ok && origin.HasMethod(alloc.Type(), "Read") && replacesReader(fn.Prog.LookupMethod(alloc.Type(), nil, "Read")) {
				return true
			}
		}
	}
	return false
}

// replacesReader reports whether a method stores a reader in a field of its receiver.
func replacesReader(read *ssa.Function) bool {
	if read == nil || len(read.Params) == 0 {
		return false
	}
	for _, b := range read.Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if f, ok := st.Addr.(*ssa.FieldAddr); ok && f.X == read.Params[0] && origin.HasMethod(origin.FieldVar(f).Type(), "Read") {
				return true
			}
		}
	}
	return false
}

// within returns what a local object shares its content with: the request that it is a copy of
// (*req2 = *req), or the reader that a reader of the package's own holds in a field. It is nil if
// there is no such thing, or more than one.
func within(alloc *ssa.Alloc, k kind) (from ssa.Value) {
	n, ok := types.Unalias(alloc.Type().Underlying().(*types.Pointer).Elem()).(*types.Named)
	if !ok || k != sends && (alloc.Parent().Pkg == nil || n.Obj().Pkg() != alloc.Parent().Pkg.Pkg || !origin.HasMethod(alloc.Type(), "Read") || origin.HasMethod(alloc.Type(), "Seek")) {
		return nil
	}
	for _, ref := range *alloc.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			load, ok := ref.Val.(*ssa.UnOp)
			if k != sends || ref.Addr != ssa.Value(alloc) || !ok || load.Op != token.MUL || !effect.IsRequest(load.X.Type()) || from != nil {
				return nil
			}
			from = load.X
		case *ssa.FieldAddr:
			for _, r := range *ref.Referrers() {
				if st, ok := r.(*ssa.Store); ok && k == sends && st.Addr == ssa.Value(ref) && origin.FieldVar(ref).Name() == "Body" {
					return nil // it gets one of its own
				}
				if k == sends {
					continue
				}
				if st, ok := r.(*ssa.Store); ok && st.Addr == ssa.Value(ref) && readsOnly(st.Val.Type()) {
					if from != nil {
						return nil
					}
					from = st.Val
				}
			}
		}
	}
	return from
}

// readsOnly reports whether a field of the type may hold the reader that another one wraps.
func readsOnly(t types.Type) bool { return isReader(t) || oneShot(t) }

// wraps returns the parameter of a function of the package that its only result, a reader of
// the package's own, holds in a field; -1 if there is none.
func (a *Analysis) wraps(fn *ssa.Function) int {
	if fn == nil || fn.Pkg != a.SSA.Pkg || fn.Blocks == nil || fn.Signature.Results().Len() != 1 {
		return -1
	}
	at := -1
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok {
			continue
		}
		alloc, ok := origin.Unboxed(ret.Results[0]).(*ssa.Alloc)
		if !ok {
			return -1
		}
		p, ok := within(alloc, reads).(*ssa.Parameter)
		if !ok || at >= 0 && at != origin.ParamIndex(p) {
			return -1
		}
		at = origin.ParamIndex(p)
	}
	return at
}

// index tells how many arguments stand behind the reader.
func index(fn *types.Func) int {
	switch fn.Name() {
	case "TeeReader", "LimitReader", "NewReaderSize", "MaxBytesReader":
		return 1
	}
	return 0
}

// toldApart reports whether a parameter's type is asked for: what becomes of it depends. Who
// asserts it without asking knows it.
func toldApart(p *ssa.Parameter) bool {
	for _, ref := range *p.Referrers() {
		if t, ok := ref.(*ssa.TypeAssert); ok && t.CommaOk {
			return true
		}
	}
	return false
}

// fieldReader returns the one reader that this function, and those around it, store in the named field
// of a variable of struct type, or nil.
//
// Assumption: the functions of other packages that the struct is given to use the reader and leave the
// field as it is.
func fieldReader(obj ssa.Value, field string) (reader ssa.Value) {
	fv, ok := obj.(*ssa.FreeVar)
	for ok {
		outer := origin.Captured(fv)
		if len(outer) != 1 {
			return nil
		}
		obj = outer[0]
		fv, ok = obj.(*ssa.FreeVar)
	}
	if _, ok := obj.(*ssa.Alloc); !ok {
		return nil
	}
	var stored []ssa.Value
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if seen[v] {
			return
		}
		seen[v] = true
		for _, ref := range *v.Referrers() {
			switch ref := ref.(type) {
			case *ssa.FieldAddr:
				if f := origin.FieldVar(ref); f == nil || f.Name() != field {
					continue
				}
				for _, r := range *ref.Referrers() {
					if st, ok := r.(*ssa.Store); ok && st.Addr == ssa.Value(ref) {
						stored = append(stored, st.Val)
					}
				}
			case *ssa.MakeClosure:
				for fv := range origin.FreeVars(ref, v) {
					visit(fv)
				}
			case *ssa.Store:
				if ref.Addr != v {
					continue
				}
				if load, ok := ref.Val.(*ssa.UnOp); ok {
					if lit, ok := load.X.(*ssa.Alloc); ok {
						visit(lit) // the literal that it is set to
						continue
					}
				}
				stored = append(stored, nil)
			}
		}
	}
	visit(obj)
	if len(stored) != 1 || stored[0] == nil || origin.IsNil(stored[0]) {
		return nil
	}
	return origin.Unboxed(stored[0])
}

// usesFields records which fields of structs that fn is given a call makes the body of a request:
// those that callers in other packages set.
func (a *Analysis) usesFields(fn *ssa.Function, s *Summary) {
	if !slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool { return opensReader(p.Type()) }) {
		return
	}
	for _, h := range a.bodies(fn) {
		if slices.ContainsFunc(a.Origin.FieldStores(h.field), func(st *ssa.Store) bool { return st.Parent() == fn }) {
			continue // it may be another one that is sent
		}
		if h.field.Exported() && h.param < len(fn.Params) && origin.HasField(fn.Params[h.param].Type(), h.field) {
			s.UsesUp = append(s.UsesUp, Used{Param: h.param, Field: h.field.Name(), Body: true, By: h.by})
		}
	}
}

// opensReader reports whether t is a struct, or points to one, with an exported field that holds a reader.
func opensReader(t types.Type) bool {
	if effect.IsRequest(t) {
		return false
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f.Exported() && (isReader(f.Type()) || oneShot(f.Type())) {
			return true
		}
	}
	return false
}

// summarizeUse records which parameters of fn a call uses up.
func (a *Analysis) summarizeUse(fn *ssa.Function, s *Summary) {
	if fn.Parent() != nil {
		return
	}
	if fn.Object() != nil && fn.Object().Exported() {
		a.usesFields(fn, s)
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
					s.UsesUp = append(s.UsesUp, Used{Param: i, Body: u.kind != reads, By: u.by, Some: u.assumed || toldApart(fn.Params[i])})
					if u.holder {
						s.Holds = append(s.Holds, Hold{Param: i})
					}
				}
			}
		}
	}
}

func last(c *ssa.CallCommon) ssa.Value {
	if len(c.Args) == 0 {
		return nil
	}
	return c.Args[len(c.Args)-1]
}

// name names what a call calls for messages.
func name(c *ssa.CallCommon, callee *types.Func) string {
	if callee != nil {
		return effect.ShortName(callee)
	}
	switch v := c.Value.(type) {
	case *ssa.Parameter, *ssa.FreeVar, *ssa.Global:
		return "the function " + v.Name()
	case *ssa.UnOp:
		switch x := v.X.(type) {
		case *ssa.FieldAddr:
			if f := origin.FieldVar(x); f != nil {
				return "the function " + f.Name()
			}
		case *ssa.FreeVar, *ssa.Global:
			return "the function " + x.Name()
		}
	}
	return "the function" // a value without a name in the source
}
