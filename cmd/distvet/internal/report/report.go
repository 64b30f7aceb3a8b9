// Package report holds what a run of the checks has found, whatever drove the analysis:
// findings and problems, their order, and the filters that apply after the fact.
package report

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"github.com/distvet/distvet/analyzers"
)

// A Position is a place in a source file. Line and Column count from one, columns in
// bytes, as the go command counts them; zero is unknown.
type Position struct {
	File   string // absolute, unless the driver knew no better
	Line   int
	Column int
}

// Compare orders positions by file, line and column.
func (p Position) Compare(q Position) int {
	return cmp.Or(
		cmp.Compare(p.File, q.File),
		cmp.Compare(p.Line, q.Line),
		cmp.Compare(p.Column, q.Column),
	)
}

// A Finding is one diagnostic of one check.
type Finding struct {
	Check      string
	Severity   analyzers.Severity
	Confidence analyzers.Confidence
	Package    string   // import path, without the mark of a test variant
	Pos, End   Position // End equals Pos if the check gave no range
	Message    string   // without the check's name
	URL        string   // of the check's documentation
	Path       []Step   // the call path that makes the finding true, outermost first, and other places of the cause
	Fixes      []Fix
	Configs    []string // of the build matrix, if the finding is not in all of them

	// Set by package fingerprint.
	ID          ID
	Fingerprint string // of the ID and the finding's place among those with the same ID
	Shape       string // of the statement, by which a move to another declaration is seen; may be empty
}

// An ID names a finding by what does not change with the lines around it.
type ID struct {
	Check   string
	Package string // import path
	Decl    string // the declaration that holds the finding
	Key     string // what stands at its position
}

// Compare orders IDs by package, declaration, check and key.
func (id ID) Compare(other ID) int {
	return cmp.Or(
		cmp.Compare(id.Package, other.Package),
		cmp.Compare(id.Decl, other.Decl),
		cmp.Compare(id.Check, other.Check),
		cmp.Compare(id.Key, other.Key),
	)
}

// A Step is one place on a call path.
type Step struct {
	Pos, End Position
	Message  string
	Also     bool // no step of the path, but another place that shares the cause

	// Of another place, set by package fingerprint.
	ID    ID
	Shape string
}

// Steps returns the call path alone, and the other places that share the cause, those that are new first.
func (f *Finding) Steps() (path, also []Step) {
	for _, step := range f.Path {
		if step.Also {
			also = append(also, step)
		} else {
			path = append(path, step)
		}
	}
	isKnown := func(s Step) bool { return s.Message == analyzers.AlsoHere }
	return path, slices.Concat(slices.DeleteFunc(slices.Clone(also), isKnown), slices.DeleteFunc(also, func(s Step) bool { return !isKnown(s) }))
}

// MoveTo makes another place of the cause, a step of the path, the one at which f is reported.
func (f *Finding) MoveTo(i int) {
	f.Path = slices.Clone(f.Path)
	to := f.Path[i]
	f.Path[i] = Step{Pos: f.Pos, End: f.End, Message: analyzers.AlsoHere, Also: true, ID: f.ID, Shape: f.Shape}
	f.Pos, f.End, f.ID, f.Shape = to.Pos, to.End, to.ID, to.Shape
}

// A Fix is a change that would mend a finding; its edits belong together.
type Fix struct {
	Message string
	Edits   []Edit
}

// An Edit replaces the bytes [Start, End) of a file.
type Edit struct {
	File       string
	Start, End int
	New        string
}

// Compare orders findings by position, check and message.
func (f *Finding) Compare(g *Finding) int {
	return cmp.Or(
		f.Pos.Compare(g.Pos),
		cmp.Compare(f.Check, g.Check),
		cmp.Compare(f.Message, g.Message),
	)
}

// MoveFiles replaces the name of each file that the finding mentions by what move makes of it.
func (f *Finding) MoveFiles(move func(file string) string) {
	f.Pos.File, f.End.File = move(f.Pos.File), move(f.End.File)
	for i := range f.Path {
		f.Path[i].Pos.File, f.Path[i].End.File = move(f.Path[i].Pos.File), move(f.Path[i].End.File)
	}
	for _, fix := range f.Fixes {
		for i := range fix.Edits {
			fix.Edits[i].File = move(fix.Edits[i].File)
		}
	}
}

