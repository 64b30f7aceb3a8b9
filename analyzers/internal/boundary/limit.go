package boundary

import (
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"time"

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
	// Fallback is set on an Unknown that stands for an object out of sight or, where there is
	// none, for one made here: what is known of that one.
	Fallback *Limit
	// Default is set on an object that is used where no other is given.
	Default bool
	// Stored is set on contexts that were kept in a field or variable.
	Stored bool
	// Rooted is set on contexts and requests that derive from a root context made in
	// this package, whatever was added to it since.
	Rooted bool
	// Elsewhere is set when the value was made in another package of the same module,
	// where the finding belongs.
	Elsewhere bool
	// Given is set on objects to which a context was attached, or may have been: too much
	// would have to be looked at.
	Given bool
	// Weak is set on a parameter that may not end the call, although it is passed to it.
	Weak bool
}

// longest is the longest deadline that still counts as one for a call that waits for an
// answer: beyond it, goroutines pile up all the same.
const longest = time.Hour

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

// requestAlone is what a request is called that was made without a context.
const requestAlone = "http.NewRequest"

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
		}
		return Limit{State: Bounded, Rooted: l.Rooted, Detached: l.Detached}
	case bounded:
		return Limit{}
	case param != nil:
		return *param
	}
	l := *bad
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
			return Limit{}
		}
	}
	return Limit{}
}

// Inbound reports whether fn has the shape of a handler: its request came from a client.
func Inbound(fn *ssa.Function) bool {
	params := fn.Signature.Params()
	for i := range params.Len() {
		if IsNamed(params.At(i).Type(), "net/http", "ResponseWriter") {
			return true
		}
	}
	return false
}

// context evaluates a source of a context.
func (a *Analysis) context(s origin.Source, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if s.Kind != origin.Call || !ok {
		if s.Kind == origin.Field && s.Var != nil && isRequestField(s.Var) {
			return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
		}
		if s.Kind == origin.Field && s.Var != nil && s.Var.Name() == "Context" && strings.HasPrefix(catalog.Path(s.Var.Pkg()), "github.com/urfave/cli") {
			return Limit{State: CancelOnly, Ender: Process, What: "the command's context"}
		}
		return Limit{}
	}
	fn := origin.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return Limit{}
	}
	arg := func(i int) ssa.Value { return operand(call.Common(), catalog.Arg0+catalog.At(i)) }
	recv := catalog.RecvName(fn)
	switch pkg := catalog.Path(fn.Pkg()); {
	case pkg == "context" && recv == "":
		switch fn.Name() {
		case "Background", "TODO":
			return Limit{State: None, Site: call, What: "context." + fn.Name() + "()", Rooted: true}
		case "WithTimeout", "WithTimeoutCause":
			if d, ok := a.constant(arg(1), s.Env, root); ok && d > int64(longest) {
				return a.Limit(arg(0), s.Env, root)
			}
			return bounded(a.Limit(arg(0), s.Env, root))
		case "WithDeadline", "WithDeadlineCause":
			if a.farAway(arg(1), s.Env, root) {
				return a.Limit(arg(0), s.Env, root)
			}
			return bounded(a.Limit(arg(0), s.Env, root))
		case "WithCancel", "WithCancelCause":
			if timed(call) {
				return bounded(a.Limit(arg(0), s.Env, root))
			}
			return cancellable(a.Limit(arg(0), s.Env, root), LocalCancel)
		case "WithValue":
			return a.Limit(arg(0), s.Env, root)
		case "WithoutCancel":
			return Limit{State: None, Site: call, What: "context.WithoutCancel", Detached: true}
		}
	case pkg == "os/signal" && fn.Name() == "NotifyContext":
		return cancellable(a.Limit(arg(0), s.Env, root), Signal)
	case pkg == "golang.org/x/sync/errgroup" && fn.Name() == "WithContext":
		return cancellable(a.Limit(arg(0), s.Env, root), LocalCancel)
	case pkg == "net/http" && recv == "Request" && fn.Name() == "Context":
		return a.requestContext(operand(call.Common(), catalog.Recv), s.Env, root)
	case pkg == "go.opentelemetry.io/otel/trace" && recv == "Tracer" && fn.Name() == "Start":
		return a.Limit(arg(0), s.Env, root)
	case pkg == "google.golang.org/grpc" && recv == "ServerStream" && fn.Name() == "Context":
		return Limit{State: CancelOnly, Ender: SomebodyElse, What: "the inbound call's context"}
	case pkg == "github.com/spf13/cobra" && fn.Name() == "Context":
		return Limit{State: CancelOnly, Ender: Process, What: "the command's context"}
	}
	return a.result(s, root)
}

// farAway reports whether a point in time is known to be further away than any call that
// waits for an answer should take: time.Now().Add(24 * time.Hour).
func (a *Analysis) farAway(v ssa.Value, env *origin.Env, root *ssa.Function) bool {
	sources := a.Origin.SourcesIn(v, env, root)
	for _, s := range sources {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			return false
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "time" {
			return false
		}
		switch fn.Name() {
		case "Add":
			if d, ok := a.constant(operand(call.Common(), catalog.Arg0), s.Env, root); !ok || d <= int64(longest) {
				return false
			}
		case "AddDate":
			for _, part := range [...]catalog.At{catalog.Arg0, catalog.Arg1, catalog.Arg2} {
				if n, ok := a.constant(operand(call.Common(), part), s.Env, root); !ok || n < 0 {
					return false
				}
			}
		default:
			return false
		}
	}
	return len(sources) > 0
}

