package driver

import (
	"cmp"
	"context"
	"fmt"
	"go/token"
	"maps"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// Packages loads the packages with all they import and runs the checks in this process.
// It is for build systems that go vet cannot drive; it caches nothing and needs memory
// for the syntax of the whole program.
func Packages(ctx context.Context, req *Request) (*report.Result, error) {
	if Default() == "vet" { // a build system may have a Go of its own
		if err := req.fitGo(ctx); err != nil {
			return nil, err
		}
	}
	pkgs, err := packages.Load(&packages.Config{
		Mode:       packages.LoadAllSyntax | packages.NeedModule | packages.NeedForTest,
		Context:    ctx,
		Dir:        req.Dir,
		Env:        req.environ(),
		BuildFlags: req.BuildFlags,
		Tests:      true,
		Overlay:    req.Overlay,
	}, req.Patterns...)
	if err != nil {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if lookGo() != nil {
			return nil, ErrNoGo
		}
		return &report.Result{Problems: []report.Problem{*loadProblem("", driverMessage(err))}}, nil
	}

	roots := unitsOf(pkgs)
	if len(roots) == 0 {
		return &report.Result{Problems: []report.Problem{noPackages(req.Patterns)}}, nil
	}
	res := &report.Result{Problems: req.packageProblems(roots)}
	if req.Progress != nil {
		req.Progress(0, len(roots))
	}
	analyzers.Use(analyzers.Settings{Confidence: analyzers.Possible, Tests: true, Records: true})
	suite := make([]*analysis.Analyzer, len(req.Checks))
	for i, c := range req.Checks {
		suite[i] = c.Analyzer
	}
	if err := analyzers.UseModels(req.Models); err != nil {
		return nil, err
	}
	suite = append(suite, analyzers.Account)
	graph, err := checker.Analyze(suite, roots, nil)
	if err != nil {
		return nil, fmt.Errorf("analysing the packages: %w", err)
	}
	analysed := make(map[string]bool)
	for _, p := range roots {
		if !p.IllTyped {
			analysed[cmp.Or(p.ForTest, p.PkgPath)] = true
		}
	}
	res.Packages = slices.Sorted(maps.Keys(analysed))
	for _, act := range graph.Roots {
		req.addAction(res, act)
	}
	return res, nil
}

// environ returns the environment of a request, or nil for that of this process.
func (r *Request) environ() []string {
	if len(r.Env) == 0 {
		return nil
	}
	return append(os.Environ(), r.Env...)
}

// driverMessage returns the text of an error of packages.Load without its decoration.
func driverMessage(err error) string {
	text := strings.TrimPrefix(err.Error(), "err: exit status 1: stderr: ")
	return strings.TrimPrefix(text, "go: ")
}

// unitsOf keeps of each package the variant that go vet analyses: the one that holds the
// files of the package and of its tests, and the external test package. It drops the
// generated main packages of tests.
func unitsOf(pkgs []*packages.Package) []*packages.Package {
	tested := make(map[string]bool)
	for _, p := range pkgs {
		if p.ForTest != "" && p.PkgPath == p.ForTest {
			tested[p.PkgPath] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(pkgs), func(p *packages.Package) bool {
		return p.ForTest == "" && (tested[p.PkgPath] || isTestMain(p)) || len(p.GoFiles)+len(p.Errors) == 0
	})
}

func isTestMain(p *packages.Package) bool {
	return p.Name == "main" && strings.HasSuffix(p.ID, ".test")
}

// packageProblems returns one problem for each package with errors of its own that a root
// is or imports.
func (r *Request) packageProblems(roots []*packages.Package) []report.Problem {
	var problems []report.Problem
	byPath := make(map[string]int) // index in problems
	for _, root := range roots {
		packages.Visit([]*packages.Package{root}, nil, func(p *packages.Package) { // imports first
			errs := slices.DeleteFunc(slices.Clone(p.Errors), func(e packages.Error) bool { return importFailed(e, byPath) })
			if len(errs) == 0 {
				return
			}
			path := plainPath(p.ID)
			i, ok := byPath[path]
			if !ok {
				i = len(problems)
				byPath[path] = i
				problems = append(problems, r.packageProblem(path, errs))
			}
			if rootPath := plainPath(root.ID); rootPath != path && !slices.Contains(problems[i].Skipped, rootPath) {
				problems[i].Skipped = append(problems[i].Skipped, rootPath)
			}
		})
	}
	return problems
}

// importFailed reports whether e only says that the import of a package failed for which
// there is a problem already.
func importFailed(e packages.Error, problems map[string]int) bool {
	text, ok := strings.CutPrefix(e.Msg, "could not import ")
	if !ok {
		return false
	}
	path, _, _ := strings.Cut(text, " ")
	_, known := problems[path]
	return known
}

func (r *Request) packageProblem(path string, errs []packages.Error) report.Problem {
	var lines []string
	kind := report.Build
	for _, e := range errs {
		if e.Kind == packages.ListError {
			kind = report.Load
		}
		text := e.Msg
		if e.Pos != "" && e.Pos != "-" {
			text = report.Rel(r.Dir, e.Pos) + ": " + text
		}
		lines = append(lines, text)
	}
	if kind == report.Load {
		return *loadProblem(path, strings.Join(lines, "\n"))
	}
	return *buildProblem(path, lines)
}

// addAction puts the findings of one check on one root package into res.
func (r *Request) addAction(res *report.Result, act *checker.Action) {
	pkg := plainPath(act.Package.ID)
	if act.Err != nil {
		if !act.Package.IllTyped { // packageProblems has told of those
			res.Problems = append(res.Problems, *internalProblem(pkg, act.Analyzer.Name+": "+act.Err.Error(), nil))
		}
		return
	}
	for _, d := range act.Diagnostics {
		r.add(res, fromDiagnostic(act.Package.Fset, pkg, act.Analyzer.Name, d), d.Category)
	}
}

func fromDiagnostic(fset *token.FileSet, pkg, check string, d analysis.Diagnostic) report.Finding {
	at := func(pos token.Pos) report.Position {
		p := fset.Position(pos)
		return report.Position{File: p.Filename, Line: p.Line, Column: p.Column}
	}
	f := report.Finding{Check: check, Package: pkg, Pos: at(d.Pos), End: at(d.Pos), Message: d.Message}
	if d.End.IsValid() {
		f.End = at(d.End)
	}
	for _, rel := range d.Related {
		step := report.Step{Pos: at(rel.Pos), End: at(rel.Pos), Message: rel.Message, Also: rel.Message == analyzers.AlsoHere}
		if rel.End.IsValid() {
			step.End = at(rel.End)
		}
		f.Path = append(f.Path, step)
	}
	for _, fix := range d.SuggestedFixes {
		out := report.Fix{Message: fix.Message}
		for _, e := range fix.TextEdits {
			start := fset.Position(e.Pos)
			end := start
			if e.End.IsValid() {
				end = fset.Position(e.End)
			}
			out.Edits = append(out.Edits, report.Edit{File: start.Filename, Start: start.Offset, End: end.Offset, New: string(e.NewText)})
		}
		f.Fixes = append(f.Fixes, out)
	}
	return f
}
