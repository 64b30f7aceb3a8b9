package boundary

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
)

// Owner names the check to which a cause belongs: each cause has one, whatever is enabled.
type Owner uint8

// The owners.
const (
	NoDeadline Owner = iota // nothing ends the crossing
	CtxDrop                 // a context is at hand and the crossing does not get it
)

// A Cause is one place that a person would edit, with the crossings that it leaves open.
type Cause struct {
	Owner     Owner
	Node      ast.Node    // the range to report
	State     State       // None or CancelOnly; of a CtxDrop also Bounded or Unknown
	Limit     Limit       // of the object made at Node, when Object is set
	Object    bool        // Node makes a client (or the like) that Crossings use
	Made      []ast.Node  // of an Object that may be one of several: where all of them are made
	Factory   bool        // the object leaves the package through an exported function; Crossings is empty
	Bare      bool        // of a ByParam Object: not even a phase of its calls is limited
	Unlike    string      // of a ByParam: the type most of whose other methods set a limit of their own
	Layer     bool        // all calls of this library in the package share the cause
	Of        string      // the type whose calls of this library all share the cause, or ""
	Through   string      // the function of another package through which all of them go, or ""
	Crossings []*Crossing // in source order
	Calls     []ast.Node  // of a cause that is reported at its first call: those of all Crossings
	Hand      *Hand       // of a CtxDrop
	Guess     bool        // of a CtxDrop: that the callee waits for the network is only a guess
	Cached    bool        // of a CtxDrop: the callee may answer from memory
	Doubt     string      // why a reviewer may rightly leave it as it is, or ""

	again func(*Cause) string // what tells the doubt of a part of it
}

// Causes groups the crossings of the package by root cause, in source order.
func (a *Analysis) Causes() []*Cause {
	g := &grouper{a: a, byKey: make(map[causeKey]*Cause), byRoot: make(map[sharedRoot]*Cause), nodes: a.syntax()}
	for _, fn := range a.SSA.Funcs {
		for _, c := range a.crossings[fn] {
			g.add(c)
		}
	}
	g.kept()
	g.passes()
	g.helpers()
	g.factories()
	g.siblings()
	g.list = slices.DeleteFunc(g.list, g.implied)
	slices.SortStableFunc(g.list, func(x, y *Cause) int { return int(x.Node.Pos()) - int(y.Node.Pos()) })
	// A call that leads to several open crossings is edited once.
	g.list = slices.CompactFunc(g.list, func(x, y *Cause) bool { return x.Node == y.Node })
	for _, c := range g.list {
		c.Doubt = g.doubt(c)
	}
	g.habits()
	for _, c := range g.list {
		c.settle()
		c.again = g.doubt
	}
	return g.list
}

// settle leaves the calls of a cause that is mended elsewhere, once, out of it. Of what a function reads and
// writes without a deadline, reading comes first: it waits sooner.
func (c *Cause) settle() {
	if len(c.Calls) == 0 || c.Calls[0] != c.Node {
		c.Calls = nil
		return
	}
	writes := func(x *Crossing) bool { return x.Conn && strings.HasPrefix(x.function(), "Write") }
	if i := slices.IndexFunc(c.Crossings, func(x *Crossing) bool { return !writes(x) && x.Fn == c.Crossings[0].Fn }); i > 0 && writes(c.Crossings[0]) && c.Calls[i] != nil {
		c.Crossings[0], c.Crossings[i] = c.Crossings[i], c.Crossings[0]
		c.Calls[0], c.Calls[i] = c.Calls[i], c.Calls[0]
		c.Node = c.Calls[0]
	}
}

// Others returns the calls, or the literals of the objects, that share the cause with the one that it is reported at.
func (c *Cause) Others() (list []ast.Node) {
	for _, node := range slices.Concat(c.Made, c.Calls) {
		if node != nil && node != c.Node && !slices.Contains(list, node) {
			list = append(list, node)
		}
	}
	return list
}

// Without returns the cause without the calls that drop describes, each as a cause of its own, and those
// that get the same root context, or nil if no call is left. A cause that is not reported at its first call is
// returned as it is.
func (c *Cause) Without(drop func(one *Cause) bool) *Cause {
	if len(c.Made) > 0 {
		return c.withoutMade(drop)
	}
	if len(c.Calls) == 0 {
		return c
	}
	dropped := make(map[ast.Node]bool)
	roots := make(map[ssa.Value]bool)
	for i, call := range c.Calls {
		if call == nil || dropped[call] {
			continue
		}
		one := *c
		one.Node, one.Calls, one.Crossings = call, c.Calls[i:i+1], c.Crossings[i:i+1]
		if drop(&one) {
			dropped[call] = true
			roots[c.Crossings[i].rootSite()] = true
		}
	}
	if len(dropped) == 0 {
		return c
	}
	delete(roots, nil)
	left := *c
	left.State, left.Calls, left.Crossings = Bounded, nil, nil
	for i, x := range c.Crossings {
		if call := c.Calls[i]; call != nil && !dropped[call] && !roots[x.rootSite()] {
			left.take(x, call)
		}
	}
	if len(left.Calls) == 0 {
		return nil
	}
	left.Node = left.Calls[0]
	left.Doubt = c.again(&left)
	return &left
}

// withoutMade returns the cause without the objects that drop describes, or nil if none is left.
func (c *Cause) withoutMade(drop func(one *Cause) bool) *Cause {
	left := *c
	left.Made = slices.DeleteFunc(slices.Clone(c.Made), func(made ast.Node) bool {
		one := *c
		one.Node, one.Made = made, nil
		return drop(&one)
	})
	if len(left.Made) == 0 {
		return nil
	}
	left.Node = left.Made[0]
	return &left
}

