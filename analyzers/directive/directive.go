package directive

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports malformed, unknown and unused //distvet: comments.
var Analyzer = &analysis.Analyzer{
	Name:     "directive",
	Doc:      docsection.Must(doc, "directive"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/directive.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.CheckAll(run),
}

// Checks names the checks that an ignore may name. The checks themselves cannot be asked,
// since this is one of them; a test compares.
var Checks = []string{
	"nodeadline", "ctxdrop", "servertimeout",
	"retryforever", "retrywait", "retrynest", "retrylost",
	"retrywrite", "retrybody", "retrystate",
	"wallelapsed", "wallorder", "wallid", "wallexpiry",
	"directive",
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, f := range pass.Files {
		for _, d := range finding.Directives(pass.Fset, f) {
			if message := fault(d); message != "" {
				rep.Report(finding.Finding{Pos: d.Pos, End: d.End, Confidence: settings.Certain, Message: message})
			}
		}
		for _, group := range f.Comments {
			for _, c := range group.List {
				if kind := spaced(c.Text); kind != "" {
					rep.Report(finding.Finding{
						Pos: c.Pos(), End: c.End(), Confidence: settings.Certain,
						Message: fmt.Sprintf("a space after // makes this plain text, which does nothing; write //distvet:%s", kind),
					})
				}
			}
		}
	}
	unused(res, rep)
}

// unused reports the directives that change nothing, and tells of the others what they hide.
// An ignore is judged by the check that it names.
func unused(res *summary.Result, rep *finding.Reporter) {
	if len(res.Directives) == 0 || res.SSA == nil {
		return
	}
	res.Causes() // which tells what is detached
	for _, fn := range res.SSA.Funcs {
		res.Repeat.Repeats(fn)
	}
	res.Repeat.ByLibraries()
	for _, d := range res.Directives {
		if res.Program.InTest(d.Pos) {
			continue // test files are no evidence
		}
		for _, h := range d.Hides {
			if n := res.Boundary.Node(h.Pos); n != nil {
				h.Pos = n.Pos()
			}
			rep.Record(d, h, settings.Likely)
		}
		if d.Used() {
			continue
		}
		rep.Report(finding.Finding{Pos: d.Pos, End: d.End, Confidence: settings.Certain, Message: needless(d)})
	}
}

// needless says why a directive changes nothing.
func needless(d *finding.Directive) string {
	switch d.Kind {
	case finding.Crossing:
		return "this //distvet:crossing tells nothing new: what the function does at the network is known without it; remove it"
	case finding.Bounded:
		return "this //distvet:bounded silences nothing: no call of the function crosses the network without a limit; remove it"
	case finding.Idempotent:
		return "this //distvet:idempotent silences nothing: the function does nothing that a repeat would double, as far as can be seen; remove it"
	}
	return "this //distvet:detached silences nothing: no call here leaves a context behind; remove it"
}

// fault says what is wrong with a directive, or nothing.
func fault(d *finding.Directive) string {
	switch d.Kind {
	case finding.Ignore:
		return ignoreFault(d)
	case finding.Detached, finding.Crossing, finding.Bounded, finding.Idempotent:
		if d.Decl == nil && d.Kind != finding.Detached {
			return fmt.Sprintf("//distvet:%s stands at no function declaration and does nothing; move it into the doc comment of one", d.Kind)
		}
		if d.Reason == "" && finding.NeedsReason(d.Kind) {
			return fmt.Sprintf("//distvet:%[1]s gives no reason and does nothing; write //distvet:%[1]s <reason>", d.Kind)
		}
	default:
		if near := nearest(d.Kind, finding.Kinds); near != "" {
			return fmt.Sprintf("there is no directive //distvet:%s, so this does nothing; did you mean //distvet:%s?", d.Kind, near)
		}
		return fmt.Sprintf("there is no directive //distvet:%s, so this does nothing; there are %s", d.Kind, strings.Join(finding.Kinds, ", "))
	}
	return ""
}

func ignoreFault(d *finding.Directive) string {
	near := nearest(d.Check, Checks)
	switch {
	case d.Check == "":
		return "//distvet:ignore names no check and does nothing; write //distvet:ignore <check> <reason>"
	case slices.Contains(Checks, d.Check) && d.Reason == "":
		return fmt.Sprintf("//distvet:ignore gives no reason and does nothing; write //distvet:ignore %s <reason>", d.Check)
	case slices.Contains(Checks, d.Check):
		return ""
	case strings.Contains(d.Check, ","):
		return "//distvet:ignore takes one check and does nothing with a list; write one directive for each"
	case near != "":
		return fmt.Sprintf("there is no check %q, so this does nothing; did you mean %s?", d.Check, near)
	}
	return fmt.Sprintf("there is no check %q, so this does nothing; distvet list names the checks", d.Check)
}

// spaced returns the kind of a directive that was written with a space after the slashes, or
// "". Text about distvet is not meant: the kind must be one that exists and stand first.
func spaced(comment string) string {
	body, ok := strings.CutPrefix(comment, "//")
	if !ok {
		return ""
	}
	trimmed := strings.TrimLeft(body, " \t")
	rest, ok := strings.CutPrefix(trimmed, "distvet:")
	if !ok || trimmed == body {
		return "" // something else, or as it should be
	}
	if words := strings.Fields(rest); len(words) > 0 && slices.Contains(finding.Kinds, words[0]) {
		return words[0]
	}
	return ""
}

// nearest returns the name that word was most likely meant to be, or "".
func nearest(word string, names []string) string {
	best, bestDistance := "", 3 // two slips of the finger
	for _, name := range names {
		if d := distance(strings.ToLower(word), name); d < bestDistance && d < len(name)/2 {
			best, bestDistance = name, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with their neighbour to
// make one word of the other.
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
