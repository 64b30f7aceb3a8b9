package servertimeout

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"
	"strings"
	"sync"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

// monitors are the packages whose handlers tell of the program itself.
var monitors = map[string]bool{
	"expvar":         true,
	"net/http/pprof": true,
	"github.com/prometheus/client_golang/prometheus/promhttp": true,
	"github.com/prometheus/exporter-toolkit/web":              true,
	"github.com/VictoriaMetrics/metrics":                      true,
	"go.opencensus.io/zpages":                                 true,
	"k8s.io/apiserver/pkg/server/healthz":                     true,
	"sigs.k8s.io/controller-runtime/pkg/healthz":              true,
}

// operational are the first elements of the paths at which programs by custom tell their
// keepers of themselves: metrics, health, the profile.
var operational = map[string]bool{
	"metrics": true, "prometheus": true, "debug": true, "pprof": true, "-": true, "ping": true, "version": true,
	"health": true, "healthy": true, "healthz": true, "healthcheck": true, "health-check": true, "health_check": true,
	"live": true, "livez": true, "liveness": true, "alive": true,
	"ready": true, "readyz": true, "readiness": true, "startup": true, "startupz": true,
}

// keepersOnly reports whether a server answers none but those who run the program: all that
// is registered with its handler, whose sources it gets, is metrics, health, the profile, and
// a page that links to them.
//
// Whoever can reach such a port runs the program or watches it, so a reviewer may leave it.
// A registration that is out of sight makes the answer no.
func keepersOnly(res *summary.Result, handler []origin.Source) bool {
	p := &pages{res: res, seen: make(map[ssa.Value]bool)}
	p.handler(handler)
	return p.monitor && !p.other
}

// namedForDebugging reports whether the address of a server, or the function that starts it, says by its
// name that it is there to look into the program: debugAddr, cfg.Pprof.Port, serveDebug.
func namedForDebugging(address ast.Node, fn *ssa.Function) bool {
	named := debugName().MatchString(origin.Outermost(fn).Name()) || fn.Pkg != nil && healthPackage(fn.Pkg.Pkg.Name())
	if address == nil {
		return named
	}
	ast.Inspect(address, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && !putsTogether(call) {
			return false // what it is made of may be anything
		}
		if id, ok := n.(*ast.Ident); ok {
			named = named || debugName().MatchString(id.Name)
		}
		return !named
	})
	return named
}

// putsTogether reports whether a call makes a text of its arguments, as of a host and a port.
func putsTogether(call *ast.CallExpr) bool {
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	switch fun.Sel.Name {
	case "Sprintf", "Sprint", "JoinHostPort", "Itoa", "FormatInt", "FormatUint":
		return true
	}
	return false
}

var debugName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile("(?i)pprof|debug|profiling|profiler")
})

// healthPackage reports whether a package is there to tell whether the program is well, by its name.
func healthPackage(name string) bool {
	switch name {
	case "health", "healthz", "healthcheck", "healthchecks", "liveness", "readiness", "introspection", "diagnostics":
		return true
	}
	return false
}

// addressOf returns the expression that a composite literal of a server sets its Addr to, or nil.
func addressOf(server ast.Node) ast.Node {
	lit, ok := server.(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "Addr" {
				return kv.Value
			}
		}
	}
	return nil
}

// pages sums up the pages of a handler: a page is a path that is registered with the handler,
// or with one that it is made of, and what answers there.
type pages struct {
	res     *summary.Result
	seen    map[ssa.Value]bool // the handlers that were looked through, and the variables that hold them
	monitor bool               // a page tells of the program itself
	other   bool               // a page does not, or it cannot be seen what is registered
}

// defaultHandler looks through what this package registers with the default handler. If that is
// nothing, it serves what others register when they are imported, as the profiler does.
func (p *pages) defaultHandler() {
	registers := false
	pkg := p.res.SSA.Pkg.Pkg
	for _, imp := range pkg.Imports() {
		p.monitor = p.monitor || imp.Path() == "net/http/pprof" // its import registers it
	}
	for _, fn := range p.res.SSA.Funcs {
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				call, ok := instr.(ssa.CallInstruction)
				if !ok {
					continue
				}
				callee := calleeIn(call.Common(), "net/http")
				if callee != nil && callee.Signature().Recv() == nil && (callee.Name() == "Handle" || callee.Name() == "HandleFunc") {
					registers = true
					p.page(call.Common().Args)
				}
			}
		}
	}
	p.monitor = p.monitor || !registers
}

// handler looks through what is registered with a handler.
func (p *pages) handler(sources []origin.Source) {
	p.other = p.other || len(sources) == 0
	for _, s := range sources {
		switch {
		case s.Kind == origin.Zero || s.Kind == origin.Const:
			p.defaultHandler()
		case s.Kind == origin.Object:
			p.router(s.Value)
		case s.Kind == origin.Call && tellsOfItself(s.Value, 0):
			p.monitor = true
		case s.Kind == origin.Call && isHandler(s.Value.Type()):
			p.wrapper(s.Value.(*ssa.Call))
		case s.Kind == origin.Call:
			p.router(s.Value)
		default:
			p.other = true
		}
	}
}

// wrapper looks through a handler that was made of others, as middleware is. In a loop over a
// chain of them it may be made of itself.
func (p *pages) wrapper(call *ssa.Call) {
	if p.seen[call] {
		return
	}
	p.seen[call] = true
	inner := false
	for _, arg := range call.Call.Args {
		if isHandler(arg.Type()) {
			inner = true
			p.handler(p.res.Origin.Sources(arg, call.Parent()))
		}
	}
	p.other = p.other || !inner
}