// take adds a crossing and its call to those of the cause, whose state is the worst of theirs.
func (c *Cause) take(x *Crossing, call ast.Node) {
	if x.State == None || c.State == Bounded {
		c.State = x.State
	}
	c.Crossings, c.Calls = append(c.Crossings, x), append(c.Calls, call)
}

// A habit is how the functions of a file send: through http.DefaultClient, or through the library of a
// service with root contexts; or how those of a package do through a function of another one.
type habit struct{ file, family, pkg, through string }

// alike is how many causes of the same kind are one habit: the client that does for the others is made
// at once where a service has a library, or where a function is there to send, and not so soon for whatever
// goes over HTTP.
func (h habit) alike() int {
	if h.family == "HTTP" && h.through == "" {
		return 6
	}
	return 3
}

// habitOf returns the habit that a cause may be part of.
func (g *grouper) habitOf(c *Cause) (h habit, ok bool) {
	if c.Owner != NoDeadline || c.State != None || c.Doubt != "" || c.Object || c.Of != "" || len(c.Crossings) == 0 || !g.counts(c.Crossings[0]) {
		return h, false
	}
	first := c.Crossings[0]
	if first.Via != nil {
		h = habit{family: first.Family, through: g.a.throughPackage(first)}
		if h.through == "" || first.Callee == nil || first.Callee.Pkg() == nil { // a function value
			return h, false
		}
		h.pkg = first.Callee.Pkg().Path()
		return h, true
	}
	h = habit{file: g.a.Program.Pass.Fset.Position(c.Node.Pos()).Filename, family: first.Family}
	return h, first.usesDefault() || oneClient[first.Family] && first.startsOver()
}

// habits makes one cause of those that have a habit: whoever mends the first makes the client that does for
// the others.
func (g *grouper) habits() {
	habits := make(map[habit][]*Cause)
	for _, c := range g.list {
		if h, ok := g.habitOf(c); ok {
			habits[h] = append(habits[h], c)
		}
	}
	alike := make(map[*Cause]bool)
	for h, list := range habits {
		if len(list) < h.alike() {
			continue
		}
		slices.SortStableFunc(list, func(x, y *Cause) int { return int(x.Node.Pos()) - int(y.Node.Pos()) })
		if list[0].Through = h.through; h.through == "" {
			list[0].Of = "this file"
		}
		for _, c := range list[1:] {
			list[0].Crossings = append(list[0].Crossings, c.Crossings...)
			list[0].Calls = append(list[0].Calls, c.Calls...)
			alike[c] = true
		}
	}
	g.list = slices.DeleteFunc(g.list, func(c *Cause) bool { return alike[c] })
}

// counts reports whether others would learn of a crossing: it stands in code that is used, and no comment
// on its line silences a linter. What does not count must not stand for what does.
func (g *grouper) counts(c *Crossing) bool {
	fn := origin.Outermost(c.Fn)
	if obj := fn.Object(); obj != nil && !obj.Exported() && fn.Name() != "main" && fn.Name() != "init" {
		if calls, all := g.a.Origin.Callers(fn); all && len(calls) == 0 {
			return false
		}
	}
	if decl, ok := fn.Syntax().(*ast.FuncDecl); ok && program.Deprecated(decl.Doc) {
		return false
	}
	for g := range g.a.Program.Beside(c.Call.Pos()) {
		if slices.ContainsFunc(g.List, func(c *ast.Comment) bool {
			return strings.Contains(c.Text, "nolint") || strings.Contains(c.Text, "#nosec")
		}) {
			return false
		}
	}
	return true
}

// usesDefault reports whether a crossing goes through http.DefaultClient, by a function of net/http or
// by itself.
func (c *Crossing) usesDefault() bool {
	if c.Row == nil || c.Family != "HTTP" {
		return false
	}
	obj := c.Operand(Obj)
	return c.Row.Obj == catalog.Global || obj != nil && obj.Limit.What == "http.DefaultClient"
}

// implied reports whether another cause covers c: mending that one mends, or would make
// somebody look at, this one as well.
func (g *grouper) implied(c *Cause) bool {
	if c.Factory || len(c.Crossings) == 0 {
		return false
	}
	first := c.Crossings[0]
	switch {
	case c.State == ByParam && c.Unlike == "": // a surer cause at the same object
		other := g.byKey[causeKey{NoDeadline, c.Limit.Site, nil, ""}]
		return other != nil && !other.Factory
	case c.Owner == NoDeadline && strings.Contains(first.Name, ".Ping") && g.besides(c):
		return true
	case first.Conn:
		return g.a.dialOpen(first)
	case c.Owner == NoDeadline && !c.Object && g.byClient(first):
		return true
	case c.Owner == NoDeadline && !c.Object && g.sameHelper(c):
		return true
	case c.Owner == NoDeadline && !c.Object && hook(first.Fn):
		// A dial hook of a transport or client: the client's Timeout would end it too.
		for _, other := range g.list {
			if other.Object && len(other.Crossings) > 0 && origin.Encloses(other.Crossings[0].Fn, first.Fn.Parent()) {
				return true
			}
		}
	}
	return false
}

// byClient reports whether a crossing goes, within functions of this package, through a client that is
// reported for having no limit: one there ends them all, whatever requests they are given.
func (g *grouper) byClient(c *Crossing) bool {
	if _, direct := c.Call.(*ssa.Call); !direct || c.Via == nil {
		return false
	}
	for range maxPath {
		x := g.a.inside(c.Call, c.Via)
		if x == nil {
			break
		}
		c = x
	}
	obj := c.Operand(Obj)
	if c.Via != nil || obj == nil || obj.Limit.State != None || obj.Limit.Site == nil {
		return false
	}
	other := g.byKey[causeKey{NoDeadline, obj.Limit.Site, nil, ""}]
	return other != nil && other.Object && !other.Factory
}

