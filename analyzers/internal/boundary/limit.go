package boundary

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// State says whether a value (a context, a request, a client, a duration) ends a crossing
// whose peer never answers.
type State uint8

// The states. Everything that is not proven is Unknown, and Unknown is silent.
const (
	Unknown    State = iota
	Bounded          // it ends the crossing after some time
	ByParam          // a parameter of the function decides: callers know
	CancelOnly       // somebody may cancel it, but no time is set
	None             // nothing
)

// pending is the state of a value under evaluation: one that is made from itself, as a
// context is in a loop, adds nothing to what else it is made from.
const pending State = 255

func (s State) String() string {
	return [...]string{"unknown", "bounded", "decided by a parameter", "cancel-only", "none"}[s]
}

// Ender tells who can end a cancel-only context.
type Ender uint8

// The enders, as far as they are in sight.
const (
	NoEnder      Ender = iota
	Request            // the client of an inbound HTTP request that goes away
	Signal             // a signal to the process
	Process            // the end of the command
	LocalCancel        // a cancel function made in this package
	SomebodyElse       // not in sight
)

// A Limit is what is known about how a value ends a crossing.
type Limit struct {
	State State
	Param int           // of ByParam: the index among Of.Params
	Of    *ssa.Function // of ByParam: the function whose parameter it is
	Ender Ender         // of CancelOnly
	Site  ssa.Value     // where the value was made, if that is one place: *ssa.Alloc, *ssa.Call, *ssa.Global
	Sites []ssa.Value   // where it was made, in source order, if those are several literals
	What  string        // the value in words: "context.Background()", "http.DefaultClient"
	// MaybeZero marks an Unknown that is a field nobody in this package sets: it is
	// zero, and no limit, unless the configuration says otherwise.
	MaybeZero bool
	Detached  bool // the context was detached on purpose: context.WithoutCancel
	// Assumed is set when an ordinary assumption was needed: a transport that is not in
	// sight sets no limit on the whole exchange, as hardly any does.
	Assumed bool
	// Configured is set when the configuration may bring the limit and nothing does by default.
	Configured bool
	// Touched is set on an Unknown of which something in sight may be the limit: an option, a client,
	// a setter. What is merely out of sight is not.
	Touched bool
	// Fallback is set on an Unknown that stands for an object out of sight or, where there is
	// none, for one made here: what is known of that one.
	Fallback *Limit
	// Default is set on an object that is used where no other is given.
	Default bool
	// Taken are, of an Unknown, the parameters of other functions that the value may be: whoever calls one
	// of those decides.
	Taken []*ssa.Parameter
	// Stored is set on contexts that were kept in a field or variable.
	Stored bool
	// Rooted is set on contexts and requests that derive from a root context made in
	// this package, whatever was added to it since.
	Rooted bool
	// Long is set on contexts without a limit that have a deadline all the same, more than an hour away.
	Long bool
	// Short is set on contexts that end within seconds, whatever else ends them.
	Short bool
	// Elsewhere is set when the value was made in another package of the same module,
	// where the finding belongs.
	Elsewhere bool
	// Given is set on objects to which a context was attached, or may have been: too much
	// would have to be looked at.
	Given bool
	// Weak is set on a parameter that may not end the call, although it is passed to it.
	Weak bool
}

// Limit evaluates v, a value of a type that can end a crossing.
func (a *Analysis) Limit(v ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	if v == nil {
		return Limit{}
	}
	key := limitKey{v, env, root}
	if l, ok := a.limits[key]; ok {
		return l // or the unknown of an evaluation under way: a value made from itself
	}
	if a.deep == 0 {
		a.work = 0
	}
	if a.work++; a.work > maxLimits {
		return Limit{Given: true}
	}
	a.deep++
	a.limits[key] = Limit{State: pending}
	sources := a.configured(a.Origin.SourcesIn(v, env, root))
	var list []Limit
	for _, s := range sources {
		if c, ok := s.Value.(*ssa.Const); ok && c.Value == nil && len(sources) > 1 {
			continue // the result of a call that failed; nobody uses it
		}
		if s.Kind == origin.Unknown && s.Value != nil {
			list = append(list, a.element(s.Value, root))
			continue
		}
		list = append(list, a.source(s, v.Type(), root))
	}
	a.deep--
	l := merge(list)
	if l.State == pending && a.deep == 0 {
		l = Limit{}
	}
	if a.deep == 0 {
		a.limits[key] = l
	} else {
		delete(a.limits, key) // part of it may have met the bound, or itself
	}
	return l
}

