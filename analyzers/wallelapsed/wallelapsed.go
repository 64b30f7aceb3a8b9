package wallelapsed

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/stamps"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports elapsed time that a step of the wall clock changes.
var Analyzer = &analysis.Analyzer{
	Name:     "wallelapsed",
	Doc:      docsection.Must(doc, "wallelapsed"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/wallelapsed.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	rep := finding.NewReporter(pass)
	defer rep.Close()
	all := pass.ResultOf[summary.Analyzer].(*summary.Result).Stamps
	if all == nil {
		return nil, nil // no clock is read here
	}
	for _, s := range all.Elapsed() {
		rep.Report(finding.Finding{
			Pos: s.Pos, End: s.End, Confidence: s.Confidence,
			Message: message(s), Path: path(s), Fixes: s.Fixes,
		})
	}
	return nil, nil
}

func message(e *stamps.Elapsed) string {
	var b strings.Builder
	switch {
	case e.Deadline:
		fmt.Fprintf(&b, "the deadline given to %s in %s is %s, which has no monotonic reading", e.What, e.Decides, e.Stripped.Expr)
	case e.Integer && e.Carrier != "":
		fmt.Fprintf(&b, "%s decides by elapsed time between wall clock numbers: %s holds %s%s", e.Decides, e.Carrier, e.Stripped, other(e, ", the other end is "))
	case e.Integer:
		fmt.Fprintf(&b, "%s decides by elapsed time between wall clock numbers, one of them %s", e.Decides, e.Stripped.Expr)
	case e.Carrier != "":
		fmt.Fprintf(&b, "%s holds %s, which has no monotonic reading, and %s measures elapsed time with it%s", e.Carrier, e.Stripped, e.Decides, other(e, ", against "))
	default:
		fmt.Fprintf(&b, "%s has no monotonic reading, and %s measures elapsed time with it", e.Stripped.Expr, e.Decides)
	}
	b.WriteString("; when the clock is set, it comes too early or too late: ")
	if e.Integer {
		b.WriteString("keep the time.Time of time.Now() and use time.Since")
	} else {
		b.WriteString("keep time.Now() as it is and convert it only where it is shown or stored")
	}
	return b.String()
}

// other names the other end of the measure after the words before, and where it was made if
// that is not where it decides.
func other(e *stamps.Elapsed, before string) string {
	switch {
	case e.Now == nil || e.Now.Expr == "":
		return ""
	case e.Now.Func == e.Decides:
		return before + e.Now.Expr
	}
	return before + e.Now.String()
}

func path(e *stamps.Elapsed) []finding.Step {
	steps := []finding.Step{{Pos: e.Stripped.Pos, Message: "the stamp is made here: " + e.Stripped.Expr}}
	if e.Now != nil && e.Now.Pos.IsValid() {
		steps = append(steps, finding.Step{Pos: e.Now.Pos, Message: "the other end is made here: " + e.Now.Expr})
	}
	return append(steps, finding.Step{Pos: e.At, Message: "and decides here, in " + e.Decides})
}
