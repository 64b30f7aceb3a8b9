package wallexpiry

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/stamps"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports validities that two clocks decide.
var Analyzer = &analysis.Analyzer{
	Name:     "wallexpiry",
	Doc:      docsection.Must(doc, "wallexpiry"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/wallexpiry.md",
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
	for _, s := range all.Expiries() {
		rep.Report(finding.Finding{
			Pos: s.Pos, End: s.End, Confidence: s.Confidence,
			Message: message(s), Path: path(s), Fixes: s.Fixes,
		})
	}
	return nil, nil
}

func message(e *stamps.Expiry) string {
	switch e.Kind {
	case stamps.NotBefore:
		return fmt.Sprintf("%s makes something that is valid from this very instant (NotBefore is time.Now()); a verifier whose clock is behind rejects it: begin a minute or more ago", e.Decides)
	case stamps.Heartbeat:
		return fmt.Sprintf("%s takes a peer for dead or alive by comparing %s with %s; clocks that disagree declare it dead or never do: "+
			"note when it was received and measure from there", e.Decides, from(e), clock(e))
	case stamps.Cached:
		return fmt.Sprintf("%s hands out what it keeps until %s, which another machine's clock set; where this clock is behind, or the reply takes a moment, "+
			"it hands out what is no longer valid: stop a margin earlier", e.Decides, e.Name)
	case stamps.Claims:
		return fmt.Sprintf("%s checks %s against %s to the second; another machine set it, and its clock differs: allow a leeway of a minute, or let a token library do it", e.Decides, from(e), clock(e))
	}
	return fmt.Sprintf("%s decides who holds it by %s against %s; with clocks that disagree two may hold it at once: "+
		"let the holder measure with a margin, let others watch for a whole lease on their own clock, and fence writes with a token from the store", e.Decides, from(e), clock(e))
}

// clock names this machine's clock, and where it was read if not where it decides.
func clock(e *stamps.Expiry) string {
	if e.Now == nil || e.Now.Expr == "" || e.Now.Func == e.Decides {
		return "this machine's clock"
	}
	return "this machine's clock (" + e.Now.String() + ")"
}

// from names the stamp and where it was made.
func from(e *stamps.Expiry) string {
	if e.Foreign == nil {
		return e.Name + ", which another machine's clock set"
	}
	return fmt.Sprintf("%s, %s and so set by another machine's clock,", e.Name, e.Foreign)
}

func path(e *stamps.Expiry) []finding.Step {
	var steps []finding.Step
	if e.Foreign != nil && e.Foreign.Pos.IsValid() {
		steps = append(steps, finding.Step{Pos: e.Foreign.Pos, Message: "the other machine's stamp: " + e.Foreign.Expr})
	}
	if e.Now != nil && e.Now.Pos.IsValid() && e.Now.Func != e.Decides {
		steps = append(steps, finding.Step{Pos: e.Now.Pos, Message: "this machine's clock: " + e.Now.Expr})
	}
	return append(steps, finding.Step{Pos: e.At, Message: "decided here, in " + e.Decides})
}