// element evaluates an element of a map or slice: whatever this package puts in.
func (a *Analysis) element(v ssa.Value, root *ssa.Function) Limit {
	vals, closed := a.Origin.Elements(v)
	if !closed {
		return Limit{}
	}
	var list []Limit
	for _, val := range vals {
		if !origin.IsNil(val) {
			list = append(list, a.Limit(val, nil, root))
		}
	}
	l := merge(list)
	if l.State == ByParam || l.State == pending {
		return Limit{}
	}
	return l
}

// maxLimits bounds the values evaluated for one operand; beyond it the answer is unknown.
const maxLimits = 150

type limitKey struct {
	v    ssa.Value
	env  *origin.Env
	root *ssa.Function
}

// merge joins the limits a value may have. A merge with an unknown or bounded edge proves
// nothing; a parameter with a default (if ctx == nil { ctx = context.Background() }) is
// decided by the caller.
func merge(list []Limit) Limit {
	l := mergeStates(list)
	l.Given = slices.ContainsFunc(list, func(l Limit) bool { return l.Given })
	if l.State == Unknown {
		l.Touched = slices.ContainsFunc(list, func(l Limit) bool { return l.Touched || l.State == Bounded })
		l.Taken = nil
		for _, other := range list {
			l.Taken = append(l.Taken, other.Taken...)
		}
	}
	return l
}

func mergeStates(list []Limit) Limit {
	if len(list) == 0 {
		return Limit{}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(l Limit) bool { return l.State == pending })
	if len(list) == 0 {
		return Limit{State: pending}
	}
	var param, bad, unknown *Limit
	bounded := false
	for i := range list {
		l := &list[i]
		switch l.State {
		case Unknown:
			if unknown == nil || unknown.Fallback == nil && l.Fallback != nil {
				unknown = l
			}
		case Bounded:
			bounded = true
		case ByParam:
			if param != nil && (param.Param != l.Param || param.Of != l.Of) {
				unknown = &Limit{}
			}
			param = l
		default:
			if bad == nil || l.State < bad.State {
				bad = l
			}
		}
	}
	switch {
	case unknown != nil:
		l := *unknown
		if bounded || param != nil {
			l.Fallback = nil // some are given with a limit here
		} else if l.Fallback == nil && bad != nil && bad.State == None {
			l.Fallback = bad
		}
		return l
	case bounded && param == nil && bad == nil:
		l := list[0]
		for _, other := range list {
			l.Rooted = l.Rooted && other.Rooted
			l.Detached = l.Detached || other.Detached
			l.Short = l.Short && other.Short
		}
		return Limit{State: Bounded, Rooted: l.Rooted, Detached: l.Detached, Short: l.Short}
	case bounded:
		return Limit{}
	case param != nil:
		return *param
	}
	l := *bad
	l.Sites = literals(list)
	for _, other := range list {
		if other.Site != l.Site {
			l.Site = nil
		}
		l.Rooted = l.Rooted && other.Rooted
		l.Detached = l.Detached || other.Detached
		l.Assumed = l.Assumed || other.Assumed
		l.Configured = l.Configured || other.Configured
	}
	return l
}

// literals returns the places at which the objects were made that a value may be, or nil if there is only
// one, or one is no literal.
func literals(list []Limit) (sites []ssa.Value) {
	for _, l := range list {
		made := l.Sites
		if l.Site != nil {
			made = []ssa.Value{l.Site}
		}
		if len(made) == 0 {
			return nil
		}
		for _, site := range made {
			if _, ok := site.(*ssa.Alloc); !ok {
				return nil
			}
			if !slices.Contains(sites, site) {
				sites = append(sites, site)
			}
		}
	}
	if len(sites) < 2 {
		return nil
	}
	slices.SortFunc(sites, func(x, y ssa.Value) int { return cmp.Compare(x.Pos(), y.Pos()) })
	return sites
}