// BySureness returns the indices of the findings, those of the surest first. Wherever
// findings with the same ID are told apart, it is by this order, so that one that is shown
// counts before one that a filter hides.
func BySureness(findings []Finding) []int {
	order := make([]int, len(findings))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		f, g := &findings[i], &findings[j]
		return cmp.Or(cmp.Compare(f.Confidence, g.Confidence), f.Compare(g))
	})
	return order
}

// A Kind says what went wrong when a package could not be judged.
type Kind string

// The kinds of problems.
const (
	Load     Kind = "load"     // the go command could not find or read the package
	Build    Kind = "build"    // the package does not compile
	Internal Kind = "internal" // distvet itself failed
)

// A Problem is a reason why something was not analysed. A run with problems has failed,
// whatever it found elsewhere.
type Problem struct {
	Kind    Kind
	Package string   // the package at fault; may be empty
	Summary string   // one line that names the thing and says what to do
	Detail  []string // the lines that the go command, the compiler or a stack trace had to say
	Skipped []string // packages that were not analysed because of it
}

// A Result is everything a run has to say.
type Result struct {
	Findings []Finding
	Problems []Problem
	NewOnly  bool      // Findings holds new ones only
	Known    []Finding // the others, which are not reported
	Ignored  []Ignored // what directives in the code hide, and which
	Stats    []Stats   // what was seen of the network calls of each package
	Answers  []Answer  // to a question about one place
	Notes    []string  // what else the user should hear, one line each
	Packages []string  // the packages asked for that were analysed, at least in part, sorted
}

// Stats are the numbers of one package's network calls.
type Stats struct {
	Package  string
	Families []analyzers.Family
}

// An Answer tells what is known of the calls at a place.
type Answer struct {
	Package string
	analyzers.Answer
}

// Families sums up the numbers of all packages, by the names of the families.
func (r *Result) Families() []analyzers.Family {
	var list []analyzers.Family
	for _, s := range r.Stats {
		for _, f := range s.Families {
			i := slices.IndexFunc(list, func(g analyzers.Family) bool { return g.Name == f.Name })
			if i < 0 {
				i = len(list)
				list = append(list, analyzers.Family{Name: f.Name})
			}
			list[i].Add(f)
		}
	}
	slices.SortFunc(list, func(f, g analyzers.Family) int { return cmp.Compare(f.Name, g.Name) })
	return list
}

// An Ignored is what a //distvet: comment made silent: a finding, or a call that the comment
// keeps from becoming one.
type Ignored struct {
	Check      string
	Confidence analyzers.Confidence
	Package    string
	Pos        Position
	Message    string
	Directive  Position // of the comment
	Text       string   // of the comment: "//distvet:ignore nodeadline reason"
}

// Compare orders what is ignored by its directive, then by its place.
func (i *Ignored) Compare(j *Ignored) int {
	return cmp.Or(
		i.Directive.Compare(j.Directive),
		i.Pos.Compare(j.Pos),
		cmp.Compare(i.Check, j.Check),
		cmp.Compare(i.Message, j.Message),
	)
}

// Judged reports whether the package was analysed, and without a problem: only then does
// it mean something that a finding is absent.
func (r *Result) Judged(pkg string) bool {
	_, analysed := slices.BinarySearch(r.Packages, pkg)
	return analysed && !r.Explains(pkg)
}

// Explains reports whether a problem says why the package was not analysed.
func (r *Result) Explains(pkg string) bool {
	return slices.ContainsFunc(r.Problems, func(p Problem) bool {
		return p.Package == pkg || slices.Contains(p.Skipped, pkg)
	})
}

// A Filter selects findings after the analysis, so that changing it analyses nothing anew.
type Filter struct {
	Confidence analyzers.Confidence // at least this sure
	Tests      bool                 // in _test.go files too
	Checks     []string             // of these checks only; nil means all
	// Grades holds the confidence that findings of a check need where it is another.
	Grades map[string]analyzers.Confidence
	// Excluded reports whether findings of a check in a file are left out; nil means none are.
	Excluded func(check, file string) bool
}

