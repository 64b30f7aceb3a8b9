package servertimeout

import (
	_ "embed"
	"go/ast"
	"go/types"
	"net"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports HTTP servers that let a client hold a connection for ever.
var Analyzer = &analysis.Analyzer{
	Name:     "servertimeout",
	Doc:      docsection.Must(doc, "servertimeout"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/servertimeout.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(_ *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	served := make(map[serving]bool)
	for _, fn := range res.SSA.Funcs {
		dead := origin.Dead(fn)
		for _, b := range fn.Blocks {
			if dead[b] {
				continue
			}
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case ssa.CallInstruction:
					call(res, rep, fn, instr, served)
				case *ssa.Alloc:
					if boundary.IsNamed(instr.Type(), "net/http", "Server") {
						server(res, rep, instr, served)
					}
				}
			}
		}
	}
}

// fewReachIt is why a server may stay without limits.
const fewReachIt = "few can reach it: what runs on this machine, or those who run the program"

// serving is what a function serves, or the field in which it keeps the server: one server is enough
// for it, plainly and over TLS. Or it is a call that serves.
type serving struct {
	fn      *ssa.Function
	handler any
}

// call reports the package functions, which make a server that cannot have limits, and a
// Shutdown that nothing ends. Of the calls that serve the same, the first is enough.
func call(res *summary.Result, rep *finding.Reporter, fn *ssa.Function, instr ssa.CallInstruction, served map[serving]bool) {
	callee := calleeIn(instr.Common(), "net/http")
	if callee == nil {
		return
	}
	node, ok := res.Boundary.Node(instr.Pos()).(*ast.CallExpr)
	if !ok {
		return
	}
	method := callee.Signature().Recv() != nil
	switch name := callee.Name(); {
	case !method && (name == "ListenAndServe" || name == "ListenAndServeTLS" || name == "Serve" || name == "ServeTLS"):
		handler := handlerOf(instr.Common())
		what := serving{origin.Outermost(fn), theHandler(handler)}
		if served[what] || alternative(res, instr, node, served) {
			return
		}
		served[serving{fn, instr}] = true
		f := finding.Finding{
			Like: "gosec",
			Pos:  node.Pos(), End: node.End(), Confidence: settings.Certain,
			Message: "http." + name + " serves without any timeout: a client that sends its headers slowly, or never, holds a connection for ever; use an http.Server with ReadHeaderTimeout",
		}
		if strings.HasPrefix(name, "Listen") && loopback(res, instr.Common().Args[0], fn) || listensOnLoopback(fn) || fn.Parent() != nil && listensOnLoopback(fn.Parent()) ||
			listensPrivately(res, instr.Common(), fn) || keepersOnly(res, res.Origin.Sources(handler, fn)) || namedForDebugging(node.Args[0], fn) {
			f.Confidence, f.Doubt = settings.Possible, fewReachIt
		}
		// What is served by default may be served in two places.
		served[what] = !origin.IsNil(handler) && f.Confidence != settings.Possible
		rep.Report(f)
	case method && (strings.HasPrefix(name, "ListenAndServe") || strings.HasPrefix(name, "Serve")):
		part(res, rep, fn, instr, node, served)
	case method && name == "Shutdown" && len(instr.Common().Args) == 2:
		l := res.Boundary.Limit(instr.Common().Args[1], nil, fn)
		if l.State != boundary.None || !l.Rooted {
			return
		}
		// Whoever runs a service gives it a while to end, and then ends it; connections that are
		// idle, new or hijacked hold up nothing, nor does what the limits of the server end.
		rep.Report(finding.Finding{
			Like: "gosec",
			Pos:  node.Pos(), End: node.End(), Confidence: settings.Possible,
			Message: "http.Server.Shutdown gets " + l.What + " and waits for ever for clients that keep a connection busy; use context.WithTimeout, then Close",
			Doubt:   "whoever runs a service gives it a while to end, and then ends it",
		})
	}
}

// alternative reports whether the function of a call that serves does so at the same address with another one
// instead, as where there is a certificate: one server is enough for both.
func alternative(res *summary.Result, instr ssa.CallInstruction, node *ast.CallExpr, served map[serving]bool) bool {
	for s := range served {
		other, ok := s.handler.(ssa.CallInstruction)
		if !ok || s.fn != instr.Parent() || other.Block() == instr.Block() || origin.Reaches(other.Block(), instr.Block()) || origin.Reaches(instr.Block(), other.Block()) {
			continue
		}
		call, ok := res.Boundary.Node(other.Pos()).(*ast.CallExpr)
		if ok && types.ExprString(call.Args[0]) == types.ExprString(node.Args[0]) && slices.Equal(named(res, call.Args[0]), named(res, node.Args[0])) {
			return true
		}
	}
	return false
}

// named returns what the names in an expression stand for.
func named(res *summary.Result, expr ast.Expr) (objs []types.Object) {
	ast.Inspect(expr, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			objs = append(objs, res.Program.Pass.TypesInfo.ObjectOf(id))
		}
		return true
	})
	return objs
}

