// Package summary runs the analysis of a package, callees first, and owns distvet's one
// fact: what importers need to know of a function, a variable or a field.
package summary

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/boundary"
	"github.com/distvet/distvet/analyzers/internal/catalog"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/origin"
	"github.com/distvet/distvet/analyzers/internal/program"
	"github.com/distvet/distvet/analyzers/internal/repeat"
	"github.com/distvet/distvet/analyzers/internal/stamps"
)

// Analyzer summarizes the functions of the package and exports what importers need to know.
var Analyzer = &analysis.Analyzer{
	Name:       "distvetsummary",
	Doc:        "distvetsummary: summarize what functions do at the network",
	URL:        "https://github.com/distvet/distvet",
	Requires:   []*analysis.Analyzer{program.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Fact)},
	Run:        run,
}

// A Fact is what importers need to know of an object, one part per analysis, or that a
// package was analysed. Parts are nil when there is nothing to say.
type Fact struct {
	Boundary *boundary.Summary
	Repeat   *repeat.Summary
	Attempts *attempts.Summary
	Stamps   *stamps.Summary
	NoReturn bool
	// Analysed is set on packages: an object of theirs without a fact has nothing to
	// say, while an object of a package without one is unknown.
	Analysed bool
	Failed   bool // on packages: the analysis panicked; nothing is known
	// Skipped is set on packages that do nothing any analysis looks at: of what their
	// functions do to the values they are given nothing is known.
	Skipped bool
	// Drivers is set on packages: the database drivers that they and their imports bring, and the
	// limits set in one place for the whole module.
	Drivers boundary.Drivers
}

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

// String is fit for // want comments.
func (f *Fact) String() string {
	switch {
	case f.Failed:
		return "failed"
	case f.Analysed:
		return "analysed"
	}
	var parts []string
	if f.NoReturn {
		parts = append(parts, "never returns")
	}
	if f.Boundary != nil {
		parts = append(parts, f.Boundary.String())
	}
	if f.Repeat != nil {
		parts = append(parts, f.Repeat.String())
	}
	if f.Attempts != nil {
		parts = append(parts, f.Attempts.String())
	}
	if f.Stamps != nil {
		parts = append(parts, f.Stamps.String())
	}
	return strings.Join(parts, "; ")
}

func (f *Fact) empty() bool {
	return f.Boundary == nil && f.Repeat == nil && f.Attempts == nil && f.Stamps == nil && !f.NoReturn
}

// A Result is what the checks ask. Its parts are nil when the package does nothing that
// any check looks at.
type Result struct {
	Program  *program.Program
	SSA      *program.SSA
	Origin   *origin.Tracer
	Boundary *boundary.Analysis
	Repeat   *repeat.Analysis
	Attempts *attempts.Analysis
	Stamps   *stamps.Analysis // nil when the package makes nothing of times
	// Directives are the package's //distvet: comments other than ignore that have an effect,
	// in source order. Those that changed nothing are not Used once the checks have asked for
	// Causes and Repeats.
	Directives []*finding.Directive

	mu      sync.Mutex // drivers run checks at once; they share the lazy parts
	failure string     // of a recovered panic
	causes  []*boundary.Cause
	caused  bool
}

// Causes returns the root causes of open crossings, each owned by one check.
func (r *Result) Causes() []*boundary.Cause {
	if !r.caused {
		r.caused, r.causes = true, r.Boundary.Causes()
	}
	return r.causes
}

func run(pass *analysis.Pass) (result any, err error) {
	prog := pass.ResultOf[program.Analyzer].(*program.Program)
	res := &Result{Program: prog}
	if program.StandardLibrary(pass.Pkg.Path()) {
		return res, nil // the catalog describes it
	}
	defer func() {
		if p := recover(); p != nil {
			res.SSA, res.failure = nil, fmt.Sprintf("%v\n%s", p, debug.Stack())
			pass.ExportPackageFact(&Fact{Failed: true})
			result, err = res, nil
		}
	}()
	a := &analyzer{pass: pass, res: res, facts: make(map[types.Object]*known), skipped: make(map[*types.Package]bool)}
	prog.Learn(func(fn *types.Func) bool {
		f, ok := a.imported(fn)
		return ok && f.NoReturn
	})
	a.readDirectives()
	relevant := len(res.Directives) > 0 || a.relevant()
	a.drivers()
	pass.ExportPackageFact(&Fact{Analysed: true, Skipped: !relevant, Drivers: a.databases})
	if relevant {
		a.analyse()
	}
	for _, fn := range prog.NeverReturning() {
		a.fact(fn).NoReturn = true
	}
	a.export()
	return res, nil
}

