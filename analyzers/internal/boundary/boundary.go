// Package boundary finds the crossings of each function, what ends them if the peer never
// answers, what they do at the other end, and who could end them.
//
// A crossing has operands that may end it: a context, a request with its context, an
// object with limits of its own (a client, a dialer, a pool), a duration. Each is
// evaluated to a [Limit]. One that is bounded is enough; one that is unknown makes the
// crossing unknown, which is silent; when a parameter decides, the caller is asked, through
// the summary. What is left is a crossing that nothing ends, or that only a cancellation ends.
package boundary

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

// Env is what the analysis of a package needs from the other parts.
type Env struct {
	Program *program.Program
	SSA     *program.SSA
	Origin  *origin.Tracer
	// Imported returns the summary of a function, variable or field of another package.
	// known is false when nothing is known: it was not analysed, or the fact was lost.
	Imported func(types.Object) (s *Summary, known bool)
	// SameModule reports whether a package belongs to the user's module under analysis.
	SameModule func(*types.Package) bool
	// Std reports whether a package belongs to the standard library.
	Std func(*types.Package) bool
	// Drivers are the database drivers that the package and its imports bring, and the limits set in
	// one place for the whole module.
	Drivers Drivers
	// Crosses, Bounded and Detached tell what the package's own comments say: that a function
	// crosses the network, that the crossings of a function end by themselves, that the code
	// at a place leaves its context behind on purpose. They return nil where nothing is said,
	// else a function to be told what comes of it.
	Crosses  func(*types.Func) Said
	Bounded  func(*types.Func) Said
	Detached func(token.Pos) Said
}

// Said is told the place and the name of a call that a comment of the user changes something about.
type Said func(pos token.Pos, what string)

// An Analysis holds the crossings of one package.
type Analysis struct {
	Env
	limits          map[limitKey]Limit
	crossings       map[*ssa.Function][]*Crossing
	byCall          map[ssa.CallInstruction]*Crossing
	summaries       map[*types.Func]*Summary
	sums            map[*ssa.Function]*Summary
	nodes           map[token.Pos]ast.Node
	passed          []pass
	takers          []taker                // calls of functions of other packages that keep a client
	later           []*Crossing            // what is sent later through a client without a limit that is made here
	inbound         *bool                  // see limitsInbound
	endlessCommands *bool                  // see runsCommands
	defaults        map[string]bool        // net/http's default objects that this package sets
	wrapping        map[ssa.Value]bool     // connections under evaluation
	busy            map[*ssa.Function]bool // functions analysed ahead of their turn
	judged          map[ssa.CallInstruction]bool
	cloning         map[*ssa.Call]bool                        // clones that are being evaluated: one may be made of itself
	setting         map[*types.TypeName][]ssa.CallInstruction // calls that set a limit on objects of a type, as far as asked for
	zeroes          map[*types.Var]bool                       // configured durations without a default, as far as asked for
	impls           map[*types.TypeName][]*types.Named
	own             map[*types.TypeName]*types.Var // the contexts that types keep, as far as asked for
	deep            int                            // of nested evaluations
	work            int                            // values evaluated for the outermost one
}

// New returns an analysis without results.
func New(env Env) *Analysis {
	return &Analysis{
		Env:       env,
		limits:    make(map[limitKey]Limit),
		crossings: make(map[*ssa.Function][]*Crossing),
		byCall:    make(map[ssa.CallInstruction]*Crossing),
		summaries: make(map[*types.Func]*Summary),
		sums:      make(map[*ssa.Function]*Summary),
		wrapping:  make(map[ssa.Value]bool),
		busy:      make(map[*ssa.Function]bool),
		judged:    make(map[ssa.CallInstruction]bool),
		zeroes:    make(map[*types.Var]bool),
		cloning:   make(map[*ssa.Call]bool),
		setting:   make(map[*types.TypeName][]ssa.CallInstruction),
		impls:     make(map[*types.TypeName][]*types.Named),
		own:       make(map[*types.TypeName]*types.Var),
	}
}

// A Crossing is a call that crosses the network, itself or through the functions it calls.
type Crossing struct {
	Call   ssa.CallInstruction
	Fn     *ssa.Function // the function that holds the call
	Name   string        // the library call in short form: "http.Client.Do"
	Family string        // "HTTP", "SQL", ...
	Effect catalog.Effect
	Row    *catalog.Row // the row of a direct call; nil when reached through other functions
	Stream bool         // it waits by design
	Conn   bool         // it reads or writes one connection
	State  State        // of all operands together
	// Operands are the values that may end the crossing, as seen from Fn.
	Operands []Operand
	Path     []string // the functions between Call and the library call, outermost first
	Callee   *types.Func
	Via      *Reach // what the callee's summary says; nil for a direct call
	Sure     bool   // the library call happens whenever the function succeeds
	// Foreign is set when the call leaves the user's module: what the callee does wrong
	// nobody else will report.
	Foreign bool
	// Fixed is set when no limit can be set where the object is made that the call goes through.
	Fixed bool
	// Kept is set when the call does not cross anything itself, but gives the object to what keeps it, and sends
	// with it later.
	Kept bool
	// Declared is set when a comment of the user says that the crossing ends by itself.
	Declared bool
	// Among tells of which functions the crossing is known, where an interface stands before it.
	Among Among
}

// Kind tells what an operand is.
type Kind uint8

// The kinds of operands.
const (
	Ctx Kind = iota
	Req
	Obj
	Dur
)

