// Package summary runs the analysis of a package, callees first, and owns distvet's one fact.
package summary

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/program"
)

// Analyzer summarizes the functions of the package and exports what importers need to know.
var Analyzer = &analysis.Analyzer{
	Name:       "distvetsummary",
	Doc:        "distvetsummary: summarize what functions do at the network",
	URL:        "https://github.com/distvet/distvet",
	Requires:   []*analysis.Analyzer{program.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	FactTypes:  []analysis.Fact{new(Fact)},
	Run:        run,
}

// A Fact is what callers need to know of a function.
type Fact struct{}

// AFact marks Fact as a fact.
func (*Fact) AFact() {}

// A Result is what the checks ask.
type Result struct{}

func run(pass *analysis.Pass) (any, error) { return &Result{}, nil }
