package driver

import (
	"regexp"
	"strings"
	"sync"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// Where users report that the tool failed.
const issues = "https://github.com/distvet/distvet/issues"

// internalProblem says that distvet failed in pkg, or altogether if pkg is empty.
func internalProblem(pkg, text string, detail []string) *report.Problem {
	failed := "distvet failed: "
	if pkg != "" {
		failed = "distvet failed in package " + pkg + ": "
	}
	text = strings.TrimPrefix(firstLine(text), failed) // the engine's words are the same
	return &report.Problem{
		Kind:    report.Internal,
		Package: pkg,
		Summary: failed + strings.TrimSuffix(text, ".") + "; please report it at " + issues,
		Detail:  detail,
	}
}

// buildProblem says that pkg does not compile; detail is what the compiler said.
func buildProblem(pkg string, detail []string) *report.Problem {
	return &report.Problem{
		Kind:    report.Build,
		Package: pkg,
		Summary: pkg + " does not compile and was not analysed; mend it (go vet " + pkg + " shows the same errors) and run distvet again",
		Detail:  detail,
	}
}

// lostProblem says that go's cache does not keep what is put into it.
func lostProblem() *report.Problem {
	return &report.Problem{
		Kind:    report.Load,
		Summary: "files of go's build cache were removed while they were needed; see what empties it (go env GOCACHE) and run distvet again",
	}
}

// loadHints tell what to do about an error of the go command, known by a part of its text.
var loadHints = []struct{ text, todo string }{
	{"go.mod file not found", "run distvet inside a module, name its directory (distvet -C DIR ./...), or check every module below (distvet check -modules)"},
	{"does not contain main module", "run distvet inside a module, name its directory (distvet -C DIR ./...), or check every module below (distvet check -modules)"},
	{"directory not found", "check the path, which is relative to the working directory or to -C"},
	{"no such file or directory", "check the path, which is relative to the working directory or to -C"},
	{"is not in std", "check the spelling; a package of this module is written ./path"},
	{"no Go files in", "name a directory with Go files, or dir/... for all below it"},
	{"build constraints exclude all", "choose a build that includes them with -tags, GOOS or GOARCH"},
	{"no required module provides", "add the module with go get, or check the spelling"},
	{"errors parsing go.mod", "mend go.mod"},
	{"modules listed in go.work", "name the modules of the workspace, as in ./module/..., or leave it with GOWORK=off"},
	{"go.work", "mend go.work, or leave the workspace with GOWORK=off"},
	{"inconsistent vendoring", "run go mod vendor, or choose -mod=mod"},
	{"updates to go.mod needed", "run go mod tidy"},
	{"missing go.sum entry", "run go mod tidy"},
}

// loadProblem describes why pkg, or the whole request if pkg is empty, could not be
// loaded. text is what the go command said about it, one line or more.
func loadProblem(pkg, text string) *report.Problem {
	lines := nonEmptyLines(text)
	p := &report.Problem{Kind: report.Load, Package: pkg, Summary: "cannot load "}
	if strings.Contains(text, "directory prefix . does not contain main module") { // which tells of patterns and prefixes
		lines = []string{"there is no go.mod here or above"}
	}
	if pkg == "" {
		p.Summary += "the packages"
	} else {
		p.Summary += pkg
	}
	if len(lines) == 0 {
		return p
	}
	p.Summary += ": " + strings.TrimPrefix(lines[0], "go: ")
	for _, h := range loadHints {
		if strings.Contains(text, h.text) {
			if len(lines) == 1 {
				p.Summary += "; " + h.todo
			} else {
				p.Summary, p.Detail = strings.TrimSuffix(p.Summary, ": "+strings.TrimPrefix(lines[0], "go: "))+"; "+h.todo, lines
			}
			return p
		}
	}
	p.Detail = lines[1:]
	return p
}

// noPackages says that the patterns match nothing.
func noPackages(patterns []string) report.Problem {
	return report.Problem{
		Kind:    report.Load,
		Summary: strings.Join(patterns, " ") + " matches no packages; name a directory with Go files, or dir/... for all below it",
	}
}

// crash matches the first line of a Go program's death.
var crash = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(panic: |fatal error: |runtime: |SIG[A-Z]+: |signal: )`)
})

// sectionProblem describes one "# package" section of go vet's standard error: errors of
// the compiler, or the death of the tool.
func sectionProblem(pkg string, lines []string) *report.Problem {
	for i, line := range lines {
		if crash().MatchString(line) {
			return internalProblem(pkg, line, lines[i:])
		}
	}
	return buildProblem(pkg, lines)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return strings.TrimSpace(line)
}

func nonEmptyLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	return lines
}
