// Package catalog says what libraries do at the network: rows, one file per library
// family, and the look-up. There is no logic here; what rows mean is decided in the
// packages origin, boundary and attempts.
//
// Every library names the version it was read at. A claim of a row (a default bound, a
// library that retries by itself) was read in the source of that version; the tests of the
// catalog resolve each row against the real module, and run the claims of the most used
// libraries against a server that never answers.
package catalog

import (
	"go/types"
	"strings"
	"sync"
)

// At names an operand of a call.
type At int8

// The operands. The receiver is not counted among the arguments.
const (
	Nowhere At = iota
	Recv       // the receiver
	Arg0
	Arg1
	Arg2
	Arg3
	Arg4
	Arg5
	Global // the library's default object, such as http.DefaultClient
)

// Arg returns the index of an argument, or -1 if at is not one.
func (at At) Arg() int {
	if at >= Arg0 && at <= Arg5 {
		return int(at - Arg0)
	}
	return -1
}

// Effect is what a crossing does at the other end.
type Effect uint8

// The effects. ByMethod and BySQL stand in rows only: the call's arguments decide.
const (
	Unknown Effect = iota
	Read
	IdempotentWrite
	NonIdempotentWrite
	ByMethod // by the HTTP method of the request
	BySQL    // by the text of the statement (Row.Text)
)

func (e Effect) String() string {
	return [...]string{"unknown", "read", "idempotent write", "non-idempotent write", "by method", "by SQL text"}[e]
}

// Role is what a function does with a crossing.
type Role uint8

// The roles of a row.
const (
	Call   Role = iota // it crosses the network and waits for the answer
	Stream             // it waits by design (consume, watch, serve): it wants a cancellation, not a deadline
	Local              // it crosses nothing, though its shape looks like it
	Conn               // it reads or writes one connection: bounded by the connection's deadline
	Rest               // it goes on with what an earlier call began (rows, a transaction, a stream) and shares the bound of that call
	Fresh              // it crosses nothing and returns a value that is new on every call: an id, a key, a token
	Cached             // it is answered from memory, or waits until that is filled
)

// A Row describes functions or methods of one library that share a behaviour.
type Row struct {
	// Recv holds the receivers' type names without pointer, separated by spaces; "" for
	// functions, "*" for every type of the package. A promoted method belongs to the type
	// that declares it, which may be an unexported or an embedded one.
	Recv string
	// Names holds the functions or methods, separated by spaces, or "*" for every other
	// exported one. A "*" here or in Recv stands only for those that take a context at Ctx
	// (that take none, if Ctx is Nowhere), and a row that names the function wins over it.
	// "()" is the call of a value whose (function) type is Recv.
	Names string
	Role  Role
	Ctx   At // the context that ends the call
	// CtxWeak says that the context is looked at only before or between the waits of the
	// call: it does not end one that waits on the socket, so it is no bound, though passing
	// the one at hand is right.
	CtxWeak bool
	// CtxClient says that the context may carry the client as a value (oauth2.HTTPClient);
	// the limits of that client then count as well.
	CtxClient bool
	Req       At     // the request, or options, whose context ends the call; nil carries none
	Obj       At     // the object (client, dialer, pool, connection) whose own limits end the call
	Dur       At     // the duration (or deadline) argument that ends the call; a zero is no limit
	Bound     bool   // the library ends the call by itself if nobody sets anything
	Partly    bool   // it ends all of the call but one wait: what hangs there is worth knowing, no more
	Effect    Effect // what it does at the other end
	Text      At     // the SQL text or HTTP method that decides the effect; Recv: the statement prepared before
	// If names functions of the library that make an option without which the call crosses
	// nothing, such as grpc.WithBlock for grpc.Dial.
	If string
	// Opts names functions of the library, types that a duration is converted to, or methods
	// written *.Name, that make an option which bounds this one call.
	Opts string
	// Attempts is how often the library itself tries with its default options,
	// the first time included: 0 and 1 mean once, -1 without a cap.
	Attempts int8
	Deduped  bool   // what the library repeats by itself the server takes once
	Use      string // the way out, for messages: the sibling or option that can be bounded
	Note     string // what a reader of a finding should know; rarely needed
	Told     bool   // a user's model says so
	// findCtx says that Ctx is to be found in the signature: users' models may leave it out.
	findCtx bool
}

