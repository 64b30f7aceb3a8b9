package retrynest

import (
	_ "embed"
	"fmt"

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

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		for _, r := range res.Attempts.Regions(fn) {
			inner := res.Attempts.Nested(r)
			if inner == nil || r.Limit.Kind == attempts.CountLimit && r.Limit.Attempts == 1 {
				continue // one layer
			}
			rep.Report(finding.Finding{
				Pos: r.Pos, End: r.End,
				Confidence: confidence(r, inner),
				Message:    message(r, inner),
				Path:       []finding.Step{{Pos: inner.Pos, Message: "this tries again by itself"}},
			})
		}
	}
}

// confidence grades by what is known of the product: two layers of retries that somebody
// wrote multiply for sure; a library's default may have been switched off at its construction,
// and layers that try again after different errors do not meet.
func confidence(r *attempts.Region, inner *attempts.Inner) settings.Confidence {
	if inner.Library || r.Filtered || product(r, inner) < 9 {
		return settings.Possible
	}
	return settings.Likely
}

// product returns the attempts of both layers together, 0 if one is not known.
func product(r *attempts.Region, inner *attempts.Inner) int {
	if r.Limit.Kind != attempts.CountLimit || inner.Attempts < 0 {
		return 0
	}
	return r.Limit.Attempts * inner.Attempts
}

func message(r *attempts.Region, inner *attempts.Inner) string {
	who := inner.Name + ", which tries " + inner.Op + " again itself"
	if inner.Library {
		who = inner.Name + ", which tries again by itself"
	}
	if n := product(r, inner); n > 0 {
		return fmt.Sprintf("%s tries again %s: up to %d x %d = %d requests for one call while the peer is down; retry at one layer",
			r.Where(), who, r.Limit.Attempts, inner.Attempts, n)
	}
	return fmt.Sprintf("%s tries again %s: the attempts multiply while the peer is down; retry at one layer", r.Where(), who)
}
