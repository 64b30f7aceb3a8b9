// Package origin tells where a value comes from: which calls, literals, parameters,
// variables and constants it may be, through locals, phis, closures, struct fields,
// package variables and the functions of the package under analysis.
//
// The answer is a set of sources. It is complete unless it holds a source of kind Unknown:
// what cannot be followed is always in the set, never left out.
//
// Assumptions. A struct field or package variable that only this package can name holds
// what this package stores into it (reflection, unsafe and decoding by field name are not
// seen; decoding into a field is a call on its address, which counts as Unknown where it
// can be seen). Stores made by test files are no evidence.
package origin

import (
	"go/constant"
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/program"
)

// Kind tells what a source is.
type Kind uint8

// The kinds of sources.
const (
	Unknown Kind = iota // cannot be followed: another package's field, the step bound, or an element of a container, which is Value then
	Const               // a constant; Value is *ssa.Const (nil pointers and interfaces included)
	Zero                // the zero value of a field or variable that nothing stores into
	Object              // a variable or composite literal made in this package; Value is *ssa.Alloc
	Call                // result Index of a call that is not entered; Value is *ssa.Call
	Param               // a parameter; Value is *ssa.Parameter
	Global              // a package-level variable that cannot be followed; Value is *ssa.Global
	Field               // field Var of an object that is not in sight; Value is the base
	Func                // a function or closure; Value is *ssa.Function or *ssa.MakeClosure
	Op                  // the result of an operator; Value is *ssa.BinOp or *ssa.UnOp
)

// A Source is one possible origin of a value.
type Source struct {
	Kind  Kind
	Value ssa.Value  // see Kind; may be nil for Unknown and Zero
	Index int        // of a call's results
	Var   *types.Var // of a Field or Zero
	Env   *Env       // the calls that were entered on the way: resolves Value's operands
}

// Fn returns the function that holds the source, or nil.
func (s Source) Fn() *ssa.Function {
	if s.Value == nil {
		return nil
	}
	return s.Value.Parent()
}

// An Env is a chain of calls that were entered to reach a value; it ties the parameters of
// each entered function to the arguments of its call.
type Env struct {
	Call ssa.CallInstruction
	Fn   *ssa.Function
	Up   *Env
	deep int
}

// Bounds on the work of one query, in steps and entered calls: never in time, so that a
// busy machine gives the same answer.
const (
	maxSteps = 3000
	maxDepth = 6
)

// A Tracer follows values through one package.
type Tracer struct {
	// SameModule reports whether a package belongs to the module under analysis, if that is known.
	SameModule func(*types.Package) bool
	// Sets reports whether a function of another package may set a field of what it is given as an
	// argument, the receiver being the first, if that is known.
	Sets func(fn *types.Func, arg int) bool

	prog *program.SSA
	pkg  *types.Package

	indexed     bool
	fieldStores map[*types.Var][]*ssa.Store // by field; the store's Addr is a *ssa.FieldAddr
	fieldLoads  map[*types.Var][]ssa.Value
	// fieldAddressed holds the fields whose address is used otherwise, and those of
	// structs that are stored as a whole.
	fieldAddressed map[*types.Var]bool
	exposures      map[exposureKey]bool
	partShared     map[*types.Var]bool // fields holding a struct that others may write to
	globalStores   map[*ssa.Global][]*ssa.Store
	globalUses     map[*ssa.Global][]ssa.Instruction // all but stores to it
	callers        map[*ssa.Function][]ssa.CallInstruction
	taken          map[*ssa.Function]bool           // used as a value
	invoked        map[string][]ssa.CallInstruction // calls through interfaces, by the method's name
	closures       map[*ssa.Function][]*ssa.MakeClosure
	allocs         map[*types.TypeName][]*ssa.Alloc // composite objects by their named type
	memo           map[ssa.Value][]Source
	envs           map[envKey]*Env

	// The query under way. Queries nest (where does the struct come from whose field is
	// read?); nested ones share the step bound and give up on a value that an outer one
	// is already following, which adds nothing to its answer.
	steps  int
	depth  int // of the nesting
	active map[activeKey]bool
	spare  []*query // done, their maps empty
}

type activeKey struct {
	v    ssa.Value
	env  *Env
	root *ssa.Function
}

// New returns a tracer for the package.
func New(prog *program.SSA) *Tracer {
	return &Tracer{prog: prog, pkg: prog.Pkg.Pkg, memo: make(map[ssa.Value][]Source), envs: make(map[envKey]*Env), active: make(map[activeKey]bool)}
}