// source evaluates one source of a value of type typ.
func (a *Analysis) source(s origin.Source, typ types.Type, root *ssa.Function) Limit {
	if s.Kind == origin.Param {
		return a.param(s.Value.(*ssa.Parameter), root)
	}
	t := types.Unalias(typ)
	if types.IsInterface(t) && s.Value != nil { // the concrete type says more
		t = sourceType(s)
	}
	switch {
	case IsNamed(typ, "context", "Context"):
		return a.context(s, root)
	case IsNamed(t, "net/http", "Request"):
		return a.request(s, root)
	case IsNamed(t, "time", "Duration"), IsNamed(t, "time", "Time"), isBasic(typ):
		return a.duration(s, root)
	}
	if obj := catalog.ObjectOf(t); obj != nil {
		return a.object(s, obj, t, root)
	}
	if s.Kind == origin.Call {
		return a.result(s, root)
	}
	return Limit{}
}

// sourceType returns the type of the value that a source stands for.
func sourceType(s origin.Source) types.Type {
	if s.Value == nil {
		return nil
	}
	t := types.Unalias(s.Value.Type())
	switch s.Kind {
	case origin.Call:
		if tuple, ok := t.(*types.Tuple); ok {
			t = tuple.At(s.Index).Type()
		}
	case origin.Global: // the variable's address
		t = t.(*types.Pointer).Elem()
	case origin.Field:
		if s.Var != nil {
			t = s.Var.Type()
		}
	}
	return types.Unalias(t)
}

func isBasic(t types.Type) bool {
	_, ok := types.Unalias(t).Underlying().(*types.Basic)
	return ok
}

// param evaluates a parameter that is a leaf: one of root's (or of a function around root).
func (a *Analysis) param(p *ssa.Parameter, root *ssa.Function) Limit {
	fn := p.Parent()
	for i, q := range fn.Params {
		if q == p {
			if IsNamed(p.Type(), "net/http", "Request") && Inbound(fn) {
				return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
			}
			if outer := root; outer != nil {
				for ; outer != nil; outer = outer.Parent() {
					if outer == fn {
						return Limit{State: ByParam, Param: i, Of: fn, What: p.Name()}
					}
				}
			}
			return Limit{Taken: []*ssa.Parameter{p}}
		}
	}
	return Limit{}
}

// result evaluates a call's result by the summary of its callee.
func (a *Analysis) result(s origin.Source, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if !ok {
		return Limit{}
	}
	fn := origin.CalleeObject(call.Common())
	if fn == nil {
		return Limit{}
	}
	sum, known := a.summaryOf(fn)
	if sum == nil {
		if ctx := dressed(call, s.Index); ctx != nil && fn.Pkg() != a.Program.Pass.Pkg {
			l := a.Limit(ctx, s.Env, root)
			l.Assumed = l.Assumed || !known
			return l
		}
		return Limit{}
	}
	for _, r := range sum.Returns {
		if r.Index != s.Index {
			continue
		}
		if r.State == ByParam {
			return a.Limit(origin.Argument(call.Common(), r.Param), s.Env, root)
		}
		if r.State == Unknown {
			return Limit{Touched: true}
		}
		return Limit{State: r.State, Ender: r.Ender, Site: call, What: r.What, Detached: r.Detached, Elsewhere: a.sameModule(fn.Pkg())}
	}
	return Limit{}
}

// dressed returns the context that a function of another package is given, if its result i is one and it
// neither returns a function nor may see to the end itself, or nil: as grpc's metadata.NewOutgoingContext
// does, and who begins a span, it attaches something to the one that it is given.
//
// Assumption: who sets a deadline or makes a context that can be cancelled returns what ends it, too,
// as go vet's lostcancel wants it.
func dressed(call *ssa.Call, i int) ssa.Value {
	res := call.Call.Signature().Results()
	if i >= res.Len() || !IsNamed(res.At(i).Type(), "context", "Context") {
		return nil
	}
	for r := range res.Variables() {
		if _, ends := r.Type().Underlying().(*types.Signature); ends {
			return nil
		}
	}
	if mayEndContext(call) {
		return nil
	}
	return contextArg(call.Common())
}

// global evaluates a package variable of another package by its summary.
func (a *Analysis) global(g *ssa.Global) Limit {
	obj := g.Object()
	if obj == nil {
		return Limit{}
	}
	sum, known := a.Imported(obj)
	if !known || sum == nil || len(sum.Returns) == 0 {
		return Limit{}
	}
	r := sum.Returns[0]
	if r.State == ByParam || r.State == Unknown {
		return Limit{Touched: r.State == Unknown}
	}
	return Limit{State: r.State, Ender: r.Ender, Site: g, What: r.What, Elsewhere: a.sameModule(g.Pkg.Pkg)}
}
