// Package program gives every check the same view of a package: its calls with their
// callees, found in one pass over the syntax, and its SSA form, built when first asked for.
package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/ssa"
	"golang.org/x/tools/go/types/typeutil"
)

// Analyzer computes a [Program] for the package.
var Analyzer = &analysis.Analyzer{
	Name:       "distvetprogram",
	Doc:        "distvetprogram: list the calls of a package and build its SSA form when asked",
	URL:        "https://github.com/distvet/distvet",
	ResultType: reflect.TypeFor[*Program](),
	Run:        run,
}

// A Program is the package under analysis.
type Program struct {
	Pass *analysis.Pass
	// Inspector walks the package's syntax; nil for the standard library.
	Inspector *inspector.Inspector
	Calls     []*types.Func // the distinct functions and methods called, origins of generics, in order of first call
	// Tested are those of Calls that only test files call: no evidence of what the package does.
	Tested map[*types.Func]bool
	// LoopsOverValues says that some loop or recursion calls a function value: the shape of
	// a retry helper, which calls nothing else of interest.
	LoopsOverValues bool
	// Makes are the distinct named types of other packages of which the package writes literals.
	Makes []*types.Named

	noReturn map[*types.Func]bool // functions of this package that never return
	imported func(*types.Func) bool
	once     sync.Once
	ssa      *SSA
}

// SSA is the SSA form of the package.
type SSA struct {
	Pkg *ssa.Package
	// Funcs are the source functions with a body, literals included, each literal after
	// the function that holds it, in source order.
	Funcs []*ssa.Function
	// Tests holds the functions declared in _test.go files: never evidence.
	Tests map[*ssa.Function]bool
}

// Code yields the instructions of the package with the functions that hold them, test files excluded.
func (s *SSA) Code() iter.Seq2[*ssa.Function, ssa.Instruction] {
	return func(yield func(*ssa.Function, ssa.Instruction) bool) {
		for _, fn := range s.Funcs {
			if s.Tests[fn] {
				continue
			}
			for _, b := range fn.Blocks {
				for _, instr := range b.Instrs {
					if !yield(fn, instr) {
						return
					}
				}
			}
		}
	}
}

func run(pass *analysis.Pass) (any, error) {
	p := &Program{Pass: pass}
	if StandardLibrary(pass.Pkg.Path()) {
		return p, nil // the catalog describes it; every run meets most of it
	}
	p.Tested = make(map[*types.Func]bool)
	seen := make(map[*types.Func]bool)
	made := make(map[*types.Named]bool)
	p.Inspector = inspector.New(pass.Files) // not the shared one, which would be made for the standard library too
	for cur := range p.Inspector.Root().Preorder((*ast.CallExpr)(nil), (*ast.CompositeLit)(nil)) {
		if lit, ok := cur.Node().(*ast.CompositeLit); ok {
			if n, ok := types.Unalias(pass.TypesInfo.TypeOf(lit)).(*types.Named); ok && n.Obj().Pkg() != pass.Pkg && !made[n] {
				made[n] = true
				p.Makes = append(p.Makes, n)
			}
			continue
		}
		call := cur.Node().(*ast.CallExpr)
		switch callee := typeutil.Callee(pass.TypesInfo, call).(type) {
		case *types.Func:
			if callee = callee.Origin(); !seen[callee] {
				seen[callee] = true
				p.Calls = append(p.Calls, callee)
				if p.InTest(call.Pos()) {
					p.Tested[callee] = true
				}
			} else if p.Tested[callee] && !p.InTest(call.Pos()) {
				delete(p.Tested, callee)
			}
		case *types.Var:
			if !p.LoopsOverValues {
				for range cur.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil), (*ast.LabeledStmt)(nil)) {
					p.LoopsOverValues = true
					break
				}
			}
		}
	}
	p.findNoReturn()
	return p, nil
}

// Uses reports whether code other than tests calls a function that f describes.
func (p *Program) Uses(f func(*types.Func) bool) bool {
	return slices.ContainsFunc(p.Calls, func(fn *types.Func) bool { return !p.Tested[fn] && f(fn) })
}

// Beside yields the comments on the line of pos and right above it.
func (p *Program) Beside(pos token.Pos) iter.Seq[*ast.CommentGroup] {
	return func(yield func(*ast.CommentGroup) bool) {
		if !pos.IsValid() {
			return
		}
		fset := p.Pass.Fset
		line := fset.Position(pos).Line
		for _, f := range p.Pass.Files {
			if pos < f.FileStart || pos >= f.FileEnd {
				continue
			}
			for _, g := range f.Comments {
				if end := fset.Position(g.End()).Line; (end == line || end == line-1) && !yield(g) {
					return
				}
			}
		}
	}
}

// Deprecated reports whether the comment of a declaration asks not to use it any more, in the form that
// the go command and its tools know: a paragraph that begins so.
func Deprecated(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for line := range strings.SplitSeq(doc.Text(), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "Deprecated:") {
			return true
		}
	}
	return false
}

// Learn tells which functions of other packages are known never to return, and with it
// finds those of this package that end in one of them. It must come before Build.
func (p *Program) Learn(neverReturns func(*types.Func) bool) {
	p.imported = neverReturns
	p.findNoReturn()
}