// index makes one pass over the package's code.
func (t *Tracer) index() {
	if t.indexed {
		return
	}
	t.indexed = true
	t.fieldStores = make(map[*types.Var][]*ssa.Store)
	t.fieldLoads = make(map[*types.Var][]ssa.Value)
	t.fieldAddressed = make(map[*types.Var]bool)
	t.exposures = make(map[exposureKey]bool)
	t.partShared = make(map[*types.Var]bool)
	t.globalStores = make(map[*ssa.Global][]*ssa.Store)
	t.globalUses = make(map[*ssa.Global][]ssa.Instruction)
	t.callers = make(map[*ssa.Function][]ssa.CallInstruction)
	t.taken = make(map[*ssa.Function]bool)
	t.invoked = make(map[string][]ssa.CallInstruction)
	t.closures = make(map[*ssa.Function][]*ssa.MakeClosure)
	t.allocs = make(map[*types.TypeName][]*ssa.Alloc)
	var ops [16]*ssa.Value
	for _, fn := range t.prog.Funcs {
		if t.prog.Tests[fn] {
			continue
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				var callee ssa.Value
				switch instr := instr.(type) {
				case *ssa.FieldAddr:
					if handedOut(instr) {
						t.fieldAddressed[FieldVar(instr)] = true
					}
					if t.sharesPart(instr) {
						t.partShared[FieldVar(instr)] = true
					}
				case *ssa.Store:
					switch addr := instr.Addr.(type) {
					case *ssa.FieldAddr:
						f := FieldVar(addr)
						t.fieldStores[f] = append(t.fieldStores[f], instr)
					case *ssa.Global:
						t.globalStores[addr] = append(t.globalStores[addr], instr)
					}
				case *ssa.UnOp:
					if fa, ok := instr.X.(*ssa.FieldAddr); ok && instr.Op == token.MUL {
						f := FieldVar(fa)
						t.fieldLoads[f] = append(t.fieldLoads[f], instr)
					}
				case *ssa.Field:
					f := structField(instr.X.Type(), instr.Field)
					t.fieldLoads[f] = append(t.fieldLoads[f], instr)
				case *ssa.MakeClosure:
					lit := instr.Fn.(*ssa.Function)
					t.closures[lit] = append(t.closures[lit], instr)
				case *ssa.Alloc:
					if n, ok := types.Unalias(instr.Type().(*types.Pointer).Elem()).(*types.Named); ok {
						if _, ok := n.Underlying().(*types.Struct); ok {
							t.allocs[n.Origin().Obj()] = append(t.allocs[n.Origin().Obj()], instr)
						}
					}
				}
				if call, ok := instr.(ssa.CallInstruction); ok {
					common := call.Common()
					if common.IsInvoke() {
						t.invoked[common.Method.Name()] = append(t.invoked[common.Method.Name()], call)
					} else {
						callee = common.Value
						if fn := Callee(common); fn != nil {
							t.callers[fn] = append(t.callers[fn], call)
						}
					}
				}
				for _, op := range instr.Operands(ops[:0]) {
					if g, ok := (*op).(*ssa.Global); ok {
						if st, ok := instr.(*ssa.Store); !ok || st.Val == g {
							t.globalUses[g] = append(t.globalUses[g], instr)
						}
					}
					if fn, ok := (*op).(*ssa.Function); ok && *op != callee {
						if mc, ok := instr.(*ssa.MakeClosure); !ok || mc.Fn != fn {
							t.taken[origin(fn)] = true
						}
					}
				}
			}
		}
	}
}

// origin returns the generic function of an instantiation, else fn.
func origin(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// Callee returns the function a call enters, if that is clear from the call itself: a
// function, a method, or a closure made in the same function. Instantiations are returned
// as their generic function.
func Callee(c *ssa.CallCommon) *ssa.Function {
	if fn := c.StaticCallee(); fn != nil {
		return origin(fn)
	}
	return nil
}

// FieldVar returns the field that a FieldAddr addresses, of the generic type if instantiated.
func FieldVar(fa *ssa.FieldAddr) *types.Var {
	return structField(fa.X.Type(), fa.Field)
}

func structField(t types.Type, i int) *types.Var {
	t = types.Unalias(t)
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = types.Unalias(p.Elem())
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return s.Field(i).Origin()
}

// HasField reports whether t is a struct, or points to one, that declares the field f (of the generic type).
func HasField(t types.Type, f *types.Var) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	return ok && fieldIndex(st, f) >= 0
}

// fieldIndex returns the index of the field f (of the generic type) in a struct, or -1.
func fieldIndex(st *types.Struct, f *types.Var) int {
	for i := range st.NumFields() {
		if st.Field(i).Origin() == f {
			return i
		}
	}
	return -1
}

// Callers returns the calls of fn in this package (test files excluded) and whether these
// are all: nobody else can call it.
func (t *Tracer) Callers(fn *ssa.Function) (calls []ssa.CallInstruction, all bool) {
	t.index()
	fn = origin(fn)
	if fn.Parent() != nil { // a literal: called where it is made, if at all
		return t.literalCalls(fn)
	}
	calls = t.callers[fn]
	if t.taken[fn] || fn.Object() == nil || fn.Object().Exported() && t.pkg.Name() != "main" {
		return calls, false
	}
	if fn.Signature.Recv() != nil && len(t.invoked[fn.Name()]) > 0 {
		return calls, false
	}
	return calls, true
}

// IsValue reports whether a function is used as a value in this package (test files excluded), and may be called
// by whoever gets it.
func (t *Tracer) IsValue(fn *ssa.Function) bool {
	t.index()
	return t.taken[origin(fn)]
}

// entries returns the calls in this package (test files excluded) that enter fn, or may: those through an
// interface that the receiver of fn has the methods of as well.
func (t *Tracer) entries(fn *ssa.Function) []ssa.CallInstruction {
	calls, _ := t.Callers(fn)
	recv := fn.Signature.Recv()
	if recv == nil {
		return calls
	}
	calls = slices.Clone(calls)
	for _, call := range t.invoked[fn.Name()] {
		if it, ok := call.Common().Value.Type().Underlying().(*types.Interface); ok && types.Implements(recv.Type(), it) {
			calls = append(calls, call)
		}
	}
	return calls
}

// Given reports whether there are calls of p's function in this package, test files excluded, and
// f holds for what each of them gives for p.
func (t *Tracer) Given(p *ssa.Parameter, f func(call ssa.CallInstruction, arg ssa.Value) bool) bool {
	calls := t.entries(p.Parent())
	i := slices.Index(p.Parent().Params, p)
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(call ssa.CallInstruction) bool {
		arg := Argument(call.Common(), i)
		return arg == nil || !f(call, arg)
	})
}

// literalCalls returns the direct calls of a function literal: `func() {...}()`, and calls
// of a variable that holds nothing else are found through the closure's referrers.
func (t *Tracer) literalCalls(lit *ssa.Function) (calls []ssa.CallInstruction, all bool) {
	all = true
	visit := func(v ssa.Value) {
		for _, ref := range *v.Referrers() {
			if call, ok := ref.(ssa.CallInstruction); ok && call.Common().Value == v {
				calls = append(calls, call)
			} else if _, ok := ref.(*ssa.DebugRef); !ok {
				all = false
			}
		}
	}
	if makes := t.closures[lit]; len(makes) > 0 {
		for _, mc := range makes {
			visit(mc)
		}
		return calls, all
	}
	return append(calls, t.callers[lit]...), all && !t.taken[lit]
}

