// Package repeat finds what goes wrong when code runs again because it failed: a body that
// the first attempt has read, a write that took place although its reply was lost, a key
// that is new each time, state that the first attempt left behind.
//
// # Used up (use.go, reuse.go, content.go, path.go)
//
// A request with a body, or a reader, can be sent or read once. A call uses it up if it
// sends the request, makes a request of the reader, reads it to its end, or hands it to a
// function whose summary says so. The value is used up twice if there is a path from such a
// call to such a call of the same value which neither makes the value anew nor rewinds it:
// round a loop, from a first try to a second one further down, or through the end of a
// function literal that a retry helper runs again. What may be a rewind counts as one, on
// whatever path: a test of the attempt's number makes most of them conditional, and the
// graph does not know that it holds for every attempt but the first.
//
// # Done twice (write.go, after.go, key.go, library.go)
//
// A write is done twice if an attempt region repeats an operation whose effect is known not
// to be idempotent, and the region tries again after failures that may come after sending.
//
// # Left behind (leftover.go, nested.go, writer.go)
//
// An attempt leaves behind what it appends or writes to a variable from outside the region,
// if it can fail after that and nothing resets the variable where the next attempt begins.
package repeat

import (
	"fmt"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/effect"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

// maxBlocks bounds the functions that are looked at; larger ones are silent.
const maxBlocks = 3000

// Env is what the analysis of a package needs from the other parts.
type Env struct {
	Program *program.Program
	SSA     *program.SSA
	Origin  *origin.Tracer
	// Imported returns the summary of a function of another package. known is false when
	// nothing is known of it: it may rewind what it is given.
	Imported func(*types.Func) (s *Summary, known bool)
	// Idempotent tells whether a comment says that doing a function twice is as good as doing
	// it once. It returns nil if none does, else a function to be told what that silences.
	Idempotent func(*types.Func) func(pos token.Pos, what string)
	// Attempts returns the attempt regions of the package; it is called when all functions
	// have been analysed.
	Attempts func() *attempts.Analysis
}

// A Region is code that runs again because it failed: what this package needs of it.
type Region struct {
	Fn   *ssa.Function     // whose code is repeated: the function around a loop, or the literal that a helper runs
	Loop []*ssa.BasicBlock // the blocks of the loop; nil when all of Fn is repeated
	Ops  []ssa.CallInstruction
	Pos  token.Pos
	// Back is the call by which the function starts over, nil for a loop and a literal.
	Back *ssa.Call
	// Filter tells after which failures the helper that runs the literal runs it again.
	Filter After
	// Runner is the call that runs the literal again, nil for a loop.
	Runner ssa.CallInstruction
	// Name says in messages what repeats it: "the retry loop", "backoff.Retry".
	Name string
	// Polls says that the answer of an operation that worked decides whether it is repeated.
	Polls bool
	// Answers says that it is repeated after a failure, and after an answer that is not as hoped.
	Answers bool
	// Commits says that a commit follows the region, which starts over if it fails: even
	// what succeeded is done again.
	Commits bool
	// Conflicts says that it is repeated after conflicts alone: an operation that fails in
	// another way is not.
	Conflicts bool
	// Marked says that only an error which is marked as one to try again repeats it.
	Marked bool
	// Stops are the errors for which the helper looks, and ends.
	Stops []stop
}

// Whole reports whether the region repeats all of its function.
func (r *Region) Whole() bool { return r.Loop == nil }

// Has reports whether the region repeats block b.
func (r *Region) Has(b *ssa.BasicBlock) bool {
	if r.Whole() {
		return b.Parent() == r.Fn
	}
	for _, l := range r.Loop {
		if l == b {
			return true
		}
	}
	return false
}

// A Summary is what callers need to know of a function. It travels in facts.
type Summary struct {
	UsesUp []Used // parameters whose body or content a call uses up
	// Rewinds says that the function may rewind or replace the body of what it is given.
	Rewinds bool
	Fills   []int   // parameters, writers, that a call which fails may have written to in part
	Reruns  []int   // parameters, functions, that a call runs again if they fail
	Holds   []Hold  // parameters, readers, that a result goes on holding
	Writes  []Write // non-idempotent operations that a call does
	// NewKey names the key that every call makes anew for what it sends.
	NewKey string
	// Idempotent says that a repeat is harmless, by the word of a comment.
	Idempotent bool
}

// Used says that a call uses up a parameter; the receiver of a method is parameter 0.
type Used struct {
	Param int
	// Field names the field of the parameter, a struct, that holds the reader; "" if the parameter is it.
	Field string
	// Body says that the reader becomes the body of a request, or that the parameter is the request.
	Body bool
	By   string // the library call that does it
	// Some says that the function asks for the reader's type: some may be left alone.
	Some bool
}

// A Hold says that result Result holds the reader given as parameter Param.
type Hold struct{ Param, Result int }

func (s *Summary) empty() bool {
	return len(s.UsesUp) == 0 && !s.Rewinds && len(s.Holds) == 0 && len(s.Fills) == 0 && len(s.Reruns) == 0 && len(s.Writes) == 0 && s.NewKey == "" && !s.Idempotent
}

// String is fit for // want comments.
func (s *Summary) String() string {
	var parts []string
	for _, u := range s.UsesUp {
		field := ""
		if u.Field != "" {
			field = "." + u.Field
		}
		parts = append(parts, fmt.Sprintf("uses up %d%s (%s)", u.Param, field, u.By))
	}
	if s.Rewinds {
		parts = append(parts, "rewinds")
	}
	for _, h := range s.Holds {
		parts = append(parts, fmt.Sprintf("result %d holds %d", h.Result, h.Param))
	}
	for _, f := range s.Fills {
		parts = append(parts, fmt.Sprintf("fills %d", f))
	}
	for _, r := range s.Reruns {
		parts = append(parts, fmt.Sprintf("reruns %d", r))
	}
	for i := range s.Writes {
		parts = append(parts, s.Writes[i].String())
	}
	if s.NewKey != "" {
		parts = append(parts, "new key "+s.NewKey)
	}
	if s.Idempotent {
		parts = append(parts, "idempotent")
	}
	return strings.Join(parts, ", ")
}

// An Analysis holds what was found in one package.
type Analysis struct {
	Env
	read      effect.Reader
	summaries map[*ssa.Function]*Summary
	regions   map[*ssa.Function][]*Region
	reuses    map[*ssa.Function][]*Reuse
	posts     *bool // the package makes a POST request, once asked
	noBodies  *bool // the package makes requests without bodies only, once asked
	getBody   *bool // see tellsGetBody

	implementers map[*types.TypeName]types.Type // the only ones, nil for none
	concrete     []*types.TypeName              // the declared types that may be one, once asked
	handed       map[types.Object][]handing     // the declared functions given to calls, once asked
	taken        []*ssa.Function                // the declared functions used as values, once asked
	setters      []*ssa.Function                // the functions that set a key, once asked
	idemFields   map[*types.Var]bool            // clients of idempotent procedures, once asked
	heldBodies   map[*ssa.Function][]held
	heldMethods  map[*ssa.Function][]held
}

// New returns an analysis without results.
func New(env Env) *Analysis {
	return &Analysis{
		Env:       env,
		read:      effect.Reader{Tracer: env.Origin},
		summaries: make(map[*ssa.Function]*Summary),
		regions:   make(map[*ssa.Function][]*Region),
		reuses:    make(map[*ssa.Function][]*Reuse),

		implementers: make(map[*types.TypeName]types.Type),
		heldBodies:   make(map[*ssa.Function][]held),
		heldMethods:  make(map[*ssa.Function][]held),
	}
}

// Function analyses fn, whose callees in this package have been analysed where possible.
func (a *Analysis) Function(fn *ssa.Function) {
	s := new(Summary)
	if len(fn.Blocks) <= maxBlocks {
		s.Rewinds = a.rewinds(fn)
		if !s.Rewinds {
			a.summarizeUse(fn, s)
		}
		a.summarizeWrites(fn, s)
		a.summarizeFills(fn, s)
		a.summarizeReruns(fn, s)
	} else {
		s.Rewinds = true // anything may happen in it
	}
	a.declared(fn, s)
	a.summaries[fn] = s
}

// declared forgets the writes of a function if a comment says that a repeat is harmless.
func (a *Analysis) declared(fn *ssa.Function, s *Summary) {
	said := a.idempotent(fn)
	if said == nil {
		return
	}
	for i := range s.Writes {
		said(fn.Pos(), s.Writes[i].What)
	}
	s.Writes, s.NewKey, s.Idempotent = nil, "", true
}

// idempotent returns what Env.Idempotent says of the declaration that holds fn.
func (a *Analysis) idempotent(fn *ssa.Function) func(token.Pos, string) {
	obj, ok := origin.Outermost(fn).Object().(*types.Func)
	if !ok || a.Idempotent == nil {
		return nil
	}
	return a.Idempotent(obj)
}

// Summary returns the summary of a function of this package, or nil when there is nothing to say.
func (a *Analysis) Summary(fn *ssa.Function) *Summary {
	if s := a.summaries[fn]; s != nil && !s.empty() {
		return s
	}
	return nil
}

// summaryOf returns what is known of the function that a call enters. known is false when
// the callee is not in sight.
func (a *Analysis) summaryOf(call ssa.CallInstruction) (s *Summary, callee *types.Func, known bool) {
	c := call.Common()
	if c.IsInvoke() {
		if fn := a.implementer(c); fn != nil {
			s := a.summaries[fn]
			return s, c.Method, s != nil
		}
		return nil, c.Method, false
	}
	if fn := origin.Callee(c); fn != nil {
		obj, _ := fn.Object().(*types.Func)
		if fn.Pkg == a.SSA.Pkg || obj == nil {
			s := a.summaries[fn]
			return s, obj, s != nil
		}
		if obj.Pkg() != nil && standard(obj.Pkg().Path()) {
			return nil, obj, true
		}
		s, known := a.Imported(obj.Origin())
		return s, obj, known
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil, nil, true
	}
	fns, closed := a.Origin.Targets(call, nil, call.Parent())
	if closed && len(fns) == 1 && a.summaries[fns[0]] != nil {
		return a.summaries[fns[0]], nil, true
	}
	return nil, nil, false
}

// implementer returns the method that a call through an interface of this package enters,
// if one type of the package alone implements it: what an interface with one
// implementation beside it stands for. It is nil otherwise.
func (a *Analysis) implementer(c *ssa.CallCommon) *ssa.Function {
	n, ok := types.Unalias(c.Value.Type()).(*types.Named)
	if !ok || n.Obj().Pkg() != a.SSA.Pkg.Pkg || n.TypeParams().Len() > 0 {
		return nil
	}
	t, ok := a.implementers[n.Obj()]
	if !ok {
		t = a.onlyImplementer(n.Underlying().(*types.Interface))
		a.implementers[n.Obj()] = t
	}
	if t == nil {
		return nil
	}
	fn := a.SSA.Pkg.Prog.LookupMethod(t, c.Method.Pkg(), c.Method.Name())
	if fn == nil || a.summaries[fn] == nil {
		return nil // promoted from a field, or not analysed yet
	}
	return fn
}

// onlyImplementer returns the one type of the package, or pointer to it, that implements the
// interface outside of test files, or nil.
func (a *Analysis) onlyImplementer(it *types.Interface) (only types.Type) {
	for _, tn := range a.concreteTypes() {
		var t types.Type = types.NewPointer(tn.Type())
		if types.Implements(tn.Type(), it) {
			t = tn.Type()
		} else if !types.Implements(t, it) {
			continue
		}
		if a.inTest(tn.Pos()) {
			continue
		}
		if only != nil {
			return nil
		}
		only = t
	}
	return only
}

// concreteTypes returns the declared types of the package but for
// interfaces and generic ones.
func (a *Analysis) concreteTypes() []*types.TypeName {
	if a.concrete == nil {
		a.concrete = []*types.TypeName{}
		scope := a.SSA.Pkg.Pkg.Scope()
		for _, name := range scope.Names() {
			tn, ok := scope.Lookup(name).(*types.TypeName)
			if !ok || tn.IsAlias() || types.IsInterface(tn.Type()) {
				continue
			}
			if n, ok := tn.Type().(*types.Named); ok && n.TypeParams().Len() == 0 {
				a.concrete = append(a.concrete, tn)
			}
		}
	}
	return a.concrete
}

// inTest reports whether a declaration stands in a test file.
func (a *Analysis) inTest(pos token.Pos) bool {
	return strings.HasSuffix(a.Program.Pass.Fset.Position(pos).Filename, "_test.go")
}

// standard reports whether a path is one of the standard library: its first element has no dot.
func standard(path string) bool {
	head, _, _ := strings.Cut(path, "/")
	return !strings.Contains(head, ".") && stdRoots[head]
}

var stdRoots = map[string]bool{
	"archive": true, "bufio": true, "bytes": true, "cmp": true, "compress": true, "container": true, "context": true, "crypto": true,
	"database": true, "encoding": true, "errors": true, "expvar": true, "flag": true, "fmt": true, "hash": true, "html": true, "image": true,
	"io": true, "iter": true, "log": true, "maps": true, "math": true, "mime": true, "net": true, "os": true, "path": true, "reflect": true,
	"regexp": true, "runtime": true, "slices": true, "sort": true, "strconv": true, "strings": true, "sync": true, "syscall": true,
	"testing": true, "text": true, "time": true, "unicode": true, "unique": true, "unsafe": true,
}
