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
)

// A Row describes functions or methods of one library that share a behaviour.
type Row struct {
	Recv   string // the receiver's type name without pointer; "" for functions
	Names  string // the functions or methods, separated by spaces
	Role   Role
	Ctx    At     // the context that ends the call
	Req    At     // the request whose context ends the call
	Obj    At     // the object (client, dialer, pool, connection) whose own limits end the call
	Dur    At     // the duration (or deadline) argument that ends the call; a zero is no limit
	Bound  bool   // the library ends the call by itself if nobody sets anything
	Effect Effect // what it does at the other end
	Text   At     // the SQL text or HTTP method that decides the effect
	// Attempts is how often the library itself tries with its default options,
	// the first time included: 0 and 1 mean once, -1 without a cap.
	Attempts int8
	Use      string // the way out, for messages: the sibling or option that can be bounded
	Note     string // what a reader of a finding should know; rarely needed
}

// An Object describes a type whose values carry limits of their own.
type Object struct {
	Name    string // the type's name
	Limits  string // fields of which one positive value ends every call, separated by spaces
	Partial string // fields that end only a phase (dial, headers)
	Inner   string // fields that hold another object whose limits count as well
	Setters string // methods that set a limit from a duration or time argument
	// Makers are the library's functions that return such an object, each
	// taking its limits from the options among its arguments.
	Makers  string
	Options string // functions of the library that make an option which sets a limit
	Bound   bool   // the zero value, or what Makers return without options, ends its calls by itself
	Knob    string // the field or option to name in messages; the first of Limits if empty
}

// A Library is one import path.
type Library struct {
	Path    string // import path
	Version string // the version read, "go1.26.8" for the standard library
	Family  string // what it speaks, for statistics and words: "HTTP", "SQL", "Redis"
	Rows    []Row
	Objects []Object
}

// libraries lists the tables of all files of this package. Tables are composite literals of
// constants, which the compiler lays out: nothing runs at init.
var libraries = [...]*[]Library{
	&stdlib,
}

type key struct{ recv, name string }

type index struct {
	lib     *Library
	rows    map[key]*Row
	objects map[string]*Object
	options map[string]*Object
	makers  map[string]*Object
}

var byPath = sync.OnceValue(func() map[string]*Library {
	m := make(map[string]*Library)
	for _, table := range libraries {
		for i := range *table {
			lib := &(*table)[i]
			if m[lib.Path] != nil {
				panic("internal error: the catalog has two tables for " + lib.Path)
			}
			m[lib.Path] = lib
		}
	}
	return m
})

var (
	mu      sync.Mutex
	indexed = make(map[string]*index)
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
	lib := byPath()[path]
	if lib == nil {
		return nil
	}
	mu.Lock()
	defer mu.Unlock()
	if ix := indexed[path]; ix != nil {
		return ix
	}
	ix := &index{lib: lib, rows: map[key]*Row{}, objects: map[string]*Object{}, options: map[string]*Object{}, makers: map[string]*Object{}}
	for i := range lib.Rows {
		row := &lib.Rows[i]
		for name := range strings.FieldsSeq(row.Names) {
			ix.rows[key{row.Recv, name}] = row
		}
	}
	for i := range lib.Objects {
		obj := &lib.Objects[i]
		ix.objects[obj.Name] = obj
		for name := range strings.FieldsSeq(obj.Options) {
			ix.options[name] = obj
		}
		for name := range strings.FieldsSeq(obj.Makers) {
			ix.makers[name] = obj
		}
	}
	indexed[path] = ix
	return ix
}

// Known reports whether the catalog has rows for the package.
func Known(p *types.Package) bool { return byPath()[Path(p)] != nil }

// Lookup returns the row and library of a function or method, or nil.
func Lookup(fn *types.Func) (*Library, *Row) {
	ix := lookup(Path(fn.Pkg()))
	if ix == nil {
		return nil, nil
	}
	row := ix.rows[key{RecvName(fn), fn.Name()}]
	return ix.lib, row
}

// ObjectOf returns the description of a named type (or a pointer to one), or nil.
func ObjectOf(t types.Type) *Object {
	n := named(t)
	if n == nil {
		return nil
	}
	if ix := lookup(Path(n.Obj().Pkg())); ix != nil {
		return ix.objects[n.Obj().Name()]
	}
	return nil
}

// MakerOf returns the object that fn, a function of a library, makes, or nil.
func MakerOf(fn *types.Func) *Object {
	if ix := lookup(Path(fn.Pkg())); ix != nil && RecvName(fn) == "" {
		return ix.makers[fn.Name()]
	}
	return nil
}

// OptionOf returns the object on which the option made by fn sets a limit, or nil.
func OptionOf(fn *types.Func) *Object {
	if ix := lookup(Path(fn.Pkg())); ix != nil && RecvName(fn) == "" {
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
