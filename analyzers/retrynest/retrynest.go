package retrynest

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

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

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {}