// part reports a server that lies in an unexported field of another object, is made by no literal, and is served
// here.
func part(res *summary.Result, rep *finding.Reporter, fn *ssa.Function, instr ssa.CallInstruction, node *ast.CallExpr, served map[serving]bool) {
	srv, ok := origin.Receiver(instr.Common()).(*ssa.FieldAddr)
	if !ok || !boundary.IsNamed(origin.Deref(srv.Type()), "net/http", "Server") {
		return
	}
	kept := origin.FieldVar(srv)
	what := serving{nil, kept}
	if kept.Exported() || kept.Embedded() || len(res.Origin.FieldStores(kept)) > 0 || served[what] || lent(res, kept) {
		return // others may limit it, or it is made by a literal, which is told there
	}
	for _, field := range []string{"ReadHeaderTimeout", "ReadTimeout"} {
		if !origin.All(res.Origin.FieldSources(srv, nil, field, fn), func(s origin.Source) bool { return s.Kind == origin.Zero }) {
			return
		}
	}
	f := slowHeaders(node)
	if listensOnLoopback(fn) || listensPrivately(res, instr.Common(), fn) || keepersOnly(res, res.Origin.FieldSources(srv, nil, "Handler", fn)) || namedForDebugging(nil, fn) ||
		slices.ContainsFunc(res.Origin.FieldSources(srv, nil, "Addr", fn), meansLoopback) {
		f.Confidence, f.Doubt = settings.Possible, fewReachIt
	}
	served[what] = true
	rep.Report(f)
}

// lent reports whether the address of the server in a field, or that of one of its fields, goes to others: a
// flag, an option.
func lent(res *summary.Result, kept *types.Var) bool {
	for _, instr := range res.SSA.Code() {
		srv, ok := instr.(*ssa.FieldAddr)
		if !ok || origin.FieldVar(srv) != kept {
			continue
		}
		for _, ref := range *srv.Referrers() {
			switch ref := ref.(type) {
			case *ssa.DebugRef:
			case *ssa.FieldAddr:
				if slices.ContainsFunc(*ref.Referrers(), func(use ssa.Instruction) bool {
					switch use := use.(type) {
					case *ssa.Store:
						return use.Addr != ref
					case *ssa.UnOp, *ssa.DebugRef:
						return false
					}
					return true
				}) {
					return true
				}
			case ssa.CallInstruction:
				if origin.Receiver(ref.Common()) != srv || calleeIn(ref.Common(), "net/http") == nil {
					return true
				}
			default:
				return true
			}
		}
	}
	return false
}

// slowHeaders is the finding of a server that nothing limits, which node makes or serves.
func slowHeaders(node ast.Node) finding.Finding {
	return finding.Finding{
		Like: "gosec",
		Pos:  node.Pos(), End: node.End(), Confidence: settings.Certain,
		Message: "http.Server has no ReadHeaderTimeout: a client that sends its headers slowly, or never, holds a connection for ever; set ReadHeaderTimeout",
	}
}

