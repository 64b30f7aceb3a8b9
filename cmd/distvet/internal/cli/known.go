package cli

import (
	"context"
	"fmt"

	"github.com/distvet/distvet/cmd/distvet/internal/baseline"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// known tells old findings from new ones. The zero value knows none.
type known struct {
	file     string            // name of the baseline; empty if there is none
	baseline baseline.Baseline // what the file lists
	since    baseline.Baseline // what was there at an older revision
}

// knownFindings finds out what -baseline and -since know.
func (f *checkFlags) knownFindings(ctx context.Context, env *Env, a *analysis) (*known, error) {
	k := &known{file: f.baseline}
	var err error
	if f.baseline != "" {
		if k.baseline, err = baseline.Read(f.baseline, env.checkNames()); err != nil {
			return nil, err
		}
	}
	if f.since != "" {
		if k.since, err = a.since(ctx, env, f.since); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// hide moves the findings that are no news out of the way. It notes what the baseline
// lists in vain.
func (k *known) hide(res *report.Result) {
	inBaseline, inSince := k.baseline.Known(res.Findings), k.since.Known(res.Findings)
	stale := k.baseline.Stale(res.Findings, res.Judged)
	var news []report.Finding
	for i, f := range res.Findings {
		if inBaseline[i] || inSince[i] {
			res.Known = append(res.Known, f)
		} else {
			news = append(news, f)
		}
	}
	res.Findings = news
	res.NewOnly = k.baseline != nil || k.since != nil
	if n := len(stale); n > 0 && k.file != "" {
		res.Notes = append(res.Notes, fmt.Sprintf("%d of the entries in %s %s mended; distvet baseline -update -file %s removes %s",
			n, k.file, plural(n, "was", "were"), k.file, plural(n, "it", "them")))
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
