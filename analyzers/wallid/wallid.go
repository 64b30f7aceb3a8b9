package wallid

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

// Analyzer reports points in time that serve as identities.
var Analyzer = &analysis.Analyzer{
	Name:     "wallid",
	Doc:      docsection.Must(doc, "wallid"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/wallid.md",
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
	for _, s := range all.IDs() {
		rep.Report(finding.Finding{
			Pos: s.Pos, End: s.End, Confidence: s.Confidence,
			Message: message(s), Path: path(s),
		})
	}
	return nil, nil
}

func message(id *stamps.ID) string {
	switch id.Kind {
	case stamps.Monotonic:
		return fmt.Sprintf("MONOTONIC_USEC is given %s in %s, the wall clock; systemd wants the system's monotonic clock: read CLOCK_MONOTONIC", id.Clock, id.Func)
	case stamps.SameName:
		return fmt.Sprintf("%s makes the name %q twice, each time with its own %s; the two differ as soon as the clock moves on: make it once and use it twice",
			id.Func, id.Name, id.Clock)
	}
	return fmt.Sprintf("%s is %s in %s, with nothing random or counted beside it; two that are made in the same %s, or after the clock was set back, are the same: "+
		"use a random id, or count", id.Name, id.Clock, id.Func, id.Unit)
}

func path(id *stamps.ID) []finding.Step {
	return []finding.Step{{Pos: id.At, Message: "the stamp becomes " + id.Name + " here"}}
}
