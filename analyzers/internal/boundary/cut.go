package boundary

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/origin"
)

// A Cut is a goroutine whose context ends as the function returns that starts it, and does not wait for it.
type Cut struct {
	Fn     *ssa.Function // that starts it
	Pos    token.Pos     // of the go statement
	Ctx    string        // how the context is written
	Work   string        // what is cut off, or ""
	Cancel token.Pos     // the deferred call of the cancel function; that of a request's context is not in sight
	Others []token.Pos   // the go statements of other goroutines that get the same context
}

// Cuts returns the goroutines of the package that are cut off, in source order.
//
// What a function defers is done as it returns, and net/http and gRPC end the context of a request as its
// handler returns (net/http v1.26, Request.Context; google.golang.org/grpc v1.85, http2_server.go). A function that does
// nothing after the go statement that may take time cannot have waited for the goroutine, nor have started it
// to help along until it is done itself.
func (a *Analysis) Cuts() (cuts []Cut) {
	for _, fn := range a.SSA.Funcs {
		if a.SSA.Tests[fn] {
			continue
		}
		var started []*ssa.Go
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if g, ok := instr.(*ssa.Go); ok {
					started = append(started, g)
				}
			}
		}
		if len(started) > 0 {
			cuts = append(cuts, a.cutsOf(fn, started)...)
		}
	}
	return cuts
}

// cutsOf returns those of the goroutines that fn starts which are cut off.
func (a *Analysis) cutsOf(fn *ssa.Function, started []*ssa.Go) (cuts []Cut) {
	ends := a.endings(fn)
	for _, g := range started {
		for _, end := range ends {
			if !end.before(g) {
				continue
			}
			work, ok := a.works(g, end)
			if !ok || !a.hastens(g, end) {
				continue
			}
			end.name = a.written(g, end)
			if n := len(cuts) - 1; n >= 0 && cuts[n].Ctx == end.name && cuts[n].Cancel == end.pos {
				cuts[n].Others = append(cuts[n].Others, g.Pos())
			} else {
				cuts = append(cuts, Cut{Fn: fn, Pos: g.Pos(), Ctx: end.name, Work: work, Cancel: end.pos})
			}
			break
		}
	}
	return cuts
}

// written returns how a context is written that a go statement gives to what it calls.
func (a *Analysis) written(g *ssa.Go, e endingCtx) string {
	call, ok := a.Node(g.Call.Pos()).(*ast.CallExpr)
	if e.name != "" || !ok {
		return e.name
	}
	for _, arg := range call.Args {
		if t := a.Program.Pass.TypesInfo.TypeOf(arg); t != nil && IsNamed(t, "context", "Context") {
			return types.ExprString(arg)
		}
	}
	return "its context"
}

// An endingCtx is a context of a function that ends as it returns.
type endingCtx struct {
	name  string
	pos   token.Pos
	after ssa.Instruction // from here on, or nil: from the start
	vals  []ssa.Value     // the context
	cells []ssa.Value     // variables, captured by literals, that hold it
	reqs  []ssa.Value     // the same of the request that carries it
}

func (e *endingCtx) before(g *ssa.Go) bool { return e.after == nil || precedes(e.after, g) }

// endings returns the contexts of fn that end as it returns.
func (a *Analysis) endings(fn *ssa.Function) (list []endingCtx) {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if !ok || d.Call.IsInvoke() {
				continue
			}
			made := madeWith(d.Call.Value)
			if made == nil {
				continue
			}
			e := endingCtx{pos: d.Pos(), after: d}
			for _, ref := range *made.Referrers() {
				if x, ok := ref.(*ssa.Extract); ok && x.Index == 0 {
					e.add(x)
				}
			}
			list = append(list, e)
		}
	}
	for _, p := range fn.Params {
		request := a.handed(fn, p)
		switch {
		case request != "":
			e := endingCtx{name: request + ".Context()", reqs: []ssa.Value{p}}
			for _, ref := range *p.Referrers() {
				if st, ok := ref.(*ssa.Store); ok && st.Val == p { // a literal captures it
					e.reqs = append(e.reqs, st.Addr)
				}
			}
			for _, call := range contextCalls(fn, e.reqs) {
				e.add(call)
			}
			list = append(list, e)
		case IsNamed(p.Type(), "context", "Context") && servesRPC(fn):
			e := endingCtx{name: p.Name()}
			e.add(p)
			list = append(list, e)
		}
	}
	return list
}