// besides reports whether other SQL calls without a limit stand in the functions of all
// crossings of c: one limit in the data source name, or a context in that function, does for both.
func (g *grouper) besides(c *Cause) bool {
	layer := g.byKey[causeKey{NoDeadline, nil, nil, "SQL"}]
	return layer != nil && layer != c && !slices.ContainsFunc(c.Crossings, func(x *Crossing) bool {
		return !slices.ContainsFunc(layer.Crossings, func(y *Crossing) bool { return y.Fn == x.Fn })
	})
}

// sameHelper reports whether all crossings of c go through one function of this package, to
// which a client that is a cause of its own is given as well: a limit in that function, as in
// that client's making, is looked for at the same place.
func (g *grouper) sameHelper(c *Cause) bool {
	helper := c.Crossings[0].Callee
	through := func(x *Crossing) bool { return x.Via != nil && !x.Foreign && x.Callee == helper }
	if helper == nil || helper.Pkg() != g.a.Program.Pass.Pkg || slices.ContainsFunc(c.Crossings, func(x *Crossing) bool { return !through(x) || x.Root() != nil }) {
		return false
	}
	return slices.ContainsFunc(g.list, func(other *Cause) bool {
		return other.Object && other.State == None && slices.ContainsFunc(other.Crossings, through)
	})
}

// hook reports whether a literal is stored in a field of an object of a library that the
// catalog describes.
func hook(lit *ssa.Function) bool {
	return slices.ContainsFunc(fieldsOf(lit), func(fa *ssa.FieldAddr) bool { return catalog.ObjectOf(fa.X.Type()) != nil })
}

// fieldsOf returns the fields in which the function around a literal stores it.
func fieldsOf(lit *ssa.Function) (fields []*ssa.FieldAddr) {
	if lit.Parent() == nil {
		return nil
	}
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			st, ok := instr.(*ssa.Store)
			if !ok {
				continue
			}
			if fa, ok := st.Addr.(*ssa.FieldAddr); ok && origin.FunctionOf(origin.Unconverted(st.Val)) == lit {
				fields = append(fields, fa)
			}
		}
	}
	return fields
}

type causeKey struct {
	owner Owner
	site  ssa.Value
	fn    *ssa.Function
	name  string
}

// A sharedRoot is a root context that a family of crossings is given.
type sharedRoot struct {
	site   ssa.Value
	family string
}

type grouper struct {
	a      *Analysis
	list   []*Cause
	byKey  map[causeKey]*Cause
	byRoot map[sharedRoot]*Cause
	nodes  map[token.Pos]ast.Node
	// through holds, by where they are made, the functions that send through each object that nothing limits.
	through map[ssa.Value]map[*ssa.Function]bool
}

// rootSite returns the call that makes the root context of a crossing, if its function makes it, or nil.
func (c *Crossing) rootSite() ssa.Value {
	if op := c.Root(); op != nil && op.Kind == Ctx && op.Limit.Site != nil && op.Limit.Site.Parent() == c.Fn {
		return op.Limit.Site
	}
	return nil
}

func (g *grouper) cause(k causeKey, node ast.Node, c *Crossing) *Cause {
	cause := g.byKey[k]
	root := sharedRoot{c.rootSite(), c.Family}
	// One variable is given its deadline once. How a database is asked is one decision, whatever it is given.
	shares := k.owner == NoDeadline && k.site == nil && root.site != nil && c.Family != "SQL"
	if cause == nil && shares && g.byRoot[root] != nil {
		cause = g.byRoot[root]
		g.byKey[k] = cause
	}
	if cause == nil {
		if node == nil {
			return nil
		}
		cause = &Cause{Owner: k.owner, Node: node, State: c.State}
		g.byKey[k] = cause
		g.list = append(g.list, cause)
	}
	if shares && g.byRoot[root] == nil {
		g.byRoot[root] = cause
	}
	cause.take(c, g.nodes[c.Call.Pos()])
	return cause
}

// add finds the cause of one crossing, if it is open.
func (g *grouper) add(c *Crossing) {
	a := g.a
	node := g.nodes[c.Call.Pos()]
	if node == nil || a.exempt(c) {
		return
	}
	if obj := c.Operand(Obj); obj != nil && obj.Limit.Elsewhere && c.Operand(Ctx) == nil && c.Operand(Req) == nil && a.handedOver(obj.Value, c.Fn) {
		return // one limit where the client is made, which is reported there, is the shorter way
	}
	if a.drops(c) {
		hand := a.atHand(c)
		if hand == nil && c.State != None { // what nothing ends is worse than what its object's context does not
			hand = a.ownHand(c)
		}
		if hand != nil && !a.detached(c) && !(c.State == None && (a.neverEnds(hand, c) || g.many(c))) { // else nothing would be gained, or little
			key := causeKey{CtxDrop, nil, c.Fn, hand.Name}
			if made := c.madeElsewhere(); made != nil {
				key = causeKey{CtxDrop, made, nil, ""} // what makes it wants a context, once
			}
			if cause := g.cause(key, node, c); cause != nil && cause.Hand == nil {
				cause.Hand = hand
			}
			return
		}
	}
	if c.Among == SomeOf {
		return // it may not cross anything
	}
	if c.Via != nil && c.Via.State != ByParam && !c.Foreign {
		return // reported in the callee's package, where it can be mended
	}
	if c.Via != nil && c.Via.State != ByParam && (!c.Sure || c.State != None || len(c.Path) > 2) {
		return // deep inside somebody else's module, or only sometimes
	}
	if c.Row != nil && c.Row.Role == catalog.Rest {
		return
	}
	switch c.State {
	case None:
		if c.Stream {
			return // it waits by design; a process that never stops it may mean to
		}
		if a.SSA.Tests[c.Fn] {
			g.cause(causeKey{NoDeadline, nil, c.Fn, c.Name}, node, c)
			return // test files are no evidence for a cause elsewhere
		}
		g.open(c, node)
	case Unknown:
		if !c.Stream && !a.SSA.Tests[c.Fn] && c.Via == nil {
			g.fallback(c)
		}
	case CancelOnly:
		if !c.Stream && !a.SSA.Tests[c.Fn] {
			g.cancelled(c, node)
		}
	case ByParam:
		if !c.Stream && !a.SSA.Tests[c.Fn] && c.Via == nil {
			g.unseen(c)
		}
	}
}

