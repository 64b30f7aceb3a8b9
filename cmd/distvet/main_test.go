package main

import (
	"errors"
	"fmt"
	"go/ast"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
)

// TestMain lets the scripts run two commands: distvet as it is, and distvet-toy, which has
// the checks below in place of the real ones, so that what the command does with findings
// can be tested without depending on what the checks find.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"distvet":     main,
		"distvet-toy": func() { run(toyChecks()) },
	})
}

func toyChecks() []analyzers.Check {
	return []analyzers.Check{
		{Analyzer: callsTo("toycall", "Certain", "Likely", "Possible"), Class: analyzers.Deadlines, Severity: analyzers.Error, Surest: "certain"},
		{Analyzer: callsTo("toyother", "Other"), Class: analyzers.Clocks, Severity: analyzers.Note, Surest: "likely"},
		{Analyzer: toyfail, Class: analyzers.Comments, Severity: analyzers.Warning, Surest: "certain"},
	}
}

// callsTo returns a check that reports calls to the functions with one of the names, with
// the confidence that the name says, a path, and a fix that renames the function.
func callsTo(check string, names ...string) *analysis.Analyzer {
	return &analysis.Analyzer{
		Name: check,
		Doc:  check + ": report calls to " + strings.Join(names, ", ") + "\n\nThey are bad.\n\n# What to do\n\nCall Good.",
		URL:  "https://example.com/" + check,
		Run: func(pass *analysis.Pass) (any, error) {
			for _, file := range pass.Files {
				ast.Inspect(file, func(n ast.Node) bool {
					call, ok := n.(*ast.CallExpr)
					if !ok {
						return true
					}
					for _, name := range names {
						if id, ok := call.Fun.(*ast.Ident); ok && id.Name == name {
							pass.Report(toyDiagnostic(pass, file, id))
						}
					}
					return true
				})
			}
			return nil, nil
		},
	}
}

func toyDiagnostic(pass *analysis.Pass, file *ast.File, id *ast.Ident) analysis.Diagnostic {
	category := strings.ToLower(id.Name)
	if category == "other" {
		category = "certain"
	}
	return analysis.Diagnostic{
		Pos: id.Pos(), End: id.End(),
		Category: category,
		Message:  fmt.Sprintf("%s: %s never returns; use Good", pass.Analyzer.Name, id.Name),
		Related:  []analysis.RelatedInformation{{Pos: file.Name.Pos(), Message: "package " + file.Name.Name + " calls it"}},
		SuggestedFixes: []analysis.SuggestedFix{{
			Message:   "Call Good",
			TextEdits: []analysis.TextEdit{{Pos: id.Pos(), End: id.End(), NewText: []byte("Good")}},
		}},
	}
}

// toyfail fails in packages with telling names, in all the ways a check can fail.
var toyfail = &analysis.Analyzer{
	Name: "toyfail",
	Doc:  "toyfail: fail",
	URL:  "https://example.com/toyfail",
	Run: func(pass *analysis.Pass) (any, error) {
		pos := pass.Files[0].Name.Pos()
		switch pass.Pkg.Name() {
		case "panics":
			panic("out of cheese")
		case "errs":
			return nil, errors.New("out of ink")
		case "recovers": // as the engine does it
			pass.Report(analysis.Diagnostic{Pos: pos, Category: "internal-error", Message: "distvet failed in package " + pass.Pkg.Path() + ": out of luck (analyzers.f)"})
		case "odd":
			pass.Report(analysis.Diagnostic{Pos: pos, Category: "weird", Message: "nobody knows this category"})
		}
		return nil, nil
	},
}

func TestScripts(t *testing.T) {
	t.Parallel()
	goCommand, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command")
	}
	out, err := exec.Command(goCommand, "env", "GOCACHE", "GOMODCACHE", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	env := strings.Split(strings.TrimSpace(string(out)), "\n")
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			for _, name := range []string{"distvet", "distvet-toy"} {
				path, err := exec.LookPath(name)
				if err != nil {
					return err
				}
				e.Setenv(strings.ToUpper(strings.ReplaceAll(name, "-", "_")), path)
			}
			// One build cache for all scripts: the standard library is analysed once.
			e.Setenv("GOCACHE", env[0])
			e.Setenv("GOMODCACHE", env[1])
			e.Setenv("GOROOT", env[2])
			e.Setenv("GOPROXY", "off")
			e.Setenv("HOME", e.WorkDir) // for git, and for what we keep in the user's cache
			e.Setenv("XDG_CACHE_HOME", filepath.Join(e.WorkDir, ".cache"))
			e.Setenv("GOTOOLCHAIN", "local")
			e.Setenv("GOFLAGS", "")
			e.Setenv("NO_COLOR", "")
			return nil
		},
	})
}
