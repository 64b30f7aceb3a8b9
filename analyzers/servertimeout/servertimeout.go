package servertimeout

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

// Analyzer: report HTTP servers that let a client hold a connection for ever.
var Analyzer = &analysis.Analyzer{
	Name:     "servertimeout",
	Doc:      docsection.Must(doc, "servertimeout"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/servertimeout.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	rep := finding.NewReporter(pass)
	defer rep.Close()
	_ = pass.ResultOf[summary.Analyzer].(*summary.Result)
	return nil, nil
}
