package retryforever

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports retries that nothing ends.
var Analyzer = &analysis.Analyzer{
	Name:     "retryforever",
	Doc:      docsection.Must(doc, "retryforever"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retryforever.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	for _, fn := range res.SSA.Funcs {
		renewed(fn, res.Attempts, rep)
		for _, r := range res.Attempts.Regions(fn) {
			if !r.Forever() {
				continue // something ends it, or might
			}
			op := r.Op()
			stop, given := res.Attempts.StopAtHand(fn)
			rep.Report(finding.Finding{
				Pos: r.Pos, End: r.End,
				Confidence: confidence(r, given),
				Message:    message(r, stop),
				Path:       []finding.Step{{Pos: op.Call.Pos(), Message: "this is tried again each time it fails"}},
			})
		}
	}
}

// renewed reports time limits that start anew on each turn. Whatever the loop does, its author
// meant it to end.
func renewed(fn *ssa.Function, a *attempts.Analysis, rep *finding.Reporter) {
	for _, r := range a.RenewedLimits(fn) {
		rep.Report(finding.Finding{
			Pos:        r.Pos,
			Confidence: settings.Certain,
			Message: fmt.Sprintf("the loop in %s never ends by this timer: it starts anew on each turn, and %s comes first each time; make it before the loop",
				attempts.FuncName(fn), r.By),
		})
	}
}

// confidence grades by what is at hand. Trying for ever with a pause is a choice that programs
// make on purpose, to connect when they start or for as long as they live; it is a mistake where the
// function is given something that tells that the work is over and the loop does not look, where
// somebody waits for an error that never comes, of a helper or of a piece of work that the peer
// never accepts, and where a limit was meant.
func confidence(r *attempts.Region, given bool) settings.Confidence {
	switch {
	case r.Specific && r.Kind != attempts.Recursive:
		return settings.Possible // one error that the code knows and may well have mended
	case r.Alters && r.Kind == attempts.Recursive:
		return settings.Possible // it asks for something else
	case r.Flag() && !r.Hot && r.Limit.Broken == "":
		return settings.Possible // "no" may just mean "not yet", which is what the loop is there for
	case !given && !r.Hot && r.Limit.Broken == "" && !r.Awaited() && !r.Item():
		return settings.Possible
	case r.Op().Evidence == attempts.Known && !r.Specific && (given || r.Hot || r.Limit.Broken != "" || r.Awaited()):
		return settings.Certain
	}
	return settings.Likely
}

func message(r *attempts.Region, stop string) string {
	way := "limit the attempts or their total time"
	if stop != "" {
		way = "stop when " + stop + " ends, or limit the attempts"
	}
	switch {
	case r.Limit.Broken != "":
		return fmt.Sprintf("%s is tried again for ever in %s: the limit is never reached, since %s; %s", r.Op().Name, r.Where(), r.Limit.Broken, way)
	case r.Hot:
		return fmt.Sprintf("%s is tried again for ever in %s, and without a pause: while the peer is down this loop hammers it, and nothing can stop it; %s, and wait between attempts", r.Op().Name, r.Where(), way)
	}
	return fmt.Sprintf("%s is tried again for ever in %s: no count, deadline or context ends it while the peer is down; %s", r.Op().Name, r.Where(), way)
}