// timed reports whether a timer calls the cancel function that a call of context.WithCancel
// returns: time.AfterFunc(d, cancel), or a literal that waits for a timer's channel and
// calls it.
func timed(call *ssa.Call) bool {
	for _, cancel := range results(call, 1) {
		if timedCall(cancel, make(map[ssa.Value]bool)) {
			return true
		}
	}
	return false
}

func timedCall(v ssa.Value, seen map[ssa.Value]bool) bool {
	refs := v.Referrers()
	if seen[v] || refs == nil {
		return false
	}
	seen[v] = true
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Store: // a captured variable
			if ref.Val == v && timedCall(ref.Addr, seen) {
				return true
			}
		case *ssa.UnOp:
			if timedCall(ref, seen) {
				return true
			}
		case *ssa.ChangeType:
			if timedCall(ref, seen) {
				return true
			}
		case *ssa.MakeClosure:
			lit := ref.Fn.(*ssa.Function)
			for i, b := range ref.Bindings {
				if b == v && i < len(lit.FreeVars) && timedCall(lit.FreeVars[i], seen) {
					return true
				}
			}
		case ssa.CallInstruction:
			c := ref.Common()
			if calleeName(c) == "AfterFunc" && len(c.Args) > 0 && c.Args[len(c.Args)-1] == v {
				return true
			}
			if _, deferred := ref.(*ssa.Defer); c.Value == v && !deferred && ref.Parent().Parent() != nil && timerRuns(ref) {
				return true
			}
		}
	}
	return false
}

// timerRuns reports whether a call in a function literal is made by a timer: the literal was
// given to AfterFunc, or it waits for a channel of times before.
func timerRuns(call ssa.CallInstruction) bool {
	lit := call.Parent()
	for _, use := range usesOf(lit) {
		if c, ok := use.(ssa.CallInstruction); ok && calleeName(c.Common()) == "AfterFunc" {
			return true
		}
	}
	ticks := func(v ssa.Value) bool {
		ch, ok := v.Type().Underlying().(*types.Chan)
		return ok && IsNamed(ch.Elem(), "time", "Time")
	}
	for _, b := range lit.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.UnOp:
				if instr.Op == token.ARROW && ticks(instr.X) && b.Dominates(call.Block()) {
					return true
				}
			case *ssa.Select:
				for _, st := range instr.States {
					if ticks(st.Chan) && (b == call.Block() || origin.Reaches(b, call.Block())) {
						return true
					}
				}
			}
		}
	}
	return false
}

// isRequestField reports whether f is where a web framework keeps the inbound request or its context.
func isRequestField(f *types.Var) bool {
	return f.Pkg() != nil && f.Name() == "Request" && catalog.Path(f.Pkg()) == "github.com/gin-gonic/gin"
}

// bounded is the limit of a context derived from parent with a deadline.
func bounded(parent Limit) Limit {
	if parent.State == pending {
		return parent
	}
	return Limit{State: Bounded, Rooted: parent.Rooted, Detached: parent.Detached}
}

// cancellable is the limit of a context derived from parent by something that cancels it.
func cancellable(parent Limit, by Ender) Limit {
	if parent.State == None {
		parent.State, parent.Ender, parent.Detached = CancelOnly, by, false
		parent.What = "a context that is only cancelled"
	}
	return parent
}

// requestContext evaluates req.Context(). A request that is a parameter, and is looked at
// but not sent by the function, is the inbound one.
func (a *Analysis) requestContext(req ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	l := a.Limit(req, env, root)
	if l.State == ByParam && l.Of != nil && l.Of.Name() != "RoundTrip" && !a.sends(l.Of.Params[l.Param]) {
		return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
	}
	if l.State == Unknown {
		for _, s := range a.Origin.SourcesIn(req, env, root) {
			if s.Kind == origin.Field && s.Var != nil && isRequestField(s.Var) {
				return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
			}
			if call, ok := s.Value.(*ssa.Call); ok {
				if fn := origin.CalleeObject(call.Common()); fn != nil && fn.Name() == "Request" {
					switch catalog.Path(fn.Pkg()) {
					case "github.com/labstack/echo/v4", "github.com/labstack/echo":
						return Limit{State: CancelOnly, Ender: Request, What: "the inbound request's context"}
					}
				}
			}
		}
	}
	return l
}

// sends reports whether the request p goes out again: it is cloned or handed to a crossing.
func (a *Analysis) sends(p ssa.Value) bool {
	for _, ref := range *p.Referrers() {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			continue
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil {
			continue
		}
		switch fn.Name() {
		case "Clone", "WithContext", "Do", "RoundTrip":
			return true
		}
	}
	return false
}

// request evaluates a source of an *http.Request.
func (a *Analysis) request(s origin.Source, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Object:
		alloc := s.Value.(*ssa.Alloc)
		whole, _ := a.Origin.Stores(alloc)
		var list []Limit
		for _, st := range whole {
			list = append(list, a.Limit(st.Val, s.Env, root))
		}
		if len(list) > 0 {
			return merge(list)
		}
		return Limit{State: None, Site: alloc, What: "an http.Request literal"}
	case origin.Call:
		call, ok := s.Value.(*ssa.Call)
		if !ok {
			return Limit{}
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || fn.Pkg() == nil {
			return Limit{}
		}
		c := call.Common()
		if fn.Pkg().Path() == "net/http" {
			switch recv := catalog.RecvName(fn); {
			case recv == "" && fn.Name() == "NewRequest":
				return Limit{State: None, Site: call, What: requestAlone, Rooted: true}
			case recv == "" && fn.Name() == "NewRequestWithContext":
				return a.Limit(operand(c, catalog.Arg0), s.Env, root)
			case recv == "Request" && (fn.Name() == "WithContext" || fn.Name() == "Clone"):
				return a.Limit(operand(c, catalog.Arg0), s.Env, root)
			}
			return Limit{}
		}
		return a.result(s, root)
	}
	return Limit{}
}

