package servertimeout

import (
	_ "embed"
	"go/ast"
	"go/constant"
	"go/types"
	"net"
	"slices"
	"strings"

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
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				switch instr := instr.(type) {
				case ssa.CallInstruction:
					call(res, rep, fn, instr, served)
				case *ssa.Alloc:
					if boundary.IsNamed(instr.Type(), "net/http", "Server") {
						server(res, rep, instr)
					}
				}
			}
		}
	}
}

// serving is what a function serves: one server is enough for it, plainly and over TLS. Without
// a handler it stands for a server that the function, or a literal in it, ends in several ways.
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
		if served[what] {
			return
		}
		served[what] = !origin.IsNil(handler) // what is served by default may be served in two places
		f := finding.Finding{
			Like: "gosec",
			Pos:  node.Pos(), End: node.End(), Confidence: settings.Certain,
			Message: "http." + name + " serves without any timeout: a client that sends its headers slowly, or never, holds a connection for ever; use an http.Server with ReadHeaderTimeout",
		}
		if strings.HasPrefix(name, "Listen") && loopback(res, instr.Common().Args[0], fn) || listensOnLoopback(fn) || fn.Parent() != nil && listensOnLoopback(fn.Parent()) ||
			listensPrivately(res, instr.Common(), fn) || keepersOnly(res, res.Origin.Sources(handler, fn)) {
			f.Confidence = settings.Possible
		}
		rep.Report(f)
	case method && name == "Shutdown" && len(instr.Common().Args) == 2:
		l := res.Boundary.Limit(instr.Common().Args[1], nil, fn)
		ended := serving{fn: origin.Outermost(fn)}
		if l.State == boundary.None && l.Rooted && !served[ended] {
			f := finding.Finding{
				Like:  "gosec",
				Waits: true,
				Pos:   node.Pos(), End: node.End(), Confidence: settings.Likely,
				Message: "http.Server.Shutdown gets " + l.What + " and waits for ever for clients that keep a connection busy; use context.WithTimeout, then Close",
			}
			srv := instr.Common().Args[0]
			if servers(res, srv, fn, func(s *ssa.Alloc) bool { return writesInTime(res, s) }) || !awaited(res, fn) ||
				servers(res, srv, fn, func(s *ssa.Alloc) bool { return watched(res, s) }) {
				f.Confidence = settings.Possible
			}
			served[ended] = f.Confidence != settings.Possible
			rep.Report(f)
		}
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
	return few
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

// awaited reports whether somebody may wait for the end of fn: unless it is started as a
// goroutine that tells nobody when it is done.
func awaited(res *summary.Result, fn *ssa.Function) bool {
	callers, all := res.Origin.Callers(fn)
	if !all || len(callers) == 0 || slices.ContainsFunc(callers, func(c ssa.CallInstruction) bool {
		_, started := c.(*ssa.Go)
		return !started
	}) {
		return true
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			switch instr := instr.(type) {
			case *ssa.Send:
				return true
			case *ssa.Store: // a result that somebody may look for
				if !origin.IsLocal(instr.Addr) {
					return true
				}
			case ssa.CallInstruction:
				if tells(instr.Common()) {
					return true
				}
			}
		}
	}
	return false
}

// tells reports whether a call lets another goroutine go on, or ends the program.
func tells(c *ssa.CallCommon) bool {
	if b, ok := c.Value.(*ssa.Builtin); ok {
		return b.Name() == "close"
	}
	fn := origin.CalleeObject(c)
	if fn == nil {
		return true // a function value: a cancel function, or what does the like
	}
	switch fn.Name() {
	case "Done": // of a wait group; a context's tells the one who asks
		return fn.Pkg() == nil || fn.Pkg().Path() != "context"
	case "Signal", "Broadcast", "Unlock", "Exit":
		return true
	}
	return false
}

// servers reports whether v is a server made here, whichever it may be, for which f holds.
func servers(res *summary.Result, v ssa.Value, fn *ssa.Function, f func(*ssa.Alloc) bool) bool {
	return origin.All(res.Origin.Sources(v, fn), func(s origin.Source) bool {
		alloc, ok := s.Value.(*ssa.Alloc)
		return s.Kind == origin.Object && ok && f(alloc)
	})
}

// writesInTime reports whether a server limits how long it writes an answer, and so how long a
// client can hold one of its connections.
func writesInTime(res *summary.Result, server *ssa.Alloc) bool {
	return res.Boundary.Duration(server, "WriteTimeout").State != boundary.None
}

// watched reports whether a server answers none but those who run the program.
func watched(res *summary.Result, server *ssa.Alloc) bool {
	return keepersOnly(res, res.Origin.FieldSources(server, nil, "Handler", nil))
}

// server reports a server made here whose header read nothing limits.
func server(res *summary.Result, rep *finding.Reporter, alloc *ssa.Alloc) {
	node := res.Boundary.Node(alloc.Pos())
	if node == nil || !serves(alloc) {
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
	f := finding.Finding{
		Like: "gosec",
		Pos:  node.Pos(), End: node.End(), Confidence: settings.Certain,
		Message: "http.Server has no ReadHeaderTimeout: a client that sends its headers slowly, or never, holds a connection for ever; set ReadHeaderTimeout",
	}
	if configured {
		f.Confidence = settings.Likely
		f.Message = "http.Server has no ReadHeaderTimeout unless one is configured, though other limits beside it have a default: a client that sends its headers slowly, or never, holds a connection for ever; give it a default as well"
	}
	if lit, ok := node.(*ast.CompositeLit); ok {
		f.End = lit.Type.End()
	}
	if listensOnLoopback(alloc.Parent()) || answersAFew(res, alloc) || watched(res, alloc) {
		f.Confidence = settings.Possible
	}
	for _, s := range res.Origin.FieldSources(alloc, nil, "Addr", nil) {
		if s.Kind == origin.Const && isLoopback(s.Value.(*ssa.Const)) {
			f.Confidence = settings.Possible
		}
	}
	rep.Report(f)
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
				if strings.Contains(name, "localhost") || strings.Contains(name, "loopback") {
					return true // IPv4Localhost(), net.IPv6loopback and their like
				}
			}
			for _, op := range instr.Operands(ops[:0]) {
				if c, ok := (*op).(*ssa.Const); ok && isLoopback(c) {
					return true
				}
			}
		}
	}
	return false
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
	return origin.All(res.Origin.Sources(addr, fn), func(s origin.Source) bool {
		c, ok := s.Value.(*ssa.Const)
		return s.Kind == origin.Const && ok && isLoopback(c)
	})
}

func isLoopback(c *ssa.Const) bool {
	if c.Value == nil || c.Value.Kind() != constant.String {
		return false
	}
	host, _, err := net.SplitHostPort(constant.StringVal(c.Value))
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