// calleeIn returns the function that a call names if the package of that path declares it, or nil.
func calleeIn(c *ssa.CallCommon, path string) *types.Func {
	callee := origin.CalleeObject(c)
	if callee == nil || callee.Pkg() == nil || callee.Pkg().Path() != path {
		return nil
	}
	return callee
}

// handlerOf returns the handler that a package function is given to serve.
func handlerOf(c *ssa.CallCommon) ssa.Value {
	i := slices.IndexFunc(c.Args, func(v ssa.Value) bool { return isHandler(v.Type()) })
	if i < 0 {
		return nil
	}
	return c.Args[i]
}

// theHandler returns what stands for a handler wherever it is read: the field that holds it, or its value.
func theHandler(handler ssa.Value) any {
	handler = origin.Unboxed(handler)
	if load, ok := handler.(*ssa.UnOp); ok {
		if f, ok := load.X.(*ssa.FieldAddr); ok {
			return origin.FieldVar(f)
		}
	}
	return handler
}

// answersAFew reports whether a server goes to the toolkit of the Prometheus exporters
// (v0.17.1 sets no limit itself), where the monitoring asks it, or serves a listener that few
// can reach.
func answersAFew(res *summary.Result, alloc *ssa.Alloc) (few bool) {
	uses(alloc, make(map[ssa.Value]bool), func(v ssa.Value, ref ssa.Instruction) {
		call, ok := ref.(ssa.CallInstruction)
		if !ok {
			return
		}
		few = few || calleeIn(call.Common(), "github.com/prometheus/exporter-toolkit/web") != nil || listensPrivately(res, call.Common(), v.Parent())
	})
	if f, ok := keeper(alloc).(*types.Var); ok && !few {
		return keptPrivately(res, f)
	}
	return few
}

// keptPrivately reports whether the server that a field keeps is served, and on private listeners alone.
func keptPrivately(res *summary.Result, f *types.Var) bool {
	private, public := false, false
	for _, load := range res.Origin.FieldLoads(f) {
		if load.Referrers() == nil {
			continue
		}
		for _, ref := range *load.Referrers() {
			call, ok := ref.(ssa.CallInstruction)
			if !ok || origin.Receiver(call.Common()) != load {
				continue
			}
			switch callee := calleeIn(call.Common(), "net/http"); {
			case callee == nil:
			case callee.Name() == "Serve" || callee.Name() == "ServeTLS":
				served := listensPrivately(res, call.Common(), call.Parent())
				private, public = private || served, public || !served
			case strings.HasPrefix(callee.Name(), "ListenAndServe"):
				public = true
			}
		}
	}
	return private && !public
}

// listensPrivately reports whether a call is given a listener that only this machine, or a
// peer who has proved who it is, can reach: a unix socket, or one of a tailnet.
func listensPrivately(res *summary.Result, c *ssa.CallCommon, fn *ssa.Function) bool {
	i := slices.IndexFunc(c.Args, func(v ssa.Value) bool { return boundary.IsNamed(v.Type(), "net", "Listener") })
	if i < 0 {
		return false
	}
	return res.Boundary.LocalListener(c.Args[i], fn) || slices.ContainsFunc(res.Origin.Sources(c.Args[i], fn), func(s origin.Source) bool {
		call, ok := s.Value.(*ssa.Call)
		return ok && calleeIn(call.Common(), "tailscale.com/tsnet") != nil
	})
}

