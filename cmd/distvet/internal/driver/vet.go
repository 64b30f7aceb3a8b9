package driver

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// Vet runs the checks through go vet, with the running executable as its tool. The work
// lands in go's build cache: a second run analyses only what has changed.
func Vet(ctx context.Context, req *Request) (*report.Result, error) {
	if err := lookGo(); err != nil {
		return nil, err
	}
	if err := req.fitGo(ctx); err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding the distvet executable: %w", err)
	}
	models, remove, err := writeModels(req.Models)
	if err != nil {
		return nil, err
	}
	defer remove()
	v := &vetRun{Request: req, self: self, models: models, seen: make(map[string]bool)}
	if len(req.Overlay) > 0 {
		dir, err := os.MkdirTemp("", "distvet")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		if v.overlay, err = writeOverlay(dir, req.Overlay); err != nil {
			return nil, err
		}
		v.copies = make(map[string]string)
		for name := range req.Overlay {
			v.copies[overlayName(name)] = name
		}
	}
	var listErr error
	var listing sync.WaitGroup
	listing.Go(func() { listErr = v.listUnits(ctx) })
	out, err := v.run(ctx, req.Patterns)
	if err == nil && out.lost() {
		out, err = v.run(ctx, req.Patterns) // the go command makes what is missing anew
	}
	listing.Wait()
	switch {
	case err != nil:
		return nil, err
	case out.failed:
		if out, err = v.explain(ctx, out); err != nil {
			return nil, err
		}
	case listErr != nil:
		return nil, listErr
	}
	v.original(&out.Result)
	return v.result(out), nil
}

// writeOverlay writes the files of an overlay to dir and returns the flag for the go command.
func writeOverlay(dir string, files map[string][]byte) ([]string, error) {
	replace := make(map[string]string)
	for name, text := range files {
		copied := filepath.Join(dir, overlayName(name))
		if err := os.WriteFile(copied, text, 0o666); err != nil {
			return nil, err
		}
		replace[name] = copied
	}
	data, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	overlay := filepath.Join(dir, "overlay.json")
	return []string{"-overlay=" + overlay}, os.WriteFile(overlay, data, 0o666)
}

// overlayName is the base name of the copy of a file. It tells the file again: go's cache may
// replay what was said of a copy with the same content in another directory.
func overlayName(name string) string {
	sum := sha256.Sum256([]byte(name))
	return fmt.Sprintf("distvet-%x_%s", sum[:8], filepath.Base(name))
}

// original names the files of the overlay in res by their own names.
func (v *vetRun) original(res *report.Result) {
	if len(v.copies) == 0 {
		return
	}
	file := func(name *string) {
		if orig, ok := v.copies[filepath.Base(*name)]; ok {
			*name = orig
		}
	}
	for i := range res.Findings {
		f := &res.Findings[i]
		file(&f.Pos.File)
		file(&f.End.File)
		for j := range f.Path {
			file(&f.Path[j].Pos.File)
			file(&f.Path[j].End.File)
		}
		f.Fixes = nil // they are about the copy
	}
	for i := range res.Ignored {
		file(&res.Ignored[i].Pos.File)
		file(&res.Ignored[i].Directive.File)
	}
	for i := range res.Answers {
		for p := range res.Answers[i].Places() {
			file(&p.File)
		}
	}
}

// A vetRun is one call of Vet.
type vetRun struct {
	*Request
	self    string
	models  string            // environment variable that tells the tool about models
	overlay []string          // the flag that names the overlay
	copies  map[string]string // the files of the overlay, by the base names of the copies

	mu    sync.Mutex
	units map[string]*Package // the units of analysis asked for; nil until they are known
	seen  map[string]bool     // the units that were analysed, dependencies included
	done  int                 // the number of units that are in both
}

// A vetOutput is what one go vet command had to say.
type vetOutput struct {
	report.Result
	failed   bool
	warnings []string            // of the go command
	preamble []string            // other lines of standard error above the first section
	sections map[string][]string // "# package" sections of standard error
}

// lostFile matches what a tool says of a file in go's cache that was removed while the go command
// counted on it.
var lostFile = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`open \S*[/\\][0-9a-f]{64}-[ad]: `)
})

// lost reports whether something removed files from go's cache during the run.
func (o *vetOutput) lost() bool {
	for _, lines := range o.sections {
		if slices.ContainsFunc(lines, lostFile().MatchString) {
			return true
		}
	}
	return false
}