// Build returns the SSA form, building it on the first call. neverReturns tells which
// functions of other packages are known not to return.
func (p *Program) Build(neverReturns func(*types.Func) bool) *SSA {
	p.once.Do(func() {
		p.imported = neverReturns
		p.ssa = p.build()
	})
	return p.ssa
}

// Built returns the SSA form if it was built, else nil.
func (p *Program) Built() *SSA { return p.ssa }

func (p *Program) build() *SSA {
	prog := ssa.NewProgram(p.Pass.Fset, ssa.BuilderMode(0))
	prog.SetNoReturn(p.NoReturn)
	for _, imp := range p.Pass.Pkg.Imports() {
		prog.CreatePackage(imp, nil, nil, true)
	}
	pkg := prog.CreatePackage(p.Pass.Pkg, p.Pass.Files, p.Pass.TypesInfo, false)
	pkg.Build()

	s := &SSA{Pkg: pkg, Tests: make(map[*ssa.Function]bool)}
	var add func(fn *ssa.Function, test bool)
	add = func(fn *ssa.Function, test bool) {
		if fn.Blocks != nil {
			s.Funcs = append(s.Funcs, fn)
			if test {
				s.Tests[fn] = true
			}
		}
		for _, lit := range fn.AnonFuncs {
			add(lit, test)
		}
	}
	for _, file := range p.Pass.Files {
		test := strings.HasSuffix(p.Pass.Fset.File(file.FileStart).Name(), "_test.go")
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok {
				if obj, ok := p.Pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
					if fn := prog.FuncValue(obj); fn != nil {
						add(fn, test)
					}
				}
			}
		}
	}
	// Function literals in package-level variables belong to the synthetic initializer,
	// which is a source function for us: flavours and tables of functions live there.
	if init := pkg.Func("init"); init != nil {
		add(init, false)
	}
	return s
}

// intrinsicNoReturn names the functions of the standard library that never return, as the
// go/analysis ctrlflow pass knows them, and the usual loggers' Fatal forms.
func intrinsicNoReturn(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return false
	}
	switch path, name := fn.Pkg().Path(), fn.Name(); path {
	case "syscall":
		return name == "Exit" || name == "ExitProcess" || name == "ExitThread"
	case "runtime":
		return name == "Goexit"
	case "os":
		return name == "Exit"
	case "log":
		return strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic")
	case "testing":
		return strings.HasPrefix(name, "Fatal") || name == "FailNow" || strings.HasPrefix(name, "Skip") && name != "Skipped"
	case "github.com/sirupsen/logrus", "go.uber.org/zap", "k8s.io/klog", "k8s.io/klog/v2", "github.com/golang/glog":
		return strings.HasPrefix(name, "Fatal") || strings.HasPrefix(name, "Panic") || strings.HasPrefix(name, "Exit")
	}
	return false
}

// NoReturn reports whether fn is known never to return.
func (p *Program) NoReturn(fn *types.Func) bool {
	fn = fn.Origin()
	if p.noReturn[fn] || intrinsicNoReturn(fn) {
		return true
	}
	return fn.Pkg() != p.Pass.Pkg && p.imported != nil && p.imported(fn)
}

// NeverReturning returns the declared functions of this package that never return, in source order.
func (p *Program) NeverReturning() []*types.Func {
	fns := make([]*types.Func, 0, len(p.noReturn))
	for fn := range p.noReturn {
		fns = append(fns, fn)
	}
	slices.SortFunc(fns, func(a, b *types.Func) int { return int(a.Pos()) - int(b.Pos()) })
	return fns
}

// findNoReturn finds the functions whose body ends in a call that never returns and has no
// return statement. It is cheap and looks at no control flow: a function that it misses
// costs an edge too many, which may lose a finding.
func (p *Program) findNoReturn() {
	type candidate struct {
		fn   *types.Func
		last *ast.CallExpr
	}
	var candidates []candidate
	for _, file := range p.Pass.Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if !ok || decl.Body == nil || len(decl.Body.List) == 0 {
				continue
			}
			last, ok := decl.Body.List[len(decl.Body.List)-1].(*ast.ExprStmt)
			if !ok {
				continue
			}
			call, ok := last.X.(*ast.CallExpr)
			if !ok || hasReturn(decl.Body) {
				continue
			}
			if fn, ok := p.Pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
				candidates = append(candidates, candidate{fn, call})
			}
		}
	}
	p.noReturn = make(map[*types.Func]bool)
	for changed := true; changed; {
		changed = false
		for _, c := range candidates {
			if !p.noReturn[c.fn] && p.endsHere(c.last) {
				p.noReturn[c.fn], changed = true, true
			}
		}
	}
}

func (p *Program) endsHere(call *ast.CallExpr) bool {
	switch callee := typeutil.Callee(p.Pass.TypesInfo, call).(type) {
	case *types.Builtin:
		return callee.Name() == "panic"
	case *types.Func:
		return p.NoReturn(callee)
	}
	return false
}

func hasReturn(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		}
		return !found
	})
	return found
}

// InTest reports whether pos is in a _test.go file.
func (p *Program) InTest(pos token.Pos) bool {
	f := p.Pass.Fset.File(pos)
	return f != nil && strings.HasSuffix(f.Name(), "_test.go")
}
