// Package checktest runs a check over its corpus.
package checktest

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

// TestData is the corpus of all checks, at the top of the repository.
func TestData(t testing.TB) string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		t.Fatal("no caller information")
	}
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "testdata")
}

// Run runs the check over testdata/src/<check>/... at the lowest confidence, compares the
// findings with the // want comments and the suggested fixes with the .golden files.
func Run(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	run(t, a)
}

// RunGraded is Run, and compares the confidence of the findings, too: a line whose finding is
// graded possible has a comment "// possible" before its // want, and no other line has.
func RunGraded(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	for _, res := range run(t, a) {
		for _, d := range res.Action.Diagnostics {
			pos := res.Action.Package.Fset.Position(d.Pos)
			src, err := os.ReadFile(pos.Filename)
			if err != nil {
				t.Fatal(err)
			}
			line := strings.Split(string(src), "\n")[pos.Line-1]
			want := strings.Contains(line, "// possible // want")
			if got := d.Category == settings.Possible.String(); got != want {
				t.Errorf("%s: graded %s, marked as possible: %t: %s", pos, d.Category, want, d.Message)
			}
		}
	}
}

// RunDefault runs the check over testdata/src/<check>default/... at the default confidence:
// what is possible only must not be reported there. In a file with comments "// also here" the other
// places that share the cause of a finding are those lines, and no others.
func RunDefault(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	for _, res := range analysistest.Run(t, prepare(t, settings.Default().Confidence), a, a.Name+"default/...") {
		also(t, res)
	}
}

// also compares the other places of all findings with the comments.
func also(t *testing.T, res *analysistest.Result) {
	t.Helper()
	fset := res.Action.Package.Fset
	got := make(map[string]map[int]bool)
	for _, d := range res.Action.Diagnostics {
		for _, rel := range d.Related {
			if pos := fset.Position(rel.Pos); rel.Message == finding.AlsoHere {
				if got[pos.Filename] == nil {
					got[pos.Filename] = make(map[int]bool)
				}
				got[pos.Filename][pos.Line] = true
			}
		}
	}
	for _, f := range res.Action.Package.Syntax {
		want := make(map[int]bool)
		name := fset.Position(f.FileStart).Filename
		for _, g := range f.Comments {
			for _, c := range g.List {
				if c.Text == "// "+finding.AlsoHere {
					want[fset.Position(c.Pos()).Line] = true
				}
			}
		}
		if len(want) > 0 && !maps.Equal(want, got[name]) {
			t.Errorf("%s: also here in lines %v, want %v", name, slices.Sorted(maps.Keys(got[name])), slices.Sorted(maps.Keys(want)))
		}
	}
}

func run(t *testing.T, a *analysis.Analyzer) []*analysistest.Result {
	t.Helper()
	return analysistest.RunWithSuggestedFixes(t, prepare(t, settings.Possible), a, a.Name+"/...")
}

// prepare sets the confidence and returns the corpus.
func prepare(t *testing.T, c settings.Confidence) string {
	t.Helper()
	s := settings.Default()
	s.Confidence = c
	settings.Use(s)
	dir := TestData(t)
	// analysistest lists files in a subprocess, which the go test cache cannot see:
	// walk the tree here so that a new file makes the cached result stale.
	err := fs.WalkDir(os.DirFS(dir), "src", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			_, err = os.Stat(filepath.Join(dir, path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
