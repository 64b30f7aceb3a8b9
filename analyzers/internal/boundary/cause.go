package boundary

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
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
	Factory   bool        // the object leaves the package through an exported function; Crossings is empty
	Layer     bool        // all calls of this library in the package share the cause
	Crossings []*Crossing // in source order
	Hand      *Hand       // of a CtxDrop
}

// A Hand is a context that is at hand in a function.
type Hand struct {
	Name    string // as the code would write it: "ctx", "r.Context()"
	Request bool   // it is the inbound request's
}

// Causes groups the crossings of the package by root cause, in source order.
func (a *Analysis) Causes() []*Cause {
	g := &grouper{a: a, byKey: make(map[causeKey]*Cause), nodes: a.syntax()}
	for _, fn := range a.SSA.Funcs {
		for _, c := range a.crossings[fn] {
			g.add(c)
		}
	}
	g.factories()
	slices.SortStableFunc(g.list, func(x, y *Cause) int { return int(x.Node.Pos()) - int(y.Node.Pos()) })
	return g.list
}

type causeKey struct {
	owner Owner
	site  ssa.Value
	fn    *ssa.Function
	name  string
}

type grouper struct {
	a     *Analysis
	list  []*Cause
	byKey map[causeKey]*Cause
	nodes map[token.Pos]ast.Node
}

func (g *grouper) cause(k causeKey, node ast.Node, c *Crossing) *Cause {
	cause := g.byKey[k]
	if cause == nil {
		if node == nil {
			return nil
		}
		cause = &Cause{Owner: k.owner, Node: node, State: c.State}
		g.byKey[k] = cause
		g.list = append(g.list, cause)
	}
	if c.State == None {
		cause.State = None
	}
	cause.Crossings = append(cause.Crossings, c)
	return cause
}

// add finds the cause of one crossing, if it is open.
func (g *grouper) add(c *Crossing) {
	a := g.a
	if c.Via != nil && c.Via.State != ByParam && !c.Foreign {
		return // reported in the callee's package, where it can be mended
	}
	if c.Via != nil && c.Via.State != ByParam && (!c.Sure || c.State != None || len(c.Path) > 2) {
		return // deep inside somebody else's module, or only sometimes
	}
	node := g.nodes[c.Call.Pos()]
	if node == nil {
		return
	}
	if hand := a.atHand(c); hand != nil && a.drops(c) {
		if cause := g.cause(causeKey{CtxDrop, nil, c.Fn, c.Name}, node, c); cause != nil {
			cause.Hand = hand
		}
		return
	}
	if c.Row != nil && len(c.Operands) == 0 && c.Row.Use == "" {
		return // it goes on with what an earlier call began: rows, transactions
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
	case CancelOnly:
		if !c.Stream && !a.SSA.Tests[c.Fn] {
			g.cancelled(c, node)
		}
	}
}

// open places a crossing that nothing ends.
func (g *grouper) open(c *Crossing, node ast.Node) {
	obj := c.Operand(Obj)
	if obj != nil && obj.Limit.Elsewhere {
		return // the factory is reported where it is
	}
	if site, siteNode := g.site(obj); site != nil {
		if cause := g.cause(causeKey{NoDeadline, site, nil, ""}, siteNode, c); cause != nil {
			cause.Object, cause.Limit = true, obj.Limit
			return
		}
	}
	if c.Row != nil && c.Row.Ctx == catalog.Nowhere && c.Row.Use != "" && c.Family == "SQL" {
		// A database layer written without contexts is one decision.
		if cause := g.cause(causeKey{NoDeadline, nil, nil, c.Family}, node, c); cause != nil {
			cause.Layer = true
		}
		return
	}
	g.cause(causeKey{NoDeadline, nil, c.Fn, c.Name}, node, c)
}