// listUnits finds out which units of analysis the user asks for.
func (v *vetRun) listUnits(ctx context.Context) error {
	pkgs, err := v.List(ctx)
	if err != nil {
		return err
	}
	units := make(map[string]*Package)
	for _, p := range pkgs {
		for _, name := range p.units() {
			units[name] = p
		}
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.units = units
	for name := range v.seen {
		if units[name] != nil {
			v.done++
		}
	}
	v.progress()
	return nil
}

// saw notes that a unit was analysed.
func (v *vetRun) saw(unit string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !v.seen[unit] && v.units[unit] != nil {
		v.done++
	}
	v.seen[unit] = true
	v.progress()
}

// progress tells the user how many of the units asked for were analysed.
func (v *vetRun) progress() {
	if v.Progress != nil && v.units != nil {
		v.Progress(v.done, len(v.units))
	}
}

// result returns what out says about the packages that were asked for.
func (v *vetRun) result(out *vetOutput) *report.Result {
	res := &out.Result
	if v.units == nil {
		return res // go list failed, which is among the problems
	}
	res.Findings = slices.DeleteFunc(res.Findings, func(f report.Finding) bool { return v.units[f.Package] == nil })
	res.Ignored = slices.DeleteFunc(res.Ignored, func(i report.Ignored) bool { return v.units[i.Package] == nil })
	res.Stats = slices.DeleteFunc(res.Stats, func(s report.Stats) bool { return v.units[s.Package] == nil })
	for i := range res.Findings {
		f := &res.Findings[i]
		f.MoveFiles(v.units[f.Package].here)
	}
	for i := range res.Ignored {
		ig := &res.Ignored[i]
		here := v.units[ig.Package].here
		ig.Pos.File, ig.Directive.File = here(ig.Pos.File), here(ig.Directive.File)
	}
	res.Problems = slices.DeleteFunc(res.Problems, func(p report.Problem) bool {
		return p.Kind == report.Internal && v.seen[p.Package] && v.units[p.Package] == nil
	})
	analysed := make(map[string]bool)
	for name, p := range v.units {
		switch {
		case v.seen[name], p.Standard: // go's cache may know the standard library as a dependency only
			analysed[p.ImportPath] = true
		case !res.Explains(p.ImportPath):
			// Silence must mean that there is nothing to find. The go command names an
			// import that it cannot find only for the first package that needs it.
			res.Problems = append(res.Problems, report.Problem{
				Kind:    report.Load,
				Package: p.ImportPath,
				Summary: "cannot analyse " + p.ImportPath + "; go vet " + p.ImportPath + " says why",
			})
		}
	}
	res.Packages = slices.Sorted(maps.Keys(analysed))
	if len(res.Packages) > 0 { // otherwise a problem says more
		for _, line := range out.warnings {
			v.notice(line)
		}
	}
	return res
}

// run executes go vet over the patterns and takes its output apart.
func (v *vetRun) run(ctx context.Context, patterns []string) (*vetOutput, error) {
	cmd := v.goCommand(ctx, v.args(patterns)...)
	cmd.Env = append(cmd.Env, v.models)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("running go vet: %w", err)
	}

	out := &vetOutput{sections: make(map[string][]string)}
	var mu sync.Mutex // both streams may hold units
	unit := func(u jsonUnit) {
		mu.Lock()
		name := v.addUnit(&out.Result, u)
		mu.Unlock()
		if name != "" {
			v.saw(name)
		}
	}
	section := ""
	errText := func(line string) { section = v.stderrLine(out, section, line) }
	var streams sync.WaitGroup
	var outErr, errErr error
	streams.Go(func() { outErr = readStream(stdout, unit, func(line string) { v.notice(line) }) })
	streams.Go(func() { errErr = readStream(stderr, unit, errText) })
	streams.Wait()
	waitErr := cmd.Wait()

	if err := ctx.Err(); err != nil {
		return nil, context.Cause(ctx)
	}
	if err := errors.Join(outErr, errErr); err != nil {
		return nil, err
	}
	if exit := (*exec.ExitError)(nil); waitErr != nil && !errors.As(waitErr, &exit) {
		return nil, fmt.Errorf("running go vet: %w", waitErr)
	}
	out.failed = waitErr != nil
	return out, nil
}

// args returns the arguments of the go command. The analysis always runs for all findings: see
// [Request].
func (v *vetRun) args(patterns []string) []string {
	return slices.Concat(
		[]string{"vet", "-json", "-vettool=" + v.self, "-" + unitsFlag, "-confidence=possible", "-tests"},
		v.BuildFlags, v.overlay, patterns)
}

// Replays reports whether the go command has the results of a request, without models, so that
// running it analyses nothing. It runs it.
func Replays(ctx context.Context, req *Request) (bool, error) {
	self, err := os.Executable()
	if err != nil {
		return false, err
	}
	v := &vetRun{Request: req, self: self}
	args := slices.Insert(v.args(req.Patterns), 1, "-x") // prints the commands that are run
	cmd := v.goCommand(ctx, args...)
	cmd.Env = append(cmd.Env, toolConfigVar+"=off")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		return false, fmt.Errorf("%w\n%s", err, stderr.String())
	}
	return !strings.Contains(stderr.String(), "vet.cfg"), nil
}

