package retrynest

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports retries inside retries, which multiply.
var Analyzer = &analysis.Analyzer{
	Name:     "retrynest",
	Doc:      docsection.Must(doc, "retrynest"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrynest.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

// A layer is a function that tries again by itself, inside the retries of others. Which of the two is
// to go is one decision, so that all who try it again are one finding.
type layer struct {
	name       string
	confidence settings.Confidence
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	layers := make(map[layer]*finding.Finding)
	var order []*finding.Finding
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		for _, r := range res.Attempts.Regions(fn) {
			inner := res.Attempts.Nested(r)
			if inner == nil || r.Limit.Kind == attempts.CountLimit && r.Limit.Attempts == 1 {
				continue // one layer
			}
			l := layer{inner.Name, confidence(res.Attempts, r, inner)}
			if first := layers[l]; first != nil {
				first.Path = append(first.Path, finding.Step{Pos: inner.Pos, Message: "and so does this, in " + r.Where()})
				continue
			}
			f := &finding.Finding{
				Pos: r.Pos, End: r.End,
				Confidence: l.confidence,
				Message:    message(res.Attempts, r, inner),
				Path:       []finding.Step{{Pos: inner.Pos, Message: "this tries again by itself"}},
			}
			layers[l] = f
			order = append(order, f)
		}
	}
	for _, f := range order {
		rep.Report(*f)
	}
}

// confidence grades by what is known of the product: two layers of retries that somebody
// wrote multiply for sure; a library's default may have been switched off at its construction, and so
// may an inner layer that an option or a budget ends; and layers that try again after different errors
// do not meet.
func confidence(a *attempts.Analysis, r *attempts.Region, inner *attempts.Inner) settings.Confidence {
	if n, _, _ := a.Product(r, inner); inner.Library || inner.Part || inner.Loose || r.Filtered || r.Marks || n < 9 {
		return settings.Possible
	}
	return settings.Likely
}

func message(a *attempts.Analysis, r *attempts.Region, inner *attempts.Inner) string {
	who := inner.Name + ", which tries " + inner.Op + " again itself"
	if inner.Library {
		who = inner.Name + ", which tries again by itself"
	}
	if n, layers, worst := a.Product(r, inner); n > 0 {
		waiting := ""
		if worst > 0 {
			waiting = fmt.Sprintf(", %s of waiting,", worst)
		}
		factors := strings.ReplaceAll(strings.Trim(fmt.Sprint(layers), "[]"), " ", " x ")
		return fmt.Sprintf("%s tries again %s: up to %s = %d requests%s for one call while the peer is down; retry at one layer",
			r.Where(), who, factors, n, waiting)
	}
	return fmt.Sprintf("%s tries again %s: the attempts multiply while the peer is down; retry at one layer", r.Where(), who)
}