type query struct {
	t    *Tracer
	root *ssa.Function // parameters of root and of the functions around it are leaves
	seen map[visit]bool
	out  []Source
	have map[sourceKey]bool
}

type visit struct {
	v   ssa.Value
	env *Env
}

type sourceKey struct {
	kind  Kind
	v     ssa.Value
	index int
	f     *types.Var
	env   *Env
}

// Sources returns where v comes from, as seen from the function root: root's own
// parameters (and those of the functions that enclose it) are leaves, while parameters of
// other functions are followed to their arguments. With a nil root every parameter is followed.
func (t *Tracer) Sources(v ssa.Value, root *ssa.Function) []Source {
	return t.SourcesIn(v, nil, root)
}

// SourcesIn is Sources for a value reached through the calls of env.
func (t *Tracer) SourcesIn(v ssa.Value, env *Env, root *ssa.Function) []Source {
	t.index()
	memo := env == nil && root == v.Parent()
	if memo {
		if s, ok := t.memo[v]; ok {
			return s
		}
	}
	key := activeKey{v, env, root}
	if t.active[key] {
		return nil
	}
	whole := len(t.active) == 0 // no query that is under way cuts this one short
	t.active[key] = true
	q := newQuery(t, root)
	t.begin()
	t.trace(q, v, env)
	t.depth--
	delete(t.active, key)
	out := q.sources()
	if memo && whole && t.steps <= maxSteps {
		t.memo[v] = out
	}
	return out
}

// begin counts a query that is under way. All that are asked within one share its steps.
func (t *Tracer) begin() {
	if t.depth == 0 {
		t.steps = 0
	}
	t.depth++
}

func newQuery(t *Tracer, root *ssa.Function) *query {
	n := len(t.spare)
	if n == 0 {
		return &query{t: t, root: root, seen: make(map[visit]bool), have: make(map[sourceKey]bool)}
	}
	q := t.spare[n-1]
	t.spare = t.spare[:n-1]
	q.root = root
	return q
}

// sources ends a query and returns what it found. Its maps serve the next one, unless they have grown
// so large that to clear them costs more than to make new ones.
func (q *query) sources() []Source {
	out := q.out
	if len(q.seen) < 100 && len(q.have) < 100 {
		clear(q.seen)
		clear(q.have)
		q.out = nil
		q.t.spare = append(q.t.spare, q)
	}
	return out
}

func (q *query) add(s Source) {
	k := sourceKey{s.Kind, s.Value, s.Index, s.Var, s.Env}
	if !q.have[k] {
		q.have[k] = true
		q.out = append(q.out, s)
	}
}

func (q *query) unknown() { q.add(Source{Kind: Unknown}) }

// enter reports whether the query may go on, and counts the step.
func (q *query) enter(v ssa.Value, env *Env) bool {
	k := visit{v, env}
	if q.seen[k] {
		return false
	}
	q.seen[k] = true
	if q.t.steps++; q.t.steps > maxSteps {
		q.unknown()
		return false
	}
	return true
}

func (t *Tracer) trace(q *query, v ssa.Value, env *Env) {
	if !q.enter(v, env) {
		return
	}
	if element(v) != nil { // see Elements
		q.add(Source{Kind: Unknown, Value: v, Env: env})
		return
	}
	switch v := v.(type) {
	case *ssa.Const:
		q.add(Source{Kind: Const, Value: v})
	case *ssa.Function:
		q.add(Source{Kind: Func, Value: v})
	case *ssa.MakeClosure:
		q.add(Source{Kind: Func, Value: v, Env: env})
	case *ssa.Phi:
		for _, e := range v.Edges {
			t.trace(q, e, env)
		}
	case *ssa.ChangeType:
		t.trace(q, v.X, env)
	case *ssa.ChangeInterface:
		t.trace(q, v.X, env)
	case *ssa.MakeInterface:
		t.trace(q, v.X, env)
	case *ssa.Convert:
		t.trace(q, v.X, env)
	case *ssa.MultiConvert:
		t.trace(q, v.X, env)
	case *ssa.TypeAssert:
		t.trace(q, v.X, env)
	case *ssa.Extract:
		t.extract(q, v, env)
	case *ssa.Parameter:
		t.param(q, v, env)
	case *ssa.FreeVar:
		for _, b := range t.bindings(v, env) {
			t.trace(q, b.v, b.env)
		}
	case *ssa.Call:
		t.call(q, v, 0, env)
	case *ssa.Alloc:
		q.add(Source{Kind: Object, Value: v, Env: env})
	case *ssa.Global:
		q.add(Source{Kind: Global, Value: v}) // its address
	case *ssa.FieldAddr:
		// The address of a field: an object inside another object.
		q.add(Source{Kind: Field, Value: v, Var: FieldVar(v), Env: env})
	case *ssa.Field:
		t.fieldOf(q, v.X, v.Field, env)
	case *ssa.UnOp:
		switch v.Op {
		case token.MUL:
			t.load(q, v.X, env)
		case token.ARROW:
			q.unknown()
		default:
			q.add(Source{Kind: Op, Value: v, Env: env})
		}
	case *ssa.BinOp:
		q.add(Source{Kind: Op, Value: v, Env: env})
	default:
		q.unknown()
	}
}

func (t *Tracer) extract(q *query, v *ssa.Extract, env *Env) {
	switch tuple := v.Tuple.(type) {
	case *ssa.Call:
		t.call(q, tuple, v.Index, env)
	case *ssa.TypeAssert:
		if v.Index == 0 {
			t.trace(q, tuple.X, env)
			return
		}
		q.unknown()
	default:
		q.unknown()
	}
}

