// Package printer writes the result of a run in the formats that people and machines
// read, one file for each format.
package printer

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Printer writes a result in one format.
type Printer interface {
	Print(w io.Writer, res *report.Result) error
}

// Options are what printers need to know besides the result.
type Options struct {
	Dir         string // working directory: people are shown file names relative to it
	Root        string // of the repository: machines are given file names relative to it
	Version     string // of distvet
	Checks      []analyzers.Check
	Color       bool // use escape sequences
	Width       int  // of the terminal; zero if there is none
	ShowIgnored bool // print what directives hide
	ShowStats   bool // print how many network calls were judged
	// StepSummary is the file to which the github format appends what it has no room
	// for elsewhere; empty if there is none.
	StepSummary string
}

// The tool as reports name it.
const (
	toolName = "distvet"
	toolURL  = "https://github.com/distvet/distvet"
)

// Names lists the formats.
var Names = []string{"text", "json", "sarif", "github", "gitlab", "checkstyle", "junit", "rdjsonl"}

// New returns the printer of the named format, or nil if there is none.
func New(name string, o *Options) Printer {
	switch name {
	case "text":
		return &Text{o}
	case "json":
		return &jsonPrinter{o}
	case "sarif":
		return &sarifPrinter{o}
	case "github":
		return &githubPrinter{o}
	case "gitlab":
		return &gitlabPrinter{o}
	case "checkstyle":
		return &checkstylePrinter{o}
	case "junit":
		return &junitPrinter{o}
	case "rdjsonl":
		return &rdjsonlPrinter{o}
	}
	return nil
}

// path returns the name of a file for machines: relative to the repository, with slashes.
// A file outside keeps its absolute name.
func (o *Options) path(file string) string {
	rel, err := filepath.Rel(o.Root, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		rel = file
	}
	return report.Clean(filepath.ToSlash(rel))
}

// check returns the named check; its fields are zero if there is none.
func (o *Options) check(name string) analyzers.Check {
	for _, c := range o.Checks {
		if c.Name == name {
			return c
		}
	}
	return analyzers.Check{Analyzer: &analysis.Analyzer{Name: name}}
}

// byImportance returns the findings, the worst and surest first.
func byImportance(findings []report.Finding) []*report.Finding {
	rank := map[analyzers.Severity]int{analyzers.Error: 0, analyzers.Warning: 1, analyzers.Note: 2}
	sorted := make([]*report.Finding, len(findings))
	for i := range findings {
		sorted[i] = &findings[i]
	}
	slices.SortStableFunc(sorted, func(f, g *report.Finding) int {
		return cmp.Or(cmp.Compare(rank[f.Severity], rank[g.Severity]), cmp.Compare(f.Confidence, g.Confidence))
	})
	return sorted
}

// Problems writes each problem as one line, with what the go command had to say about it
// and what else was not analysed indented below.
func Problems(w io.Writer, problems []report.Problem) error {
	var out bytes.Buffer
	for _, p := range problems {
		fmt.Fprintf(&out, "distvet: %s\n", p.Summary)
		for _, line := range p.Detail {
			fmt.Fprintf(&out, "    %s\n", line)
		}
		if len(p.Skipped) > 0 {
			fmt.Fprintf(&out, "  not analysed because of it: %s\n", report.Clean(strings.Join(p.Skipped, ", ")))
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

// sources reads source files line by line, each file once. Lines keep their ends.
type sources map[string][]string

func (s sources) lines(file string) []string {
	lines, ok := s[file]
	if !ok {
		data, err := os.ReadFile(file)
		if err == nil { // a file that cannot be read has no lines
			lines = strings.SplitAfter(string(data), "\n")
		}
		s[file] = lines
	}
	return lines
}

// line returns a line of a file without its end; lines count from one.
func (s sources) line(file string, n int) (string, bool) {
	lines := s.lines(file)
	if n < 1 || n > len(lines) {
		return "", false
	}
	return strings.TrimRight(lines[n-1], "\r\n"), true
}

// position returns the position of a byte offset in a file.
func (s sources) position(file string, offset int) (report.Position, bool) {
	for i, line := range s.lines(file) {
		if offset < len(line) || offset == len(line) && !strings.HasSuffix(line, "\n") {
			return report.Position{File: file, Line: i + 1, Column: offset + 1}, true
		}
		offset -= len(line)
	}
	return report.Position{}, false
}