// duration evaluates a source of a duration or of a deadline.
func (a *Analysis) duration(s origin.Source, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Zero:
		return Limit{State: None, What: "a zero timeout"}
	case origin.Const:
		c := s.Value.(*ssa.Const)
		if c.Value == nil || isZero(c) {
			return Limit{State: None, What: "a zero timeout"}
		}
		if n, ok := origin.Int(c); ok && n < 0 {
			return Limit{State: None, What: "a negative timeout"}
		}
		return Limit{State: Bounded}
	case origin.Object:
		if a, ok := s.Value.(*ssa.Alloc); ok && a.Type().(*types.Pointer).Elem().String() == "time.Time" {
			return Limit{State: None, What: "the zero time"}
		}
	case origin.Op:
		if op, ok := s.Value.(*ssa.BinOp); ok && (op.Op == token.MUL || op.Op == token.QUO) {
			x, y := a.Limit(op.X, s.Env, root), a.Limit(op.Y, s.Env, root)
			switch {
			case x.State == Bounded && op.Op == token.QUO:
				return Limit{State: Bounded}
			case x.State == Bounded:
				return y
			case y.State == Bounded:
				return x
			}
		}
	case origin.Call:
		if call, ok := s.Value.(*ssa.Call); ok {
			if fn := origin.CalleeObject(call.Common()); fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "time" && fn.Name() == "Add" {
				return Limit{State: Bounded} // time.Now().Add(d)
			}
		}
	case origin.Field:
		if g, ok := s.Value.(*ssa.Global); ok && isDefault(g) && !a.replaced(g.Name()) {
			return Limit{State: None, What: "a zero timeout"} // of a copy of http.DefaultClient
		}
		if s.Var != nil && a.undefaulted(s.Var) {
			return Limit{State: None, Assumed: true, Configured: true, What: "a zero timeout"}
		}
		if s.Var != nil && s.Var.Pkg() == a.Program.Pass.Pkg && len(a.Origin.FieldStores(s.Var)) == 0 {
			return Limit{MaybeZero: true, What: s.Var.Name()}
		}
	}
	return Limit{}
}

// undefaulted reports whether f is a duration that comes from the configuration and stays
// zero when that says nothing: f has a tag by which it is decoded, nothing in this package
// sets it, and this package is where defaults are set, since another duration beside f gets one.
// Where literals of this package set f, too, the other one must get its default when it is
// found to be zero, as what was decoded does.
//
// Assumption: defaults of one struct are set in one place. That place is not known for a
// struct none of whose durations has a default here.
func (a *Analysis) undefaulted(f *types.Var) bool {
	if zero, ok := a.zeroes[f]; ok {
		return zero
	}
	a.zeroes[f] = false
	if f.Pkg() != a.Program.Pass.Pkg || !isDuration(f.Type()) || a.Origin.Addressed(f) {
		return false
	}
	// Objects that are written as literals are others than those that are decoded.
	literals := len(a.Origin.FieldStores(f)) > 0
	for _, store := range a.Origin.FieldStores(f) {
		if !inLiteral(store) {
			return false
		}
	}
	st, i := a.structOf(f)
	if st == nil || !decoded(st.Tag(i)) {
		return false
	}
	for sibling := range st.Fields() {
		if sibling == f || !isDuration(sibling.Type()) {
			continue
		}
		for _, store := range a.Origin.FieldStores(sibling) {
			if c, ok := store.Val.(*ssa.Const); ok && c.Value != nil && !isZero(c) && (!literals || ifZero(store)) {
				a.zeroes[f] = true
				return true
			}
		}
	}
	return false
}

// inLiteral reports whether a store sets a field of an object that is made in the same function
// and that no decoder is given: not there, and, as far as can be told, nowhere else. What is
// kept in a variable or another object, or returned by a function that others can call, may
// well be what a configuration is decoded into.
//
// Assumption: an unexported function that makes what is decoded over is named for the defaults,
// or for making one.
func inLiteral(store *ssa.Store) bool {
	fa, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	alloc, ok := fa.X.(*ssa.Alloc)
	if !ok || handedAway(alloc) {
		return false
	}
	name := strings.ToLower(alloc.Parent().Name())
	begins := strings.Contains(name, "default") || strings.Contains(name, "init") || strings.HasPrefix(name, "new") || strings.HasPrefix(name, "make")
	return !begins && staysHere(alloc)
}

// staysHere reports whether a value is neither stored nor returned where others can see it.
func staysHere(v ssa.Value) bool {
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.Store:
			if ref.Val == v {
				return false
			}
		case *ssa.Return:
			if obj := ref.Parent().Object(); obj == nil || obj.Exported() {
				return false
			}
		case *ssa.UnOp:
			if !staysHere(ref) {
				return false
			}
		case *ssa.MakeInterface, *ssa.ChangeInterface, *ssa.Phi, *ssa.MakeClosure, *ssa.Send:
			return false
		}
	}
	return true
}

