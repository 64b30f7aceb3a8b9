package analyzers_test

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/types/objectpath"

	"github.com/distvet/distvet/analyzers"
)

// nogo analyses packages as Bazel's nogo does: each as if in a process of its own, types from
// what the compiler exported, facts as bytes, no module, and nothing at all known of the
// standard library.
type nogo struct {
	t     *testing.T
	files map[string]string // export data by import path
	facts map[string]map[string][]byte
}

// A goPackage is what go list says of a package.
type goPackage struct {
	ImportPath, Dir, Export string
	GoFiles, Imports        []string
	Standard                bool
}

// TestNogo holds the checks to what Bazel asks of them. The tour says what they must find.
func TestNogo(t *testing.T) {
	t.Parallel()
	tour, err := filepath.Abs(filepath.Join(root, "testdata", "tour"))
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "list", "-deps", "-export", "-json=ImportPath,Dir,Export,GoFiles,Imports,Standard", "./...")
	cmd.Dir = tour
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	n := &nogo{t: t, files: make(map[string]string), facts: make(map[string]map[string][]byte)}
	found := make(map[tag]bool)
	for dec := json.NewDecoder(bytes.NewReader(out)); ; { // imports come first
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		n.files[p.ImportPath] = p.Export
		if !p.Standard {
			n.run(&p, tour, found)
		}
	}
	for tag, missed := range tourTags(t) {
		if !missed && !found[tag] {
			t.Errorf("%s:%d: no finding of %s", tag.file, tag.line, tag.check)
		}
		delete(found, tag)
	}
	for tag := range found {
		t.Errorf("%s:%d: %s reports what is no defect", tag.file, tag.line, tag.check)
	}
}

// run analyses a package, keeps its facts, and adds its findings to found.
func (n *nogo) run(p *goPackage, tour string, found map[tag]bool) {
	n.t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range p.GoFiles {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			n.t.Fatal(err)
		}
		files = append(files, f)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	sizes := types.SizesFor("gc", runtime.GOARCH)
	imported := make(map[string]*types.Package)
	conf := types.Config{Importer: importer(func(path string) (*types.Package, error) { return n.load(fset, imported, path) }), Sizes: sizes}
	pkg, err := conf.Check(p.ImportPath, fset, files, info)
	if err != nil {
		n.t.Fatal(err)
	}
	mine := make(map[string][]byte)
	n.facts[p.ImportPath] = mine
	pass := analysis.Pass{
		Fset: fset, Files: files, Pkg: pkg, TypesInfo: info, TypesSizes: sizes,
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			path, err := objectpath.For(obj)
			return err == nil && n.give(fact, obj.Pkg().Path(), string(path))
		},
		ImportPackageFact: func(pkg *types.Package, fact analysis.Fact) bool { return n.give(fact, pkg.Path(), "") },
		ExportObjectFact: func(obj types.Object, fact analysis.Fact) {
			if path, err := objectpath.For(obj); err == nil { // else no importer can name it
				mine[string(path)] = n.encode(fact)
			}
		},
		ExportPackageFact: func(fact analysis.Fact) { mine[""] = n.encode(fact) },
	}
	results := make(map[*analysis.Analyzer]any)
	var with func(a *analysis.Analyzer)
	with = func(a *analysis.Analyzer) {
		if _, done := results[a]; done {
			return
		}
		pass := pass
		pass.Analyzer = a
		pass.ResultOf = make(map[*analysis.Analyzer]any)
		for _, r := range a.Requires {
			with(r)
			pass.ResultOf[r] = results[r]
		}
		pass.Report = func(d analysis.Diagnostic) {
			at := fset.Position(d.Pos)
			rel, err := filepath.Rel(tour, at.Filename)
			if err != nil {
				n.t.Fatal(err)
			}
			found[tag{file: filepath.ToSlash(rel), line: at.Line, check: a.Name}] = true
		}
		if results[a], err = a.Run(&pass); err != nil {
			n.t.Fatalf("%s in %s: %v", a.Name, p.ImportPath, err)
		}
	}
	for _, a := range analyzers.All() {
		with(a)
	}
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

func (n *nogo) load(fset *token.FileSet, imported map[string]*types.Package, path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	if p := imported[path]; p != nil && p.Complete() {
		return p, nil
	}
	f, err := os.Open(n.files[path])
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, err
	}
	return gcexportdata.Read(r, fset, imported, path)
}

// encode turns a fact into bytes, as an interface, which needs its type to be registered.
func (n *nogo) encode(fact analysis.Fact) []byte {
	gob.Register(fact)
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(&fact); err != nil {
		n.t.Fatalf("encoding %s: %v", fact, err)
	}
	return b.Bytes()
}

func (n *nogo) give(to analysis.Fact, pkg, path string) bool {
	data, ok := n.facts[pkg][path]
	if !ok {
		return false
	}
	var from analysis.Fact
	if err := gob.NewDecoder(bytes.NewReader(data)).Decode(&from); err != nil {
		n.t.Fatal(err)
	}
	reflect.ValueOf(to).Elem().Set(reflect.ValueOf(from).Elem())
	return true
}