// cancelled places a crossing that only a cancellation ends: one client without a limit is
// one root cause, however many calls go through it.
func (g *grouper) cancelled(c *Crossing, node ast.Node) {
	obj := c.Operand(Obj)
	if obj == nil || obj.Limit.State != None || obj.Limit.Elsewhere || c.Foreign && c.Via != nil {
		return
	}
	for _, op := range c.Operands {
		if op.Limit.State == CancelOnly && (op.Limit.Ender == SomebodyElse || op.Limit.Ender == NoEnder) {
			return
		}
	}
	if site, siteNode := g.site(obj); site != nil {
		if cause := g.cause(causeKey{NoDeadline, site, nil, ""}, siteNode, c); cause != nil {
			cause.Object, cause.Limit = true, obj.Limit
		}
		return
	}
	if global, ok := obj.Limit.Site.(*ssa.Global); ok || obj.Value == nil {
		name := obj.Limit.What
		if global != nil {
			name = global.Name()
		}
		if cause := g.cause(causeKey{NoDeadline, nil, nil, name}, node, c); cause != nil {
			cause.Limit, cause.Layer = obj.Limit, true
		}
	}
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
			for _, site := range a.returned(fn, r.Index) {
				k := causeKey{NoDeadline, site, nil, ""}
				if g.byKey[k] != nil || g.nodes[site.Pos()] == nil {
					continue
				}
				cause := &Cause{Owner: NoDeadline, Node: g.nodes[site.Pos()], State: CancelOnly, Object: true, Factory: true, Limit: Limit{State: None, Site: site, What: r.What}}
				g.byKey[k] = cause
				g.list = append(g.list, cause)
			}
		}
	}
}

// returned lists the places in this package where result i of fn is made.
func (a *Analysis) returned(fn *ssa.Function, i int) (sites []ssa.Value) {
	for _, b := range fn.Blocks {
		ret, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return)
		if !ok || i >= len(ret.Results) {
			continue
		}
		if site := a.Limit(ret.Results[i], nil, fn).Site; site != nil && !slices.Contains(sites, site) {
			switch site.(type) {
			case *ssa.Alloc, *ssa.Call:
				sites = append(sites, site)
			}
		}
	}
	return sites
}

// drops reports whether a crossing leaves the context at hand behind: it could take one,
// and what it gets comes from a root context or from nowhere.
func (a *Analysis) drops(c *Crossing) bool {
	if c.Via != nil && c.Via.State != ByParam {
		return false // the callee's own business
	}
	ctx, req := c.Operand(Ctx), c.Operand(Req)
	switch {
	case ctx != nil && ctx.Value != nil:
		return ctx.Limit.Rooted && !ctx.Limit.Detached
	case req != nil && req.Value != nil:
		return req.Limit.Rooted && !req.Limit.Detached
	case ctx == nil && req == nil && c.Row != nil:
		return c.State != ByParam && takesContext(c)
	}
	return false
}

// takesContext reports whether there is a way to do the same call with a context: the row
// names a sibling that takes one.
func takesContext(c *Crossing) bool {
	return strings.Contains(c.Row.Use, "Context")
}