// ifZero reports whether a store gives a field its default: it is done only where the field of
// an object that was made elsewhere was found to be zero.
func ifZero(store *ssa.Store) bool {
	fa, ok := store.Addr.(*ssa.FieldAddr)
	if !ok || inLiteral(store) || len(store.Block().Preds) != 1 {
		return false
	}
	before := store.Block().Preds[0]
	branch, ok := before.Instrs[len(before.Instrs)-1].(*ssa.If)
	if !ok || before.Succs[0] != store.Block() {
		return false
	}
	cmp, ok := branch.Cond.(*ssa.BinOp)
	if !ok || cmp.Op != token.EQL && cmp.Op != token.LEQ {
		return false
	}
	load, ok := cmp.X.(*ssa.UnOp)
	zero, isConst := cmp.Y.(*ssa.Const)
	if !ok || !isConst || zero.Value == nil || !isZero(zero) {
		return false
	}
	from, ok := load.X.(*ssa.FieldAddr)
	return ok && origin.FieldVar(from) == origin.FieldVar(fa)
}

// configured leaves out, of the sources of a duration, what literals of this package set a field
// to, if the field is one that stays zero in the objects that are decoded.
func (a *Analysis) configured(sources []origin.Source) []origin.Source {
	for _, s := range sources {
		if s.Kind != origin.Field || s.Var == nil || len(a.Origin.FieldStores(s.Var)) == 0 || !a.undefaulted(s.Var) {
			continue
		}
		stores := a.Origin.FieldStores(s.Var)
		return slices.DeleteFunc(slices.Clone(sources), func(s origin.Source) bool {
			return s.Kind == origin.Const && slices.ContainsFunc(stores, func(st *ssa.Store) bool { return st.Val == s.Value })
		})
	}
	return sources
}

// structOf returns the struct of a named type of this package that holds f, and its index.
func (a *Analysis) structOf(f *types.Var) (*types.Struct, int) {
	scope := f.Pkg().Scope()
	for _, name := range scope.Names() {
		if tn, ok := scope.Lookup(name).(*types.TypeName); ok && tn.Pos() < f.Pos() {
			if st, ok := tn.Type().Underlying().(*types.Struct); ok {
				for i := range st.NumFields() {
					if st.Field(i) == f {
						return st, i
					}
				}
			}
		}
	}
	return nil, 0
}

// isDuration reports whether t is a time.Duration, or a type made from one to be decoded.
func isDuration(t types.Type) bool {
	n := namedType(t)
	if n == nil || !strings.HasSuffix(n.Obj().Name(), "Duration") {
		return false
	}
	b, ok := n.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Int64
}

// decoded reports whether the tag of a field names it for a decoder that sets no default.
func decoded(tag string) bool {
	if strings.Contains(tag, "default:") || strings.Contains(tag, "default=") {
		return false
	}
	for _, key := range [...]string{"json", "yaml", "toml", "mapstructure", "hcl", "koanf", "ini", "xml"} {
		if name, ok := reflect.StructTag(tag).Lookup(key); ok && name != "-" {
			return true
		}
	}
	return false
}

func isZero(c *ssa.Const) bool {
	switch c.Value.Kind() {
	case constant.Int, constant.Float:
		return constant.Sign(c.Value) == 0
	}
	return false
}

// constant returns the value of v if all its sources are one integer constant.
func (a *Analysis) constant(v ssa.Value, env *origin.Env, root *ssa.Function) (int64, bool) {
	sources := a.Origin.SourcesIn(v, env, root)
	if len(sources) != 1 || sources[0].Kind != origin.Const {
		return 0, false
	}
	return origin.Int(sources[0].Value)
}

// object evaluates a source of a value whose type the catalog describes.
func (a *Analysis) object(s origin.Source, obj *catalog.Object, t types.Type, root *ssa.Function) Limit {
	switch s.Kind {
	case origin.Const, origin.Zero:
		// A nil *http.Client in a struct of a library means its default; a nil
		// transport means the default transport, which sets no limit on an answer.
		if obj.Bound {
			return Limit{State: Bounded}
		}
		return Limit{State: None, What: "http.DefaultClient"}
	case origin.Global:
		g, ok := s.Value.(*ssa.Global)
		if !ok || g.Pkg == nil || g.Pkg.Pkg == nil {
			return Limit{}
		}
		if isDefault(g) && a.replaced(g.Name()) {
			return Limit{}
		}
		if a.Program.Pass.Pkg != g.Pkg.Pkg && g.Pkg.Pkg.Path() == "net/http" {
			return Limit{State: None, Site: g, What: "http." + g.Name()}
		}
		if g.Pkg.Pkg == a.Program.Pass.Pkg {
			return a.globalObject(g, obj, root)
		}
		return a.global(g)
	case origin.Object:
		return a.literal(s.Value.(*ssa.Alloc), s.Env, obj, root)
	case origin.Call:
		return a.made(s, obj, root)
	case origin.Field:
		if fa, ok := s.Value.(*ssa.FieldAddr); ok && s.Var == origin.FieldVar(fa) {
			return a.embedded(fa, s.Env, obj, root)
		}
	}
	return Limit{}
}

// globalObject evaluates a package variable of struct type, whose fields are set in place.
func (a *Analysis) globalObject(g *ssa.Global, obj *catalog.Object, root *ssa.Function) Limit {
	if _, ok := g.Type().(*types.Pointer).Elem().Underlying().(*types.Struct); !ok {
		return Limit{} // an exported pointer that others may replace
	}
	return a.fields(g, g, nil, obj, root)
}