func (t *Tracer) param(q *query, p *ssa.Parameter, env *Env) {
	fn := p.Parent()
	i := ParamIndex(p)
	for e := env; e != nil; e = e.Up {
		if e.Fn == fn {
			if a := Argument(e.Call.Common(), i); a != nil {
				t.trace(q, a, e.Up)
				return
			}
			q.unknown()
			return
		}
	}
	if Encloses(fn, q.root) {
		q.add(Source{Kind: Param, Value: p})
		return
	}
	calls, all := t.Callers(fn)
	for _, call := range calls {
		if a := Argument(call.Common(), i); a != nil {
			t.trace(q, a, nil)
		}
	}
	if !all || len(calls) == 0 {
		q.add(Source{Kind: Param, Value: p})
	}
}

// Outermost returns the declared function that holds fn, which is fn itself unless that is a literal.
func Outermost(fn *ssa.Function) *ssa.Function {
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return fn
}

// Encloses reports whether fn is inner or a function around it.
func Encloses(fn, inner *ssa.Function) bool {
	for ; inner != nil; inner = inner.Parent() {
		if inner == fn {
			return true
		}
	}
	return false
}

// ParamIndex returns the place of a parameter among those of its function, the receiver being 0.
func ParamIndex(p *ssa.Parameter) int { return slices.Index(p.Parent().Params, p) }

// Argument returns the value a call passes for parameter i of its callee, the receiver
// being parameter 0 of a method, be it called or held as a method value (do := client.Do).
func Argument(c *ssa.CallCommon, i int) ssa.Value {
	recv := Bound(c.Value)
	if c.IsInvoke() {
		recv = c.Value
	}
	if recv != nil {
		if i == 0 {
			return recv
		}
		i--
	}
	if i < 0 || i >= len(c.Args) {
		return nil
	}
	return c.Args[i]
}

// Operand returns the value a call passes for parameter i of its callee, the receiver of a
// method not counted, or nil.
func Operand(c *ssa.CallCommon, i int) ssa.Value {
	if i < 0 {
		return nil
	}
	hasRecv := c.IsInvoke() || c.Signature().Recv() != nil
	if fn := CalleeObject(c); fn != nil { // a method value or expression has no receiver of its own
		hasRecv = fn.Signature().Recv() != nil
	}
	if hasRecv {
		i++
	}
	return Argument(c, i)
}

// All reports whether there are sources and f holds for each of them: a value of which nothing is
// known has no property.
func All(sources []Source, f func(Source) bool) bool {
	return len(sources) > 0 && !slices.ContainsFunc(sources, func(s Source) bool { return !f(s) })
}

// Deref returns the type that a pointer of type t points to, or t if it is none.
func Deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// Named returns the named type that t is or points to, or nil.
func Named(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	n, _ := types.Unalias(Deref(t)).(*types.Named)
	return n
}

// IsText reports whether t is a string, by whatever name.
func IsText(t types.Type) bool { return isBasic(t, types.IsString) }

// IsNumber reports whether t is a number of any kind, by whatever name.
func IsNumber(t types.Type) bool { return isBasic(t, types.IsNumeric) }

func isBasic(t types.Type, info types.BasicInfo) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&info != 0
}

// HasMethod reports whether values of type t have an exported method of that name.
func HasMethod(t types.Type, name string) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
	_, ok := obj.(*types.Func)
	return ok
}

// Unboxed strips the conversions to interfaces from a value.
func Unboxed(v ssa.Value) ssa.Value {
	for {
		switch x := v.(type) {
		case *ssa.ChangeInterface:
			v = x.X
		case *ssa.MakeInterface:
			v = x.X
		default:
			return v
		}
	}
}

// Unconverted strips the conversions between types of one structure from a value: a function that
// is given as a value of a named function type is still that function.
func Unconverted(v ssa.Value) ssa.Value {
	for {
		c, ok := v.(*ssa.ChangeType)
		if !ok {
			return v
		}
		v = c.X
	}
}

// FunctionOf returns the function that v is, or whose closure it is; or nil.
func FunctionOf(v ssa.Value) *ssa.Function {
	if mc, ok := v.(*ssa.MakeClosure); ok {
		v = mc.Fn
	}
	fn, _ := v.(*ssa.Function)
	return fn
}

// IsLocal reports whether an address lies in a variable that the function itself makes.
func IsLocal(addr ssa.Value) bool {
	for {
		switch x := addr.(type) {
		case *ssa.Alloc:
			return true
		case *ssa.FieldAddr:
			addr = x.X
		case *ssa.IndexAddr:
			addr = x.X
		default:
			return false
		}
	}
}

// Unequal yields the comparisons of v whose outcome decides a branch, each with the block that
// is reached only when v is not equal to what it is compared with.
func Unequal(v ssa.Value) iter.Seq2[*ssa.BinOp, *ssa.BasicBlock] {
	return func(yield func(*ssa.BinOp, *ssa.BasicBlock) bool) {
		refs := v.Referrers()
		if refs == nil {
			return
		}
		for _, ref := range *refs {
			cmp, ok := ref.(*ssa.BinOp)
			if !ok || cmp.Op != token.EQL && cmp.Op != token.NEQ {
				continue
			}
			for _, r := range *cmp.Referrers() {
				branch, ok := r.(*ssa.If)
				if !ok {
					continue
				}
				differs := branch.Block().Succs[0]
				if cmp.Op == token.EQL {
					differs = branch.Block().Succs[1]
				}
				if len(differs.Preds) == 1 && !yield(cmp, differs) {
					return
				}
			}
		}
	}
}