// An Operand is a value that may end a crossing.
type Operand struct {
	Kind  Kind
	Value ssa.Value // nil for a library's default object and for what a callee chose
	Limit Limit
}

// function returns the last part of the name: "Do".
func (c *Crossing) function() string { return c.Name[strings.LastIndex(c.Name, ".")+1:] }

// Operand returns the operand of a kind, or nil.
func (c *Crossing) Operand(k Kind) *Operand {
	for i := range c.Operands {
		if c.Operands[i].Kind == k {
			return &c.Operands[i]
		}
	}
	return nil
}

// Root returns the operand that is or derives from a root context or a request made with one,
// or nil.
func (c *Crossing) Root() *Operand {
	for i := range c.Operands {
		if c.Operands[i].Limit.Rooted {
			return &c.Operands[i]
		}
	}
	return nil
}

// combine joins the operands: one bounded is enough, one unknown makes it unknown.
func combine(ops []Operand) State {
	state := None
	rank := func(s State) int { return [...]int{Unknown: 3, Bounded: 4, ByParam: 2, CancelOnly: 1, None: 0}[s] }
	for _, op := range ops {
		s := op.Limit.State
		if op.Limit.Weak {
			s = Unknown
		}
		if rank(s) > rank(state) {
			state = s
		}
	}
	return state
}

// Function analyses fn, whose callees in this package have been analysed where possible.
func (a *Analysis) Function(fn *ssa.Function) {
	var list []*Crossing
	dead := origin.Dead(fn)
	for _, b := range fn.Blocks {
		if dead[b] {
			continue
		}
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			cs := a.cross(fn, call)
			if i := slices.IndexFunc(cs, func(c *Crossing) bool { return c.Among == Direct }); i >= 0 {
				a.byCall[call] = cs[i]
			}
			list = append(list, cs...)
		}
	}
	a.crossings[fn] = list
	a.bound(fn, list)
	sum := a.summarize(fn, list)
	if obj, ok := fn.Object().(*types.Func); ok {
		sum = a.declare(obj, sum)
		a.summaries[obj.Origin()] = sum
	}
	a.sums[fn] = sum
}

// Crossings returns the crossings of fn in source order.
func (a *Analysis) Crossings(fn *ssa.Function) []*Crossing { return a.crossings[fn] }

// At returns the crossing that a call makes, the first if there are several, or nil. Those of
// which an interface tells no more than that there may be one are left out.
func (a *Analysis) At(call ssa.CallInstruction) *Crossing { return a.byCall[call] }

// SummaryOf returns the summary of a function of this package, or nil.
func (a *Analysis) SummaryOf(fn *types.Func) *Summary { return a.summaries[fn.Origin()] }

// summaryOf returns the summary of any function, of this package or another.
func (a *Analysis) summaryOf(fn *types.Func) (*Summary, bool) {
	fn = fn.Origin()
	if fn.Pkg() != a.Program.Pass.Pkg {
		return a.Imported(fn)
	}
	if _, done := a.summaries[fn]; !done {
		a.ahead(fn)
	}
	s, ok := a.summaries[fn]
	return s, ok
}

// ahead analyses a function of this package before its turn: the order follows direct calls,
// not those through interfaces and values.
func (a *Analysis) ahead(obj *types.Func) {
	fn := a.SSA.Pkg.Prog.FuncValue(obj)
	if fn == nil || fn.Blocks == nil || a.busy[fn] || a.SSA.Tests[fn] || len(a.busy) > maxAhead {
		return
	}
	a.busy[fn] = true
	// What is under evaluation now must not leak into the function's own results.
	limits, deep, work, wrapping := a.limits, a.deep, a.work, a.wrapping
	a.limits, a.deep, a.work, a.wrapping = make(map[limitKey]Limit), 0, 0, make(map[ssa.Value]bool)
	for _, lit := range fn.AnonFuncs {
		if _, done := a.sums[lit]; !done {
			a.Function(lit)
		}
	}
	a.Function(fn)
	a.limits, a.deep, a.work, a.wrapping = limits, deep, work, wrapping
	delete(a.busy, fn)
}

// maxAhead bounds how many functions wait for another to be analysed ahead of its turn.
const maxAhead = 20

func (a *Analysis) sameModule(p *types.Package) bool {
	return p == a.Program.Pass.Pkg || a.SameModule != nil && a.SameModule(p)
}