// An Object describes a type whose values carry limits of their own. A value that a method
// without a row of its own returns (client.R(), db.Where(...)) carries the limits and the
// context of its receiver, if both types are objects of one library.
type Object struct {
	Name    string // the type's name; "path.Name" if Makers return a type of another package; "*" for every other type
	Limits  string // fields of which one positive value ends every call, separated by spaces
	Partial string // fields that end only a phase of each call (the headers, the connect): no proof, yet enough to be silent
	Inner   string // fields that hold another object whose limits count as well
	// Setters are methods that set a limit from a duration or time argument, or take over
	// the limits of an object they are given (SetTransport, SetHTTPClient).
	Setters string
	// Contexts are methods and fields that attach a context, which ends the calls made
	// through the object, or through what the method returns.
	Contexts string
	// Makers are the library's functions, and methods written Type.Method, that return such
	// an object, each taking its limits from the options and configs among its arguments.
	Makers string
	// Plain says that Makers take no limit from any argument, but from the client that a
	// context may carry (Row.CtxClient): what oauth2.NewClient makes has the Timeout of that
	// one, whatever the token source.
	Plain    bool
	Options  string // functions of the library that make an option which sets a limit (or takes over an object's)
	Bound    bool   // the zero value, or what Makers return without options, ends its calls by itself
	ZeroNone bool   // with Bound: the zero value is not bounded, only what Makers return
	// Seldom says that few programs set a limit on such an object: one whose origin is out
	// of sight is better taken to have none than to have one.
	Seldom bool
	// Queue says that methods called through a value of this static type cross nothing,
	// unless a row names the type: redis.Pipeliner queues what redis.Client sends. No context that they
	// are given is waited with.
	Queue bool
	// Knob is the field or option to name in messages; the first of Limits if empty. Of several, the first
	// that the version at hand knows.
	Knob string
}

// A Library is one import path.
//
// Path and Also may end in "/..." for all packages below, and an element "v*" stands for any
// major version: generated clients are as alike as they are many.
type Library struct {
	Path    string // import path
	Also    string // other import paths with the same rows, separated by spaces: former names, other majors
	Version string // the version read, "go1.26.8" for the standard library
	Family  string // what it speaks, for statistics and words: "HTTP", "SQL", "Redis"
	// Sibling is the suffix of the form that takes a context, such as "WithContext": a
	// function without a row whose sibling has one does the same without a context.
	Sibling string
	Rows    []Row
	Objects []Object
}

// libraries lists the tables of all files of this package. Tables are composite literals of
// constants, which the compiler lays out: nothing runs at init.
var libraries = [...]*[]Library{
	&stdlib, &xlibs, &rpcs, &sqls, &rediss, &stores, &messaging, &httpclients, &conns,
	&cloud, &kube, &hashi, &infra, &mail, &saas, &services, &ids,
}

type key struct{ recv, name string }

type index struct {
	lib     *Library
	rows    map[key]*Row
	objects map[string]*Object
	options map[string]*Object
	makers  map[key]*Object

	mu       sync.Mutex
	siblings map[key]*Row // rows made from those of siblings
}

// paths tells the libraries by import path, by prefix (of "path/...") last.
type paths struct {
	exact  map[string]*Library // "v*" elements kept
	prefix map[string]*Library // without "/..."
}

var byPath = sync.OnceValue(func() paths {
	p := paths{exact: make(map[string]*Library), prefix: make(map[string]*Library)}
	for lib := range Libraries {
		for path := range lib.Paths {
			m, path := p.table(path)
			if m[path] != nil {
				panic("internal error: the catalog has two tables for " + path)
			}
			m[path] = lib
		}
	}
	return p
})

func (p paths) table(path string) (map[string]*Library, string) {
	if below, ok := strings.CutSuffix(path, "/..."); ok {
		return p.prefix, below
	}
	return p.exact, path
}

// find returns the library of an import path: the one that names it, else one that names
// it for any major version, else the nearest that names a folder above.
func (p paths) find(path string) *Library {
	major := anyMajor(path)
	for _, s := range [...]string{path, major} {
		if lib := p.exact[s]; lib != nil {
			return lib
		}
	}
	for _, s := range [...]string{path, major} {
		for s != "" {
			if lib := p.prefix[s]; lib != nil {
				return lib
			}
			s = s[:max(strings.LastIndexByte(s, '/'), 0)]
		}
	}
	return nil
}

// anyMajor replaces the path element that is a major version ("v2") by "v*".
func anyMajor(path string) string {
	elems := strings.Split(path, "/")
	for i, e := range elems {
		if len(e) > 1 && e[0] == 'v' && strings.Trim(e[1:], "0123456789") == "" && i > 1 {
			elems[i] = "v*"
			break
		}
	}
	return strings.Join(elems, "/")
}

// Paths yields the library's import paths, as patterns.
func (lib *Library) Paths(yield func(string) bool) {
	if yield(lib.Path) {
		for path := range strings.FieldsSeq(lib.Also) {
			if !yield(path) {
				return
			}
		}
	}
}

var (
	mu      sync.Mutex
	indexed = make(map[string]*index) // by import path; nil for one without rows
	byLib   = make(map[*Library]*index)
)