// embedded evaluates an object that lies within another object, as an embedded http.Client does.
func (a *Analysis) embedded(fa *ssa.FieldAddr, env *origin.Env, obj *catalog.Object, root *ssa.Function) Limit {
	f := origin.FieldVar(fa)
	if f == nil || f.Pkg() != a.Program.Pass.Pkg {
		return Limit{}
	}
	if n := namedType(fa.X.Type()); f.Exported() && n != nil && n.Obj().Exported() {
		return Limit{} // other packages may fill it in
	}
	l := a.fields(fa, fa, env, obj, root)
	if l.State != None {
		return l
	}
	l.Site = nil                                 // there may be many
	for _, st := range a.Origin.FieldStores(f) { // s.client = http.Client{...}
		if _, ok := st.Val.(*ssa.UnOp); !ok {
			continue // the zero value
		}
		if made := a.Limit(st.Val, nil, root); made.State == None && (l.Site == nil || l.Site == made.Site) {
			l.Site = made.Site
		}
	}
	return l
}

// literal evaluates an object made in this package.
func (a *Analysis) literal(alloc *ssa.Alloc, env *origin.Env, obj *catalog.Object, root *ssa.Function) Limit {
	return a.fields(alloc, alloc, env, obj, root)
}

// fields evaluates the fields of the object at v that may limit it.
func (a *Analysis) fields(v ssa.Value, site ssa.Value, env *origin.Env, obj *catalog.Object, root *ssa.Function) Limit {
	if a.setters(v, obj) || handedAway(v) {
		return Limit{}
	}
	for name := range fieldsSeq(obj.Contexts) {
		for _, s := range a.Origin.FieldSources(v, env, name, root) {
			if s.Kind == origin.Zero {
				continue
			}
			if l := a.context(s, root); s.Kind == origin.Param {
				return a.param(s.Value.(*ssa.Parameter), root)
			} else if l.State != None && l.State != CancelOnly {
				l.Given = true
				return l
			}
		}
	}
	maybe := Limit{}
	assumed, configured := false, false
	state := None
	consider := func(name string, inner bool) bool {
		var list []Limit
		for _, s := range a.configured(a.Origin.FieldSources(v, env, name, root)) {
			if inner {
				list = append(list, a.inner(s, root))
			} else {
				list = append(list, a.duration(s, root))
			}
		}
		l := merge(list)
		switch l.State {
		case None, CancelOnly:
			assumed = assumed || l.Assumed
			configured = configured || l.Configured
			return false
		case Unknown:
			if l.MaybeZero {
				maybe = l
			}
		}
		if l.State == ByParam {
			l = Limit{} // a parameter of whoever made it
		}
		maybe.State = l.State
		state = l.State
		return true
	}
	for name := range fieldsSeq(obj.Limits) {
		if consider(name, false) {
			if state == Unknown {
				return Limit{MaybeZero: maybe.MaybeZero, What: maybe.What, Site: site}
			}
			return Limit{State: state}
		}
	}
	for name := range fieldsSeq(obj.Partial) {
		if consider(name, false) {
			return Limit{} // a phase is limited: enough to be silent
		}
	}
	for name := range fieldsSeq(obj.Inner) {
		if consider(name, true) {
			if state == Bounded {
				return Limit{State: Bounded}
			}
			return Limit{}
		}
	}
	if obj.Bound && !obj.ZeroNone {
		return Limit{State: Bounded}
	}
	return Limit{State: None, Site: site, Assumed: assumed, Configured: configured, What: "an " + typeName(site.Type()) + " without " + knob(obj)}
}

// isDefault reports whether g is one of net/http's default objects.
func isDefault(g *ssa.Global) bool {
	return g.Pkg != nil && g.Pkg.Pkg != nil && g.Pkg.Pkg.Path() == "net/http"
}

// replaced reports whether this package sets net/http's default object of that name, or a
// field of it.
func (a *Analysis) replaced(name string) bool {
	if a.defaults == nil {
		a.defaults = make(map[string]bool)
		for _, fn := range a.SSA.Funcs {
			if a.SSA.Tests[fn] {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					st, ok := instr.(*ssa.Store)
					if !ok {
						continue
					}
					addr := st.Addr
					if fa, ok := addr.(*ssa.FieldAddr); ok {
						if load, ok := fa.X.(*ssa.UnOp); ok {
							addr = load.X
						}
					}
					if g, ok := addr.(*ssa.Global); ok && isDefault(g) {
						a.defaults[g.Name()] = true
					}
				}
			}
		}
	}
	return a.defaults[name]
}

// handedAway reports whether the address of an object goes to code that may set its fields
// and is not in sight: a function value, a method of an interface, a decoder, a channel.
// That a named function of another module sets a timeout on a client it is given is less
// likely than that it keeps the client.
func handedAway(v ssa.Value) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.Send:
			return true
		case *ssa.MakeInterface:
			for _, r := range *ref.Referrers() {
				if call, ok := r.(ssa.CallInstruction); ok {
					switch calleeName(call.Common()) {
					case "Unmarshal", "Decode", "UnmarshalStrict":
						return true
					}
				}
			}
		case ssa.CallInstruction:
			c := ref.Common()
			if c.IsInvoke() || c.StaticCallee() == nil {
				if _, builtin := c.Value.(*ssa.Builtin); !builtin && slices.Contains(c.Args, v) {
					return true
				}
			}
		}
	}
	return false
}

// setters reports whether a method that sets a limit is called on the object that v makes or
// holds: on v itself, or anywhere in the package on something that may be the same object.
func (a *Analysis) setters(v ssa.Value, obj *catalog.Object) bool {
	if obj.Setters == "" {
		return false
	}
	for _, call := range a.setterCalls(v.Type(), obj) {
		recv := operand(call.Common(), catalog.Recv)
		if recv == v || a.maybeSame(recv, v, call.Parent(), 0) {
			return true
		}
	}
	return false
}