// router looks through the registrations with v, a value of some router's own type.
func (p *pages) router(v ssa.Value) {
	uses(v, p.seen, func(v ssa.Value, ref ssa.Instruction) {
		switch ref := ref.(type) {
		case *ssa.MakeInterface:
			if !isHandler(ref.Type()) { // whoever has it as a handler can register nothing
				p.router(ref)
			}
		case ssa.CallInstruction:
			p.use(v, ref.Common())
		default:
			p.other = true
		}
	})
}

// uses calls f for what is done with v, also by way of a local variable and in the closures
// that share it.
func uses(v ssa.Value, seen map[ssa.Value]bool, f func(v ssa.Value, ref ssa.Instruction)) {
	if seen[v] || v.Referrers() == nil {
		return
	}
	seen[v] = true
	for _, ref := range *v.Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.Store:
			if cell, ok := ref.Addr.(*ssa.Alloc); ok && ref.Val == v {
				cellUses(cell, seen, f)
			} else {
				f(v, ref)
			}
		default:
			f(v, ref)
		}
	}
}

// cellUses is uses for the value that a variable holds.
func cellUses(cell ssa.Value, seen map[ssa.Value]bool, f func(v ssa.Value, ref ssa.Instruction)) {
	if seen[cell] {
		return
	}
	seen[cell] = true
	for _, ref := range *cell.Referrers() {
		switch ref := ref.(type) {
		case *ssa.UnOp:
			uses(ref, seen, f)
		case *ssa.MakeClosure:
			for fv := range origin.FreeVars(ref, cell) {
				cellUses(fv, seen, f)
			}
		case *ssa.Store, *ssa.DebugRef:
		default:
			f(cell, ref)
		}
	}
}

// use looks at a call that has the router v, as the receiver or as an argument.
func (p *pages) use(v ssa.Value, c *ssa.CallCommon) {
	callee := origin.CalleeObject(c)
	args := c.Args
	receiver := c.IsInvoke() && c.Value == v
	if !c.IsInvoke() && c.Signature().Recv() != nil && args[0] == v {
		receiver, args = true, args[1:]
	}
	switch {
	case receiver && len(args) > 0 && origin.IsText(args[0].Type()):
		p.page(args)
	case receiver && callee != nil && (callee.Name() == "Use" || callee.Name() == "ServeHTTP"):
	case receiver:
		p.other = true
	default:
		fn := origin.Callee(c)
		for i, arg := range args {
			if arg != v {
				continue
			}
			if fn == nil || len(fn.Blocks) == 0 || i >= len(fn.Params) {
				p.other = true
			} else {
				p.router(fn.Params[i])
			}
		}
	}
}

// page judges one registration: a path, and what answers there.
func (p *pages) page(args []ssa.Value) {
	pattern, constant := args[0].(*ssa.Const)
	first := ""
	if constant {
		first = firstElement(pattern)
	}
	if operational[first] {
		p.monitor = true
		return
	}
	for _, arg := range args[1:] {
		if tellsOfItself(arg, 0) {
			p.monitor = true
			return
		}
		if constant && first == "" && asksNothing(arg) {
			return
		}
	}
	p.other = true
}

// firstElement returns the first element of the path that a pattern names.
func firstElement(c *ssa.Const) string {
	if c.Value == nil || c.Value.Kind() != constant.String {
		return "?"
	}
	path := constant.StringVal(c.Value)
	if _, after, ok := strings.Cut(path, " "); ok { // "GET /metrics"
		path = after
	}
	path, _, _ = strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return strings.ToLower(strings.TrimLeft(strings.TrimSuffix(path, "{$}"), "_"))
}

// tellsOfItself reports whether a handler is of a package that tells of the program itself,
// or is made of one that is.
func tellsOfItself(v ssa.Value, depth int) bool {
	switch v := origin.Unboxed(v).(type) {
	case *ssa.ChangeType:
		return tellsOfItself(v.X, depth)
	case *ssa.Function:
		return v.Pkg != nil && monitors[v.Pkg.Pkg.Path()]
	case *ssa.Call:
		if callee := origin.CalleeObject(v.Common()); callee != nil && callee.Pkg() != nil && monitors[callee.Pkg().Path()] {
			return true
		}
		for _, arg := range v.Call.Args {
			if depth < 4 && tellsOfItself(arg, depth+1) {
				return true
			}
		}
	}
	return false
}

// asksNothing reports whether a handler answers without a look at the request but for its
// address, as a page that links to the metrics does.
func asksNothing(v ssa.Value) bool {
	v = origin.Unboxed(v)
	if call, ok := v.(*ssa.Call); ok {
		callee := calleeIn(call.Common(), "net/http")
		return callee != nil && callee.Name() == "RedirectHandler"
	}
	if c, ok := v.(*ssa.ChangeType); ok {
		v = c.X
	}
	if c, ok := v.(*ssa.MakeClosure); ok {
		v = c.Fn
	}
	fn, ok := v.(*ssa.Function)
	if !ok || len(fn.Blocks) == 0 || len(fn.Params) == 0 {
		return false
	}
	for _, ref := range *fn.Params[len(fn.Params)-1].Referrers() {
		switch ref := ref.(type) {
		case *ssa.DebugRef:
		case *ssa.FieldAddr:
			if origin.FieldVar(ref).Name() != "URL" {
				return false
			}
		case ssa.CallInstruction:
			callee := calleeIn(ref.Common(), "net/http")
			if callee == nil || callee.Name() != "NotFound" && callee.Name() != "Redirect" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func isHandler(t types.Type) bool { return boundary.IsNamed(t, "net/http", "Handler") }