// Path returns the import path as the catalog spells it: vendored copies (vendor/ and the
// like) count as the library itself.
func Path(p *types.Package) string {
	if p == nil {
		return ""
	}
	path := p.Path()
	if i := strings.LastIndex(path, "/vendor/"); i >= 0 {
		return path[i+len("/vendor/"):]
	}
	return path
}

func lookup(path string) *index {
	mu.Lock()
	defer mu.Unlock()
	ix, ok := indexed[path]
	if ok {
		return ix
	}
	if lib := byPath().find(path); lib != nil {
		if ix = byLib[lib]; ix == nil {
			ix = newIndex(lib)
			byLib[lib] = ix
		}
	}
	indexed[path] = ix
	return ix
}

func newIndex(lib *Library) *index {
	ix := &index{lib: lib, rows: map[key]*Row{}, objects: map[string]*Object{}, options: map[string]*Object{}, makers: map[key]*Object{}, siblings: map[key]*Row{}}
	for i := range lib.Rows {
		row := &lib.Rows[i]
		for name := range strings.FieldsSeq(row.Names) {
			if row.Recv == "" {
				ix.rows[key{"", name}] = row
			}
			for recv := range strings.FieldsSeq(row.Recv) {
				ix.rows[key{recv, name}] = row
			}
		}
	}
	for i := range lib.Objects {
		obj := &lib.Objects[i]
		ix.objects[obj.Name] = obj
		for name := range strings.FieldsSeq(obj.Options) {
			ix.options[name] = obj
		}
		for name := range strings.FieldsSeq(obj.Makers) {
			recv, method, ok := strings.Cut(name, ".")
			if !ok {
				recv, method = "", name
			}
			ix.makers[key{recv, method}] = obj
		}
	}
	return ix
}

// row returns the row that names the function, or the one whose "*" stands for it, or one
// made from the row of its sibling that takes a context.
func (ix *index) row(fn *types.Func) *Row {
	if row := ix.of(RecvName(fn), fn); row != nil || !fn.Exported() {
		return row
	}
	if ix.lib.Sibling != "" && !strings.HasSuffix(fn.Name(), ix.lib.Sibling) {
		return ix.sibling(fn)
	}
	return nil
}

// of returns the row for fn as a method of the type recv, or as a function if recv is "", by name
// or by a "*".
func (ix *index) of(recv string, fn *types.Func) *Row {
	if row := ix.rows[key{recv, fn.Name()}]; row != nil || recv == "" || !fn.Exported() {
		return row
	}
	for _, k := range [...]key{{"*", fn.Name()}, {recv, "*"}, {"*", "*"}} {
		if row := ix.rows[k]; row != nil && row.standsFor(fn.Signature()) {
			return row
		}
	}
	return nil
}

// standsFor reports whether the "*" of a row stands for a method with this signature.
func (row *Row) standsFor(sig *types.Signature) bool {
	if row.findCtx {
		return contextParam(sig) >= 0 || row.Names != "*"
	}
	return row.Ctx.Arg() == contextParam(sig) && (row.Ctx != Nowhere || row.Names != "*")
}

// contextParam returns the index of the first context among the parameters, or -1.
func contextParam(sig *types.Signature) int {
	for i := range sig.Params().Len() {
		if isContext(sig.Params().At(i).Type()) {
			return i
		}
	}
	return -1
}

func isContext(t types.Type) bool {
	n, _ := types.Unalias(t).(*types.Named)
	return n != nil && n.Obj().Name() == "Context" && Path(n.Obj().Pkg()) == "context"
}

// sibling returns the row of the form of fn that takes a context, without the context.
func (ix *index) sibling(fn *types.Func) *Row {
	k := key{RecvName(fn), fn.Name()}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	if row, ok := ix.siblings[k]; ok {
		return row
	}
	var obj types.Object
	if recv := fn.Signature().Recv(); recv != nil {
		obj, _, _ = types.LookupFieldOrMethod(recv.Type(), true, fn.Pkg(), fn.Name()+ix.lib.Sibling)
	} else {
		obj = fn.Pkg().Scope().Lookup(fn.Name() + ix.lib.Sibling)
	}
	var row *Row
	if other, ok := obj.(*types.Func); ok && contextParam(fn.Signature()) < 0 {
		if r := ix.row(other); r != nil && r.Ctx.Arg() == contextParam(other.Signature()) {
			row = r.without(other.Name())
		}
	}
	ix.siblings[k] = row
	return row
}

// without returns the row of a function that lacks the context of this one.
func (row *Row) without(sibling string) *Row {
	r := *row
	for _, at := range [...]*At{&r.Req, &r.Obj, &r.Dur, &r.Text} {
		if at.Arg() > row.Ctx.Arg() {
			*at--
		}
	}
	r.Ctx, r.CtxWeak, r.CtxClient = Nowhere, false, false
	r.Use = sibling
	return &r
}

