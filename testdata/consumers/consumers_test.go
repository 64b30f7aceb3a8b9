// Package consumers has independent readers take the reports that distvet writes. It is a
// module of its own, so that nobody who builds distvet needs the readers.
package consumers

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/reviewdog/reviewdog/parser"
	"github.com/reviewdog/reviewdog/proto/rdf"
)

const goldens = "../../cmd/distvet/internal/printer/testdata"

func golden(t *testing.T, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join(goldens, name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// reviewdog reads three of our formats, and sees the same in all of them.
func TestReviewdog(t *testing.T) {
	for format, severity := range map[string]rdf.Severity{
		"rdjsonl":    rdf.Severity_ERROR,
		"sarif":      rdf.Severity_ERROR,
		"checkstyle": rdf.Severity_ERROR,
	} {
		t.Run(format, func(t *testing.T) {
			p, err := parser.New(&parser.Option{FormatName: format})
			if err != nil {
				t.Fatal(err)
			}
			diagnostics, err := p.Parse(golden(t, format+".golden"))
			if err != nil {
				t.Fatal(err)
			}
			if len(diagnostics) != 2 {
				t.Fatalf("%d diagnostics, want 2", len(diagnostics))
			}
			for _, d := range diagnostics {
				if d.GetLocation().GetPath() != "pay/pay.go" {
					continue
				}
				start := d.GetLocation().GetRange().GetStart()
				if start.GetLine() != 5 || d.GetSeverity() != severity {
					t.Errorf("line %d, severity %s", start.GetLine(), d.GetSeverity())
				}
				if code := d.GetCode().GetValue(); format != "checkstyle" && code != "nodeadline" {
					t.Errorf("code %q, want nodeadline", code)
				}
				if format == "rdjsonl" {
					if n := len(d.GetSuggestions()); n != 1 || d.GetSuggestions()[0].GetText() != "Head" {
						t.Errorf("%d suggestions", n)
					}
					if n := len(d.GetRelatedLocations()); n != 2 { // a step of the path, and another place
						t.Errorf("%d related locations, want 2", n)
					}
				}
				return
			}
			t.Errorf("no diagnostic in pay/pay.go: %v", diagnostics)
		})
	}
}

// go-sarif reads our SARIF and finds rules, levels, flows and fingerprints in it.
func TestGoSARIF(t *testing.T) {
	report, err := sarif.Open(filepath.Join(goldens, "sarif.golden"))
	if err != nil {
		t.Fatal(err)
	}
	run := report.Runs[0]
	if n := len(run.Tool.Driver.Rules); n != 2 {
		t.Errorf("%d rules, want 2", n)
	}
	if n := len(run.Results); n != 2 {
		t.Fatalf("%d results, want 2", n)
	}
	first := run.Results[0]
	rule := run.Tool.Driver.Rules[first.RuleIndex]
	if rule.ID == nil || *rule.ID != "nodeadline" || *first.RuleID != "nodeadline" {
		t.Errorf("the rule of the first result is %v", rule.ID)
	}
	if n := len(first.CodeFlows); n != 1 {
		t.Errorf("%d code flows, want 1", n)
	}
	if n := len(first.RelatedLocations); n != 1 {
		t.Errorf("%d related locations, want 1", n)
	}
	if len(first.PartialFingerprints) == 0 {
		t.Error("no fingerprints")
	}
	if _, err := json.Marshal(report); err != nil {
		t.Error(err)
	}
}
