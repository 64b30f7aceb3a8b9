package printer

import (
	"io"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// gitlabPrinter writes a GitLab Code Quality report, a subset of the Code Climate format:
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
type gitlabPrinter struct{ *Options }

type (
	gitlabFinding struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"` // entries with equal ones are shown once
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}

	gitlabLocation struct {
		Path  string      `json:"path"` // no leading "./"
		Lines gitlabLines `json:"lines"`
	}

	gitlabLines struct {
		Begin int `json:"begin"`
	}
)

func (p *gitlabPrinter) Print(w io.Writer, res *report.Result) error {
	out := []gitlabFinding{} // not null
	for i := range res.Findings {
		f := &res.Findings[i]
		out = append(out, gitlabFinding{
			Description: f.Message,
			CheckName:   f.Check,
			Fingerprint: f.Fingerprint,
			Severity:    gitlabSeverity(f),
			Location:    gitlabLocation{p.path(f.Pos.File), gitlabLines{max(f.Pos.Line, 1)}},
		})
	}
	return writeJSON(w, out)
}

// gitlabSeverity maps severity and confidence to info, minor, major or critical.
func gitlabSeverity(f *report.Finding) string {
	certain := f.Confidence == analyzers.Certain
	switch {
	case f.Severity == analyzers.Error && certain:
		return "critical"
	case f.Severity == analyzers.Error, f.Severity == analyzers.Warning && certain:
		return "major"
	case f.Severity == analyzers.Warning:
		return "minor"
	}
	return "info"
}