// add notes a value that is the context, and the variables that hold it and nothing else later on.
func (e *endingCtx) add(v ssa.Value) {
	e.vals = append(e.vals, v)
	for _, ref := range *v.Referrers() {
		st, ok := ref.(*ssa.Store)
		if !ok || st.Val != v {
			continue
		}
		cell, ok := st.Addr.(*ssa.Alloc)
		if !ok || slices.ContainsFunc(*cell.Referrers(), func(ref ssa.Instruction) bool {
			other, ok := ref.(*ssa.Store)
			return ok && other != st && (precedes(st, other) || origin.Reaches(st.Block(), other.Block()))
		}) {
			continue
		}
		e.cells = append(e.cells, cell)
		if e.name == "" && cell.Comment != "" {
			e.name = cell.Comment
		}
	}
}

// madeWith returns the call that returned a context and, second, the function v that cancels it, or nil.
func madeWith(v ssa.Value) *ssa.Call {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL { // a variable
		cell, ok := load.X.(*ssa.Alloc)
		if !ok {
			return nil
		}
		var made *ssa.Call
		for _, ref := range *cell.Referrers() {
			if st, ok := ref.(*ssa.Store); ok && st.Addr == cell {
				if made != nil {
					return nil
				}
				made = madeWith(st.Val)
			}
		}
		return made
	}
	x, ok := v.(*ssa.Extract)
	if !ok || x.Index != 1 {
		return nil
	}
	call, ok := x.Tuple.(*ssa.Call)
	if !ok || !IsNamed(call.Type().(*types.Tuple).At(0).Type(), "context", "Context") || !IsNamed(x.Type(), "context", "CancelFunc") && !IsNamed(x.Type(), "context", "CancelCauseFunc") {
		return nil // any other function may end a span, or give back a lock
	}
	return call
}

// asksContext reports whether a call is that of (*http.Request).Context.
func asksContext(call *ssa.Call) bool {
	fn := origin.CalleeObject(call.Common())
	return fn != nil && fn.Name() == "Context" && fn.Signature().Recv() != nil && IsNamed(fn.Signature().Recv().Type(), "net/http", "Request")
}

// handed returns how the inbound request is written that p, a parameter of a handler, is or carries, or "".
func (a *Analysis) handed(fn *ssa.Function, p *ssa.Parameter) string {
	params, results := fn.Signature.Params().Len(), fn.Signature.Results()
	if calls, _ := a.Origin.Callers(fn); len(calls) > 0 {
		return "" // a helper: the handler goes on when it returns
	}
	switch {
	case IsNamed(p.Type(), "net/http", "Request") && Inbound(fn) && params == 2 && results.Len() == 0:
		return p.Name()
	case params == 1 && (results.Len() == 0 || results.Len() == 1 && origin.IsError(results.At(0).Type())):
		// Of gin, of echo. What answers nothing may be a middleware, after which others answer.
		if request := a.requestOf(p.Type()); request != "" && a.answersItself(fn) {
			return p.Name() + request
		}
	}
	return ""
}

// answersItself reports whether a function calls what answers its request.
func (a *Analysis) answersItself(fn *ssa.Function) bool {
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			if call, ok := instr.(*ssa.Call); ok && a.responds(call.Common()) {
				return true
			}
		}
	}
	return false
}

// contextCalls returns the calls in fn that ask one of the requests, or what carries one, for its context.
func contextCalls(fn *ssa.Function, reqs []ssa.Value) (calls []ssa.Value) {
	if len(reqs) == 0 {
		return nil
	}
	for _, b := range fn.Blocks {
		for _, instr := range b.Instrs {
			call, ok := instr.(*ssa.Call)
			if !ok || !asksContext(call) {
				continue
			}
			if recv := origin.Receiver(call.Common()); recv != nil && carried(recv, reqs) { // else it is a method value
				calls = append(calls, call)
			}
		}
	}
	return calls
}

