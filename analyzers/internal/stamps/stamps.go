// Package stamps tells which values of a package are points in time, whose clock they
// were read from, and where they decide something.
//
// # The model
//
// A stamp has a colour. It is local with its monotonic reading (a fresh time.Now()), local
// without it (UTC, Local, In, Unix*, a rebuilt time: "stripped"), or foreign (decoded,
// parsed, received: another clock made it). Two readings that both keep the monotonic part
// say exactly how long it was; two stamps of this process of which one lost it say what
// the wall clock was told meanwhile; and a foreign stamp against a local one says how far
// two clocks are apart.
//
// # The algorithm
//
// Evaluation goes backwards from the places that may decide (comparisons, differences,
// timers, deadlines) and unites what may reach them: through locals, phis, closures,
// pointers to locals, struct fields, package variables, maps and slices (all stores the
// package makes to the field, whatever the object), results of functions, and parameters
// (all calls, where all are in sight). A function's results are evaluated once with its
// parameters left open and filled in at each call. Integers are everywhere, so they are
// first marked forwards from the few calls that turn a time into a number; only marked
// comparisons are looked at.
//
// From a comparison the analysis goes forwards: does its outcome branch to something that
// has an effect, feed a timer, leave as a bool? A branch that only logs or counts decides
// nothing.
//
// # Assumptions
//
//   - Unknown is a colour of its own and is never left out: a value that may come from
//     somewhere that is not in sight makes no finding that needs to know all its sources.
//   - A field that other packages cannot name holds what this package stores into it.
//     An exported field may hold more; such findings are graded possible.
//   - Test files are no evidence. Work is bounded in steps; beyond the bound a value is
//     unknown, hence silent.
//   - Round and Truncate to a positive unit, AddDate and calendar arithmetic want the wall
//     clock; Round(0) and Truncate(-1) say so outright.
package stamps

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// Kinds is the set of colours that a value may have.
type Kinds uint16

// The colours.
const (
	Mono     Kinds = 1 << iota // read from this process's clock, monotonic reading intact
	Stripped                   // read from this process's clock, monotonic reading gone
	Foreign                    // made by another clock: decoded, parsed, received
	File                       // the time of a file
	Const                      // a constant or a zero value: says nothing
	Unknown                    // may come from somewhere not in sight
	Aligned                    // cut to a grid of the wall clock
	Wall                       // stripped on purpose: Round(0)
	Open                       // a field or variable that other packages may set
	Floored                    // never below its predecessor: max(now, last+1)
	Coarse                     // cut to whole seconds
)

const local = Mono | Stripped

// An Origin is a place where a stamp was made.
type Origin struct {
	Kind Kinds
	Expr string // as a reader would write it: "time.Now().UTC()"
	Func string // the function in which it stands
	Pos  token.Pos
	call *ssa.Call // the call that made or stripped it, where in sight
	at   *ssa.Call // the call of the function that made it, which does nothing else
	kept bool      // another package kept it, and hands it out
}

// A Value is what is known of a stamp.
type Value struct {
	Kinds
	Origins  []*Origin
	Carriers []*types.Var // the fields and variables it was kept in
	params   []param
	margin   bool          // a quantity named for skew was added
	shifted  bool          // something was added or subtracted
	earlier  bool          // a constant was subtracted
	seconds  bool          // an integer that counts seconds
	added    string        // the names of what was added or subtracted
	length   time.Duration // the largest constant of them
}

// A param is a parameter that the value depends on, with what happened to it on the way.
type param struct {
	p    *ssa.Parameter
	add  Kinds
	step *Origin // what took the monotonic reading, if something did
}

// Summary is what importers need to know of a function, a variable or a field. The zero
// Summary says that nothing of interest is known.
type Summary struct {
	Results  []Result // stamps that a function returns
	Params   []Use    // parameters that decide by elapsed time
	Holds    Kinds    // of a field or variable: what this package stores into it
	Compared string   // of a field: the function that measures elapsed time against it
}

// A Result is a stamp that a function returns.
type Result struct {
	Index  int
	Kinds  Kinds
	Shift  bool   // something was added or subtracted
	Kept   bool   // it was kept in a field or variable
	Expr   string // how it is made: "time.Now().UTC()"
	Params []Flow
}

// A Flow says that parameter Index reaches a result, Add being what happens to it.
type Flow struct {
	Index int // the receiver counts as 0 in a method
	Add   Kinds
}

