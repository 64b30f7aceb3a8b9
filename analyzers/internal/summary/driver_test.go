package summary_test

import (
	"bytes"
	"encoding/gob"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/analyzers/internal/program"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

// A driver runs the analysis over packages given as text, in the order of their imports. It
// does to facts what go vet does, and what no test driver does: it sends them through gob,
// and it can lose them.
type driver struct {
	t        *testing.T
	fset     *token.FileSet
	packages map[string]*types.Package
	objects  map[types.Object]*summary.Fact
	pkgs     map[*types.Package]*summary.Fact
	lost     map[string]bool // packages whose facts do not arrive
	broken   bool            // the next package's analysis panics
}

// standard imports the standard library from source, once for all tests.
var standard = sync.OnceValue(func() (s struct {
	fset *token.FileSet
	types.Importer
}) {
	s.fset = token.NewFileSet()
	s.Importer = importer.ForCompiler(s.fset, "source", nil)
	return s
})

func newDriver(t *testing.T) *driver {
	s := settings.Default()
	s.Confidence = settings.Possible
	settings.Use(s)
	t.Cleanup(func() { settings.Use(settings.Default()) })
	return &driver{
		t: t, fset: standard().fset,
		packages: make(map[string]*types.Package),
		objects:  make(map[types.Object]*summary.Fact),
		pkgs:     make(map[*types.Package]*summary.Fact),
		lost:     make(map[string]bool),
	}
}

// Import makes the driver the importer of its packages.
func (d *driver) Import(path string) (*types.Package, error) {
	if p := d.packages[path]; p != nil {
		return p, nil
	}
	return standard().Import(path)
}

// A unit is what one run over a package gave.
type unit struct {
	pkg      *types.Package
	result   *summary.Result
	facts    map[string]string // of the package's objects, by name (Type.Method)
	bytes    int               // of all facts, encoded
	encoded  []byte
	findings []string // "check: message", sorted
	kinds    []string // the categories of the findings
}

// run analyses one package: files maps names to text, which lacks its package clause's
// neighbours only where the test has none.
func (d *driver) run(path string, files map[string]string) *unit {
	d.t.Helper()
	var list []*ast.File
	for _, name := range slices.Sorted(maps.Keys(files)) {
		f, err := parser.ParseFile(d.fset, name, files[name], parser.ParseComments)
		if err != nil {
			d.t.Fatal(err)
		}
		list = append(list, f)
	}
	info := &types.Info{
		Types: make(map[ast.Expr]types.TypeAndValue), Defs: make(map[*ast.Ident]types.Object), Uses: make(map[*ast.Ident]types.Object),
		Implicits: make(map[ast.Node]types.Object), Instances: make(map[*ast.Ident]types.Instance), Scopes: make(map[ast.Node]*types.Scope),
		Selections: make(map[*ast.SelectorExpr]*types.Selection), FileVersions: make(map[*ast.File]string),
	}
	conf := types.Config{Importer: d, GoVersion: "go1.26"}
	pkg, err := conf.Check(path, d.fset, list, info)
	if err != nil {
		d.t.Fatal(err)
	}
	d.packages[path] = pkg

	u := &unit{pkg: pkg, facts: make(map[string]string)}
	base := analysis.Pass{
		Fset: d.fset, Files: list, Pkg: pkg, TypesInfo: info, TypesSizes: types.SizesFor("gc", "amd64"),
		ResultOf: make(map[*analysis.Analyzer]any),
		ImportObjectFact: func(obj types.Object, fact analysis.Fact) bool {
			return !d.lost[obj.Pkg().Path()] && give(fact, d.objects[obj])
		},
		ImportPackageFact: func(p *types.Package, fact analysis.Fact) bool {
			return !d.lost[p.Path()] && give(fact, d.pkgs[p])
		},
		ExportObjectFact: func(obj types.Object, fact analysis.Fact) {
			f, n := d.send(fact)
			d.objects[obj] = f
			u.facts[objectName(obj)] = f.String()
			u.encoded = append(u.encoded, n...)
		},
		ExportPackageFact: func(fact analysis.Fact) {
			d.pkgs[pkg], _ = d.send(fact)
		},
	}
	with := func(a *analysis.Analyzer) any {
		pass := base
		pass.Analyzer = a
		pass.Report = func(diag analysis.Diagnostic) {
			u.findings = append(u.findings, a.Name+": "+diag.Message)
			u.kinds = append(u.kinds, diag.Category)
		}
		res, err := a.Run(&pass)
		if err != nil {
			d.t.Fatalf("%s: %v", a.Name, err)
		}
		return res
	}
	for _, a := range []*analysis.Analyzer{settings.Analyzer, program.Analyzer} {
		base.ResultOf[a] = with(a)
	}
	if d.broken {
		d.broken = false
		pass := base
		pass.TypesInfo = nil // SSA cannot be built without types
		base.ResultOf[program.Analyzer].(*program.Program).Pass = &pass
	}
	base.ResultOf[summary.Analyzer] = with(summary.Analyzer)
	u.result = base.ResultOf[summary.Analyzer].(*summary.Result)
	for _, a := range analyzers.All() {
		with(a)
	}
	u.bytes = len(u.encoded)
	slices.Sort(u.findings)
	return u
}

// send encodes and decodes a fact, and sees that both ends agree.
func (d *driver) send(fact analysis.Fact) (*summary.Fact, []byte) {
	d.t.Helper()
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(fact); err != nil {
		d.t.Fatalf("encoding a fact: %v", err)
	}
	data := bytes.Clone(b.Bytes())
	back := new(summary.Fact)
	if err := gob.NewDecoder(&b).Decode(back); err != nil {
		d.t.Fatalf("decoding a fact: %v", err)
	}
	var again bytes.Buffer
	if err := gob.NewEncoder(&again).Encode(back); err != nil {
		d.t.Fatalf("encoding a decoded fact: %v", err)
	}
	if !bytes.Equal(again.Bytes(), data) {
		d.t.Errorf("a fact changes on its way: %q", fact)
	}
	return back, data
}

func give(to analysis.Fact, from *summary.Fact) bool {
	if from == nil {
		return false
	}
	*to.(*summary.Fact) = *from
	return true
}

func objectName(obj types.Object) string {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil {
		t := types.TypeString(fn.Signature().Recv().Type(), func(*types.Package) string { return "" })
		return strings.TrimPrefix(t, "*") + "." + fn.Name()
	}
	return obj.Name()
}

// one runs a package of one file.
func (d *driver) one(path, text string) *unit {
	d.t.Helper()
	return d.run(path, map[string]string{"/home/somebody/" + path + "/file.go": text})
}

// of returns the findings of some checks.
func (u *unit) of(checks ...string) (list []string) {
	for _, f := range u.findings {
		if name, _, _ := strings.Cut(f, ": "); slices.Contains(checks, name) {
			list = append(list, f)
		}
	}
	return list
}

// wantFindings compares the findings of some checks by the beginnings of their texts.
func (u *unit) wantFindings(t *testing.T, checks []string, begin ...string) {
	t.Helper()
	got := u.of(checks...)
	ok := len(got) == len(begin)
	for i := range got {
		ok = ok && strings.HasPrefix(got[i], begin[i])
	}
	if !ok {
		t.Errorf("%s: findings %q, want %q", u.pkg.Path(), got, begin)
	}
}

func (u *unit) wantFact(t *testing.T, name, want string) {
	t.Helper()
	if got := u.facts[name]; got != want {
		t.Errorf("%s.%s: fact %q, want %q", u.pkg.Path(), name, got, want)
	}
}

// useCertain sets the lowest of the grades that are reported.
func useCertain() {
	s := settings.Default()
	s.Confidence = settings.Certain
	settings.Use(s)
}
