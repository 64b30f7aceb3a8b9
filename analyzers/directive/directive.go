package directive

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/settings"
)

//go:embed doc.go
var doc string

// Analyzer reports malformed and unknown //distvet: comments.
var Analyzer = &analysis.Analyzer{
	Name:     "directive",
	Doc:      docsection.Must(doc, "directive"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/directive.md",
	Requires: []*analysis.Analyzer{settings.Analyzer},
	Run:      func(*analysis.Pass) (any, error) { return nil, nil },
}