// cross returns the crossings that one call makes.
func (a *Analysis) cross(fn *ssa.Function, call ssa.CallInstruction) []*Crossing {
	c := call.Common()
	callee := origin.CalleeObject(c)
	if callee != nil {
		if lib, row := a.row(c, callee); row != nil && !a.ownBehind(fn, c) {
			if strings.HasPrefix(callee.Name(), "Dial") && (unixNetwork(a, c, fn) || (lib.Path == "net" || lib.Path == "net/rpc") && dialsAtOnce(a, c, fn)) {
				return nil
			}
			switch {
			case row.Role == catalog.Cached, row.Role == catalog.Local && row != awsPresign && callee.Signature().Recv() != nil && !queues(c):
				a.passesRoot(fn, call, callee) // the context is kept, or may be waited with
				return nil
			case row.Role == catalog.Local, row.Role == catalog.Fresh, row.If != "" && !optioned(c, row.If):
				return nil
			}
			return []*Crossing{a.direct(fn, call, callee, lib, row, nil)}
		}
		if conn := connArgument(c, callee); conn != nil {
			return []*Crossing{a.overConn(fn, call, callee, conn)}
		}
	}
	if fv := a.library(fn, c); fv != nil {
		return []*Crossing{a.direct(fn, call, fv.fn, fv.lib, fv.row, fv)}
	}
	if callee == nil && !c.IsInvoke() {
		if lib, row := catalog.LookupValue(c.Value.Type()); row != nil && row.Role == catalog.Call {
			return []*Crossing{a.direct(fn, call, nil, lib, row, nil)}
		}
	}
	var list []*Crossing
	targets := a.targets(fn, call)
	if len(targets) == 0 && callee != nil {
		if row := doer(callee); row != nil && !a.otherBehind(fn, c) {
			return []*Crossing{a.direct(fn, call, callee, httpLibrary, row, nil)}
		}
		if list = a.behind(fn, call); len(list) > 0 {
			return list
		}
		a.passesRoot(fn, call, callee)
	}
	for _, t := range targets {
		if t.fn != nil && t.fn.Pkg() != a.Program.Pass.Pkg && a.sameModule(t.fn.Pkg()) && !a.SSA.Tests[fn] {
			for _, take := range t.sum.Takes {
				a.takers = append(a.takers, taker{fn, call, t, take})
			}
		}
		for i := range t.sum.Reaches {
			if r := &t.sum.Reaches[i]; !r.excluded(t.params) {
				list = append(list, a.through(fn, call, t.fn, t.name, r, t.params))
			}
		}
	}
	return list
}

// queues reports whether a method is called on what only keeps its calls, or signs them: it waits for
// nothing, and what sends them has a context of its own.
func queues(c *ssa.CallCommon) bool {
	recv := operand(c, catalog.Recv)
	if recv == nil {
		return false
	}
	obj := catalog.ObjectOf(recv.Type())
	return obj != nil && obj.Queue
}

// ownBehind reports whether a call through an interface of a library enters nothing but methods of
// this module's types, whatever the library's own do.
func (a *Analysis) ownBehind(fn *ssa.Function, c *ssa.CallCommon) bool {
	if !c.IsInvoke() {
		return false
	}
	own := func(s origin.Source) bool {
		n := origin.Named(sourceType(s))
		return n != nil && !types.IsInterface(n) && n.Obj().Pkg() != nil && a.sameModule(n.Obj().Pkg())
	}
	return origin.All(a.Origin.Sources(c.Value, fn), func(s origin.Source) bool {
		p, ok := s.Value.(*ssa.Parameter)
		if s.Kind != origin.Param || !ok || own(s) {
			return own(s)
		}
		return a.Origin.Given(p, func(call ssa.CallInstruction, arg ssa.Value) bool {
			return origin.All(a.Origin.Sources(arg, call.Parent()), own)
		})
	})
}

// passesRoot notes a call of something out of sight that is given context.Background() or
// context.TODO(), as it is or with something put into it.
func (a *Analysis) passesRoot(fn *ssa.Function, call ssa.CallInstruction, callee *types.Func) {
	if a.judged[call] || callee.Pkg() == nil || a.Std(callee.Pkg()) {
		return
	}
	own := callee.Pkg() == a.Program.Pass.Pkg && !call.Common().IsInvoke()
	if own && !handsContextOn(origin.Callee(call.Common())) {
		return
	}
	a.judged[call] = true
	arg, root := rootWithin(contextArg(call.Common()), 0)
	if arg == nil {
		return
	}
	todo := root.Name() == "TODO"
	lib, row := a.row(call.Common(), callee)
	family := ""
	if lib != nil {
		family = lib.Family
	}
	if _, known := a.summaryOf(callee); row == nil && !call.Common().IsInvoke() && (!known && !own || !todo || !returnsError(callee)) {
		return // it was looked at, and its context ends nothing; or nothing is known of it
	}
	a.passed = append(a.passed, pass{
		crossing: &Crossing{
			Call: call, Fn: fn, Callee: callee, Name: shortName(callee), Family: family, State: Unknown,
			Operands: []Operand{{Ctx, arg, Limit{State: None, Site: arg, What: "context." + root.Name() + "()", Rooted: true}}},
		},
		guess:  row == nil && (call.Common().IsInvoke() || !todo || !a.sameModule(callee.Pkg())),
		cached: row != nil && row.Role == catalog.Cached,
	})
}

// rootWithin returns the call of context.Background or context.TODO that a context was made by, and which
// of them that is, or nil. Functions that make one context of another, and give nothing to release it by,
// put something into it.
func rootWithin(ctx ssa.Value, depth int) (*ssa.Call, *types.Func) {
	call, ok := origin.Unboxed(ctx).(*ssa.Call)
	if !ok || depth > maxChain {
		return nil, nil
	}
	fn := origin.CalleeObject(call.Common())
	switch {
	case fn == nil || fn.Pkg() == nil:
	case fn.Pkg().Path() == "context" && (fn.Name() == "Background" || fn.Name() == "TODO"):
		return call, fn
	case fn.Pkg().Path() == "context" && fn.Name() == "WithoutCancel":
	case IsNamed(call.Type(), "context", "Context") && !mayEndContext(call):
		return rootWithin(contextArg(call.Common()), depth+1)
	}
	return nil, nil
}