// A Use says that elapsed time is measured against parameter Index.
type Use struct {
	Index int
	Func  string // where
}

// Empty reports whether the summary says nothing.
func (s *Summary) Empty() bool {
	return s == nil || len(s.Results) == 0 && len(s.Params) == 0 && s.Holds == 0 && s.Compared == ""
}

// String is fit for // want comments.
func (s *Summary) String() string {
	var parts []string
	for _, r := range s.Results {
		parts = append(parts, fmt.Sprintf("result %d %s", r.Index, r.Kinds))
		for _, p := range r.Params {
			parts = append(parts, fmt.Sprintf("parameter %d to result %d", p.Index, r.Index))
		}
	}
	for _, u := range s.Params {
		parts = append(parts, fmt.Sprintf("measures against parameter %d", u.Index))
	}
	if s.Holds != 0 {
		parts = append(parts, "holds "+s.Holds.String())
	}
	if s.Compared != "" {
		parts = append(parts, "compared in "+s.Compared)
	}
	return strings.Join(parts, ", ")
}

func (k Kinds) String() string {
	names := [...]string{"mono", "stripped", "foreign", "file", "const", "unknown", "aligned", "wall", "open", "floored", "coarse"}
	var list []string
	for i, n := range names {
		if k&(1<<i) != 0 {
			list = append(list, n)
		}
	}
	return strings.Join(list, "|")
}

// Env is what the analysis works on.
type Env struct {
	Program *program.Program
	SSA     *program.SSA
	Origin  *origin.Tracer
	// Imported returns the summary of an object of another package; known is false if
	// nothing is known of it, not even that there is nothing to know.
	Imported func(types.Object) (s *Summary, known bool)
}

// An Analysis follows the stamps of one package.
type Analysis struct {
	env    Env
	pkg    *types.Package
	ix     *index
	memo   map[any]*Value
	stack  map[any]int // nodes under evaluation, with their depth
	low    int         // the shallowest node that the evaluation under way came back to
	steps  int
	uses   map[*ssa.Function][]Use
	taken  map[ssa.Instruction]bool // comparisons that have their finding
	allows map[*ssa.Function]bool   // functions that allow for clocks that disagree
	ops    []*ssa.BinOp             // see marked
	done   bool
	files  map[*token.File]*syntax

	elapsed []*Elapsed
	order   []*Order
	ids     []*ID
	expiry  []*Expiry
	fields  map[*types.Var]*Summary
}

// maxSteps bounds the evaluation of one decision. Beyond it the value is unknown.
const maxSteps = 4000

// New returns an analysis of the package. Nothing is done before Run.
func New(env Env) *Analysis {
	return &Analysis{
		env: env, pkg: env.SSA.Pkg.Pkg,
		memo: make(map[any]*Value), stack: make(map[any]int), low: math.MaxInt,
		uses: make(map[*ssa.Function][]Use), fields: make(map[*types.Var]*Summary), taken: make(map[ssa.Instruction]bool),
		allows: make(map[*ssa.Function]bool),
	}
}

// Interesting reports whether a package can have anything to find or to tell: it must turn
// times into other times or numbers, or compare them. Reading the clock and subtracting
// readings, as all code does for its metrics, is not enough.
func Interesting(p *program.Program) bool {
	measures := false
	for _, fn := range p.Calls {
		if fn.Pkg() == nil || fn.Pkg().Path() != "time" {
			continue
		}
		switch recvName(fn) {
		case "Time":
			switch fn.Name() {
			case "UTC", "Local", "In", "Unix", "UnixNano", "UnixMilli", "UnixMicro", "Round", "Truncate",
				"After", "Before", "Compare", "Format":
				return true
			case "Sub":
				measures = true
			}
		case "":
			switch fn.Name() {
			case "Unix", "UnixMilli", "UnixMicro", "Parse", "ParseInLocation":
				return true
			case "Now", "Since", "Until":
				measures = true
			}
		}
	}
	if measures {
		for _, imp := range p.Pass.Pkg.Imports() {
			switch imp.Path() {
			case "crypto/x509", "encoding/json", "database/sql":
				return true // NotBefore: time.Now(); time.Since of what was decoded
			}
		}
	}
	return ordersByNumber(p)
}