// kept places what is sent later through a client that is made here and given to a function that keeps it.
func (g *grouper) kept() {
	for _, c := range g.a.later {
		obj := c.Operand(Obj)
		site, node := g.site(obj)
		if site == nil || obj.Limit.Elsewhere || connected(site) || site.Parent() != nil && speaksLocally(site.Parent()) {
			continue
		}
		if cause := g.cause(causeKey{NoDeadline, site, nil, ""}, node, c); cause != nil {
			cause.Object, cause.Limit = true, obj.Limit
		}
	}
}

// many reports whether a crossing is one of those in several functions that nothing ends and that go through
// one client without a limit, made in this package: a limit on the client is the one place to edit.
func (g *grouper) many(c *Crossing) bool {
	site, _ := g.site(c.Operand(Obj))
	if site == nil || c.Stream || c.Conn {
		return false
	}
	if g.through == nil {
		g.through = make(map[ssa.Value]map[*ssa.Function]bool)
		for _, fn := range g.a.SSA.Funcs {
			for _, x := range g.a.crossings[fn] {
				obj := x.Operand(Obj)
				if x.State != None || x.Stream || x.Conn || obj == nil || obj.Limit.Site == nil || g.a.SSA.Tests[fn] {
					continue
				}
				if g.through[obj.Limit.Site] == nil {
					g.through[obj.Limit.Site] = make(map[*ssa.Function]bool)
				}
				g.through[obj.Limit.Site][origin.Outermost(fn)] = true
			}
		}
	}
	return len(g.through[site]) >= manyThrough
}

// manyThrough is the number of functions that send through one client from which on the client is what to mend.
const manyThrough = 3

// madeElsewhere returns what makes the root context or request of a crossing, if another function
// does, or nil.
func (c *Crossing) madeElsewhere() ssa.Value {
	root := c.Root()
	if root == nil || root.Limit.Site == nil {
		return nil
	}
	if fn := root.Limit.Site.Parent(); fn == nil || origin.Outermost(fn) == origin.Outermost(c.Fn) {
		return nil
	}
	return root.Limit.Site
}

// handedOver reports whether a client is as another package of the module has handed it out.
func (a *Analysis) handedOver(client ssa.Value, root *ssa.Function) bool {
	if client == nil {
		return false
	}
	return origin.All(a.Origin.Sources(client, root), func(s origin.Source) bool {
		call, ok := s.Value.(*ssa.Call)
		if s.Kind != origin.Call || !ok {
			return false
		}
		fn := origin.CalleeObject(call.Common())
		return fn != nil && fn.Pkg() != nil && a.sameModule(fn.Pkg())
	})
}

// A pass is a call that is given a root context and is not known to cross the network: a
// method of an interface, or a function that is not in sight.
type pass struct {
	crossing *Crossing
	guess    bool
	cached   bool // the catalog knows it: what it asks for may be in memory
}

// passes adds the calls of functions out of sight that get a fresh root context although one
// is at hand. Of the guesses nobody knows that they wait for anything, or that what they start
// should end with the caller: they come last, since a cause is told where it is surest.
func (g *grouper) passes() {
	for _, guess := range [...]bool{false, true} {
		for _, p := range g.a.passed {
			if p.guess != guess {
				continue
			}
			node := g.nodes[p.crossing.Call.Pos()]
			hand := g.a.handOf(p.crossing)
			if node == nil || hand == nil || g.a.detached(p.crossing) || g.a.neverEnds(hand, p.crossing) {
				continue
			}
			if cause := g.cause(causeKey{CtxDrop, nil, p.crossing.Fn, hand.Name}, node, p.crossing); cause != nil && len(cause.Crossings) == 1 {
				cause.Hand, cause.Guess, cause.Cached = hand, guess || hand.Callers && p.crossing.Row == nil, p.cached
			}
		}
	}
}

// helpers adds the crossings of functions that take no context although all their callers
// have one: what the crossing gets instead ends it at last, or may, but not when the callers
// give up.
func (g *grouper) helpers() {
	a := g.a
	for _, fn := range a.SSA.Funcs {
		if obj := fn.Object(); obj == nil || obj.Exported() || a.SSA.Tests[fn] || len(a.crossings[fn]) == 0 {
			continue
		}
		hand := a.callersHand(fn)
		if hand == nil {
			continue
		}
		for _, c := range a.crossings[fn] {
			if c.State == None && c.Among != SomeOf || a.exempt(c) || c.Stream || c.Via != nil && c.Via.Stream || !a.drops(c) || !c.startsOver() || cleanup().MatchString(c.function()) {
				continue // its own check's business, or no context of its own making
			}
			if _, ok := c.Call.(*ssa.Call); !ok || a.detached(c) {
				continue
			}
			if cause := g.cause(causeKey{CtxDrop, nil, fn, "callers"}, g.nodes[c.Call.Pos()], c); cause != nil {
				cause.Hand = hand
			}
		}
	}
}

// startsOver reports whether the context or request of a crossing is made from a root by the
// function that holds it.
func (c *Crossing) startsOver() bool {
	for _, op := range c.Operands {
		if (op.Kind == Ctx || op.Kind == Req) && op.Limit.Rooted && op.Value != nil {
			return true
		}
	}
	return false
}