// carried reports whether a request is one of reqs, or comes from one that carries it.
func carried(v ssa.Value, reqs []ssa.Value) bool {
	for range maxChain {
		if slices.Contains(reqs, v) {
			return true
		}
		switch x := v.(type) {
		case *ssa.UnOp:
			v = x.X
		case *ssa.FieldAddr:
			v = x.X
		case *ssa.Call:
			fn := origin.CalleeObject(x.Common())
			if fn == nil || fn.Name() != "Request" {
				return false
			}
			v = origin.Receiver(x.Common())
		default:
			return false
		}
	}
	return false
}

// servesRPC reports whether fn is a method that serves calls of a gRPC service: generated code wants the type
// to embed what answers the methods that it lacks.
func servesRPC(fn *ssa.Function) bool {
	sig := fn.Signature
	if sig.Recv() == nil || sig.Params().Len() != 2 || sig.Results().Len() != 2 || !ast.IsExported(fn.Name()) ||
		!pointsToStruct(sig.Params().At(1).Type()) || !pointsToStruct(sig.Results().At(0).Type()) {
		return false
	}
	n := origin.Named(sig.Recv().Type())
	if n == nil {
		return false
	}
	st, ok := n.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range st.Fields() {
		if f.Embedded() && strings.HasSuffix(f.Name(), "Server") && (strings.HasPrefix(f.Name(), "Unimplemented") || strings.HasPrefix(f.Name(), "Unsafe")) {
			return true
		}
	}
	return false
}

func pointsToStruct(t types.Type) bool {
	ptr, ok := types.Unalias(t).(*types.Pointer)
	return ok && isStruct(ptr.Elem())
}

// works reports whether a goroutine does something with a context that ends: calls what may fail, or goes on
// until it has ended; and the name of what it calls.
func (a *Analysis) works(g *ssa.Go, e endingCtx) (work string, ok bool) {
	var held, cells, reqs []ssa.Value // as the goroutine's function has them
	mc, closure := g.Call.Value.(*ssa.MakeClosure)
	fn := g.Call.StaticCallee()
	if closure {
		lit := mc.Fn.(*ssa.Function)
		for i, bound := range mc.Bindings {
			fv := lit.FreeVars[i]
			switch {
			case slices.Contains(e.vals, bound):
				held = append(held, fv)
			case slices.Contains(e.cells, bound):
				cells = append(cells, fv)
			case slices.Contains(e.reqs, bound):
				reqs = append(reqs, fv)
			}
		}
	}
	for i, arg := range g.Call.Args {
		if !e.is(arg) {
			continue
		}
		if slices.ContainsFunc(a.crossings[g.Parent()], func(c *Crossing) bool { return c.Call == ssa.CallInstruction(g) && c.Among == Direct && !c.Stream }) {
			return calleeName(&g.Call), true
		}
		switch callee := origin.CalleeObject(&g.Call); {
		case fn != nil && fn.Pkg == a.SSA.Pkg:
			if i < len(fn.Params) {
				held = append(held, fn.Params[i])
			}
		case callee != nil && !Quiet(&g.Call) && returnsError(callee) && asks(callee.Signature()):
			return shortName(callee), true
		}
	}
	load := func(cells []ssa.Value) (vals []ssa.Value) {
		for _, cell := range cells {
			for _, ref := range *cell.Referrers() {
				if load, ok := ref.(*ssa.UnOp); ok && load.Op == token.MUL {
					vals = append(vals, load)
				}
			}
		}
		return vals
	}
	held = append(held, load(cells)...)
	if closure {
		held = append(held, contextCalls(mc.Fn.(*ssa.Function), reqs)...)
	}
	for _, v := range held {
		if work, ok := a.worksWith(v, 0); ok {
			return work, true
		}
	}
	return "", false
}