type analyzer struct {
	pass     *analysis.Pass
	res      *Result
	facts    map[types.Object]*known // of other packages, as read
	own      []ownFact
	said     map[*types.Func][]*finding.Directive // about functions of this package
	bodiless []*types.Func                        // the functions without a body that comments tell of
	// skipped holds the packages that were not looked into, as far as anybody asked.
	skipped   map[*types.Package]bool
	databases boundary.Drivers
}

type known struct {
	fact  Fact
	known bool
}

type ownFact struct {
	obj  types.Object
	fact *Fact
}

// drivers finds the database drivers that the package and its imports bring. Those of its
// tests are no evidence.
func (a *analyzer) drivers() {
	imports := make(map[string]bool)
	for _, f := range a.pass.Files {
		if strings.HasSuffix(a.pass.Fset.File(f.FileStart).Name(), "_test.go") {
			continue
		}
		for _, spec := range f.Imports {
			if path, err := strconv.Unquote(spec.Path.Value); err == nil {
				imports[path] = true
				a.databases |= boundary.DriverOf(path)
			}
		}
	}
	if imports["database/sql"] || a.databases != 0 {
		a.dataSources()
	}
	if imports["google.golang.org/grpc"] && a.limitsRPC(imports) {
		a.databases |= boundary.LimitedRPC
	}
	for _, p := range a.pass.Pkg.Imports() {
		var pkg Fact
		if imports[p.Path()] && !program.StandardLibrary(p.Path()) && a.pass.ImportPackageFact(p, &pkg) {
			if !a.sameModule(p) {
				pkg.Drivers &^= boundary.LimitedSource | boundary.LimitedRPC // a driver knows the names of all limits
			}
			a.databases |= pkg.Drivers
		}
	}
}

// dataSources looks for limits in the data source names of a package that knows databases: in
// its string constants, and in the configuration of a driver.
func (a *analyzer) dataSources() {
	for cur := range a.res.Program.Inspector.Root().Preorder((*ast.BasicLit)(nil), (*ast.Ident)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.BasicLit:
			if text, err := strconv.Unquote(n.Value); n.Kind == token.STRING && err == nil && boundary.LimitsSource(text) {
				a.databases |= boundary.LimitedSource
				return
			}
		case *ast.Ident:
			if n.Name != "ReadTimeout" {
				continue
			}
			if field, ok := a.pass.TypesInfo.Uses[n].(*types.Var); ok && field.Pkg() != nil && boundary.DriverOf(field.Pkg().Path()) != 0 {
				a.databases |= boundary.LimitedSource
				return
			}
		}
	}
}

// timeoutInterceptors are the import paths of interceptors for gRPC clients that give each call a
// deadline: go-grpc-middleware 2.3, interceptors/timeout/timeout.go.
var timeoutInterceptors = [...]string{"github.com/grpc-ecosystem/go-grpc-middleware/v2/interceptors/timeout"}

