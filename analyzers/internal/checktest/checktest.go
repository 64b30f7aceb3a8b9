// Package checktest runs a check over its corpus.
package checktest

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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
	s := settings.Default()
	s.Confidence = settings.Possible
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
	analysistest.RunWithSuggestedFixes(t, dir, a, a.Name+"/...")
}