// setterCalls returns the calls in this package of the methods that set a limit on an object
// of type t, or of the first type of a tuple.
func (a *Analysis) setterCalls(t types.Type, obj *catalog.Object) []ssa.CallInstruction {
	if tuple, ok := t.(*types.Tuple); ok && tuple.Len() > 0 {
		t = tuple.At(0).Type()
	}
	n := namedType(t)
	if n == nil {
		return nil
	}
	list, done := a.setting[n.Obj()]
	if done {
		return list
	}
	named := make(map[*types.Func]bool)
	for _, fn := range a.Program.Calls {
		if recv := fn.Signature().Recv(); recv != nil && hasWord(obj.Setters, fn.Name()) && namedType(recv.Type()) != nil && namedType(recv.Type()).Obj() == n.Obj() {
			named[fn] = true
		}
	}
	if len(named) > 0 {
		for _, fn := range a.SSA.Funcs {
			if a.SSA.Tests[fn] {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if call, ok := instr.(ssa.CallInstruction); ok && named[origin.CalleeObject(call.Common())] {
						list = append(list, call)
					}
				}
			}
		}
	}
	a.setting[n.Obj()] = list
	return list
}

// maybeSame reports whether recv, a value in root, may be the object that v is: it comes from
// v, or from where nobody can tell. What a chain of method calls returns is the object that
// the chain begins with.
func (a *Analysis) maybeSame(recv, v ssa.Value, root *ssa.Function, depth int) bool {
	if recv == nil || depth == maxChain {
		return true
	}
	for _, s := range a.Origin.Sources(recv, root) {
		call, ok := s.Value.(*ssa.Call)
		switch {
		case s.Value == v && v != nil:
			return true
		case s.Kind == origin.Object || s.Kind == origin.Const || s.Kind == origin.Zero:
		case s.Kind != origin.Call || !ok:
			return true
		default:
			fn := origin.CalleeObject(call.Common())
			if fn != nil && catalog.MakerOf(fn) != nil {
				continue // another one
			}
			if fn == nil || fn.Signature().Recv() == nil || a.maybeSame(operand(call.Common(), catalog.Recv), v, call.Parent(), depth+1) {
				return true
			}
		}
	}
	return false
}

// maxChain bounds the method calls of a chain that are followed.
const maxChain = 12

// inner evaluates what a client wraps: its transport.
func (a *Analysis) inner(s origin.Source, root *ssa.Function) Limit {
	assumed := Limit{State: None, Assumed: true}
	switch s.Kind {
	case origin.Const, origin.Zero:
		return Limit{State: None}
	case origin.Param, origin.Field, origin.Unknown:
		return assumed
	}
	t := sourceType(s)
	if s.Kind == origin.Global {
		g := s.Value.(*ssa.Global)
		if isDefault(g) && g.Name() == "DefaultTransport" && !a.replaced(g.Name()) {
			return Limit{State: None}
		}
		return assumed
	}
	if s.Kind == origin.Call {
		call, ok := s.Value.(*ssa.Call)
		if !ok {
			return Limit{}
		}
		fn := origin.CalleeObject(call.Common())
		if fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && fn.Name() == "Clone" {
			return a.cloned(call, catalog.ObjectOf(t), s.Env, root)
		}
	}
	if alloc, ok := s.Value.(*ssa.Alloc); ok && IsNamed(t, "net/http", "Transport") && a.dialsWithDeadline(alloc, s.Env, root) {
		return Limit{} // how long it is, and whether it is moved on, is the hook's business
	}
	if obj := catalog.ObjectOf(t); obj != nil {
		return a.object(s, obj, t, root)
	}
	// A round tripper of some concrete type: it sets no limit if all it does is to hand the
	// request on, which its summary says.
	if n := namedType(t); n != nil && !types.IsInterface(n) {
		fn := method(n, "RoundTrip", a.Program.Pass.Pkg)
		switch {
		case fn == nil:
			return Limit{}
		case a.passesOn(fn):
			return assumed // what it wraps may not be in sight
		}
		if n.Obj().Pkg() == a.Program.Pass.Pkg {
			return Limit{} // it is in sight and does something of its own
		}
	}
	return assumed
}

// dialsWithDeadline reports whether a hook of a transport sets a deadline on the connections that
// it dials: a function of this package, or one that such a function makes.
func (a *Analysis) dialsWithDeadline(transport ssa.Value, env *origin.Env, root *ssa.Function) bool {
	for _, field := range [...]string{"DialContext", "Dial", "DialTLSContext", "DialTLS"} {
		for _, s := range a.Origin.FieldSources(transport, env, field, root) {
			v := s.Value
			if mc, ok := v.(*ssa.MakeClosure); ok {
				v = mc.Fn
			}
			fn, _ := v.(*ssa.Function)
			if call, ok := v.(*ssa.Call); ok {
				fn = origin.Callee(call.Common())
			}
			if fn != nil && setsDeadline(fn) {
				return true
			}
		}
	}
	return false
}

