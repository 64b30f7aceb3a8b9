// Package checktest runs a check over its corpus.
package checktest

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

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
// what is possible only must not be reported there.
func RunDefault(t *testing.T, a *analysis.Analyzer) {
	t.Helper()
	analysistest.Run(t, prepare(t, settings.Default().Confidence), a, a.Name+"default/...")
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