// Bound returns the receiver that a method value (client.Do, uncalled) holds, or nil if v is
// no such value.
func Bound(v ssa.Value) ssa.Value {
	mc, ok := v.(*ssa.MakeClosure)
	if !ok || len(mc.Bindings) != 1 {
		return nil
	}
	if fn, ok := mc.Fn.(*ssa.Function); !ok || fn.Object() == nil {
		return nil // a literal
	}
	return mc.Bindings[0]
}

type binding struct {
	v   ssa.Value
	env *Env
}

// bindings returns what a closure captured for a free variable.
func (t *Tracer) bindings(fv *ssa.FreeVar, env *Env) []binding {
	fn := fv.Parent()
	i := -1
	for j, f := range fn.FreeVars {
		if f == fv {
			i = j
		}
	}
	outer := env // the frame of the function around the closure, if it was entered
	for outer != nil && outer.Fn != fn.Parent() {
		outer = outer.Up
	}
	var list []binding
	for _, mc := range t.closures[fn] {
		list = append(list, binding{mc.Bindings[i], outer})
	}
	return list
}

// call follows result i of a call into functions of this package.
func (t *Tracer) call(q *query, call *ssa.Call, i int, env *Env) {
	fns, closed := t.Targets(call, env, q.root)
	if len(fns) == 0 {
		q.add(Source{Kind: Call, Value: call, Index: i, Env: env})
		return
	}
	if !closed {
		q.unknown()
	}
	for _, fn := range fns {
		if fn.Blocks == nil || env != nil && env.deep >= maxDepth || recursive(env, fn) {
			q.add(Source{Kind: Call, Value: call, Index: i, Env: env})
			continue
		}
		inner := t.env(call, fn, env)
		for _, b := range fn.Blocks {
			if ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && i < len(ret.Results) {
				t.trace(q, ret.Results[i], inner)
			}
		}
	}
}

// env returns the one Env of a call entered from up, so that Envs can be compared.
func (t *Tracer) env(call ssa.CallInstruction, fn *ssa.Function, up *Env) *Env {
	k := envKey{call, fn, up}
	if e := t.envs[k]; e != nil {
		return e
	}
	e := &Env{Call: call, Fn: fn, Up: up, deep: 1}
	if up != nil {
		e.deep = up.deep + 1
	}
	t.envs[k] = e
	return e
}

type envKey struct {
	call ssa.CallInstruction
	fn   *ssa.Function
	up   *Env
}

func recursive(env *Env, fn *ssa.Function) bool {
	for ; env != nil; env = env.Up {
		if env.Fn == fn {
			return true
		}
	}
	return false
}

// Targets returns the functions of this package that a call may enter: its static callee,
// or the functions that reach the called value. It is empty when the callee is elsewhere;
// closed tells that no other function can be called.
func (t *Tracer) Targets(call ssa.CallInstruction, env *Env, root *ssa.Function) (fns []*ssa.Function, closed bool) {
	c := call.Common()
	if c.IsInvoke() {
		return nil, false
	}
	if fn := Callee(c); fn != nil {
		if fn.Pkg == t.prog.Pkg && fn.Blocks != nil {
			return []*ssa.Function{fn}, true
		}
		return nil, true
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil, true
	}
	closed = true
	for _, s := range t.SourcesIn(c.Value, env, root) {
		switch {
		case s.Kind == Func:
			fn, ok := s.Value.(*ssa.Function)
			if !ok {
				fn = s.Value.(*ssa.MakeClosure).Fn.(*ssa.Function)
			}
			if fn = origin(fn); fn.Pkg == t.prog.Pkg && fn.Blocks != nil {
				fns = append(fns, fn)
			} else {
				closed = false
			}
		case s.Kind == Const: // nil: a panic, not a call
		default:
			closed = false
		}
	}
	return fns, closed
}

// load follows the variable at addr.
func (t *Tracer) load(q *query, addr ssa.Value, env *Env) {
	switch addr := addr.(type) {
	case *ssa.Alloc:
		t.local(q, addr, env)
	case *ssa.Global:
		t.global(q, addr)
	case *ssa.FieldAddr:
		t.fieldAt(q, addr, env)
	case *ssa.FreeVar:
		for _, b := range t.bindings(addr, env) {
			t.load(q, b.v, b.env)
		}
	case *ssa.Phi:
		if q.enter(addr, env) {
			for _, e := range addr.Edges {
				t.load(q, e, env)
			}
		}
	default:
		// A pointer: what it points to is the object the pointer comes from.
		for _, s := range t.SourcesIn(addr, env, q.root) {
			switch s.Kind {
			case Object:
				t.local(q, s.Value.(*ssa.Alloc), s.Env)
			case Global:
				if g, ok := s.Value.(*ssa.Global); ok {
					t.global(q, g)
				}
			case Call:
				q.add(s) // the pointee of a call's result stands for the result
			default:
				q.unknown()
			}
		}
	}
}

// local follows the stores to a local variable, or answers the variable itself when it is
// a struct that is built in place.
func (t *Tracer) local(q *query, a *ssa.Alloc, env *Env) {
	stores, escapes := t.Stores(a)
	if _, ok := a.Type().(*types.Pointer).Elem().Underlying().(*types.Struct); ok {
		q.add(Source{Kind: Object, Value: a, Env: env})
		return
	}
	for _, st := range stores {
		e := env
		if st.Parent() != a.Parent() { // stored by a closure
			e = nil
		}
		t.trace(q, st.Val, e)
	}
	if escapes {
		q.unknown()
	} else if len(stores) == 0 {
		q.add(Source{Kind: Zero})
	}
}

// Stores returns the stores to the whole variable a, in its function and in the closures
// that capture it; escapes tells that its address goes to code that may store as well.
func (t *Tracer) Stores(a ssa.Value) (stores []*ssa.Store, escapes bool) {
	refs := a.Referrers()
	if refs == nil {
		return nil, true
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Addr == a {
				stores = append(stores, ref)
			} else {
				escapes = true
			}
		case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.DebugRef:
		case *ssa.MakeClosure:
			for fv := range FreeVars(ref, a) {
				inner, esc := t.Stores(fv)
				stores = append(stores, inner...)
				escapes = escapes || esc
			}
		default:
			escapes = true
		}
	}
	return stores, escapes
}