// setsDeadline reports whether fn or a literal in it sets a deadline on a connection.
func setsDeadline(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(ssa.CallInstruction); ok {
				switch calleeName(call.Common()) {
				case "SetDeadline", "SetReadDeadline":
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, setsDeadline)
}

// cloned evaluates a clone of a transport: it has the limits of the original unless others
// are written to it.
func (a *Analysis) cloned(call *ssa.Call, obj *catalog.Object, env *origin.Env, root *ssa.Function) Limit {
	if obj == nil || handedAway(call) || a.cloning[call] {
		return Limit{} // t = t.Clone() is a clone of a clone without end
	}
	a.cloning[call] = true
	defer delete(a.cloning, call)
	for _, fields := range [...]string{obj.Limits, obj.Partial} {
		for name := range fieldsSeq(fields) {
			for _, st := range a.Origin.FieldWrites(call, name) {
				if l := a.Limit(st.Val, nil, root); l.State != None {
					return Limit{}
				}
			}
		}
	}
	var list []Limit
	for _, original := range a.Origin.SourcesIn(operand(call.Common(), catalog.Recv), env, root) {
		list = append(list, a.inner(original, root))
	}
	return merge(list)
}

// passesOn reports whether a RoundTrip method is known to leave the limit to its request.
func (a *Analysis) passesOn(fn *types.Func) bool {
	s, known := a.summaryOf(fn)
	if !known || s == nil || len(s.Reaches) == 0 {
		return false
	}
	for _, r := range s.Reaches {
		if r.State != ByParam && r.State != None && r.State != CancelOnly {
			return false
		}
	}
	return true
}

// made evaluates an object that a function outside this package returned.
func (a *Analysis) made(s origin.Source, obj *catalog.Object, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if !ok {
		return Limit{}
	}
	fn := origin.CalleeObject(call.Common())
	if fn == nil || fn.Pkg() == nil {
		return Limit{}
	}
	if maker := catalog.MakerOf(fn); maker != nil {
		if l, ok := a.attached(call, maker, s.Env, root); ok {
			return l
		}
		return a.optioned(call, fn, maker, s.Env, root)
	}
	// A method that returns an object from another of the same library hands on its
	// limits and its context: client.R(), db.WithContext(ctx).Where(...).
	if recv := operand(call.Common(), catalog.Recv); recv != nil && fn.Signature().Recv() != nil {
		if from := catalog.ObjectOf(recv.Type()); from != nil {
			if hasWord(from.Setters, fn.Name()) {
				return Limit{}
			}
			if hasWord(from.Contexts, fn.Name()) {
				if l := a.Limit(contextArg(call.Common()), s.Env, root); l.State != None && l.State != CancelOnly {
					l.Given = true
					return l
				}
			}
			if l, ok := a.attached(call, obj, s.Env, root); ok {
				return l
			}
			return a.Limit(recv, s.Env, root)
		}
	}
	return a.result(s, root)
}

// contextArg returns the first argument of a call that is a context, or nil.
func contextArg(c *ssa.CallCommon) ssa.Value {
	for _, arg := range c.Args {
		if IsNamed(arg.Type(), "context", "Context") {
			return arg
		}
	}
	return nil
}

// attached evaluates the contexts that method calls attach to the object v in place, and
// the limits that they set; ok is false if there are none, or none that ends anything.
func (a *Analysis) attached(v ssa.Value, obj *catalog.Object, env *origin.Env, root *ssa.Function) (l Limit, ok bool) {
	refs := v.Referrers()
	if refs == nil {
		return Limit{}, false
	}
	for _, ref := range *refs {
		if x, ok := ref.(*ssa.Extract); ok {
			if l, ok := a.attached(x, obj, env, root); ok {
				return l, true
			}
			continue
		}
		call, isCall := ref.(ssa.CallInstruction)
		if !isCall || operand(call.Common(), catalog.Recv) != v {
			continue
		}
		fn := origin.CalleeObject(call.Common())
		switch {
		case fn == nil:
		case hasWord(obj.Setters, fn.Name()):
			return Limit{}, true
		case hasWord(obj.Contexts, fn.Name()):
			if l := a.Limit(contextArg(call.Common()), env, root); l.State != None && l.State != CancelOnly {
				l.Given = true
				return l, true
			}
		}
	}
	return Limit{}, false
}

// contextClient evaluates the client that a context carries as a value, or the default one.
func (a *Analysis) contextClient(ctx ssa.Value, env *origin.Env, root *ssa.Function) Limit {
	if a.deep == 0 {
		a.work = 0
	}
	if a.work++; a.work > maxLimits {
		return Limit{}
	}
	a.deep++
	defer func() { a.deep-- }()
	var list []Limit
	for _, s := range a.Origin.SourcesIn(ctx, env, root) {
		list = append(list, a.clientIn(s, root))
	}
	return merge(list)
}

func (a *Analysis) clientIn(s origin.Source, root *ssa.Function) Limit {
	call, ok := s.Value.(*ssa.Call)
	if s.Kind != origin.Call || !ok {
		return Limit{}
	}
	c := call.Common()
	fn := origin.CalleeObject(c)
	if fn == nil || fn.Pkg() == nil {
		return Limit{}
	}
	standard := Limit{State: None, What: "http.DefaultClient"}
	switch path := catalog.Path(fn.Pkg()); {
	case path == "context" && fn.Name() == "WithValue":
		for _, k := range a.Origin.SourcesIn(operand(c, catalog.Arg1), s.Env, root) {
			if g, ok := k.Value.(*ssa.Global); ok && g.Name() == "HTTPClient" {
				client := operand(c, catalog.Arg2)
				if boxed, ok := client.(*ssa.MakeInterface); ok {
					client = boxed.X
				}
				return a.Limit(client, s.Env, root)
			}
		}
		return a.contextClient(operand(c, catalog.Arg0), s.Env, root)
	case fn.Name() == "ClientContext":
		return a.Limit(operand(c, catalog.Arg1), s.Env, root)
	case path == "context" && (fn.Name() == "Background" || fn.Name() == "TODO"):
		return standard
	case path == "net/http" && fn.Name() == "Context":
		return standard
	case path == "context" || path == "os/signal" || path == "golang.org/x/sync/errgroup":
		return a.contextClient(contextArg(c), s.Env, root)
	}
	return Limit{}
}

// optioned evaluates an object made by a library's constructor from the options it is given.
func (a *Analysis) optioned(call *ssa.Call, fn *types.Func, obj *catalog.Object, env *origin.Env, root *ssa.Function) Limit {
	if a.setters(call, obj) {
		return Limit{}
	}
	if limited(a.Origin, call, obj) {
		return Limit{}
	}
	if obj.Bound {
		return Limit{State: Bounded}
	}
	if obj.Plain {
		if ctx := contextArg(call.Common()); ctx != nil {
			return a.contextClient(ctx, env, root) // one cause with the other calls through that client
		}
		return Limit{State: None, Site: call, What: shortName(fn) + " without " + knob(obj)}
	}
	for _, arg := range call.Call.Args {
		if IsNamed(arg.Type(), "context", "Context") || isBasic(arg.Type()) {
			continue
		}
		if slice, ok := types.Unalias(arg.Type()).Underlying().(*types.Slice); ok {
			if isBasic(slice.Elem()) {
				continue // addresses, say
			}
			if origin.IsNil(arg) {
				continue
			}
			for _, elem := range variadic(arg) {
				if a.builtWithLimit(elem, env, root) {
					return Limit{State: Bounded}
				}
				if l := a.option(elem, obj, env, root); l.State != None {
					return Limit{}
				}
			}
			if len(variadic(arg)) == 0 {
				return Limit{}
			}
			continue
		}
		if inner := catalog.ObjectOf(arg.Type()); inner != nil {
			if l := a.Limit(arg, env, root); l.State != None {
				return Limit{}
			}
			continue
		}
		if origin.IsNil(arg) {
			continue
		}
		return Limit{} // some other object: it may carry anything
	}
	l := Limit{State: None, Site: call, What: shortName(fn) + " without " + knob(obj)}
	if obj.Limits == "" && obj.Knob == "" && obj.Options == "" && obj.Setters == "" {
		l.Site = nil // nothing can be set where it is made
	}
	return l
}

// limited reports whether one of the object's limit fields is stored to after it was made.
func limited(t *origin.Tracer, v ssa.Value, obj *catalog.Object) bool {
	refs := v.Referrers()
	if refs == nil {
		return false
	}
	for _, ref := range *refs {
		switch ref := ref.(type) {
		case *ssa.FieldAddr:
			f := origin.FieldVar(ref)
			if f != nil && (hasWord(obj.Limits, f.Name()) || hasWord(obj.Partial, f.Name()) || hasWord(obj.Inner, f.Name())) {
				if stores, _ := t.Stores(ref); len(stores) > 0 {
					return true
				}
			}
		case *ssa.Extract:
			if limited(t, ref, obj) {
				return true
			}
		}
	}
	return false
}

// builtWithLimit reports whether options that are an object got a limit on the way, from one of
// the calls that they were built with.
func (a *Analysis) builtWithLimit(v ssa.Value, env *origin.Env, root *ssa.Function) bool {
	obj := catalog.ObjectOf(v.Type())
	if obj == nil {
		return false
	}
	for _, s := range a.Origin.SourcesIn(v, env, root) {
		for call, ok := s.Value.(*ssa.Call); ok; {
			if _, attached := a.attached(call, obj, s.Env, root); attached {
				return true
			}
			fn, recv := origin.CalleeObject(call.Common()), operand(call.Common(), catalog.Recv)
			if fn == nil || recv == nil || fn.Signature().Recv() == nil {
				break
			}
			if hasWord(obj.Setters, fn.Name()) {
				return true
			}
			call, ok = recv.(*ssa.Call)
		}
	}
	return false
}

// option evaluates one option given to a constructor: None if it is known to set no limit.
func (a *Analysis) option(v ssa.Value, obj *catalog.Object, env *origin.Env, root *ssa.Function) Limit {
	for _, s := range a.Origin.SourcesIn(v, env, root) {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			return Limit{}
		}
		fn := origin.CalleeObject(call.Common())
		if fn == nil || catalog.OptionOf(fn) != nil || !catalog.Known(fn.Pkg()) {
			return Limit{}
		}
	}
	return Limit{State: None}
}