// server reports a server made here whose header read nothing limits.
func server(res *summary.Result, rep *finding.Reporter, alloc *ssa.Alloc, served map[serving]bool) {
	node := res.Boundary.Node(alloc.Pos())
	what := serving{origin.Outermost(alloc.Parent()), keeper(alloc)}
	if node == nil || !serves(alloc) || served[what] {
		return
	}
	configured := false
	for _, field := range []string{"ReadHeaderTimeout", "ReadTimeout"} {
		l := res.Boundary.Duration(alloc, field)
		if l.State != boundary.None {
			return // limited, or set from somewhere out of sight
		}
		configured = configured || l.Configured
	}
	f := slowHeaders(node)
	if configured {
		f.Confidence = settings.Likely
		f.Message = "http.Server has no ReadHeaderTimeout unless one is configured, though other limits beside it have a default: a client that sends its headers slowly, or never, holds a connection for ever; give it a default as well"
	}
	if lit, ok := node.(*ast.CompositeLit); ok {
		f.End = lit.Type.End()
	}
	if listensOnLoopback(alloc.Parent()) || answersAFew(res, alloc) || keepersOnly(res, res.Origin.FieldSources(alloc, nil, "Handler", nil)) || namedForDebugging(addressOf(node), alloc.Parent()) {
		f.Confidence, f.Doubt = settings.Possible, fewReachIt
	}
	for _, s := range res.Origin.FieldSources(alloc, nil, "Addr", nil) {
		if meansLoopback(s) {
			f.Confidence, f.Doubt = settings.Possible, fewReachIt
		}
	}
	served[what] = what.handler != nil && f.Confidence != settings.Possible
	rep.Report(f)
}

// keeper returns the field that keeps a server, or nil: one that is made in one of several ways is
// told its limits once.
func keeper(alloc *ssa.Alloc) any {
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Val == alloc {
			if f, ok := st.Addr.(*ssa.FieldAddr); ok {
				return origin.FieldVar(f)
			}
		}
	}
	return nil
}

// listensOnLoopback reports whether a function names an address of this machine alone, as
// one does who makes the listener beside its server.
func listensOnLoopback(fn *ssa.Function) bool {
	var ops [8]*ssa.Value
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(ssa.CallInstruction)
			if !ok {
				continue
			}
			if callee := origin.CalleeObject(call.Common()); callee != nil {
				name := strings.ToLower(callee.Name())
				if strings.Contains(name, "localhost") || strings.Contains(name, "loopback") || namedLocal().MatchString(callee.Name()) && makesListener(callee) {
					return true // IPv4Localhost(), net.IPv6loopback, ListenOnLocalPort and their like
				}
			}
			for _, op := range instr.Operands(ops[:0]) {
				if isLoopback(*op) {
					return true
				}
			}
		}
	}
	return false
}

// namedLocal matches names with the word local in them.
var namedLocal = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile("(^l|L)ocal([^a-z]|$)") })

// makesListener reports whether a function returns a listener.
func makesListener(fn *types.Func) bool {
	res := fn.Signature().Results()
	return res.Len() > 0 && boundary.IsNamed(res.At(0).Type(), "net", "Listener")
}

// serves reports whether the variable is a server of its own: not a copy of another one,
// and not a mere zero value that is assigned as a whole.
func serves(alloc *ssa.Alloc) bool {
	for _, ref := range *alloc.Referrers() {
		if st, ok := ref.(*ssa.Store); ok && st.Addr == alloc {
			return false
		}
	}
	return true
}

func loopback(res *summary.Result, addr ssa.Value, fn *ssa.Function) bool {
	return origin.All(res.Origin.Sources(addr, fn), meansLoopback)
}

// meansLoopback reports whether where an address comes from says that it is one of this machine.
func meansLoopback(s origin.Source) bool {
	return isLoopback(s.Value) || defaultsToLoopback(s.Value)
}

// defaultsToLoopback reports whether an address is asked of the command line, and is one of this
// machine where that says nothing.
func defaultsToLoopback(v ssa.Value) bool {
	call, ok := v.(*ssa.Call)
	if !ok {
		return false
	}
	fn := origin.CalleeObject(call.Common())
	return fn != nil && fn.Pkg() != nil && strings.HasSuffix(fn.Pkg().Path(), "flag") && slices.ContainsFunc(call.Call.Args, isLoopback)
}

// isLoopback reports whether a text is an address of this machine alone, or begins with one; or whether it
// leaves the port to the system, so that nobody knows it but who is told.
func isLoopback(v ssa.Value) bool {
	host, port, err := net.SplitHostPort(boundary.Beginning(v))
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || port == "0" || ip != nil && ip.IsLoopback()
}
