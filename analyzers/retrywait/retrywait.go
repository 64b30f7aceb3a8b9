package retrywait

import (
	_ "embed"
	"fmt"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers/internal/attempts"
	"github.com/distvet/distvet/analyzers/internal/docsection"
	"github.com/distvet/distvet/analyzers/internal/finding"
	"github.com/distvet/distvet/analyzers/internal/settings"
	"github.com/distvet/distvet/analyzers/internal/summary"
)

//go:embed doc.go
var doc string

// Analyzer reports retries that do not wait, or wait without listening.
var Analyzer = &analysis.Analyzer{
	Name:     "retrywait",
	Doc:      docsection.Must(doc, "retrywait"),
	URL:      "https://github.com/distvet/distvet/blob/main/docs/retrywait.md",
	Requires: []*analysis.Analyzer{settings.Analyzer, summary.Analyzer},
	Run:      summary.Check(run),
}

func run(pass *analysis.Pass, res *summary.Result, rep *finding.Reporter) {
	c := &check{a: res.Attempts, rep: rep, seen: make(map[token.Pos]bool)}
	for _, fn := range res.SSA.Funcs {
		for _, r := range res.Attempts.Regions(fn) {
			if !r.Forever() { // else it is retryforever's
				c.region(r)
			}
		}
	}
}

type check struct {
	a    *attempts.Analysis
	rep  *finding.Reporter
	seen map[token.Pos]bool // one finding per place
}

// region reports the worst that is wrong with the pauses of r.
func (c *check) region(r *attempts.Region) {
	switch {
	case c.hot(r):
	case c.skipped(r):
	case c.ignored(r):
	case c.deaf(r):
	case c.steady(r):
	}
}

func (c *check) report(f finding.Finding) bool {
	if !c.seen[f.Pos] {
		c.seen[f.Pos] = true
		c.rep.Report(f)
	}
	return true
}

// hot reports a failure that comes straight back to the operation.
func (c *check) hot(r *attempts.Region) bool {
	if !r.Hot || r.Kind == attempts.Poll || r.Evidence() < attempts.Assumed {
		return false
	}
	confidence := settings.Likely
	if r.MayPause || r.Evidence() < attempts.Known || r.Limit.Kind == attempts.CountLimit {
		confidence = settings.Possible
	}
	return c.report(finding.Finding{
		Pos: r.Pos, End: r.End,
		Confidence: confidence,
		Message: fmt.Sprintf("a failed %s is tried again at once in %s: a peer that refuses quickly is hammered, and its outage prolonged; wait between attempts, longer each time",
			r.Op().Name, r.Where()),
		Path: []finding.Step{{Pos: r.Op().Call.Pos(), Message: "its failure comes back here without a pause"}},
	})
}

// skipped reports a branch that jumps over the pause.
func (c *check) skipped(r *attempts.Region) bool {
	switch {
	case !r.Skip.IsValid():
		return false
	case r.SkipBusy:
		return c.report(finding.Finding{
			Pos:        r.Skip,
			Confidence: settings.Likely,
			Message:    fmt.Sprintf("this branch jumps over the pause of the loop in %s and asks again at once: the loop burns a processor until the answer changes; wait on every way round", r.Where()),
		})
	}
	confidence := settings.Likely
	if r.Evidence() < attempts.Known || r.Limit.Kind == attempts.CountLimit || r.MayPause {
		confidence = settings.Possible
	}
	return c.report(finding.Finding{
		Pos:        r.Skip,
		Confidence: confidence,
		Message: fmt.Sprintf("a failed %s is tried again at once when this branch jumps over the pause of the retry loop in %s; wait on every way back",
			r.Op().Name, r.Where()),
		Path: []finding.Step{{Pos: r.Pauses[0].Instr.Pos(), Message: "the pause that the other ways take"}},
	})
}

// ignored reports a pause that tells when it was cut short, to nobody.
func (c *check) ignored(r *attempts.Region) bool {
	for _, p := range r.Pauses {
		if !p.Answer || !p.Ignored || p.Kind != attempts.Heeding || r.Heeds >= attempts.HeedsStop {
			continue
		}
		confidence := settings.Likely
		if r.Limit.Kind == attempts.CountLimit {
			confidence = settings.Possible
		}
		return c.report(finding.Finding{
			Pos:        p.Instr.Pos(),
			Confidence: confidence,
			Message: fmt.Sprintf("nobody looks at what %s returns: once it is cut short the loop in %s goes on without any pause; leave the loop when it says so",
				p.Name, r.Where()),
		})
	}
	return false
}

// deaf reports a sleep that goes on when the work has been called off.
func (c *check) deaf(r *attempts.Region) bool {
	d := c.a.Deaf(r)
	if d == nil || r.Kind == attempts.Watch && r.Heeds != attempts.HeedsCtx {
		return false
	}
	f := finding.Finding{
		Pos:        d.Pause.Instr.Pos(),
		Confidence: settings.Likely,
		Message: fmt.Sprintf("%s between attempts in %s does not listen to %s: when the caller has gone the retries go on; select on its Done as well",
			d.Pause.Name, r.Where(), d.Hand.Name),
	}
	if op := r.Op(); op != nil {
		f.Path = []finding.Step{{Pos: op.Call.Pos(), Message: "what is tried again"}}
	}
	return c.report(f)
}

// steady reports pauses that are the same for everybody who failed at the same moment.
func (c *check) steady(r *attempts.Region) bool {
	if r.Kind == attempts.Watch || r.Kind == attempts.Poll {
		return false
	}
	p, how := c.a.Steady(r)
	if p == nil {
		return false
	}
	what := "the same pause lies between all attempts"
	if how == "growing" {
		what = "the pauses between attempts grow but are not random"
	}
	return c.report(finding.Finding{
		Pos:        p.Instr.Pos(),
		Confidence: settings.Possible,
		Message: fmt.Sprintf("%s at %s in %s: clients that failed together come back together, and a recovering peer meets them all at once; let the pause grow and add jitter",
			what, r.Op().Name, r.Where()),
	})
}