// open places a crossing that nothing ends.
func (g *grouper) open(c *Crossing, node ast.Node) {
	obj := c.Operand(Obj)
	if obj != nil && obj.Limit.Elsewhere {
		return // the factory is reported where it is
	}
	if c.Conn {
		// A connection is one root cause, told where it is first read or written: the
		// dial itself may well have a timeout.
		if obj != nil && obj.Limit.Site != nil {
			if inner := g.a.ledTo(c); inner != nil {
				node, c = g.nodes[inner.Call.Pos()], g.at(c, inner)
			}
			g.cause(causeKey{NoDeadline, obj.Limit.Site, nil, "conn"}, node, c)
		}
		return
	}
	if obj != nil && obj.Value != nil && slices.ContainsFunc(g.a.Origin.Sources(obj.Value, c.Fn), func(s origin.Source) bool {
		fn := s.Fn()
		return s.Kind == origin.Object && fn != nil && speaksLocally(fn)
	}) {
		return // a daemon on this machine
	}
	if obj != nil && connected(obj.Limit.Site) && g.a.dialOpen(c) {
		return
	}
	if g.severally(c, obj) {
		return
	}
	if site, siteNode := g.site(obj); site != nil && !connected(site) && !(g.startsHere(c) && !g.many(c)) {
		if fn := site.Parent(); fn != nil && speaksLocally(fn) {
			return
		}
		key := causeKey{NoDeadline, site, nil, ""}
		if g.byKey[key] == nil && c.Via != nil && !c.Foreign && c.Callee.Pkg() != g.a.Program.Pass.Pkg {
			// What several functions give to one of another package gets its limit there.
			key = causeKey{NoDeadline, nil, nil, "given to " + c.Callee.FullName()}
		}
		if cause := g.cause(key, siteNode, c); cause != nil {
			cause.Object, cause.Limit = true, c.setter(obj)
			return
		}
	}
	if c.Row != nil && c.Family == "SQL" && (c.Row.Ctx != catalog.Nowhere || c.Row.Use != "") {
		// A database layer written without contexts, or with root contexts where none is
		// at hand, is one decision. The ping at start-up is another.
		if strings.Contains(c.Name, ".Ping") {
			key := c.Name
			if asksWhenMade(c.Fn) {
				key += " once"
			}
			g.cause(causeKey{NoDeadline, nil, nil, key}, node, c)
		} else if cause := g.cause(causeKey{NoDeadline, nil, nil, c.Family}, node, c); cause != nil {
			cause.Layer = true
		}
		return
	}
	if c.left() { // one remedy, where the callee falls back to what has no limit
		if inner := g.a.ledTo(c); inner != nil {
			g.cause(causeKey{NoDeadline, nil, inner.Fn, inner.Name}, g.nodes[inner.Call.Pos()], g.at(c, inner))
		} else {
			g.cause(causeKey{NoDeadline, nil, nil, c.Callee.FullName()}, node, c)
		}
		return
	}
	if c.Family == "SQL" && c.Via != nil && c.startsOver() && c.contextless() == "" { // as above, through functions of the module
		if cause := g.cause(causeKey{NoDeadline, nil, nil, c.Family + " through others"}, node, c); cause != nil {
			cause.Of = "this package"
		}
		return
	}
	name := c.Name
	if obj != nil && obj.Value != nil {
		if f := fieldOf(obj.Value); f != nil && !c.Fixed { // one object for the package
			g.cause(causeKey{NoDeadline, nil, nil, f.String()}, node, c)
			return
		}
		name = c.Family // several objects meet here: one variable, one remedy
	}
	if oneClient[c.Family] && c.contextless() == "" {
		// So are the methods of one type that speak to a service through its library, and the
		// functions of a package that do so without contexts.
		key, of := "", ""
		if n := ownerOf(origin.Outermost(c.Fn)); n != nil {
			key, of = c.Family+" of "+n.String(), n.Obj().Name()
		} else if c.Row != nil && c.Via == nil && takesContext(c) && (obj == nil || !obj.Limit.Given) && !strings.HasPrefix(c.function(), "Dial") {
			key, of = c.Family+" without contexts", "this package"
		}
		if key != "" {
			if cause := g.cause(causeKey{NoDeadline, nil, nil, key}, node, c); cause != nil {
				cause.Of = of
			}
			return
		}
	}
	if of := g.a.throughType(c); of != "" { // the client of that type is the nearest place
		if cause := g.cause(causeKey{NoDeadline, nil, nil, c.Family + " through " + of}, node, c); cause != nil {
			cause.Of = of
		}
		return
	}
	switch {
	case dialsHost(c):
		name = "dial" // plainly or over TLS: one dialer does for both
	case c.Via == nil && c.Row != nil && c.Row.Obj == catalog.Global:
		name = "http.DefaultClient" // Get or Post: one client does for both
	}
	fn := c.Fn
	if c.Via != nil && c.startsOver() && c.Callee != nil { // once for a function and the literals in it
		fn, name = origin.Outermost(fn), name+" through "+c.Callee.FullName()
	}
	g.cause(causeKey{NoDeadline, nil, fn, name}, node, c)
}

// setter returns what is known of the object of a crossing, in the words of the setter that ends it if the object
// has several: SetWriteDeadline, where something is written.
func (c *Crossing) setter(op *Operand) Limit {
	l := op.Limit
	obj := catalog.ObjectOf(op.Value.Type())
	if c.Row == nil || obj == nil {
		return l
	}
	use, _, _ := strings.Cut(c.Row.Use, " ")
	if made, _, ok := strings.Cut(l.What, " without "); ok && use != "" && hasWord(obj.Setters, use) {
		l.What = made + " without " + use
	}
	return l
}

// startsHere reports whether a call to a service or database is given a root context that its own function
// makes: that is the nearest place to edit. A client for HTTP and a dialer have a Timeout for what they do.
func (g *grouper) startsHere(c *Crossing) bool {
	return c.rootSite() != nil && c.Family != "HTTP" && c.Family != "net"
}

