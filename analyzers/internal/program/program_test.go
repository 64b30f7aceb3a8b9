package program

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// load type-checks the files of a package, given as name and text in turn.
func load(t *testing.T, files ...string) *Program {
	t.Helper()
	fset := token.NewFileSet()
	var list []*ast.File
	for i := 0; i < len(files); i += 2 {
		f, err := parser.ParseFile(fset, files[i], files[i+1], parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, f)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil), GoVersion: "go1.26"}
	pkg, err := conf.Check("example.com/p", fset, list, info)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Analyzer.Run(&analysis.Pass{
		Fset: fset, Files: list, Pkg: pkg, TypesInfo: info,
	})
	if err != nil {
		t.Fatal(err)
	}
	return p.(*Program)
}

func TestNeverReturning(t *testing.T) {
	p := load(t, "a.go", `package p

import (
	"log"
	"os"
)

func exit()            { os.Exit(1) }
func fatal(err error)  { log.Print(err); log.Fatal(err) }
func panics()          { panic("x") }
func later()           { nested() }
func nested()          { exit() }
func generic[T any](T) { exit() }

type logger struct{}

func (logger) Die() { log.Fatalln("x") }

func sometimes(b bool) {
	if b {
		return
	}
	os.Exit(1)
}

func branch(b bool) {
	if b {
		os.Exit(1)
	}
}

func literal() { func() { os.Exit(1) }() }

func inLiteral() {
	f := func() int { return 1 }
	f()
	os.Exit(1)
}

func returns() { log.Print("x") }
func recurses() { recurses() }
`)
	var got []string
	for _, fn := range p.NeverReturning() {
		got = append(got, fn.Name())
	}
	want := []string{"exit", "fatal", "panics", "later", "nested", "generic", "Die", "inLiteral"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestLoopsOverValues(t *testing.T) {
	for body, want := range map[string]bool{
		"for { if f() == nil { return } }":       true,
		"for range 3 { f() }":                    true,
		"again:\n\tif f() != nil { goto again }": true,
		"f()":                                    false,
		"for { g() }":                            false,
		"for range 3 { func() { _ = f() }() }":   true,
		"defer f()":                              false,
	} {
		p := load(t, "a.go", "package p\n\nfunc g() {}\n\nfunc h(f func() error) {\n"+body+"\n}\n")
		if p.LoopsOverValues != want {
			t.Errorf("%s: %t, want %t", body, p.LoopsOverValues, want)
		}
	}
}

// SSA is built once, when asked, and knows its test files and the literals of variables.
func TestBuild(t *testing.T) {
	p := load(t,
		"a.go", "package p\n\nvar v = func() int { return 1 }\n\nfunc F() { func() {}() }\n\ntype T struct{}\n\nfunc (T) M() {}\n",
		"a_test.go", "package p\n\nfunc inTest() { func() {}() }\n")
	if p.Built() != nil {
		t.Error("SSA was built before anybody asked")
	}
	s := p.Build(nil)
	if s != p.Build(nil) || s != p.Built() {
		t.Error("SSA was built twice")
	}
	var names, tests []string
	for _, fn := range s.Funcs {
		names = append(names, fn.Name())
		if s.Tests[fn] {
			tests = append(tests, fn.Name())
		}
	}
	if want := []string{"F", "F$1", "M", "inTest", "inTest$1", "init", "init$1"}; !slices.Equal(names, want) {
		t.Errorf("functions %v, want %v", names, want)
	}
	if want := []string{"inTest", "inTest$1"}; !slices.Equal(tests, want) {
		t.Errorf("functions of tests %v, want %v", tests, want)
	}
}

// What another package knows never to return ends a block, as a call of this package does.
func TestBuildNoReturn(t *testing.T) {
	const text = `package p

import "strings"

func F() {
	for {
		strings.ToUpper("x")
	}
}
`
	blocks := func(never bool) int {
		p := load(t, "a.go", text)
		s := p.Build(func(fn *types.Func) bool { return never && fn.Name() == "ToUpper" })
		return len(s.Pkg.Func("F").Blocks[len(s.Pkg.Func("F").Blocks)-1].Succs)
	}
	if with, without := blocks(true), blocks(false); with != 0 || without == 0 {
		t.Errorf("the loop goes on to %d blocks after a call that never returns, and to %d after one that does", with, without)
	}
}