func (v *vetRun) notice(line string) {
	if v.Notice != nil {
		v.Notice(line)
	}
}

// stderrLine files one line of go vet's standard error and returns the package whose
// section it left open.
func (v *vetRun) stderrLine(out *vetOutput, section, line string) string {
	switch pkg, isHeader := strings.CutPrefix(line, "# "); {
	case isHeader: // "# path", "# path [path.test]" or "# [path]"
		return plainPath(strings.Trim(pkg, "[]"))
	case strings.HasPrefix(line, "go: downloading "):
		v.notice(line)
	case strings.HasPrefix(line, "go: warning: "):
		out.warnings = append(out.warnings, line)
	case section == "":
		out.preamble = append(out.preamble, line)
	default:
		out.sections[section] = append(out.sections[section], line)
	}
	return section
}

// explain finds out why go vet failed and turns that into problems. Errors of loading
// keep go vet from analysing anything at all, so explain runs it again over the packages
// that can be loaded.
func (v *vetRun) explain(ctx context.Context, out *vetOutput) (*vetOutput, error) {
	pkgs, err := v.listDeps(ctx)
	if err != nil {
		out.Problems = append(out.Problems, *loadProblem("", err.Error()))
		return out, nil
	}
	problems, good := loadProblems(pkgs)
	if len(problems) > 0 && len(v.seen) == 0 {
		out.preamble = nil // problems tell it better
		if len(good) > 0 {
			if out, err = v.run(ctx, good); err != nil {
				return nil, err
			}
		}
	}
	out.Problems = append(out.Problems, problems...)
	out.Problems = append(out.Problems, v.sectionProblems(out.sections, pkgs)...)
	if len(out.preamble) > 0 {
		out.Problems = append(out.Problems, v.preambleProblems(out.preamble, pkgs)...)
	}
	if len(out.Problems) == 0 && out.failed {
		out.Problems = append(out.Problems, *internalProblem("", "go vet failed without saying why", nil))
	}
	return out, nil
}

// noVetx matches what the tool says of a package whose import was not analysed.
var noVetx = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`could not import (\S+) \(no package vetx file`)
})

// sectionProblems turns the sections of standard error into problems, each with the
// requested packages that could not be analysed because of it.
func (v *vetRun) sectionProblems(sections map[string][]string, pkgs []*Package) []report.Problem {
	var problems []report.Problem
	var lost *report.Problem             // one for all packages that it has hit
	consequence := make(map[string]bool) // packages that failed only because an import of theirs did
	for pkg, lines := range sections {
		if slices.ContainsFunc(lines, lostFile().MatchString) {
			lost = lostProblem()
			continue
		}
		if m := noVetx().FindStringSubmatch(strings.Join(lines, "\n")); m != nil && sections[m[1]] != nil {
			consequence[pkg] = true
			continue
		}
		problems = append(problems, *sectionProblem(pkg, lines))
	}
	if lost != nil {
		// What else is wrong may be a consequence.
		for _, p := range pkgs {
			if !v.seen[p.ImportPath] {
				lost.Skipped = append(lost.Skipped, p.ImportPath)
			}
		}
		return []report.Problem{*lost}
	}
	for i := range problems {
		for _, p := range pkgs {
			if p.ImportPath != problems[i].Package && slices.Contains(p.Deps, problems[i].Package) &&
				(consequence[p.ImportPath] || sections[p.ImportPath] == nil) {
				problems[i].Skipped = append(problems[i].Skipped, p.ImportPath)
			}
		}
	}
	return problems
}

// preambleProblems turns what the go command says before it analyses anything into
// problems: the test files of a package that cannot be loaded, patterns without packages.
func (v *vetRun) preambleProblems(lines []string, pkgs []*Package) []report.Problem {
	if len(pkgs) == 0 {
		return []report.Problem{noPackages(v.Patterns)}
	}
	var problems []report.Problem
	for len(lines) > 0 {
		n := 1 // an error with the indented lines below it
		for n < len(lines) && strings.HasPrefix(lines[n], "\t") {
			n++
		}
		text := strings.Join(lines[:n], "\n")
		problems = append(problems, *loadProblem(v.packageOf(lines[0], pkgs), text))
		lines = lines[n:]
	}
	return problems
}

// packageOf returns the package in whose directory the position at the start of line
// lies, or "".
func (v *vetRun) packageOf(line string, pkgs []*Package) string {
	file, _, ok := strings.Cut(line, ".go:")
	if !ok {
		return ""
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(v.Dir, file)
	}
	for _, p := range pkgs {
		if p.Dir == filepath.Dir(file) {
			return p.ImportPath
		}
	}
	return ""
}