// severally places a crossing whose object may be one of several literals of this package: they are one
// cause, told where the first is made.
func (g *grouper) severally(c *Crossing, obj *Operand) bool {
	if obj == nil || obj.Limit.State != None || obj.Limit.Site != nil || len(obj.Limit.Sites) == 0 {
		return false
	}
	var made []ast.Node
	var cause *Cause
	for _, site := range obj.Limit.Sites {
		node := g.nodes[site.Pos()]
		if node == nil || speaksLocally(site.Parent()) {
			return false
		}
		made = append(made, node)
		if cause == nil {
			cause = g.byKey[causeKey{NoDeadline, site, nil, ""}]
		}
	}
	if cause == nil {
		cause = g.cause(causeKey{NoDeadline, obj.Limit.Sites[0], nil, ""}, made[0], c)
		cause.Object, cause.Limit, cause.Made = true, obj.Limit, made
	} else {
		cause.take(c, g.nodes[c.Call.Pos()])
		if len(cause.Made) == 0 {
			cause.Made = []ast.Node{cause.Node}
		}
	}
	for i, site := range obj.Limit.Sites {
		if k := (causeKey{NoDeadline, site, nil, ""}); g.byKey[k] == nil {
			g.byKey[k] = cause
			if !slices.Contains(cause.Made, made[i]) {
				cause.Made = append(cause.Made, made[i])
			}
		}
	}
	slices.SortFunc(cause.Made, func(x, y ast.Node) int { return cmp.Compare(x.Pos(), y.Pos()) })
	cause.Node = cause.Made[0]
	return true
}

// RequestMade returns where the request was made that the one crossing of a cause sends, if it was made in
// the same function without a context, else token.NoPos.
func (cause *Cause) RequestMade() token.Pos {
	if len(cause.Crossings) != 1 {
		return token.NoPos
	}
	c := cause.Crossings[0]
	if req := c.Operand(Req); req != nil && req.Limit.Site != nil && req.Limit.Site.Parent() == c.Fn {
		return req.Limit.Site.Pos()
	}
	return token.NoPos
}

// dialsHost reports whether a crossing is a function of the standard library that dials.
func dialsHost(c *Crossing) bool {
	if c.Via != nil || c.Callee == nil || c.Callee.Pkg() == nil || c.Callee.Signature().Recv() != nil {
		return false
	}
	path := c.Callee.Pkg().Path()
	return (path == "net" || path == "crypto/tls") && strings.HasPrefix(c.Callee.Name(), "Dial")
}

// ownerOf returns the type to which a function belongs: its receiver's, or the one of its
// package that it makes, or nil.
func ownerOf(fn *ssa.Function) *types.Named {
	if recv := fn.Signature.Recv(); recv != nil {
		return origin.Named(recv.Type())
	}
	if res := fn.Signature.Results(); res.Len() > 0 {
		if n := origin.Named(res.At(0).Type()); n != nil && fn.Pkg != nil && n.Obj().Pkg() == fn.Pkg.Pkg {
			return n
		}
	}
	return nil
}

// throughPackage returns the function of another package of the module that makes the call which a crossing
// leads to, if the crossing is given a root context, or "". A method has a client that somebody else made, who
// may have had reasons; a function of none brings its own.
func (a *Analysis) throughPackage(c *Crossing) string {
	if c.Via == nil || c.Foreign || !c.startsOver() || len(c.Path) == 0 {
		return ""
	}
	last := c.Path[len(c.Path)-1]
	pkg, name, ok := strings.Cut(last, ".")
	if !ok || pkg == a.Program.Pass.Pkg.Name() || strings.Contains(name, ".") {
		return ""
	}
	return last
}

// throughType returns the type of this package whose method makes the call that a crossing leads to, if
// the crossing is given a root context on the way there, or "".
func (a *Analysis) throughType(c *Crossing) string {
	if c.Via == nil || c.Foreign || !c.startsOver() || len(c.Path) == 0 {
		return ""
	}
	pkg := a.Program.Pass.Pkg
	name := strings.Split(c.Path[len(c.Path)-1], ".") // package, type, method
	if len(name) != 3 || name[0] != pkg.Name() || pkg.Scope().Lookup(name[1]) == nil {
		return ""
	}
	return name[1]
}

// oneClient holds the families whose calls go through a client of the service: where a type
// uses one without limits, its client or the contexts of all its methods are what to mend.
var oneClient = map[string]bool{
	"AWS": true, "Azure": true, "Cloudflare": true, "Consul": true, "Docker": true, "Elasticsearch": true, "etcd": true, "Firebase": true, "GitHub": true,
	"GitLab": true, "Google API": true, "Google Cloud": true, "GraphQL": true, "gRPC": true, "Hetzner Cloud": true, "InfluxDB": true, "Kubernetes": true,
	"Mailgun": true, "MongoDB": true, "Neo4j": true, "Nomad": true, "OAuth": true, "PagerDuty": true, "Slack": true, "Stripe": true, "Telegram": true, "Twilio": true,
	"Vault": true,
}

// contextless returns the name of the function of the module that a crossing calls, when the
// one that holds it is that one's form without a context, as Query is QueryContext's; or "".
func (c *Crossing) contextless() string {
	if c.Via == nil || c.Callee == nil {
		return ""
	}
	rest, ok := strings.CutPrefix(c.Callee.Name(), c.Fn.Name())
	switch rest {
	case "Context", "WithContext", "Ctx", "WithCtx":
		if ok && c.Callee.Exported() {
			return c.Callee.Name()
		}
	}
	return ""
}