// Apply removes the findings that the filter does not select.
func (r *Result) Apply(filter Filter) {
	r.Findings = slices.DeleteFunc(r.Findings, filter.rejects)
	r.Known = slices.DeleteFunc(r.Known, filter.rejects)
	r.Ignored = slices.DeleteFunc(r.Ignored, func(i Ignored) bool {
		return filter.rejects(Finding{Check: i.Check, Pos: i.Pos, Confidence: analyzers.Certain})
	})
}

func (filter Filter) rejects(f Finding) bool { return filter.Why(f) != "" }

// Why says why the filter leaves a finding out, or returns "" if it does not.
func (filter Filter) Why(f Finding) string {
	least := filter.Confidence
	if c, ok := filter.Grades[f.Check]; ok {
		least = c
	}
	switch {
	case filter.Checks != nil && !slices.Contains(filter.Checks, f.Check):
		return "the check is not among those asked for"
	case least < analyzers.Certain:
		return "the settings turn the check off"
	case f.Confidence > least:
		return "shown only with -confidence=" + f.Confidence.String()
	case !filter.Tests && strings.HasSuffix(f.Pos.File, "_test.go"):
		return "in a test file: shown only with -tests"
	case filter.Excluded != nil && filter.Excluded(f.Check, f.Pos.File):
		return "the settings exclude the file"
	}
	return ""
}

// Normalize makes texts that hold words of the analysed code harmless, sorts findings and
// problems, and removes duplicates: the same file is analysed more than once when it
// belongs to several variants of a package. Files below root come before all others, so that
// the order is the same wherever the repository lies.
func (r *Result) Normalize(root string) {
	r.clean()
	slices.SortStableFunc(r.Findings, func(f, g Finding) int {
		return cmp.Or(
			cmp.Compare(outside(root, f.Pos.File), outside(root, g.Pos.File)),
			f.Compare(&g),
		)
	})
	r.Findings = slices.CompactFunc(r.Findings, func(f, g Finding) bool { return f.Compare(&g) == 0 })
	slices.SortStableFunc(r.Ignored, func(i, j Ignored) int {
		return cmp.Or(
			cmp.Compare(outside(root, i.Directive.File), outside(root, j.Directive.File)),
			i.Compare(&j),
		)
	})
	r.Ignored = slices.CompactFunc(r.Ignored, func(i, j Ignored) bool { return i.Compare(&j) == 0 })
	for i := range r.Problems {
		slices.Sort(r.Problems[i].Skipped)
	}
	slices.SortStableFunc(r.Problems, func(p, q Problem) int {
		return cmp.Or(cmp.Compare(p.Package, q.Package), cmp.Compare(p.Summary, q.Summary))
	})
	r.Problems = slices.CompactFunc(r.Problems, func(p, q Problem) bool {
		return p.Package == q.Package && p.Summary == q.Summary && slices.Equal(p.Detail, q.Detail)
	})
}

// outside returns 0 if the file lies below root, and 1 if not.
func outside(root, file string) int {
	if rel, err := filepath.Rel(root, file); err == nil && filepath.IsLocal(rel) {
		return 0
	}
	return 1
}

// clean cleans all that is meant to be read; names of files are left to the printers,
// which must be able to find the files.
func (r *Result) clean() {
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Package = Clean(f.Package)
		f.Message = Clean(f.Message)
		for j := range f.Path {
			f.Path[j].Message = Clean(f.Path[j].Message)
		}
		for j := range f.Fixes {
			f.Fixes[j].Message = Clean(f.Fixes[j].Message)
		}
	}
	for i := range r.Ignored {
		ig := &r.Ignored[i]
		ig.Package, ig.Message, ig.Text = Clean(ig.Package), Clean(ig.Message), Clean(ig.Text)
	}
	for i := range r.Problems {
		p := &r.Problems[i]
		p.Package = Clean(p.Package)
		p.Summary = Clean(p.Summary)
		for j := range p.Skipped {
			p.Skipped[j] = Clean(p.Skipped[j])
		}
		for j := range p.Detail {
			p.Detail[j] = Clean(p.Detail[j])
		}
	}
}

// Rel returns the shortest name of file for a person in the directory dir: relative where
// that is shorter, as the go command does it.
func Rel(dir, file string) string {
	if rel, err := filepath.Rel(dir, file); err == nil && len(rel) < len(file) {
		return rel
	}
	return file
}
