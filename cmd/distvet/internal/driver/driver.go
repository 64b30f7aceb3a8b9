// Package driver runs the checks over packages: through go vet with this very binary as
// its tool, or in this process through go/packages. Both give the same findings.
package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Request says what to analyse. The analysis always runs at the lowest confidence and
// with tests: what of it is shown is decided by a [report.Filter], and changing that
// choice runs nothing again.
type Request struct {
	Dir        string   // working directory, absolute
	Patterns   []string // packages, as the go command takes them
	BuildFlags []string // -tags, -mod and the like, each with its value after =
	Env        []string // added to the environment of the go command: GOOS=plan9
	Checks     []analyzers.Check
	Models     []analyzers.Model // of the user's own functions, validated
	// Overlay replaces the content of files, by their absolute names.
	Overlay map[string][]byte
	// Progress, if not nil, is told how many of how many packages are done; total is
	// zero as long as it is unknown. Calls do not overlap.
	Progress func(done, total int)
	// Notice, if not nil, receives what the go command says in passing, such as that it
	// downloads a module, one line at a time.
	Notice func(line string)
}

// In returns the same request for another directory.
func (r *Request) In(dir string) *Request {
	moved := *r
	moved.Dir = dir
	return &moved
}

// A Driver analyses what the request asks for. The error is nil unless there is nothing
// to report at all; trouble with single packages is a [report.Problem] of the result.
type Driver func(context.Context, *Request) (*report.Result, error)

// Names lists the drivers, the default first.
var Names = []string{"vet", "packages"}

// Default returns the name of the driver that suits the environment: build systems that
// set GOPACKAGESDRIVER cannot be driven through the go command.
func Default() string {
	if d := os.Getenv("GOPACKAGESDRIVER"); d != "" && d != "off" {
		return "packages"
	}
	return "vet"
}

// ByName returns the named driver, or nil.
func ByName(name string) Driver {
	switch name {
	case "vet":
		return Vet
	case "packages":
		return Packages
	}
	return nil
}

// classify turns what a check said into a finding, or into a problem if it is the check
// that failed. A category that is no grade of confidence can only come from a failure:
// the engine reports a panic it survived as a diagnostic, so that go's cache replays it.
func (r *Request) classify(f report.Finding, category string) (report.Finding, *report.Problem) {
	check := r.check(f.Check)
	if err := f.Confidence.Set(category); err != nil || check == nil {
		text := f.Message
		if category != "internal-error" {
			text = fmt.Sprintf("%s reported %q: %s", f.Check, category, text)
		}
		return f, internalProblem(f.Package, text, nil)
	}
	f.Severity = check.Severity
	f.URL = check.URL // go vet's JSON has none
	f.Message = strings.TrimPrefix(f.Message, f.Check+": ")
	return f, nil
}

func (r *Request) check(name string) *analyzers.Check {
	for i := range r.Checks {
		if r.Checks[i].Name == name {
			return &r.Checks[i]
		}
	}
	return nil
}

// add classifies f and puts it where it belongs in res.
func (r *Request) add(res *report.Result, f report.Finding, category string) {
	if f.Check == analyzers.Account.Name && account(res, f, category) {
		return
	}
	if grade, ok := strings.CutPrefix(category, analyzers.IgnoredCategory); ok {
		if i := ignored(f, grade); i != nil {
			res.Ignored = append(res.Ignored, *i)
			return
		}
	}
	f, problem := r.classify(f, category)
	if problem != nil {
		res.Problems = append(res.Problems, *problem)
		return
	}
	res.Findings = append(res.Findings, f)
}

// account puts what the engine tells of a package into res, and reports whether it is that.
func account(res *report.Result, f report.Finding, category string) bool {
	switch category {
	case analyzers.StatsCategory:
		stats := report.Stats{Package: f.Package}
		if err := json.Unmarshal([]byte(f.Message), &stats.Families); err != nil {
			return false
		}
		res.Stats = append(res.Stats, stats)
		return true
	case analyzers.WhyCategory:
		answer := report.Answer{Package: f.Package}
		if err := json.Unmarshal([]byte(f.Message), &answer.Answer); err != nil {
			return false
		}
		res.Answers = append(res.Answers, answer)
		return true
	}
	return false
}

// ignored turns a record of what a directive hides into what the report knows of it, or nil
// if it is none.
func ignored(f report.Finding, grade string) *report.Ignored {
	if len(f.Path) != 1 {
		return nil
	}
	i := &report.Ignored{Package: f.Package, Pos: f.Pos, Directive: f.Path[0].Pos, Text: f.Path[0].Message}
	i.Check, i.Message, _ = strings.Cut(f.Message, ": ")
	i.Message = strings.TrimPrefix(i.Message, i.Check+": ")
	if err := i.Confidence.Set(grade); err != nil {
		return nil
	}
	return i
}

// plainPath strips the mark of a test variant from a package ID: "p [p.test]" is p.
func plainPath(id string) string {
	path, _, _ := strings.Cut(id, " [")
	return path
}