// timeless returns the name of the function or method beside the one in which a crossing is that does the
// same in a time that its caller tells, as net.DialTimeout does beside net.Dial, or "".
func (c *Crossing) timeless() string {
	fn := c.Fn
	obj, ok := fn.Object().(*types.Func)
	if !ok || !obj.Exported() || c.Via != nil {
		return ""
	}
	for _, suffix := range [...]string{"Timeout", "WithTimeout", "Context", "WithContext"} {
		name := fn.Name() + suffix
		var other types.Object
		if recv := fn.Signature.Recv(); recv != nil {
			other, _, _ = types.LookupFieldOrMethod(recv.Type(), true, obj.Pkg(), name)
		} else {
			other = obj.Pkg().Scope().Lookup(name)
		}
		if other, ok := other.(*types.Func); ok && other.Signature().Params().Len() == obj.Signature().Params().Len()+1 {
			return name
		}
	}
	return ""
}

// fieldOf returns the field that a value is, or was loaded from, or nil.
func fieldOf(v ssa.Value) *types.Var {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL {
		v = load.X
	}
	if fa, ok := v.(*ssa.FieldAddr); ok {
		return origin.FieldVar(fa)
	}
	return nil
}

// connected reports whether an object comes out of a dial, which may well be bounded by
// itself: what waits is what is done with it later.
func connected(site ssa.Value) bool {
	call, ok := site.(*ssa.Call)
	return ok && strings.HasPrefix(calleeName(call.Common()), "Dial")
}

// dialOpen reports whether a crossing works on what a call made that has no limit either: the
// connection is told where it is dialled.
func (a *Analysis) dialOpen(c *Crossing) bool {
	dial, ok := c.Operand(Obj).Limit.Site.(*ssa.Call)
	if !ok || dial == c.Call {
		return false
	}
	x := a.byCall[dial]
	return x != nil && x.State == None
}

// ledTo returns the library call, in a function of this package, that a crossing leads to
// and whose end its callers decide, or nil.
func (a *Analysis) ledTo(c *Crossing) *Crossing {
	for depth := 0; c.Via != nil && depth < maxPath; depth++ {
		if c.Callee == nil || c.Callee.Pkg() != a.Program.Pass.Pkg {
			return nil
		}
		calls := a.crossings[a.SSA.Pkg.Prog.FuncValue(c.Callee)]
		i := slices.IndexFunc(calls, func(x *Crossing) bool {
			return x.State == ByParam && x.Conn == c.Conn && x.Name == c.Name
		})
		if i < 0 {
			return nil
		}
		c = calls[i]
	}
	if c.Via != nil {
		return nil
	}
	return c
}

// left reports whether the caller leaves everything to the callee: what ends the crossing is
// no value of the caller's but what the callee takes where it is given none.
func (c *Crossing) left() bool {
	return c.Via != nil && !c.Foreign && !slices.ContainsFunc(c.Operands, func(op Operand) bool {
		return op.Value != nil && !origin.IsNil(op.Value) || op.Limit.Rooted
	})
}

// at is crossing c as it happens in inner, on the connection that c names.
func (g *grouper) at(c, inner *Crossing) *Crossing {
	x := *inner
	x.State, x.Operands = c.State, c.Operands
	return &x
}

// cancelled places a crossing that only a cancellation ends: one client without a limit is
// one root cause, however many calls go through it.
func (g *grouper) cancelled(c *Crossing, node ast.Node) {
	obj := c.Operand(Obj)
	if obj == nil || obj.Limit.State != None || obj.Limit.Elsewhere || c.Foreign && c.Via != nil {
		return
	}
	for _, op := range c.Operands {
		if op.Limit.State == CancelOnly && (op.Limit.Ender == SomebodyElse || op.Limit.Ender == NoEnder || op.Limit.Ender == Request && g.a.limitsInbound()) {
			return
		}
	}
	if site, siteNode := g.site(obj); site != nil {
		if cause := g.cause(causeKey{NoDeadline, site, nil, ""}, siteNode, c); cause != nil {
			cause.Object, cause.Limit = true, obj.Limit
		}
		return
	}
	if strings.HasPrefix(obj.Limit.What, "http.Default") { // one for the package
		if cause := g.cause(causeKey{NoDeadline, nil, nil, obj.Limit.What}, node, c); cause != nil {
			cause.Limit, cause.Layer = obj.Limit, true
		}
	}
}

// fallback places a crossing through a client that somebody else may give, and which is one
// made here without a limit where nobody does.
func (g *grouper) fallback(c *Crossing) {
	obj := c.Operand(Obj)
	if obj == nil || obj.Limit.Fallback == nil {
		return
	}
	for _, op := range c.Operands {
		if op.Kind != Obj && op.Limit.State != None {
			return // whoever calls may bring a deadline
		}
	}
	limit := *obj.Limit.Fallback
	site, ok := limit.Site.(*ssa.Alloc)
	if !ok || !IsNamed(site.Type(), "net/http", "Client") || speaksLocally(site.Parent()) {
		return
	}
	if cause := g.cause(causeKey{NoDeadline, site, nil, ""}, g.nodes[site.Pos()], c); cause != nil && !cause.Object {
		limit.Default = true
		cause.Object, cause.Limit, cause.State = true, limit, None
	}
}

// unseen places a crossing whose context comes from callers, some of whom are not in sight,
// through a client without a limit made here: worth a look, no more.
func (g *grouper) unseen(c *Crossing) {
	obj := c.Operand(Obj)
	site, node := g.site(obj)
	if site == nil || obj.Limit.Elsewhere {
		return
	}
	if cause := g.cause(causeKey{NoDeadline, site, nil, "unseen"}, node, c); cause != nil {
		cause.Object, cause.Limit, cause.Bare = true, obj.Limit, g.a.bareTransport(site)
	}
}

