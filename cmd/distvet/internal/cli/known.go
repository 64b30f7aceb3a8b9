package cli

import (
	"context"
	"fmt"
	"slices"

	"github.com/distvet/distvet/cmd/distvet/internal/baseline"
	"github.com/distvet/distvet/cmd/distvet/internal/fingerprint"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// defaultBaseline is the name of the baseline that distvet baseline keeps unless it is told another one.
const defaultBaseline = "distvet.baseline"

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

// hide moves the findings that are no news out of the way, and returns what the baseline says
// of them. It notes what the baseline lists in vain, or at another place. judged reports
// whether the absence of a finding in a package means that it is gone.
func (k *known) hide(res *report.Result, judged func(pkg string) bool) *baseline.Match {
	inBaseline := k.baseline.Match(res.Findings, judged)
	// What was analysed then is analysed now, too, if it is still there.
	inSince := k.since.Match(res.Findings, func(pkg string) bool { return !res.Explains(pkg) })
	var news []report.Finding
	for i, f := range res.Findings {
		if inBaseline.Known[i] || inSince.Known[i] {
			res.Known = append(res.Known, f)
			continue
		}
		if at := slices.Concat(inBaseline.News(i), inSince.News(i)); len(at) > 0 {
			for _, j := range at {
				f.Path[j].Message = newHere
			}
			f.MoveTo(at[0])
			fingerprint.Renew(&f)
		}
		news = append(news, f)
	}
	res.Findings = news
	res.NewOnly = k.baseline != nil || k.since != nil
	if k.file == "" {
		return inBaseline
	}
	if n := len(inBaseline.Stale(res.Judged)); n > 0 {
		res.Notes = append(res.Notes, fmt.Sprintf("%d of the entries in %s %s mended; %s removes %s",
			n, k.file, plural(n, "was", "were"), updates(k.file), plural(n, "it", "them")))
	}
	if n := inBaseline.Moved; n > 0 {
		res.Notes = append(res.Notes, fmt.Sprintf("%d of the places in %s %s moved to another declaration; %s follows %s",
			n, k.file, plural(n, "has", "have"), updates(k.file), plural(n, "it", "them")))
	}
	return inBaseline
}

// newHere is said of another place of a finding that is new although the finding is known elsewhere.
const newHere = "new here"

// updates returns the command that brings a baseline up to date.
func updates(file string) string {
	if file == defaultBaseline {
		return "distvet baseline -update"
	}
	return "distvet baseline -update -file " + file
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