// limitsRPC reports whether the package has what gives the calls on a gRPC connection a deadline: an
// interceptor for clients, or a connection of its own, that makes a context with one, or a service
// configuration with a timeout.
func (a *analyzer) limitsRPC(imports map[string]bool) bool {
	if slices.ContainsFunc(timeoutInterceptors[:], func(path string) bool { return imports[path] }) {
		return true
	}
	for cur := range a.res.Program.Inspector.Root().Preorder((*ast.BasicLit)(nil), (*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		if strings.HasSuffix(a.pass.Fset.File(cur.Node().Pos()).Name(), "_test.go") {
			continue
		}
		var typ *ast.FuncType
		var body *ast.BlockStmt
		switch n := cur.Node().(type) {
		case *ast.BasicLit:
			if n.Kind == token.STRING && strings.Contains(n.Value, "methodConfig") && strings.Contains(n.Value, "timeout") {
				return true
			}
			continue
		case *ast.FuncDecl:
			typ, body = n.Type, n.Body
			if n.Recv != nil && n.Name.Name == "Invoke" && body != nil && a.takesCallOptions(typ) && a.makesDeadline(body) {
				return true // a connection of its own, over another one
			}
		case *ast.FuncLit:
			typ, body = n.Type, n.Body
		}
		if body != nil && a.takesInvoker(typ) && a.makesDeadline(body) {
			return true
		}
	}
	return false
}

// takesInvoker reports whether a function has a parameter of type grpc.UnaryInvoker.
func (a *analyzer) takesInvoker(typ *ast.FuncType) bool {
	return slices.ContainsFunc(typ.Params.List, func(field *ast.Field) bool {
		return boundary.IsNamed(a.pass.TypesInfo.TypeOf(field.Type), "google.golang.org/grpc", "UnaryInvoker")
	})
}

// takesCallOptions reports whether a function takes the options of a gRPC call.
func (a *analyzer) takesCallOptions(typ *ast.FuncType) bool {
	return slices.ContainsFunc(typ.Params.List, func(field *ast.Field) bool {
		list, ok := field.Type.(*ast.Ellipsis)
		return ok && boundary.IsNamed(a.pass.TypesInfo.TypeOf(list.Elt), "google.golang.org/grpc", "CallOption")
	})
}

// makesDeadline reports whether a function makes a context with a deadline.
func (a *analyzer) makesDeadline(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if fn, ok := a.pass.TypesInfo.Uses[id].(*types.Func); ok && fn.Pkg() != nil && fn.Pkg().Path() == "context" &&
				(strings.HasPrefix(fn.Name(), "WithTimeout") || strings.HasPrefix(fn.Name(), "WithDeadline")) {
				found = true
			}
		}
		return !found
	})
	return found
}

// fact returns the fact to be exported for an object of this package.
func (a *analyzer) fact(obj types.Object) *Fact {
	for _, o := range a.own {
		if o.obj == obj {
			return o.fact
		}
	}
	f := new(Fact)
	a.own = append(a.own, ownFact{obj, f})
	return f
}

// imported returns the fact of another package's object; known is false when nothing is
// known of the package at all.
func (a *analyzer) imported(obj types.Object) (*Fact, bool) {
	if k, ok := a.facts[obj]; ok {
		return &k.fact, k.known
	}
	k := new(known)
	a.facts[obj] = k
	if obj.Pkg() == nil || obj.Pkg() == a.pass.Pkg {
		return &k.fact, false
	}
	if a.pass.ImportObjectFact(obj, &k.fact) {
		k.known = true
		return &k.fact, true
	}
	var pkg Fact
	k.known = a.pass.ImportPackageFact(obj.Pkg(), &pkg) && pkg.Analysed
	return &k.fact, k.known
}

// relevant reports whether the package does anything that an analysis looks at: the gate
// before SSA is built. A retry helper calls nothing of interest but a function value in a loop.
func (a *analyzer) relevant() bool {
	if a.res.Program.LoopsOverValues || stamps.Interesting(a.res.Program) {
		return true
	}
	for _, n := range a.res.Program.Makes {
		if catalog.ObjectOf(n) != nil {
			return true
		}
	}
	ending, waits := false, false
	for _, fn := range a.res.Program.Calls {
		ending, waits = ending || ends(fn), waits || fn.Name() == "Done" && fn.Pkg() != nil && fn.Pkg().Path() == "context"
		if catalog.Known(fn.Pkg()) || boundary.ByShape(fn) || clock(fn) || a.abstract(fn) {
			return true
		}
		if fn.Pkg() != nil && fn.Pkg() != a.pass.Pkg && !program.StandardLibrary(fn.Pkg().Path()) {
			if f, _ := a.imported(fn); f.Boundary != nil || f.Repeat != nil || f.NoReturn || f.Stamps != nil || f.Attempts.Repeats() {
				return true
			}
		}
	}
	return ending && (waits || a.returnsContext()) // <-ctx.Done() of a context that is given an end is a pause
}

// abstract reports whether fn is a method of an interface of the module that takes a context:
// its implementations may cross the network.
func (a *analyzer) abstract(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || fn.Pkg() == nil || !types.IsInterface(recv.Type()) || !a.sameModule(fn.Pkg()) {
		return false
	}
	params := fn.Signature().Params()
	return params.Len() > 0 && boundary.IsNamed(params.At(0).Type(), "context", "Context")
}