// is reports whether v is the context, or a load of a variable that holds it.
func (e *endingCtx) is(v ssa.Value) bool {
	if load, ok := v.(*ssa.UnOp); ok && load.Op == token.MUL && slices.Contains(e.cells, load.X) {
		return true
	}
	return slices.Contains(e.vals, v)
}

func (a *Analysis) worksWith(ctx ssa.Value, depth int) (work string, ok bool) {
	if depth == maxChain || ctx.Referrers() == nil {
		return "", false
	}
	for _, ref := range *ctx.Referrers() {
		call, ok := ref.(*ssa.Call)
		if !ok {
			if x, ok := ref.(*ssa.Extract); ok && isContext(x.Type()) {
				if work, ok := a.worksWith(x, depth+1); ok {
					return work, true
				}
			}
			continue
		}
		common := call.Common()
		callee := origin.CalleeObject(common)
		switch {
		case common.IsInvoke() && common.Value == ctx:
			if common.Method.Name() == "Done" && origin.Reaches(call.Block(), call.Block()) {
				return "", true
			}
		case callee == nil || !slices.Contains(common.Args, ctx):
		case callee.Pkg() != nil && callee.Pkg().Path() == "context" && !strings.HasPrefix(callee.Name(), "WithoutCancel") && callee.Name() != "AfterFunc":
			if work, ok := a.worksWith(call, depth+1); ok {
				return work, true
			}
		case callee.Pkg() != nil && callee.Pkg().Path() == "context", Quiet(common):
		case a.byCall[call] != nil && !a.byCall[call].Stream, returnsError(callee) && asks(callee.Signature()):
			return shortName(callee), true
		}
	}
	return "", false
}

// hastens reports whether the function of a go statement returns after it without anything that may take time,
// or wait: what it calls writes an answer or a message, or makes an error.
func (a *Analysis) hastens(g *ssa.Go, e endingCtx) bool {
	returns := false
	seen := make(map[*ssa.BasicBlock]bool)
	var walk func(b *ssa.BasicBlock, from int) bool
	walk = func(b *ssa.BasicBlock, from int) bool {
		if from == 0 && origin.Reaches(b, b) && !origin.Reaches(b, g.Block()) {
			return false // a loop of its own takes its time
		}
		for _, instr := range b.Instrs[from:] {
			if _, ok := instr.(*ssa.Return); ok {
				returns = true
			}
			if !a.brief(instr, 0) {
				return false
			}
		}
		for _, next := range b.Succs {
			if !seen[next] {
				seen[next] = true
				if !walk(next, 0) {
					return false
				}
			}
		}
		return true
	}
	if !walk(g.Block(), slices.Index(g.Block().Instrs, ssa.Instruction(g))+1) || !returns {
		return false
	}
	// What else is deferred is done before the context ends, if it was deferred later.
	for _, b := range g.Parent().Blocks {
		for _, instr := range b.Instrs {
			d, ok := instr.(*ssa.Defer)
			if ok && (e.after == nil || precedes(e.after, d)) && !Quiet(&d.Call) && madeWith(d.Call.Value) == nil {
				return false
			}
		}
	}
	return true
}

// maxBrief bounds the functions of this package that are entered to see whether they take time.
const maxBrief = 2

// brief reports whether an instruction takes no time to speak of.
func (a *Analysis) brief(instr ssa.Instruction, depth int) bool {
	switch instr := instr.(type) {
	case *ssa.Select, *ssa.Send:
		return false
	case *ssa.UnOp:
		return instr.Op != token.ARROW
	case *ssa.Call:
		common := instr.Common()
		if Quiet(common) || a.byCall[instr] == nil && a.responds(common) {
			return true
		}
		fn := common.StaticCallee()
		if fn == nil || fn.Pkg != a.SSA.Pkg || len(fn.Blocks) == 0 || depth == maxBrief {
			return false
		}
		for _, b := range fn.Blocks { // a helper that writes the answer
			if origin.Reaches(b, b) {
				return false
			}
			for _, inner := range b.Instrs {
				if _, ok := inner.(*ssa.Defer); ok || !a.brief(inner, depth+1) {
					return false
				}
			}
		}
	}
	return true
}