// Known reports whether the catalog or a model has rows for the package.
func Known(p *types.Package) bool {
	path := Path(p)
	return modelled(path) != nil || lookup(path) != nil
}

// Lookup returns the row and library of a function or method, or nil.
func Lookup(fn *types.Func) (*Library, *Row) {
	path := Path(fn.Pkg())
	if ix := modelled(path); ix != nil {
		if row := ix.located(ix.row(fn), key{RecvName(fn), fn.Name()}, fn.Signature()); row != nil {
			return ix.lib, row
		}
	}
	ix := lookup(path)
	if ix == nil {
		return nil, nil
	}
	return ix.lib, ix.row(fn)
}

// LookupOn returns the row and library of a method called on a value of static type t, which
// may differ from the type that declares the method, or nil.
func LookupOn(t types.Type, fn *types.Func) (*Library, *Row) {
	if n := named(t); n != nil {
		path := Path(n.Obj().Pkg())
		for _, ix := range [...]*index{modelled(path), lookup(path)} {
			if ix == nil {
				continue
			}
			k := key{n.Obj().Name(), fn.Name()}
			if row := ix.located(ix.rows[k], k, fn.Signature()); row != nil {
				return ix.lib, row
			}
			if obj := ix.objects[n.Obj().Name()]; obj != nil && obj.Queue {
				return ix.lib, &queued
			}
		}
	}
	return Lookup(fn)
}

// LookupClient returns the row and library of fn, a method of somebody's interface, as a method of
// the type Client of p, the package that declares what it is given; or nil.
func LookupClient(p *types.Package, fn *types.Func) (*Library, *Row) {
	ix := lookup(Path(p))
	if ix == nil {
		return nil, nil
	}
	return ix.lib, ix.of("Client", fn)
}

// LookupValue returns the row and library of the call of a value of the function type t, or nil.
func LookupValue(t types.Type) (*Library, *Row) {
	n := named(t)
	if n == nil {
		return nil, nil
	}
	path := Path(n.Obj().Pkg())
	if ix := modelled(path); ix != nil {
		if row := ix.value(n); row != nil {
			return ix.lib, row
		}
	}
	ix := lookup(path)
	if ix == nil {
		return nil, nil
	}
	return ix.lib, ix.value(n)
}

// value returns the row of the call of a value of the type, or nil.
func (ix *index) value(n *types.Named) *Row {
	sig, ok := n.Underlying().(*types.Signature)
	if !ok {
		return nil
	}
	k := key{n.Obj().Name(), "()"}
	if row := ix.rows[k]; row != nil {
		return ix.located(row, k, sig)
	}
	return ix.located(ix.rows[key{"*", "()"}], k, sig)
}

// queued is the row of whatever is called through an object that only queues.
var queued = Row{Role: Local}

// ObjectOf returns the description of a named type (or a pointer to one), or nil.
func ObjectOf(t types.Type) *Object {
	n := named(t)
	if n == nil {
		return nil
	}
	path := Path(n.Obj().Pkg())
	if ix := modelled(path); ix != nil {
		if obj := ix.objects[n.Obj().Name()]; obj != nil {
			return obj
		}
	}
	if ix := lookup(path); ix != nil {
		if obj := ix.objects[n.Obj().Name()]; obj != nil {
			return obj
		}
		return ix.objects["*"]
	}
	return nil
}

// MakerOf returns the object that fn, a function or method of a library, makes, or nil.
func MakerOf(fn *types.Func) *Object {
	path := Path(fn.Pkg())
	k := key{RecvName(fn), fn.Name()}
	if ix := modelled(path); ix != nil && ix.makers[k] != nil {
		return ix.makers[k]
	}
	if ix := lookup(path); ix != nil {
		return ix.makers[k]
	}
	return nil
}

// OptionOf returns the object on which the option made by fn sets a limit, or nil.
func OptionOf(fn *types.Func) *Object {
	if RecvName(fn) != "" {
		return nil
	}
	path := Path(fn.Pkg())
	if ix := modelled(path); ix != nil && ix.options[fn.Name()] != nil {
		return ix.options[fn.Name()]
	}
	if ix := lookup(path); ix != nil {
		return ix.options[fn.Name()]
	}
	return nil
}

// Libraries yields every table, for tests and documentation.
func Libraries(yield func(*Library) bool) {
	for _, table := range libraries {
		for i := range *table {
			if !yield(&(*table)[i]) {
				return
			}
		}
	}
}

// RecvName returns the name of the receiver's type without pointer, or "".
func RecvName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return ""
	}
	if n := named(recv.Type()); n != nil {
		return n.Obj().Name()
	}
	return ""
}

func named(t types.Type) *types.Named {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	n, _ := t.(*types.Named)
	return n
}