// returnsContext reports whether a function of the package returns a context.
func (a *analyzer) returnsContext() bool {
	return slices.ContainsFunc(a.pass.Files, func(f *ast.File) bool {
		return slices.ContainsFunc(f.Decls, func(d ast.Decl) bool {
			decl, ok := d.(*ast.FuncDecl)
			return ok && decl.Type.Results != nil && slices.ContainsFunc(decl.Type.Results.List, func(field *ast.Field) bool {
				return boundary.IsNamed(a.pass.TypesInfo.TypeOf(field.Type), "context", "Context")
			})
		})
	})
}

// ends reports whether fn gives a context an end: what is attached to contexts in a package that
// never does so has none of its own.
func ends(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "context" && (strings.HasPrefix(fn.Name(), "WithTimeout") || strings.HasPrefix(fn.Name(), "WithDeadline"))
}

// clock reports whether fn reads the clock, or makes a time or a timer.
func clock(fn *types.Func) bool {
	return fn.Pkg() != nil && fn.Pkg().Path() == "time" && (fn.Name() == "Now" || fn.Name() == "Since" || fn.Name() == "Until" || fn.Name() == "Sleep" || fn.Name() == "After" || strings.HasPrefix(fn.Name(), "NewTi"))
}

func (a *analyzer) analyse() {
	res := a.res
	res.SSA = res.Program.Build(func(fn *types.Func) bool {
		f, ok := a.imported(fn)
		return ok && f.NoReturn
	})
	res.Origin = origin.New(res.SSA)
	res.Origin.SameModule = a.sameModule
	res.Origin.Sets = func(fn *types.Func, arg int) bool {
		f, known := a.imported(fn)
		return !known || fn.Pkg() != nil && a.skips(fn.Pkg()) || f.Boundary != nil && slices.Contains(f.Boundary.Sets, arg)
	}
	res.Boundary = boundary.New(boundary.Env{
		Program: res.Program,
		SSA:     res.SSA,
		Origin:  res.Origin,
		Imported: func(obj types.Object) (*boundary.Summary, bool) {
			f, ok := a.imported(obj)
			return f.Boundary, ok
		},
		SameModule: a.sameModule,
		Drivers:    a.databases,
		Std:        func(p *types.Package) bool { return program.StandardLibrary(p.Path()) },
		Crosses:    a.crosses,
		Bounded:    a.bounded,
		Detached:   a.detached,
	})
	res.Repeat = repeat.New(repeat.Env{
		Program:    res.Program,
		SSA:        res.SSA,
		Origin:     res.Origin,
		Imported:   a.repeats,
		Idempotent: a.idempotent,
		Attempts:   func() *attempts.Analysis { return res.Attempts },
	})
	order, cyclic := calleesFirst(res.SSA, res.Origin)
	for _, fn := range a.bodiless {
		res.Boundary.Declare(fn)
		if s := res.Boundary.SummaryOf(fn); s != nil {
			a.fact(fn).Boundary = s
		}
	}
	for _, fn := range order {
		res.Boundary.Function(fn)
		res.Repeat.Function(fn)
	}
	if cyclic { // members of a cycle have now seen each other once
		for _, fn := range order {
			res.Boundary.Function(fn)
			res.Repeat.Function(fn)
		}
	}
	res.Boundary.Kept()
	a.attempts(order, cyclic)
	for _, fn := range res.SSA.Funcs {
		obj, ok := fn.Object().(*types.Func)
		if !ok || res.SSA.Tests[fn] {
			continue
		}
		if s := res.Attempts.Summary(fn).Exported(); s != nil {
			a.fact(obj).Attempts = s
		}
		if s := res.Boundary.SummaryOf(obj); s != nil {
			a.fact(obj).Boundary = s
		}
		if s := res.Repeat.Summary(fn); s != nil {
			a.fact(obj).Repeat = s
		}
	}
	for m := range res.Repeat.Declared() {
		a.fact(m).Repeat = &repeat.Summary{Idempotent: true}
	}
	for obj, s := range res.Boundary.Variables() {
		a.fact(obj).Boundary = s
	}
	a.stamps()
}