// variadic returns the elements of a slice made for a variadic call.
func variadic(v ssa.Value) []ssa.Value {
	slice, ok := v.(*ssa.Slice)
	if !ok {
		return nil
	}
	alloc, ok := slice.X.(*ssa.Alloc)
	if !ok {
		return nil
	}
	var elems []ssa.Value
	for _, ref := range *alloc.Referrers() {
		ia, ok := ref.(*ssa.IndexAddr)
		if !ok {
			continue
		}
		for _, r := range *ia.Referrers() {
			if st, ok := r.(*ssa.Store); ok && st.Addr == ia {
				elems = append(elems, st.Val)
			}
		}
	}
	return elems
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
	if !known || sum == nil {
		return Limit{}
	}
	for _, r := range sum.Returns {
		if r.Index != s.Index {
			continue
		}
		if r.State == ByParam {
			return a.Limit(origin.Argument(call.Common(), r.Param), s.Env, root)
		}
		return Limit{State: r.State, Ender: r.Ender, Site: call, What: r.What, Detached: r.Detached, Elsewhere: a.sameModule(fn.Pkg())}
	}
	return Limit{}
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
	if r.State == ByParam {
		return Limit{}
	}
	return Limit{State: r.State, Ender: r.Ender, Site: g, What: r.What, Elsewhere: a.sameModule(g.Pkg.Pkg)}
}