func (t *Tracer) global(q *query, g *ssa.Global) {
	stores := t.globalStores[g]
	if g.Pkg != t.prog.Pkg || len(stores) == 0 {
		q.add(Source{Kind: Global, Value: g})
		return
	}
	for _, st := range stores {
		t.trace(q, st.Val, nil)
	}
	if obj := g.Object(); obj != nil && obj.Exported() && t.pkg.Name() != "main" {
		q.add(Source{Kind: Global, Value: g}) // other packages may replace it
	}
}

// fieldAt follows a load from the field at fa.
func (t *Tracer) fieldAt(q *query, fa *ssa.FieldAddr, env *Env) {
	if !q.enter(fa, env) {
		return
	}
	t.fieldFrom(q, fa.X, fa.Field, env)
}

// fieldOf follows field i of the struct value x.
func (t *Tracer) fieldOf(q *query, x ssa.Value, i int, env *Env) {
	t.fieldFrom(q, x, i, env)
}

// fieldFrom follows field i of the struct that base is or points to.
func (t *Tracer) fieldFrom(q *query, base ssa.Value, i int, env *Env) {
	f := structField(base.Type(), i)
	if f == nil {
		q.unknown()
		return
	}
	for _, s := range t.SourcesIn(base, env, q.root) {
		f := f
		if s.Kind == Object {
			a := s.Value.(*ssa.Alloc)
			if !HasField(a.Type(), f) {
				if !types.ConvertibleTo(Deref(a.Type()), Deref(base.Type())) {
					continue // another type behind the same interface
				}
				f = structField(a.Type(), i) // a struct that was converted has its fields under its own name
			}
			if t.objectField(q, a, f, s.Env) {
				continue
			}
			if f.Exported() {
				q.add(Source{Kind: Field, Value: a, Var: f, Env: s.Env})
			}
		}
		if fa, ok := s.Value.(*ssa.FieldAddr); ok && s.Kind == Field && s.Var == FieldVar(fa) && f.Pkg() != t.pkg {
			if t.partField(q, fa, f, s.Env) {
				continue
			}
		}
		t.anyField(q, f, s)
	}
}

// objectField follows the stores to field f of the object a, and reports whether they are
// all in sight. Stores to the field of an object that may or may not be a are followed too.
func (t *Tracer) objectField(q *query, a *ssa.Alloc, f *types.Var, env *Env) bool {
	if t.exposed(a, f) {
		return false
	}
	vals, whole := t.fieldValues(a, f)
	for _, st := range vals {
		e := env
		if st.Parent() != a.Parent() {
			e = nil
		}
		t.trace(q, st.Val, e)
	}
	for _, st := range whole {
		e := env
		if st.Parent() != a.Parent() {
			e = nil
		}
		t.fieldOfValue(q, st.Val, f, e)
	}
	if len(vals) == 0 && len(whole) == 0 {
		q.add(Source{Kind: Zero, Var: f})
	}
	return true
}

// fieldOfValue follows field f of a struct value that was copied into an object.
func (t *Tracer) fieldOfValue(q *query, v ssa.Value, f *types.Var, env *Env) {
	st, ok := v.Type().Underlying().(*types.Struct)
	if !ok {
		q.unknown()
		return
	}
	if c, ok := v.(*ssa.Const); ok && c.Value == nil {
		q.add(Source{Kind: Zero, Var: f})
		return
	}
	if !q.enter(v, env) {
		return
	}
	if i := fieldIndex(st, f); i >= 0 {
		t.fieldFrom(q, v, i, env)
		return
	}
	q.unknown()
}

// copiedTo reports whether the object a is stored by value in the field f of another one.
func copiedTo(a *ssa.Alloc, f *types.Var) bool {
	for _, ref := range *a.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok || f == nil {
			continue
		}
		for _, use := range *load.Referrers() {
			st, ok := use.(*ssa.Store)
			if !ok || st.Val != load {
				continue
			}
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok && FieldVar(fa) == f {
				return true
			}
		}
	}
	return false
}

// fieldValues returns the stores to field f of object a and to the whole of a.
func (t *Tracer) fieldValues(a *ssa.Alloc, f *types.Var) (vals, whole []*ssa.Store) {
	whole, _ = t.Stores(a)
	direct := make(map[*ssa.Store]bool)
	var collect func(v ssa.Value)
	collect = func(v ssa.Value) {
		refs := v.Referrers()
		if refs == nil {
			return
		}
		for _, ref := range *refs {
			switch ref := ref.(type) {
			case *ssa.FieldAddr:
				if ref.X == v && FieldVar(ref) == f {
					stores, _ := t.Stores(ref)
					for _, st := range stores {
						direct[st] = true
						vals = append(vals, st)
					}
				}
			case *ssa.MakeClosure:
				for fv := range FreeVars(ref, v) {
					collect(fv)
				}
			}
		}
	}
	collect(a)
	variable := placed(a)
	if local, ok := variable.(*ssa.Alloc); ok {
		collect(local)
	}
	// Stores through other names of the same object: c := New(); c.Timeout = d.
	for _, st := range t.fieldStores[f] {
		if direct[st] {
			continue
		}
		base := st.Addr.(*ssa.FieldAddr).X
		if base == a {
			continue
		}
		if part, ok := base.(*ssa.FieldAddr); ok && copiedTo(a, FieldVar(part)) { // t.server = http.Server{}; t.server.Addr = addr
			vals = append(vals, st)
			continue
		}
		if t.names(base, a, variable, true) {
			vals = append(vals, st)
		}
	}
	return vals, whole
}