// cleanup matches the names of functions whose work must go on when the caller's context
// has ended, and of calls that are such work.
var cleanup = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)(shut ?down|close|stop|clean|teardown|rollback|release|unlock|drain|flush|dispose|finali[sz]e|background|async|detach|terminate|revoke|cancel|abort|unregister|deregister|leave|resign)`)
})

// atHand returns the context that the function of a crossing could have passed on, or nil
// if there is none or if leaving it behind is deliberate: in a goroutine or deferred call
// that may outlive it, in shutdown and cleanup, and after the context has ended.
func (a *Analysis) atHand(c *Crossing) *Hand {
	if cleanup().MatchString(c.Fn.Name()) || cleanup().MatchString(c.Name[strings.LastIndex(c.Name, ".")+1:]) {
		return nil
	}
	switch c.Call.(type) {
	case *ssa.Go, *ssa.Defer:
		return nil
	}
	for fn := c.Fn; fn != nil; fn = fn.Parent() {
		for _, p := range fn.Params {
			if h := hand(p); h != nil {
				if fn == c.Fn && ended(p, c.Call) {
					return nil
				}
				return h
			}
		}
		if fn.Parent() != nil && (detachedLiteral(fn) || cleanup().MatchString(fn.Parent().Name())) {
			return nil
		}
	}
	return nil
}

// hand returns how code would write the context that a parameter carries, or nil.
func hand(p *ssa.Parameter) *Hand {
	if p.Name() == "" || p.Name() == "_" {
		return nil
	}
	switch {
	case IsNamed(p.Type(), "context", "Context"):
		return &Hand{Name: p.Name()}
	case IsNamed(p.Type(), "net/http", "Request"):
		if inbound(p.Parent()) {
			return &Hand{Name: p.Name() + ".Context()", Request: true}
		}
	}
	return nil
}

// detachedLiteral reports whether a function literal may outlive the function around it: it
// is started as a goroutine, deferred, stored or returned, rather than called or handed to
// a function that runs it.
func detachedLiteral(lit *ssa.Function) bool {
	for _, b := range lit.Parent().Blocks {
		for _, instr := range b.Instrs {
			mc, ok := instr.(*ssa.MakeClosure)
			if !ok || mc.Fn != lit {
				continue
			}
			for _, ref := range *mc.Referrers() {
				switch ref := ref.(type) {
				case *ssa.Go, *ssa.Defer, *ssa.Store, *ssa.Return, *ssa.MakeInterface, *ssa.MapUpdate, *ssa.Send:
					return true
				case *ssa.Call:
					if name := calleeName(ref.Common()); name == "AfterFunc" || name == "Go" || name == "HandleFunc" {
						return true
					}
				}
			}
			return false
		}
	}
	return true
}

func calleeName(c *ssa.CallCommon) string {
	if fn := CalleeObject(c); fn != nil {
		return fn.Name()
	}
	return ""
}

// ended reports whether call comes after a look at whether the context p has ended:
// <-ctx.Done() or ctx.Err(), whose result decides the way to call.
func ended(p *ssa.Parameter, call ssa.CallInstruction) bool {
	for _, ref := range *p.Referrers() {
		look, ok := ref.(*ssa.Call)
		if !ok || !look.Common().IsInvoke() {
			continue
		}
		switch look.Common().Method.Name() {
		case "Done":
			for _, r := range *look.Referrers() {
				if recv, ok := r.(*ssa.UnOp); ok && recv.Op == token.ARROW && recv.Block().Dominates(call.Block()) {
					return true
				}
				if sel, ok := r.(*ssa.Select); ok && sel.Block().Dominates(call.Block()) {
					if loops(call.Block(), sel.Block()) {
						continue // asked again on every turn
					}
					return true
				}
			}
		}
	}
	return false
}

// loops reports whether from leads back to to.
func loops(from, to *ssa.BasicBlock) bool {
	seen := make(map[*ssa.BasicBlock]bool)
	stack := []*ssa.BasicBlock{from}
	for len(stack) > 0 {
		b := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, s := range b.Succs {
			if s == to {
				return true
			}
			if !seen[s] {
				seen[s] = true
				stack = append(stack, s)
			}
		}
	}
	return false
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
	if !c.Object && !c.Layer {
		return nil, nil
	}
	for _, x := range c.Crossings {
		if x.Call.Pos() < c.Node.Pos() || x.Call.Pos() > c.Node.End() {
			pos = append(pos, x.Call.Pos())
			words = append(words, x.Name+" waits here")
		}
	}
	return pos, words
}

// Node returns the syntax of the call or literal that SSA places at pos, or nil.
func (a *Analysis) Node(pos token.Pos) ast.Node { return a.syntax()[pos] }

// Duration evaluates the duration in a field of the object made at alloc.
func (a *Analysis) Duration(alloc *ssa.Alloc, field string) Limit {
	var list []Limit
	for _, s := range a.Origin.FieldSources(alloc, nil, field, nil) {
		list = append(list, a.duration(s, nil))
	}
	return merge(list)
}
