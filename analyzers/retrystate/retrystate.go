package retrystate

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/repeat"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports state that a failed attempt leaves to the next one.
var Analyzer = &analysis.Analyzer{
	Name:     "retrystate",
	Doc:      docsection.Must(doc, "retrystate"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrystate.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, fn := range res.SSA.Funcs {
		if res.SSA.Tests[fn] {
			continue
		}
		said := make(map[string]bool) // one variable is one cause
		for _, l := range res.Repeat.Leftovers(fn) {
			if said[l.Name] {
				continue
			}
			said[l.Name] = true
			f := finding.Finding{Pos: l.At.Pos(), Confidence: confidence(l), Message: message(l), Fixes: l.Reset(pass)}
			if call, ok := l.At.(ssa.CallInstruction); ok {
				f.Pos, f.End = repeat.Place(call)
			}
			if l.Region.Pos.IsValid() {
				f.Path = []finding.Step{{Pos: l.Region.Pos, Message: "repeated by " + l.Region.Name}}
			}
			rep.Report(f)
		}
	}
}

// confidence grades a leftover: it is likely that what an attempt adds is meant to be there
// once. The inputs of two attempts mostly have the same fields.
func confidence(l *repeat.Leftover) settings.Confidence {
	if l.Merges {
		return settings.Possible
	}
	return settings.Likely
}

func message(l *repeat.Leftover) string {
	switch l.Kind {
	case repeat.Appended:
		return fmt.Sprintf("%s keeps what a failed attempt appended, so %s leaves it there twice; set %s to nil at the top of each attempt, or append to a variable of its own and assign it on success", l.Name, l.Region.Name, l.Name)
	case repeat.Added:
		return fmt.Sprintf("%s keeps what a failed attempt added, so %s leaves it there twice; add to a variable of the attempt and assign it on success", l.Name, l.Region.Name)
	case repeat.Built:
		return fmt.Sprintf("%s keeps what a failed attempt wrote, so %s leaves it there twice; reset %s at the top of each attempt", l.Name, l.Region.Name, l.Name)
	case repeat.Decoded:
		if l.Merges {
			return fmt.Sprintf("%s keeps what a failed attempt decoded, and %s leaves alone what the next input says nothing of; decode into a variable of the attempt and assign it on success", l.Name, l.By)
		}
		return fmt.Sprintf("%s keeps what a failed attempt decoded, and %s adds to the slices that it finds, so %s leaves it there twice; decode into a variable of the attempt and assign it on success", l.Name, l.By, l.Region.Name)
	case repeat.Noted:
		return fmt.Sprintf("%s keeps what an attempt noted that was rolled back, and an attempt of %s that works may leave it as it is; set %s anew at the top of each attempt, or assign it on success", l.Name, l.Region.Name, l.Name)
	case repeat.Shared:
		return fmt.Sprintf("the handlers of one attempt may change the URL and headers of %s, and %s hands them to the next one; give each attempt %s.Clone(ctx)", l.Name, l.Region.Name, l.Name)
	}
	return fmt.Sprintf("%s keeps what %s wrote before it failed, and %s starts from the beginning; write to a buffer or a new file per attempt, or go on from the offset reached", l.Name, l.By, l.Region.Name)
}