// names reports whether a pointer may name the object a, or the variable that it is placed in, also as
// an element of a list of several.
func (t *Tracer) names(base ssa.Value, a *ssa.Alloc, variable ssa.Value, elements bool) bool {
	for _, s := range t.Sources(base, nil) {
		switch {
		case s.Value == nil:
		case s.Kind == Object && s.Value == a, s.Kind != Unknown && s.Value == variable:
			return true
		case s.Kind == Unknown && elements:
			vals, _ := t.Elements(s.Value)
			for _, v := range vals {
				if t.names(v, a, variable, false) {
					return true
				}
			}
		}
	}
	return false
}

// placed returns the variable that a literal is built for, where the builder makes it in a place of its
// own first, or nil: s = http.Server{...}.
func placed(a *ssa.Alloc) ssa.Value {
	if a.Comment != "complit" {
		return nil
	}
	for _, ref := range *a.Referrers() {
		load, ok := ref.(*ssa.UnOp)
		if !ok || load.Op != token.MUL || len(*load.Referrers()) != 1 {
			continue
		}
		if st, ok := (*load.Referrers())[0].(*ssa.Store); ok && st.Val == load {
			switch addr := st.Addr.(type) {
			case *ssa.Alloc, *ssa.Global:
				return addr
			}
		}
	}
	return nil
}

// partField follows field f of the struct that lies at fa within another struct, such as the
// Timeout of an embedded http.Client. It reports whether it could: the outer field belongs
// to this package, and its address goes nowhere but to methods of the library that made the
// type, which are taken not to set the fields that their users set.
func (t *Tracer) partField(q *query, fa *ssa.FieldAddr, f *types.Var, env *Env) bool {
	part := FieldVar(fa)
	if part == nil || part.Pkg() != t.pkg || t.partShared[part] {
		return false
	}
	found := false
	for _, st := range t.fieldStores[f] {
		base := st.Addr.(*ssa.FieldAddr).X
		if inner, ok := base.(*ssa.FieldAddr); ok {
			if FieldVar(inner) == part {
				t.trace(q, st.Val, nil)
				found = true
			}
			continue
		}
		for _, s := range t.Sources(base, nil) { // c := &a.Client; c.Timeout = d
			if inner, ok := s.Value.(*ssa.FieldAddr); ok && s.Kind == Field && FieldVar(inner) == part {
				t.trace(q, st.Val, nil)
				found = true
				break
			}
		}
	}
	for _, st := range t.fieldStores[part] {
		t.fieldOfValue(q, st.Val, f, nil)
		found = true
	}
	switch {
	case !t.closedPart(fa, part, env, q.root):
		q.add(Source{Kind: Field, Value: fa, Var: f, Env: env}) // others may set it
	case !found:
		q.add(Source{Kind: Zero, Var: f})
	}
	return true
}

// closedPart reports whether nobody but this package can reach the field part, of which fa
// is one use.
func (t *Tracer) closedPart(fa *ssa.FieldAddr, part *types.Var, env *Env, root *ssa.Function) bool {
	if !part.Exported() || t.pkg.Name() == "main" {
		return true
	}
	outer := types.Unalias(fa.X.Type())
	if p, ok := outer.Underlying().(*types.Pointer); ok {
		outer = types.Unalias(p.Elem())
	}
	if n, ok := outer.(*types.Named); !ok || !n.Obj().Exported() {
		return true
	}
	a, ok := fa.X.(*ssa.Alloc)
	return ok && !handedOut(a)
}