// ordersByNumber reports whether the package compares the same field of two records, and
// the field's name says time: it need not call package time for that.
func ordersByNumber(p *program.Program) bool {
	if p.Inspector == nil {
		return false
	}
	for cur := range p.Inspector.Root().Preorder((*ast.BinaryExpr)(nil)) {
		e := cur.Node().(*ast.BinaryExpr)
		switch e.Op {
		case token.LSS, token.LEQ, token.GTR, token.GEQ:
			x, ok := e.X.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			y, ok := e.Y.(*ast.SelectorExpr)
			if ok && x.Sel.Name == y.Sel.Name && hasWord(isTimeWord, x.Sel.Name) {
				return true
			}
		}
	}
	return false
}

// Run analyzes the package. It does its work once.
func (a *Analysis) Run() {
	if a.done {
		return
	}
	a.done = true
	a.ix = newIndex(a)
	if !a.ix.any() {
		return
	}
	a.findOrder() // before elapsed: both look at comparisons, and a stamp of another clock wins
	a.findExpiry()
	a.findElapsed()
	a.findIDs()
}

// Elapsed returns the elapsed times taken from stripped stamps of this process.
func (a *Analysis) Elapsed() []*Elapsed { a.Run(); return a.elapsed }

// Order returns the places where stamps of other clocks decide an order.
func (a *Analysis) Order() []*Order { a.Run(); return a.order }

// IDs returns the stamps that serve as identities.
func (a *Analysis) IDs() []*ID { a.Run(); return a.ids }

// Expiries returns the validities judged by this machine's wall clock.
func (a *Analysis) Expiries() []*Expiry { a.Run(); return a.expiry }

// Summaries yields what importers need to know of the package's objects, in the order of
// their names; objects of which there is nothing to say are left out.
func (a *Analysis) Summaries() iter.Seq2[types.Object, *Summary] {
	a.Run()
	return func(yield func(types.Object, *Summary) bool) {
		if !a.ix.any() {
			return
		}
		scope := a.pkg.Scope()
		for _, name := range scope.Names() {
			obj := scope.Lookup(name)
			if !obj.Exported() {
				continue
			}
			if s := a.Summary(obj); s != nil && !yield(obj, s) {
				return
			}
			n, ok := obj.Type().(*types.Named)
			if _, isType := obj.(*types.TypeName); !ok || !isType {
				continue
			}
			for i := range n.NumMethods() {
				if m := n.Method(i); m.Exported() {
					if s := a.Summary(m); s != nil && !yield(m, s) {
						return
					}
				}
			}
			if st, ok := n.Underlying().(*types.Struct); ok {
				for i := range st.NumFields() {
					if f := st.Field(i); f.Exported() {
						if s := a.Summary(f); s != nil && !yield(f, s) {
							return
						}
					}
				}
			}
		}
	}
}

// Summary returns what importers of the package need to know of obj, or nil.
func (a *Analysis) Summary(obj types.Object) *Summary {
	a.Run()
	if !a.ix.any() || obj.Pkg() != a.pkg {
		return nil // nothing here, or a field of another package's struct under a new name
	}
	var s *Summary
	switch obj := obj.(type) {
	case *types.Func:
		if fn := a.env.SSA.Pkg.Prog.FuncValue(obj); fn != nil && fn.Blocks != nil {
			s = a.summarize(fn)
		}
	case *types.Var:
		s = a.fields[obj]
		if obj.IsField() && isStampType(obj.Type()) && len(a.ix.fieldAddrs[obj]) > 0 {
			if s == nil {
				s = new(Summary)
			}
			a.steps = 0
			if k := a.contents(obj).Kinds &^ Open; k&(local|Foreign|File) != 0 {
				s.Holds = k
			}
		}
	}
	if s.Empty() {
		return nil
	}
	return s
}

func (a *Analysis) summarize(fn *ssa.Function) *Summary {
	s := &Summary{Params: a.uses[fn]}
	res := fn.Signature.Results()
	for i := range res.Len() {
		if !isStampType(res.At(i).Type()) {
			continue
		}
		v := a.result(fn, i)
		if v.Kinds&(Unknown|Const) == v.Kinds && len(v.params) == 0 {
			continue
		}
		r := Result{Index: i, Kinds: v.Kinds, Shift: v.shifted, Kept: len(v.Carriers) > 0}
		for _, o := range v.Origins {
			r.Expr = o.Expr
			break
		}
		for _, p := range v.params {
			if p.p.Parent() == fn {
				r.Params = append(r.Params, Flow{origin.ParamIndex(p.p), p.add})
			} else {
				r.Kinds |= Unknown
			}
		}
		slices.SortFunc(r.Params, func(x, y Flow) int { return x.Index - y.Index })
		s.Results = append(s.Results, r)
	}
	return s
}