// stamps follows the points in time of a package that makes something of them.
func (a *analyzer) stamps() {
	interesting := stamps.Interesting(a.res.Program)
	for _, fn := range a.res.Program.Calls {
		if interesting {
			break
		}
		if fn.Pkg() != nil && fn.Pkg() != a.pass.Pkg && !program.StandardLibrary(fn.Pkg().Path()) {
			f, _ := a.imported(fn)
			interesting = f.Stamps != nil
		}
	}
	if !interesting {
		return
	}
	a.res.Stamps = stamps.New(stamps.Env{
		Program: a.res.Program,
		SSA:     a.res.SSA,
		Origin:  a.res.Origin,
		Imported: func(obj types.Object) (*stamps.Summary, bool) {
			f, ok := a.imported(obj)
			return f.Stamps, ok
		},
	})
	for obj, s := range a.res.Stamps.Summaries() {
		a.fact(obj).Stamps = s
	}
}

// repeats returns what repeat knows of another package's function. Of a package that was
// skipped nothing is known: its functions may do anything to what they are given.
func (a *analyzer) repeats(fn *types.Func) (*repeat.Summary, bool) {
	f, ok := a.imported(fn)
	if !ok || f.Repeat != nil || fn.Pkg() == nil {
		return f.Repeat, ok
	}
	return nil, !a.skips(fn.Pkg())
}

// skips reports whether another package was skipped, or not analysed at all.
func (a *analyzer) skips(p *types.Package) bool {
	skipped, seen := a.skipped[p]
	if !seen {
		var pkg Fact
		skipped = !a.pass.ImportPackageFact(p, &pkg) || pkg.Skipped
		a.skipped[p] = skipped
	}
	return skipped
}

// attempts finds what runs again because it failed, once the crossings are known.
func (a *analyzer) attempts(order []*ssa.Function, cyclic bool) {
	res := a.res
	res.Attempts = attempts.New(attempts.Env{
		Program: res.Program,
		SSA:     res.SSA,
		Origin:  res.Origin,
		Imported: func(fn *types.Func) (*attempts.Summary, bool) {
			f, ok := a.imported(fn)
			if !ok || f.Attempts != nil || fn.Pkg() == nil {
				return f.Attempts, ok
			}
			return nil, !a.skips(fn.Pkg())
		},
		Crossing: res.Boundary.At,
	})
	rounds := 1
	if cyclic {
		rounds = 2
	}
	for range rounds {
		for _, fn := range order {
			if !res.SSA.Tests[fn] {
				res.Attempts.Function(fn)
			}
		}
	}
}

// export exports the facts about objects that importers can name.
func (a *analyzer) export() {
	for _, o := range a.own {
		if o.obj.Exported() && !o.fact.empty() {
			a.pass.ExportObjectFact(o.obj, o.fact)
		}
	}
}

// sameModule reports whether p belongs to the module of the package under analysis. Drivers
// that know no modules (tests) take the first element of the path for the module.
func (a *analyzer) sameModule(p *types.Package) bool {
	if m := a.pass.Module; m != nil && m.Path != "" {
		return p.Path() == m.Path || strings.HasPrefix(p.Path(), m.Path+"/")
	}
	first := func(path string) string { head, _, _ := strings.Cut(path, "/"); return head }
	return first(p.Path()) == first(a.pass.Pkg.Path())
}

// calleesFirst orders the functions so that callees come before their callers and literals
// before the functions that hold them; cyclic tells that this is not possible for some.
func calleesFirst(prog *program.SSA, t *origin.Tracer) (order []*ssa.Function, cyclic bool) {
	const (
		white = iota
		grey
		black
	)
	colour := make(map[*ssa.Function]int)
	in := make(map[*ssa.Function]bool, len(prog.Funcs))
	for _, fn := range prog.Funcs {
		in[fn] = true
	}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if !in[fn] {
			return
		}
		switch colour[fn] {
		case grey:
			cyclic = true
			return
		case black:
			return
		}
		colour[fn] = grey
		for _, lit := range fn.AnonFuncs {
			visit(lit)
		}
		for _, b := range fn.Blocks {
			for _, instr := range b.Instrs {
				if call, ok := instr.(ssa.CallInstruction); ok {
					if callee := origin.Callee(call.Common()); callee != nil && !prog.Tests[callee] {
						visit(callee)
					}
				}
			}
		}
		colour[fn] = black
		order = append(order, fn)
	}
	for _, fn := range prog.Funcs {
		visit(fn)
	}
	return order, cyclic
}

// packagePos is where a finding about the whole package stands.
func packagePos(pass *analysis.Pass) ast.Node {
	for _, f := range pass.Files {
		if !strings.HasSuffix(pass.Fset.File(f.FileStart).Name(), "_test.go") {
			return f.Name
		}
	}
	return nil
}