// mayEndContext reports whether a function that makes one context of another may see to its end: by its
// name, or because it is given something that tells when.
func mayEndContext(call *ssa.Call) bool {
	name := strings.ToLower(calleeName(call.Common()))
	for _, word := range [...]string{"timeout", "deadline", "cancel", "detach", "signal", "stop", "done"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	contexts := 0
	for _, arg := range call.Call.Args {
		switch arg.Type().Underlying().(type) {
		case *types.Chan, *types.Signature:
			return true
		}
		if IsNamed(arg.Type(), "context", "Context") {
			contexts++
		}
		if IsNamed(arg.Type(), "time", "Duration") || IsNamed(arg.Type(), "time", "Time") || IsNamed(arg.Type(), "net/http", "Request") {
			return true
		}
	}
	return contexts > 1
}

// handsContextOn reports whether a function gives its own context to a method of an interface, whose
// implementation is not in sight.
func handsContextOn(fn *ssa.Function) bool {
	if fn == nil {
		return false
	}
	return slices.ContainsFunc(fn.Params, func(p *ssa.Parameter) bool {
		return IsNamed(p.Type(), "context", "Context") && slices.ContainsFunc(*p.Referrers(), func(ref ssa.Instruction) bool {
			call, ok := ref.(*ssa.Call)
			return ok && call.Call.IsInvoke() && slices.Contains(call.Call.Args, ssa.Value(p))
		})
	})
}

// returnsError reports whether the last result of fn is an error: it can fail.
func returnsError(fn *types.Func) bool {
	res := fn.Signature().Results()
	return res.Len() > 0 && origin.IsError(res.At(res.Len()-1).Type())
}

// row returns the catalog's row for a call, by name or by the shape of generated code.
func (a *Analysis) row(c *ssa.CallCommon, callee *types.Func) (*catalog.Library, *catalog.Row) {
	var lib *catalog.Library
	var row *catalog.Row
	if recv := operand(c, catalog.Recv); recv != nil && callee.Signature().Recv() != nil {
		lib, row = catalog.LookupOn(recv.Type(), callee)
	} else {
		lib, row = catalog.Lookup(callee)
	}
	if row == nil && lib == nil {
		lib, row = byShape(callee)
	}
	return lib, row
}

// opts judges the options given to one call: None if none of them is among names, which
// bound it; Unknown if some are out of sight, or carry a context.
func (a *Analysis) opts(c *ssa.CallCommon, names string, root *ssa.Function) State {
	if len(c.Args) == 0 || !c.Signature().Variadic() {
		return None
	}
	last := c.Args[len(c.Args)-1]
	elems, all := elements(last)
	if !all {
		return Unknown
	}
	for _, elem := range elems {
		for _, s := range a.Origin.Sources(elem, root) {
			name := ""
			switch v := s.Value.(type) {
			case *ssa.Call:
				name = calleeName(v.Common())
				if name == "" { // a method value or function value: client.Search.WithContext
					return Unknown
				}
			case *ssa.Const:
				name = strings.TrimPrefix(typeName(v.Type()), "untyped ")
			default:
				return Unknown
			}
			if hasWord(names, name) || hasWord(names, "*."+name) {
				if call, ok := s.Value.(*ssa.Call); ok {
					if ctx := contextArg(call.Common()); ctx != nil {
						if l := a.Limit(ctx, s.Env, root); l.State == None || l.State == CancelOnly {
							continue
						}
						return Unknown
					}
				}
				return Bounded
			}
		}
	}
	return None
}

// elements returns the elements of a slice that is written out, or appended to one that is; all
// is false if there may be more.
func elements(v ssa.Value) (elems []ssa.Value, all bool) {
	all = true
	seen := make(map[ssa.Value]bool)
	var visit func(v ssa.Value)
	visit = func(v ssa.Value) {
		if seen[v] || origin.IsNil(v) {
			return
		}
		seen[v] = true
		switch v := v.(type) {
		case *ssa.Phi: // appended on one way and not on another, or by a loop
			for _, edge := range v.Edges {
				visit(edge)
			}
		case *ssa.Call:
			if b, ok := v.Call.Value.(*ssa.Builtin); !ok || b.Name() != "append" || len(v.Call.Args) != 2 {
				all = false
				return
			}
			visit(v.Call.Args[0])
			visit(v.Call.Args[1])
		default:
			added := slices.Concat(variadic(v), written(v))
			elems, all = append(elems, added...), all && (len(added) > 0 || madeEmpty(v))
		}
	}
	visit(v)
	return elems, all
}

// madeEmpty reports whether a slice is made without elements: make([]T, 0, n).
func madeEmpty(v ssa.Value) bool {
	var length ssa.Value
	switch v := v.(type) {
	case *ssa.MakeSlice:
		length = v.Len
	case *ssa.Slice:
		length = v.High
	}
	n, ok := origin.Int(length)
	return ok && n == 0
}

// callName names what a call calls, a function value by its type.
func callName(c *ssa.CallCommon, callee *types.Func) string {
	if callee == nil {
		return typeName(c.Value.Type())
	}
	if recv := operand(c, catalog.Recv); recv != nil && wholeConn(recv) != recv {
		return typeName(origin.Deref(wholeConn(recv).Type())) + "." + callee.Name() // it is promoted from within
	}
	return shortName(callee)
}

// optioned reports whether one of the arguments is an option made by one of the functions named.
func optioned(c *ssa.CallCommon, names string) bool {
	for _, arg := range c.Args {
		elems, _ := elements(arg)
		for _, elem := range append(elems, arg) {
			if call, ok := elem.(*ssa.Call); ok && hasWord(names, calleeName(call.Common())) {
				return true
			}
		}
	}
	return false
}

// A held function is the one library function that a function value or an interface in
// sight stands for.
type held struct {
	fn    *types.Func
	lib   *catalog.Library
	row   *catalog.Row
	value bool        // of a function value: the call has no receiver of its own
	recv  ssa.Value   // of a method value
	env   *origin.Env // of recv
}

// operand returns the value at a place of a call of h, which is nil for a direct call.
func (h *held) operand(c *ssa.CallCommon, at catalog.At) (ssa.Value, *origin.Env) {
	switch {
	case h == nil || !h.value:
		return operand(c, at), nil
	case at == catalog.Recv:
		return h.recv, h.env
	case at.Arg() >= 0 && at.Arg() < len(c.Args):
		return c.Args[at.Arg()], nil
	}
	return nil, nil
}

// library returns the library function that a call through a function value or an interface
// enters, if it can enter only one, or nil.
func (a *Analysis) library(fn *ssa.Function, c *ssa.CallCommon) *held {
	if c.IsInvoke() {
		if h := a.known(a.implementation(fn, c)); h != nil {
			return h
		}
		return a.known(a.fallback(fn, c))
	}
	if _, ok := c.Value.(*ssa.Builtin); ok || c.StaticCallee() != nil {
		return nil
	}
	var one *held
	for _, s := range a.Origin.Sources(c.Value, fn) {
		var v *ssa.Function
		switch x := s.Value.(type) {
		case *ssa.Function:
			v = x
		case *ssa.MakeClosure:
			v, _ = x.Fn.(*ssa.Function)
		}
		if s.Kind == origin.Const && origin.IsNil(s.Value) {
			continue // a panic, not a call
		}
		if s.Kind != origin.Func || v == nil || one != nil {
			return nil
		}
		obj, _ := v.Object().(*types.Func)
		if one = a.known(obj); one == nil {
			return nil
		}
		one.value, one.recv, one.env = true, origin.Bound(s.Value), s.Env
		if (one.recv != nil) != (obj.Signature().Recv() != nil) {
			return nil // a method expression takes its receiver as an argument
		}
	}
	return one
}

// known returns the library function fn with its row, if it waits for a peer.
func (a *Analysis) known(fn *types.Func) *held {
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == a.Program.Pass.Pkg {
		return nil
	}
	lib, row := catalog.Lookup(fn)
	if row == nil || row.Role != catalog.Call && row.Role != catalog.Stream || row.If != "" || row.Opts != "" {
		return nil
	}
	return &held{fn: fn, lib: lib, row: row}
}

type target struct {
	fn     *types.Func // nil for a literal
	name   string
	sum    *Summary
	params func(i int) ssa.Value // the value of the callee's parameter i at this call
}

// targets returns the summaries of what a call may enter, if all of it is known to be one thing.
func (a *Analysis) targets(fn *ssa.Function, call ssa.CallInstruction) []target {
	c := call.Common()
	args := func(i int) ssa.Value { return origin.Argument(c, i) }
	if obj := origin.CalleeObject(c); obj != nil && !c.IsInvoke() {
		if sum, known := a.summaryOf(obj); known && sum != nil {
			return []target{{obj, shortName(obj), sum, args}}
		}
		return nil
	}
	if c.IsInvoke() {
		if obj := a.implementation(fn, c); obj != nil {
			if sum, known := a.summaryOf(obj); known && sum != nil {
				return []target{{obj, shortName(obj), sum, args}}
			}
		}
		return nil
	}
	fns, closed := a.Origin.Targets(call, nil, fn)
	if !closed || len(fns) != 1 {
		return nil
	}
	if t := a.targetOf(fns[0], call); t.sum != nil {
		return []target{t}
	}
	return nil
}

// targetOf returns a function or literal of this package as what a call enters.
func (a *Analysis) targetOf(fn *ssa.Function, call ssa.CallInstruction) target {
	obj, _ := fn.Object().(*types.Func)
	name := "a function literal"
	if obj != nil {
		name = shortName(obj)
	}
	return target{obj, name, a.sums[fn], func(i int) ssa.Value { return origin.Argument(call.Common(), i) }}
}

// implementation returns the method that a call through an interface enters, if one
// concrete type reaches it, or if this package has one type that implements the interface.
func (a *Analysis) implementation(fn *ssa.Function, c *ssa.CallCommon) *types.Func {
	var one *types.Named
	closed := true
	for _, s := range a.Origin.Sources(c.Value, fn) {
		var t types.Type
		switch s.Kind {
		case origin.Zero:
			continue // nil: a panic, not a call
		case origin.Const:
			if origin.IsNil(s.Value) {
				continue
			}
			t = sourceType(s)
		case origin.Object, origin.Call, origin.Global, origin.Param, origin.Field:
			t = sourceType(s)
		}
		n := origin.Named(t)
		if n == nil || types.IsInterface(n) || one != nil && n != one {
			closed = false
			break
		}
		one = n
	}
	if one != nil && closed {
		return method(one, c.Method.Name(), a.Program.Pass.Pkg)
	}
	iface := origin.Named(c.Value.Type())
	if iface == nil || iface.Obj().Pkg() != a.Program.Pass.Pkg {
		return nil
	}
	if impl := a.implementer(iface); impl != nil {
		return method(impl, c.Method.Name(), a.Program.Pass.Pkg)
	}
	return nil
}

// fallback returns the method of a library that a call through an interface of the user's module enters
// where nobody gives something else: the one concrete type in sight that reaches it, beside what
// callers out of sight may give.
func (a *Analysis) fallback(fn *ssa.Function, c *ssa.CallCommon) *types.Func {
	if iface := origin.Named(c.Value.Type()); iface != nil && (iface.Obj().Pkg() == nil || !a.sameModule(iface.Obj().Pkg())) {
		return nil
	}
	var one *types.Named
	for _, s := range a.Origin.Sources(c.Value, fn) {
		n := origin.Named(sourceType(s))
		switch {
		case s.Kind == origin.Zero || s.Kind == origin.Const && origin.IsNil(s.Value):
		case n == nil || types.IsInterface(n):
			if s.Kind != origin.Param && s.Kind != origin.Field {
				return nil
			}
		case one != nil && n != one:
			return nil
		default:
			one = n
		}
	}
	if one == nil || catalog.ObjectOf(one) == nil && catalog.ObjectOf(types.NewPointer(one)) == nil {
		return nil
	}
	return method(one, c.Method.Name(), a.Program.Pass.Pkg)
}

// implementer returns the one type of this package (test files excluded) that implements
// an unexported interface of this package, or nil.
func (a *Analysis) implementer(iface *types.Named) *types.Named {
	it, ok := iface.Underlying().(*types.Interface)
	if !ok || it.NumMethods() == 0 || iface.Obj().Exported() {
		return nil
	}
	var found *types.Named
	scope := a.Program.Pass.Pkg.Scope()
	for _, name := range scope.Names() {
		tn, ok := scope.Lookup(name).(*types.TypeName)
		if !ok || tn.IsAlias() || a.Program.InTest(tn.Pos()) {
			continue
		}
		n, ok := tn.Type().(*types.Named)
		if !ok || types.IsInterface(n) || n.TypeParams().Len() > 0 {
			continue
		}
		if types.Implements(types.NewPointer(n), it) {
			if found != nil {
				return nil
			}
			found = n
		}
	}
	return found
}

// direct judges a call of a library function that the catalog knows.
// held says what is called when a function value or an interface stands before it, if anything does.
func (a *Analysis) direct(fn *ssa.Function, call ssa.CallInstruction, callee *types.Func, lib *catalog.Library, row *catalog.Row, held *held) *Crossing {
	c := &Crossing{
		Call: call, Fn: fn, Callee: callee, Row: row,
		Name: callName(call.Common(), callee), Family: lib.Family, Effect: row.Effect,
		Stream: row.Role == catalog.Stream, Sure: true, Foreign: true,
	}
	common := call.Common()
	if row.Role == catalog.Rest {
		return c // it shares the bound of the call that began it, which is judged there
	}
	if row.Role == catalog.Conn {
		c.Conn = true
	}
	add := func(kind Kind, at catalog.At) {
		if at == catalog.Nowhere {
			return
		}
		if at == catalog.Global {
			l := Limit{State: None, What: lib.Path[strings.LastIndex(lib.Path, "/")+1:] + ".DefaultClient"}
			if a.replaced("DefaultClient") {
				l = Limit{}
			}
			c.Operands = append(c.Operands, Operand{Kind: kind, Limit: l})
			return
		}
		if v, env := held.operand(common, at); v != nil {
			l := a.Limit(v, env, fn)
			if c.Conn {
				l = a.Connection(v, wait{call}, fn)
			}
			if kind != Dur && origin.IsNil(v) {
				l = Limit{State: None, What: "nil"}
			}
			if obj := objectOf(v, lib, at); kind == Obj && obj != nil {
				if c.Fixed = oneClient[lib.Family] && !settable(obj); c.Fixed {
					l.Site, l.Elsewhere = nil, false // nothing would be mended there
				}
				if obj.Seldom {
					l = a.seldom(l, row.Req != catalog.Nowhere || row.Ctx == catalog.Nowhere && lib.Sibling == "" && obj.Contexts == "")
				}
			}
			if row.CtxWeak && kind == Ctx && l.State != None {
				// It may or may not be looked at in time; that a caller gives it is to be told.
				l = Limit{State: l.State, Param: l.Param, Of: l.Of, Weak: true}
				if l.State != ByParam {
					l = Limit{}
				}
			}
			c.Operands = append(c.Operands, Operand{kind, v, l})
			if row.CtxClient && kind == Ctx {
				c.Operands = append(c.Operands, Operand{Kind: Obj, Limit: a.contextClient(v, nil, fn)})
			}
		} else {
			c.Operands = append(c.Operands, Operand{Kind: kind})
		}
	}
	add(Ctx, row.Ctx)
	add(Req, row.Req)
	add(Obj, row.Obj)
	add(Dur, row.Dur)
	c.State = combine(c.Operands)
	if row.Bound && c.State != Bounded {
		c.State = Bounded
	}
	if c.Family == "gRPC" && row.If == "" && row.Role != catalog.Stream && a.Drivers&LimitedRPC != 0 && c.State != Bounded {
		c.State = Unknown // the connection may give it a deadline
	}
	if c.Family == "AWS" && c.State != Bounded {
		// What configures this one call: func(*s3.Options).
		if opts := operand(common, catalog.Arg2); opts != nil && common.Signature().Variadic() && !origin.IsNil(opts) {
			if l := a.ingredient(opts, nil, fn); l.State != None {
				c.State = l.State
			}
		}
	}
	if row.Opts != "" {
		switch a.opts(common, row.Opts, fn) {
		case Bounded:
			c.State = Bounded
		case Unknown:
			if c.State != Bounded {
				c.State = Unknown
			}
		}
	}
	return c
}

// through judges a call of a function that reaches a crossing.
func (a *Analysis) through(fn *ssa.Function, call ssa.CallInstruction, callee *types.Func, name string, r *Reach, params func(int) ssa.Value) *Crossing {
	c := &Crossing{
		Call: call, Fn: fn, Callee: callee, Via: r,
		Name: r.Name, Family: r.Family, Effect: r.Effect, Stream: r.Stream, Conn: r.Conn, Sure: r.Sure,
		Path: append([]string{name}, r.Path...), State: r.State, Among: r.Among,
		Foreign: callee != nil && !a.sameModule(callee.Pkg()),
	}
	if len(r.Path) == 0 && name == r.Name {
		c.Path = nil // a function that a comment declares to be a crossing
	}
	if r.State != ByParam {
		for _, p := range r.Params { // what is at hand should be passed all the same
			if v := params(p.Index); v != nil && !origin.IsNil(v) {
				c.Operands = append(c.Operands, Operand{p.Kind, v, a.Limit(v, nil, fn)})
			}
		}
		return c
	}
	if r.Cancel {
		c.Operands = append(c.Operands, Operand{Kind: Ctx, Limit: Limit{State: CancelOnly, Ender: SomebodyElse}})
	}
	for _, p := range r.Params {
		v := params(p.Index)
		if v == nil {
			c.Operands = append(c.Operands, Operand{Kind: p.Kind})
			continue
		}
		l := a.Limit(v, nil, fn)
		if r.Conn {
			l = a.Connection(v, a.waitOf(call, r), fn)
		}
		if origin.IsNil(v) {
			l = Limit{State: None, What: "nil"}
			if !p.NilDefault {
				l = Limit{}
			}
		}
		c.Operands = append(c.Operands, Operand{p.Kind, v, l})
	}
	c.State = combine(c.Operands)
	return c
}

// byShape recognises generated clients by their signature, where no row names them.
func byShape(fn *types.Func) (*catalog.Library, *catalog.Row) {
	sig := fn.Signature()
	params := sig.Params()
	if params.Len() < 2 || !IsNamed(params.At(0).Type(), "context", "Context") {
		return nil, nil
	}
	last := params.At(params.Len() - 1).Type()
	if sig.Variadic() {
		elem := last.(*types.Slice).Elem()
		switch {
		case IsNamed(elem, "google.golang.org/grpc", "CallOption"):
			if sig.Results().Len() == 2 && types.IsInterface(sig.Results().At(0).Type()) {
				return grpcLibrary, grpcStream
			}
			return grpcLibrary, grpcUnary
		case isFuncOfOptions(elem) && strings.HasPrefix(fn.Name(), "Presign"):
			return awsLibrary, awsPresign
		case isFuncOfOptions(elem) && params.Len() == 3 && strings.HasSuffix(typeName(params.At(1).Type()), "Input"):
			// An interface over a client that the catalog knows is bounded as that one is.
			if lib, row := catalog.LookupClient(origin.Named(params.At(1).Type()).Obj().Pkg(), fn); row != nil {
				return lib, row
			}
			return awsLibrary, awsOperation
		}
	}
	if params.Len() == 2 && IsNamed(params.At(1).Type(), "connectrpc.com/connect", "Request") && asks(sig) {
		return connectLibrary, connectUnary
	}
	return nil, nil
}

// asks reports whether a method with the shape of a connect call asks a server. Those that answer have the
// same shape: the generated interface whose name ends in Handler, and what implements it.
func asks(sig *types.Signature) bool {
	if sig.Recv() == nil {
		return false
	}
	n := origin.Named(sig.Recv().Type())
	return n == nil || strings.HasSuffix(n.Obj().Name(), "Client") || types.IsInterface(n) && !strings.HasSuffix(n.Obj().Name(), "Handler")
}

var (
	grpcLibrary    = &catalog.Library{Path: "google.golang.org/grpc", Family: "gRPC"}
	grpcUnary      = &catalog.Row{Ctx: catalog.Arg0, Use: "a context with a deadline"}
	grpcStream     = &catalog.Row{Ctx: catalog.Arg0, Role: catalog.Stream, Use: "a context that is cancelled"}
	awsLibrary     = &catalog.Library{Path: "github.com/aws/aws-sdk-go-v2", Family: "AWS"}
	awsOperation   = &catalog.Row{Ctx: catalog.Arg0, Attempts: 3, Use: "a context with a deadline"}
	awsPresign     = &catalog.Row{Role: catalog.Local, Ctx: catalog.Arg0} // somebody else sends the request
	connectLibrary = &catalog.Library{Path: "connectrpc.com/connect", Family: "Connect"}
	connectUnary   = &catalog.Row{Ctx: catalog.Arg0, Use: "a context with a deadline"}
	httpLibrary    = &catalog.Library{Path: "net/http", Family: "HTTP"}
	httpDo         = &catalog.Row{Obj: catalog.Recv, Req: catalog.Arg0, Effect: catalog.ByMethod, Use: "a request with a deadline"}
	httpGet        = &catalog.Row{Obj: catalog.Recv, Effect: catalog.Read, Use: "Do, and a request with a deadline"}
	httpPost       = &catalog.Row{Obj: catalog.Recv, Effect: catalog.NonIdempotentWrite, Use: "Do, and a request with a deadline"}
)

// isFuncOfOptions matches func(*Options), the last parameter of an AWS operation.
func isFuncOfOptions(t types.Type) bool {
	sig, ok := types.Unalias(t).Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && typeName(sig.Params().At(0).Type()) == "Options"
}

// operand returns the value at a place of a call, or nil.
func operand(c *ssa.CallCommon, at catalog.At) ssa.Value {
	if at == catalog.Recv {
		return origin.Argument(c, 0)
	}
	return origin.Operand(c, at.Arg())
}

// IsNamed reports whether t is the named type path.name or a pointer to it.
func IsNamed(t types.Type, path, name string) bool {
	n := origin.Named(t)
	return n != nil && n.Obj().Name() == name && n.Obj().Pkg() != nil && catalog.Path(n.Obj().Pkg()) == path
}

func typeName(t types.Type) string {
	n := origin.Named(t)
	if n == nil {
		return ""
	}
	if n.Obj().Pkg() != nil && n.Obj().Name() != "" && !strings.HasSuffix(n.Obj().Name(), "Input") && n.Obj().Name() != "Options" {
		return n.Obj().Pkg().Name() + "." + n.Obj().Name()
	}
	return n.Obj().Name()
}

// method returns the method of a named type or of its pointer, promoted ones included.
func method(n *types.Named, name string, from *types.Package) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(n), true, from, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// shortName is a function as people write it: pkg.Func or pkg.Type.Method.
func shortName(fn *types.Func) string {
	name := fn.Name()
	if recv := catalog.RecvName(fn); recv != "" {
		name = recv + "." + name
	}
	if fn.Pkg() != nil {
		name = fn.Pkg().Name() + "." + name
	}
	return name
}

// knob names what to set on an object, which maker makes, if it is not nil: of several names, the
// first that what it takes knows in the version at hand.
func knob(obj *catalog.Object, maker *types.Func) string {
	names := strings.Fields(obj.Knob)
	for _, name := range names {
		if maker != nil && knows(maker.Signature().Params(), name) {
			return name
		}
	}
	if len(names) > 0 {
		return names[0]
	}
	for name := range fieldsSeq(obj.Limits) {
		return name
	}
	return "limit of its own"
}

// knows reports whether a parameter, or an element of one, has a field or method of that name.
func knows(params *types.Tuple, name string) bool {
	for i := range params.Len() {
		t := params.At(i).Type()
		if slice, ok := types.Unalias(t).Underlying().(*types.Slice); ok {
			t = slice.Elem()
		}
		if obj, _, _ := types.LookupFieldOrMethod(t, true, nil, name); obj != nil {
			return true
		}
	}
	return false
}

func fieldsSeq(s string) iter.Seq[string] { return strings.FieldsSeq(s) }

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// doer returns the row of a method of an interface that stands for an http.Client, or nil: programs declare such
// so that something else may be put in its place, and give it a client.
func doer(fn *types.Func) *catalog.Row {
	sig := fn.Signature()
	if sig.Recv() == nil || !types.IsInterface(sig.Recv().Type()) || sig.Results().Len() != 2 || !IsNamed(sig.Results().At(0).Type(), "net/http", "Response") {
		return nil
	}
	text := func(i int) bool { return i < sig.Params().Len() && origin.IsText(sig.Params().At(i).Type()) }
	switch n := sig.Params().Len(); {
	case fn.Name() == "Do" && n == 1 && IsNamed(sig.Params().At(0).Type(), "net/http", "Request"):
		return httpDo
	case (fn.Name() == "Get" || fn.Name() == "Head") && n == 1 && text(0):
		return httpGet
	case fn.Name() == "Post" && n == 3 && text(0) && text(1), fn.Name() == "PostForm" && n == 2 && text(0):
		return httpPost
	}
	return nil
}

// otherBehind reports whether a call through an interface may enter a method of a type of this module, as far as is
// in sight: it may do anything, and in a time of its own.
func (a *Analysis) otherBehind(fn *ssa.Function, c *ssa.CallCommon) bool {
	return slices.ContainsFunc(a.Origin.Sources(c.Value, fn), func(s origin.Source) bool {
		n := origin.Named(sourceType(s))
		return n != nil && !types.IsInterface(n) && n.Obj().Pkg() != nil && a.sameModule(n.Obj().Pkg())
	})
}

// ByShape reports whether fn has the shape of a generated client's method, or of one of an http.Client.
func ByShape(fn *types.Func) bool {
	_, row := byShape(fn)
	return row != nil || doer(fn) != nil
}

// Variables yields the summaries of the package's exported variables that hold an object
// with limits, in the order of their names.
func (a *Analysis) Variables() iter.Seq2[types.Object, *Summary] {
	return func(yield func(types.Object, *Summary) bool) {
		scope := a.Program.Pass.Pkg.Scope()
		for _, name := range scope.Names() {
			v, ok := scope.Lookup(name).(*types.Var)
			if !ok || !v.Exported() || catalog.ObjectOf(v.Type()) == nil || a.Program.InTest(v.Pos()) {
				continue
			}
			g := a.SSA.Pkg.Var(name)
			if g == nil {
				continue
			}
			l := a.variable(g)
			if l.State == Unknown || l.State == ByParam {
				continue
			}
			if !yield(v, &Summary{Returns: []Return{{State: l.State, What: l.What}}}) {
				return
			}
		}
	}
}

// variable evaluates what a package variable holds.
func (a *Analysis) variable(g *ssa.Global) Limit {
	if isStruct(origin.Deref(g.Type())) {
		return a.globalObject(g, catalog.ObjectOf(g.Type()), nil)
	}
	var list []Limit
	for _, st := range a.Origin.GlobalStores(g) {
		list = append(list, a.Limit(st.Val, nil, nil))
	}
	return merge(list)
}