// FuncName names a function as messages do: "Type.Method" or "Func", a literal by the
// function around it.
func FuncName(fn *ssa.Function) string {
	fn = origin.Outermost(fn)
	if recv := fn.Signature.Recv(); recv != nil {
		if n := origin.Named(recv.Type()); n != nil {
			return n.Obj().Name() + "." + fn.Name()
		}
	}
	if fn.Name() == "init" {
		return "a package variable"
	}
	return fn.Name()
}

// CarrierName names a field or variable as messages do.
func (a *Analysis) CarrierName(v *types.Var) string {
	if a.ix != nil && v.IsField() {
		if n := a.ix.owner[v]; n != nil {
			return n.Obj().Name() + "." + v.Name()
		}
	}
	return v.Name()
}

func recvName(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil {
		if n := origin.Named(recv.Type()); n != nil {
			return n.Obj().Name()
		}
	}
	return ""
}

// isTime reports whether t is time.Time.
func isTime(t types.Type) bool { return isNamed(t, "time", "Time") }

func isNamed(t types.Type, path, name string) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Name() == name && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == path
}

// isWrapper reports whether t is a struct that is nothing but a time: one that is known, one
// that embeds a time for the sake of its methods (JSONTime, NumericDate), or a column that may
// be null (Time and Valid).
func isWrapper(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	switch n.Obj().Pkg().Path() {
	case "k8s.io/apimachinery/pkg/apis/meta/v1":
		return n.Obj().Name() == "Time" || n.Obj().Name() == "MicroTime"
	case "database/sql":
		return n.Obj().Name() == "NullTime"
	case "google.golang.org/protobuf/types/known/timestamppb":
		return n.Obj().Name() == "Timestamp"
	}
	st, ok := n.Underlying().(*types.Struct)
	if !ok || st.NumFields() == 0 || !isTime(st.Field(0).Type()) {
		return false
	}
	switch st.NumFields() {
	case 1:
		return st.Field(0).Embedded()
	case 2, 3:
		return st.Field(0).Name() == "Time" && st.Field(st.NumFields()-1).Name() == "Valid"
	}
	return false
}

// isStampType reports whether values of type t may be stamps: times, wrappers of times,
// wide integers, and pointers to them.
func isStampType(t types.Type) bool {
	t = types.Unalias(t)
	if p, ok := t.(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	if isTime(t) || isWrapper(t) {
		return true
	}
	b, ok := t.Underlying().(*types.Basic)
	if !ok || isNamed(t, "time", "Duration") {
		return false
	}
	switch b.Kind() {
	case types.Int64, types.Uint64, types.Int, types.Float64, types.Int32, types.Uint32:
		return true
	}
	return false
}

// A Site is a finding's place with what every class of finding has.
type Site struct {
	Pos, End   token.Pos
	Confidence settings.Confidence
	Func       string // the function in which it stands
}

// String names the origin of a stamp for a message.
func (o *Origin) String() string {
	if o.Func == "" {
		return o.Expr
	}
	return o.Expr + " in " + o.Func
}

// words splits a name into its lower-case words.
func words(name string) []string {
	var list []string
	start := 0
	flush := func(end int) {
		if end > start {
			list = append(list, strings.ToLower(name[start:end]))
		}
		start = end
	}
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '_' || c == '-' || c == '.' || c == '/' || c == ' ' || c == ':' || c == '%' || c == '(' || c == ')' || c == ',' || c == '\n':
			flush(i)
			start = i + 1
		case c >= 'A' && c <= 'Z' && i > start:
			prevLower := name[i-1] < 'A' || name[i-1] > 'Z'
			nextLower := i+1 < len(name) && name[i+1] >= 'a' && name[i+1] <= 'z'
			// An acronym's plural (IDs) is one word.
			if prevLower || nextLower && !(name[i+1] == 's' && i+2 == len(name)) {
				flush(i)
			}
		}
	}
	flush(len(name))
	return list
}

// hasWord reports whether is holds for any word of the names.
func hasWord(is func(string) bool, names ...string) bool {
	for _, n := range names {
		for _, w := range words(n) {
			if is(w) {
				return true
			}
		}
	}
	return false
}
