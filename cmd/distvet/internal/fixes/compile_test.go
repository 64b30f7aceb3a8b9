package fixes_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/driver"
	"github.com/distvet/distvet/cmd/distvet/internal/fixes"
)

// TestCompile applies all fixes that the checks of class A offer for their corpora, together,
// and compiles what comes out.
func TestCompile(t *testing.T) {
	testdata, err := filepath.Abs("../../../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GO111MODULE", "off") // the corpora lie as in GOPATH
	t.Setenv("GOPATH", testdata)
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOWORK", "off")
	t.Setenv("GOPROXY", "off")
	dir := filepath.Join(testdata, "src")
	var patterns []string
	for _, c := range analyzers.Checks() {
		if c.Class == analyzers.Deadlines {
			patterns = append(patterns, c.Name+"/...")
		}
	}
	res, err := driver.Packages(t.Context(), &driver.Request{Dir: dir, Patterns: patterns, Checks: analyzers.Checks()})
	if err != nil {
		t.Fatal(err)
	}
	res.Normalize(dir)
	for _, p := range res.Problems {
		t.Errorf("%s: %s %q", p.Package, p.Summary, p.Detail)
	}
	plan, err := fixes.NewPlan(res.Findings, func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if plan.Fixed < 30 {
		t.Errorf("%d fixes were applied", plan.Fixed)
	}
	overlay := make(map[string][]byte)
	for _, f := range plan.Files {
		overlay[f.Name] = f.New
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:    packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes | packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps,
		Context: t.Context(),
		Dir:     dir,
		Overlay: overlay,
	}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	edited := 0
	for _, p := range pkgs {
		for _, e := range p.Errors {
			t.Errorf("%s does not compile: %v", p.PkgPath, e)
		}
		for _, name := range p.GoFiles {
			if _, ok := overlay[name]; ok {
				edited++
			}
		}
	}
	if edited != len(plan.Files) {
		t.Errorf("%d of %d edited files were compiled", edited, len(plan.Files))
	}
}
