package main

import (
	"errors"
	"fmt"
	"go/ast"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
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
		"log-tools":   logTools,
	})
}

// logTools is for go's -toolexec: it runs the tool that its arguments name, and writes them to
// the file $TOOL_LOG if the tool was to analyse a package.
func logTools() {
	args := os.Args[1:]
	if strings.HasSuffix(args[len(args)-1], ".cfg") {
		f, err := os.OpenFile(os.Getenv("TOOL_LOG"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
		if err == nil {
			_, err = fmt.Fprintln(f, "vet", strings.Join(args, " "))
			f.Close()
		}
		if err != nil {
			panic(err)
		}
	}
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			os.Exit(exit.ExitCode())
		}
		panic(err)
	}
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
		case "loses": // as unitchecker does it when a file of the cache is gone
			name := os.Getenv("TOY_LOST")
			if _, err := os.Stat(name); err == nil {
				if filepath.Base(name) == "once" {
					os.Remove(name)
				}
				fmt.Fprintf(os.Stderr, "distvet: invalid vetx file for \"fmt\": open /c/8d/%064x-d: no such file or directory\n", 1)
				os.Exit(1)
			}
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

// TestModelsPage makes a module of the example in docs/models.md and runs the commands that
// the page shows, which must print what it shows.
func TestModelsPage(t *testing.T) {
	t.Parallel()
	page := filepath.Join("..", "..", "docs", "models.md")
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	example, _, ok := strings.Cut(string(data), "\n## Columns")
	if !ok {
		t.Fatal("the example ends nowhere")
	}
	dir := t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module example.com/shop\n\ngo 1.26\n")
	block := regexp.MustCompile("(?ms)^(?:`(\\S+)`:\n\n)?```(go|yaml|console)\n(.*?)^```$")
	commands := 0
	for _, m := range block.FindAllStringSubmatch(example, -1) {
		if m[2] != "console" {
			write(m[1], m[3])
			continue
		}
		line, want, _ := strings.Cut(m[3], "\n")
		args := strings.Fields(strings.TrimPrefix(line, "$ "))
		cmd := exec.Command(args[0], args[1:]...)
		cmd.Dir = dir
		cmd.Env = append(cmd.Environ(), "NO_COLOR=1", "GOWORK=off", "GOFLAGS=")
		got, err := cmd.Output()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s prints\n%s\nwant\n%s", line, got, want)
		}
		commands++
	}
	if commands < 2 {
		t.Errorf("the page shows %d commands", commands)
	}
}