// handedOut reports whether the address of a variable or field goes anywhere but into a load,
// a store to it, or the address of a part of it.
func handedOut(addr ssa.Value) bool {
	for _, ref := range *addr.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == addr {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// sharesPart reports whether the address of a field goes where the struct in it may be
// written to: anywhere but to a method of the package that declares the struct's type.
func (t *Tracer) sharesPart(fa *ssa.FieldAddr) bool {
	for _, ref := range *fa.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp, *ssa.FieldAddr, *ssa.IndexAddr, *ssa.DebugRef:
		case *ssa.Store:
			if ref.Val == fa {
				return true
			}
		case ssa.CallInstruction:
			fn := CalleeObject(ref.Common())
			if fn == nil || fn.Signature().Recv() == nil || fn.Pkg() == t.pkg || Argument(ref.Common(), 0) != fa {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// FieldWrites returns the stores of this package (test files excluded) to the field of that
// name of the object that a call returned.
func (t *Tracer) FieldWrites(call *ssa.Call, name string) (stores []*ssa.Store) {
	t.index()
	for f, list := range t.fieldStores {
		if f == nil || f.Name() != name {
			continue
		}
		for _, st := range list {
			for _, s := range t.Sources(st.Addr.(*ssa.FieldAddr).X, nil) {
				if s.Kind == Call && s.Value == call {
					stores = append(stores, st)
					break
				}
			}
		}
	}
	slices.SortFunc(stores, func(a, b *ssa.Store) int { return int(a.Pos() - b.Pos()) })
	return stores
}

// anyField follows field f of objects of its type that are not in sight: all stores the
// package makes to the field, whatever the object.
func (t *Tracer) anyField(q *query, f *types.Var, base Source) {
	leaf := Source{Kind: Field, Value: base.Value, Var: f, Env: base.Env}
	if f.Pkg() != t.pkg {
		q.add(leaf)
		return
	}
	stores := t.fieldStores[f]
	if len(stores) == 0 {
		if !f.Exported() && !t.Addressed(f) {
			leaf = Source{Kind: Zero, Var: f} // nobody else can set it
		}
		q.add(leaf)
		return
	}
	for _, st := range stores {
		t.trace(q, st.Val, nil)
	}
	if f.Exported() && t.pkg.Name() != "main" || t.Addressed(f) {
		q.add(leaf)
	}
}

// Addressed reports whether the address of field f goes anywhere but into a load or store:
// it may be set there.
func (t *Tracer) Addressed(f *types.Var) bool {
	t.index()
	return t.fieldAddressed[f]
}

// FieldSources returns where field name of the object v (a struct or a pointer to one)
// comes from, as seen from root.
func (t *Tracer) FieldSources(v ssa.Value, env *Env, name string, root *ssa.Function) []Source {
	t.index()
	typ := types.Unalias(v.Type())
	if p, ok := typ.Underlying().(*types.Pointer); ok {
		typ = types.Unalias(p.Elem())
	}
	st, ok := typ.Underlying().(*types.Struct)
	if !ok {
		return []Source{{Kind: Unknown}}
	}
	for i := range st.NumFields() {
		if st.Field(i).Name() == name {
			q := newQuery(t, root)
			t.begin()
			t.fieldFrom(q, v, i, env)
			t.depth--
			return q.sources()
		}
	}
	return []Source{{Kind: Unknown}}
}

// FieldStores returns the stores of this package (test files excluded) to a field.
func (t *Tracer) FieldStores(f *types.Var) []*ssa.Store {
	t.index()
	return t.fieldStores[f]
}

// Objects returns the places where this package makes objects of a named struct type.
func (t *Tracer) Objects(n *types.Named) []*ssa.Alloc {
	t.index()
	return t.allocs[n.Origin().Obj()]
}

// Int returns the value of an integer constant.
func Int(v ssa.Value) (int64, bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil {
		return 0, false
	}
	if c.Value.Kind() == constant.Float {
		f, _ := constant.Float64Val(c.Value)
		return int64(f), true
	}
	if c.Value.Kind() != constant.Int {
		return 0, false
	}
	return constant.Int64Val(c.Value)
}

// IsError reports whether t is the type error itself.
func IsError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// IsBool reports whether t is a boolean type.
func IsBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// IsNil reports whether v is the constant nil.
func IsNil(v ssa.Value) bool {
	c, ok := v.(*ssa.Const)
	return ok && c.IsNil()
}

// GlobalStores returns the stores of this package (test files excluded) to a package variable.
func (t *Tracer) GlobalStores(g *ssa.Global) []*ssa.Store {
	t.index()
	return t.globalStores[g]
}

// FieldLoads returns the loads of a field of this package (test files excluded).
func (t *Tracer) FieldLoads(f *types.Var) []ssa.Value {
	t.index()
	return t.fieldLoads[f]
}

// CalleeObject returns the function or method a call names, or nil for function values.
func CalleeObject(c *ssa.CallCommon) *types.Func {
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

// Calls reports whether fn itself calls a function that f describes.
func Calls(fn *ssa.Function, f func(*types.Func) bool) bool {
	return slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool {
		return slices.ContainsFunc(b.Instrs, func(instr ssa.Instruction) bool {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				return false
			}
			callee := CalleeObject(call.Common())
			return callee != nil && f(callee)
		})
	})
}

// Receiver returns the value whose method is called, or nil.
func Receiver(c *ssa.CallCommon) ssa.Value {
	if c.IsInvoke() {
		return c.Value
	}
	if c.Signature().Recv() != nil && len(c.Args) > 0 {
		return c.Args[0]
	}
	return nil
}

// Dead returns the blocks of fn that never run because of conditions that are constants, as what
// stands behind const debug = false; nil if there are none.
func Dead(fn *ssa.Function) map[*ssa.BasicBlock]bool { return DeadIf(fn, nil, false) }

// DeadIf returns the blocks of fn that never run where its parameter p is given as val, beside those that
// never run at all; nil if there are none.
func DeadIf(fn *ssa.Function, p *ssa.Parameter, val bool) map[*ssa.BasicBlock]bool {
	if !slices.ContainsFunc(fn.Blocks, func(b *ssa.BasicBlock) bool { return taken(b, p, val) != nil }) {
		return nil
	}
	dead := make(map[*ssa.BasicBlock]bool)
	for _, b := range fn.Blocks {
		dead[b] = true
	}
	stack := []*ssa.BasicBlock{fn.Blocks[0]}
	if fn.Recover != nil {
		stack = append(stack, fn.Recover)
	}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if !dead[b] {
			continue
		}
		delete(dead, b)
		if next := taken(b, p, val); next != nil {
			stack = append(stack, next)
		} else {
			stack = append(stack, b.Succs...)
		}
	}
	return dead
}

// taken returns the one block that always follows b, which ends with a condition that is a constant, or the
// parameter p, which is val; or nil.
func taken(b *ssa.BasicBlock, p *ssa.Parameter, val bool) *ssa.BasicBlock {
	if len(b.Instrs) == 0 {
		return nil
	}
	branch, ok := b.Instrs[len(b.Instrs)-1].(*ssa.If)
	if !ok {
		return nil
	}
	cond, yes, no := branch.Cond, b.Succs[0], b.Succs[1]
	if not, ok := cond.(*ssa.UnOp); ok && not.Op == token.NOT {
		cond, yes, no = not.X, no, yes
	}
	if p == nil || cond != p {
		c, ok := Bool(cond)
		if !ok {
			return nil
		}
		val = c
	}
	if val {
		return yes
	}
	return no
}

// Bool returns the value of a constant condition; ok is false if v is none.
func Bool(v ssa.Value) (val, ok bool) {
	c, ok := v.(*ssa.Const)
	if !ok || c.Value == nil || c.Value.Kind() != constant.Bool {
		return false, false
	}
	return constant.BoolVal(c.Value), true
}

// Reaches reports whether control can come from the end of one block to another.
func Reaches(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := append([]*ssa.BasicBlock(nil), from.Succs...)
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if b == to {
			return true
		}
		if !seen[b] {
			seen[b] = true
			stack = append(stack, b.Succs...)
		}
	}
	return false
}
