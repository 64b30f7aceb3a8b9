package retrylost

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

// Analyzer reports retries that give up and report success.
var Analyzer = &analysis.Analyzer{
	Name:     "retrylost",
	Doc:      docsection.Must(doc, "retrylost"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrylost.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, fn := range res.SSA.Funcs {
		for _, r := range res.Attempts.Regions(fn) {
			if r.Never != nil && r.Lost == nil && r.Evidence() >= attempts.Assumed {
				never(r, rep)
			}
			if r.Anyway != nil && r.Evidence() >= attempts.Assumed {
				anyway(r, rep)
				continue // it ends there
			}
			if r.Lost == nil || r.Evidence() < attempts.Shape {
				continue // the caller hears of it, or it is no remote operation
			}
			confidence := settings.Likely
			// Who logs that it gave up, or keeps the error where others see it, and returns nil, may mean it.
			if r.Op().Evidence < attempts.Assumed || r.LostAloud || r.LostKept {
				confidence = settings.Possible
			}
			pos := r.Lost.Pos()
			if !pos.IsValid() {
				pos = r.Pos
			}
			if r.Shadowed != "" {
				rep.Report(finding.Finding{
					Pos:        pos,
					Confidence: confidence,
					Message: fmt.Sprintf("%s returns %s after attempts at %s have failed, and it is nil there whatever has happened: their errors go to another variable; assign them to this one, with = in place of :=",
						r.Where(), r.Shadowed, r.Op().Name),
					Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "the error of this is lost"}},
				})
				continue
			}
			rep.Report(finding.Finding{
				Pos:        pos,
				Confidence: confidence,
				Message: fmt.Sprintf("%s returns nil after every attempt at %s has failed: the caller takes that for success; return the last error",
					r.Where(), r.Op().Name),
				Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "this has failed on each attempt"}},
			})
		}
	}
}

// anyway reports that what follows uses the result of an attempt that failed.
func anyway(r *attempts.Region, rep *finding.Reporter) {
	confidence := settings.Likely
	if !r.AnywayNil {
		confidence = settings.Possible // it may return something beside an error
	}
	rep.Report(finding.Finding{
		Pos:        r.Anyway.Pos(),
		Confidence: confidence,
		Message: fmt.Sprintf("%s goes on here when every attempt at %s has failed, with a result that is nil then; return the last error first",
			r.Where(), r.Op().Name),
		Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "this has failed on each attempt"}},
	})
}

// never reports that the operation may not run at all. Whether the limit is ever nought is not
// known, so that this is possible only.
func never(r *attempts.Region, rep *finding.Reporter) {
	pos := r.Never.Pos()
	if !pos.IsValid() {
		pos = r.Pos
	}
	rep.Report(finding.Finding{
		Pos:        pos,
		Confidence: settings.Possible,
		Message: fmt.Sprintf("%s returns nil if its limit is nought, although %s has never run; see to it that there is one attempt at least, or start with an error",
			r.Where(), r.Op().Name),
		Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "this never ran"}},
	})
}
