package printer

import (
	"encoding/json"
	"io"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// rdjsonlPrinter writes the Reviewdog Diagnostic Format, one diagnostic on each line:
// https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Columns count bytes.
type rdjsonlPrinter struct{ *Options }

type (
	rdDiagnostic struct {
		Message     string         `json:"message"`
		Location    rdLocation     `json:"location"`
		Severity    string         `json:"severity"`
		Source      rdSource       `json:"source"`
		Code        rdCode         `json:"code"`
		Suggestions []rdSuggestion `json:"suggestions,omitempty"`
		Related     []rdRelated    `json:"relatedLocations,omitempty"`
	}

	rdLocation struct {
		Path  string   `json:"path"`
		Range *rdRange `json:"range,omitempty"`
	}

	rdRange struct {
		Start rdPosition  `json:"start"`
		End   *rdPosition `json:"end,omitempty"` // not included in the range
	}

	rdPosition struct {
		Line   int `json:"line"`
		Column int `json:"column,omitempty"`
	}

	rdSource struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	}

	rdCode struct {
		Value string `json:"value"`
		URL   string `json:"url,omitempty"`
	}

	rdSuggestion struct {
		Range rdRange `json:"range"`
		Text  string  `json:"text"`
	}

	rdRelated struct {
		Message  string     `json:"message"`
		Location rdLocation `json:"location"`
	}
)

func (p *rdjsonlPrinter) Print(w io.Writer, res *report.Result) error {
	src := make(sources)
	for i := range res.Findings {
		f := &res.Findings[i]
		d := rdDiagnostic{
			Message:  f.Message,
			Location: p.location(f.Pos, f.End),
			Severity: rdSeverity(f.Severity),
			Source:   rdSource{toolName, toolURL},
			Code:     rdCode{f.Check, f.URL},
		}
		if len(f.Fixes) > 0 {
			d.Suggestions = suggestions(src, f)
		}
		for _, step := range f.Path {
			d.Related = append(d.Related, rdRelated{step.Message, p.location(step.Pos, step.Pos)})
		}
		line, err := json.Marshal(d) // holds no line end
		if err != nil {
			return err
		}
		if _, err := w.Write(append(escapeJSON(line), '\n')); err != nil {
			return err
		}
	}
	return nil
}

func (p *rdjsonlPrinter) location(start, end report.Position) rdLocation {
	loc := rdLocation{Path: p.path(start.File)}
	if start.Line > 0 {
		loc.Range = &rdRange{Start: rdPosition{start.Line, start.Column}}
		if end != start && end.Line > 0 {
			loc.Range.End = &rdPosition{end.Line, end.Column}
		}
	}
	return loc
}

func rdSeverity(s analyzers.Severity) string {
	switch s {
	case analyzers.Error:
		return "ERROR"
	case analyzers.Warning:
		return "WARNING"
	}
	return "INFO"
}

// suggestions returns the first fix of f if it is a single edit of the file that f is in:
// reviewdog offers each suggestion by itself.
func suggestions(src sources, f *report.Finding) []rdSuggestion {
	edits := f.Fixes[0].Edits
	if len(edits) != 1 || edits[0].File != f.Pos.File {
		return nil
	}
	start, ok := src.position(f.Pos.File, edits[0].Start)
	end, ok2 := src.position(f.Pos.File, edits[0].End)
	if !ok || !ok2 {
		return nil
	}
	return []rdSuggestion{{
		Range: rdRange{Start: rdPosition{start.Line, start.Column}, End: &rdPosition{end.Line, end.Column}},
		Text:  strings.ToValidUTF8(edits[0].New, "\ufffd"),
	}}
}