// bareTransport reports whether a client made at site sends through an http.Transport made
// here that limits no phase at all: unlike http.DefaultTransport it waits for ever even for
// the dial and the TLS handshake.
func (a *Analysis) bareTransport(site ssa.Value) bool {
	alloc, ok := site.(*ssa.Alloc)
	if !ok || !IsNamed(alloc.Type(), "net/http", "Client") {
		return false
	}
	sources := a.Origin.FieldSources(alloc, nil, "Transport", nil)
	for _, s := range sources {
		transport, ok := s.Value.(*ssa.Alloc)
		if s.Kind != origin.Object || !ok || !IsNamed(transport.Type(), "net/http", "Transport") {
			return false
		}
		for _, field := range [...]string{"DialContext", "Dial", "DialTLSContext", "TLSHandshakeTimeout", "ResponseHeaderTimeout"} {
			for _, f := range a.Origin.FieldSources(transport, s.Env, field, nil) {
				if f.Kind != origin.Zero {
					return false
				}
			}
		}
	}
	return len(sources) > 0
}

// site returns the place in this package where an operand's object is made.
func (g *grouper) site(op *Operand) (ssa.Value, ast.Node) {
	if op == nil || op.Limit.State != None || op.Limit.Site == nil {
		return nil, nil
	}
	switch site := op.Limit.Site.(type) {
	case *ssa.Alloc, *ssa.Call:
		if node := g.nodes[site.Pos()]; node != nil {
			return site, node
		}
	}
	return nil, nil
}

// factories adds the objects without a limit that exported functions of this package
// return and that no crossing here uses: whoever calls them must bring a deadline each time.
func (g *grouper) factories() {
	a := g.a
	for _, fn := range a.SSA.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || !obj.Exported() || a.SSA.Tests[fn] {
			continue
		}
		sum := a.sums[fn]
		if sum == nil {
			continue
		}
		for _, r := range sum.Returns {
			if r.State != None || !IsNamed(fn.Signature.Results().At(r.Index).Type(), "net/http", "Client") {
				continue
			}
			if speaksLocally(fn) {
				continue
			}
			for _, limit := range a.returned(fn, r.Index) {
				site, what := limit.Site, limit.What
				k := causeKey{NoDeadline, site, nil, ""}
				if g.byKey[k] != nil || g.nodes[site.Pos()] == nil {
					continue
				}
				if call, ok := site.(*ssa.Call); ok && !strings.Contains(what, " without ") {
					what = "the client of " + shortName(origin.CalleeObject(call.Common())) + " without Timeout"
				}
				cause := &Cause{Owner: NoDeadline, Node: g.nodes[site.Pos()], State: CancelOnly, Object: true, Factory: true, Limit: Limit{State: None, Site: site, What: what}}
				g.byKey[k] = cause
				g.list = append(g.list, cause)
			}
		}
	}
}

// speaksLocally reports whether fn or a literal in it names a unix socket as its network.
func speaksLocally(fn *ssa.Function) bool {
	var ops [16]*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			for _, op := range instr.Operands(ops[:0]) {
				if c, ok := (*op).(*ssa.Const); ok && localConst(c) {
					return true
				}
			}
		}
	}
	return slices.ContainsFunc(fn.AnonFuncs, speaksLocally)
}

// returned lists the limits of what fn returns as result i, one for each place in this package
// where it is made.
func (a *Analysis) returned(fn *ssa.Function, i int) (list []Limit) {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		limit := a.Limit(ret.Results[i], nil, fn)
		site := limit.Site
		if site == nil && limit.State == None { // a library's client, as good as its default one
			if s := a.Origin.Sources(ret.Results[i], fn); len(s) == 1 && s[0].Kind == origin.Call {
				site = s[0].Value
			}
		}
		if site != nil && !slices.ContainsFunc(list, func(l Limit) bool { return l.Site == site }) {
			switch site.(type) {
			case *ssa.Alloc, *ssa.Call:
				limit.Site = site
				list = append(list, limit)
			}
		}
	}
	return list
}

func calleeName(c *ssa.CallCommon) string {
	if fn := origin.CalleeObject(c); fn != nil {
		return fn.Name()
	}
	return ""
}

// syntax maps the positions that SSA gives to calls and literals to their nodes.
func (a *Analysis) syntax() map[token.Pos]ast.Node {
	if a.nodes != nil {
		return a.nodes
	}
	nodes := make(map[token.Pos]ast.Node)
	a.nodes = nodes
	for _, f := range a.Program.Pass.Files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				nodes[n.Lparen] = n
			case *ast.CompositeLit:
				nodes[n.Lbrace] = n
			case *ast.GoStmt:
				nodes[n.Go] = n.Call
			case *ast.DeferStmt:
				nodes[n.Defer] = n.Call
			case *ast.AssignStmt: // c := *http.DefaultClient
				if n.Tok == token.DEFINE {
					for _, lhs := range n.Lhs {
						nodes[lhs.Pos()] = lhs
					}
				}
			case *ast.ValueSpec:
				for _, name := range n.Names {
					nodes[name.Pos()] = name
				}
			}
			return true
		})
	}
	return nodes
}

// Places returns where the crossings of a cause stand, with what each is, when the cause
// is reported somewhere else.
func (c *Cause) Places() (pos []token.Pos, words []string) {
	if len(c.Calls) > 0 || !c.Object && !c.Layer {
		return nil, nil
	}
	for _, x := range c.Crossings {
		if x.Call.Pos() < c.Node.Pos() || x.Call.Pos() > c.Node.End() {
			word := x.Name + " waits here"
			if x.Kept {
				word = "it is given away here, to what keeps it for " + x.Name
			}
			pos = append(pos, x.Call.Pos())
			words = append(words, word)
		}
	}
	return pos, words
}

// Node returns the syntax of the call or literal that SSA places at pos, or nil.
func (a *Analysis) Node(pos token.Pos) ast.Node { return a.syntax()[pos] }