// quietPaths are the packages whose functions take no time, with those of which only some do not: they make errors
// and messages, count, or handle what is in memory.
var quietPaths = map[string]bool{
	"fmt": true, "errors": true, "strings": true, "strconv": true, "log": true, "log/slog": true, "bytes": true, "sort": true, "slices": true,
	"maps": true, "sync/atomic": true, "unicode": true, "unicode/utf8": true, "math": true, "math/rand": true, "math/rand/v2": true,
	"encoding/hex": true, "encoding/base64": true, "reflect": true, "path": true, "path/filepath": true, "time": true, "context": true,
	"go.uber.org/zap": true, "go.uber.org/zap/zapcore": true, "github.com/sirupsen/logrus": true, "github.com/rs/zerolog": true,
	"github.com/rs/zerolog/log": true, "k8s.io/klog/v2": true, "github.com/go-logr/logr": true, "github.com/pkg/errors": true,
	"google.golang.org/grpc/status": true, "google.golang.org/grpc/codes": true, "github.com/google/uuid": true,
	"github.com/prometheus/client_golang/prometheus": true, "go.opentelemetry.io/otel/trace": true, "go.opentelemetry.io/otel/attribute": true,
}

// Quiet reports whether a call takes no time to speak of: of a library that makes errors, writes messages, counts
// or handles text; of a package or a type that is named for errors or messages, with the shape of such; a
// lock that is given back. What is given a function runs it.
func Quiet(c *ssa.CallCommon) bool {
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return true
	}
	fn := origin.CalleeObject(c)
	if fn == nil {
		return false
	}
	if fn.Pkg() == nil {
		return fn.Name() == "Error" // of an error
	}
	params, results := fn.Signature().Params(), fn.Signature().Results()
	for p := range params.Variables() {
		if _, ok := p.Type().Underlying().(*types.Signature); ok {
			return false
		}
	}
	path := catalog.Path(fn.Pkg())
	switch {
	case path == "sync":
		return strings.HasSuffix(fn.Name(), "nlock") || fn.Name() == "Add" || fn.Name() == "Done"
	case quietPaths[path]:
		return fn.Name() != "Sleep" && !strings.Contains(fn.Name(), "Scan") && fn.Name() != "ReadFrom" && fn.Name() != "WriteTo"
	}
	last := path[strings.LastIndex(path, "/")+1:]
	makesError := results.Len() == 1 && origin.IsError(results.At(0).Type())
	if makesError && strings.Contains(last, "err") && fn.Signature().Recv() == nil {
		return true
	}
	if results.Len() > 0 {
		return false
	}
	if strings.Contains(last, "log") {
		return true
	}
	n := (*types.Named)(nil)
	if recv := fn.Signature().Recv(); recv != nil {
		n = origin.Named(recv.Type())
	}
	return n != nil && strings.HasSuffix(n.Obj().Name(), "Logger")
}

// answering are the methods by which what frameworks hand to a handler answers its request at once.
const answering = "JSON IndentedJSON PureJSON JSONPretty XML YAML String HTML Status NoContent Redirect Header Set Abort AbortWithStatus AbortWithStatusJSON AbortWithError Error"

// responds reports whether a call answers a request, with what is in memory.
func (a *Analysis) responds(c *ssa.CallCommon) bool {
	fn := origin.CalleeObject(c)
	if fn == nil {
		return false
	}
	recv := origin.Receiver(c)
	switch {
	case recv == nil:
		name := fn.Name()
		return fn.Pkg() != nil && fn.Pkg().Path() == "net/http" && (name == "Error" || name == "Redirect" || name == "NotFound")
	case IsNamed(recv.Type(), "net/http", "ResponseWriter"), IsNamed(recv.Type(), "net/http", "Header"), IsNamed(recv.Type(), "encoding/json", "Encoder"):
		return true
	}
	return a.requestOf(recv.Type()) != "" && hasWord(answering, fn.Name())
}
