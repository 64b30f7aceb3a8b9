package printer

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// jsonVersion is the version of the JSON format. It grows when a reader of the old format
// would misunderstand the new one; fields may be added at any time.
const jsonVersion = 1

// jsonPrinter writes distvet's own JSON, described by docs/report.schema.json.
type jsonPrinter struct{ *Options }

type (
	jsonReport struct {
		Schema   string        `json:"$schema"`
		Version  int           `json:"version"`
		Tool     jsonTool      `json:"tool"`
		Packages int           `json:"packages"`
		Findings []jsonFinding `json:"findings"`
		Problems []jsonProblem `json:"problems"`
		// Ignored and Stats are there if asked for.
		Ignored []jsonIgnored      `json:"ignored,omitempty"`
		Stats   []analyzers.Family `json:"stats,omitempty"`
	}

	jsonIgnored struct {
		Check      string    `json:"check"`
		Confidence string    `json:"confidence"`
		Message    string    `json:"message"`
		Package    string    `json:"package"`
		Start      jsonPlace `json:"start"`
		Directive  jsonPlace `json:"directive"`
		Comment    string    `json:"comment"`
	}

	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}

	jsonFinding struct {
		Check       string     `json:"check"`
		Class       string     `json:"class"`
		Severity    string     `json:"severity"`
		Confidence  string     `json:"confidence"`
		Message     string     `json:"message"`
		Package     string     `json:"package"`
		Declaration string     `json:"declaration,omitempty"`
		Start       jsonPlace  `json:"start"`
		End         *jsonPlace `json:"end,omitempty"`
		Path        []jsonStep `json:"path,omitempty"`
		Also        []jsonStep `json:"also,omitempty"`
		Fixes       []jsonFix  `json:"fixes,omitempty"`
		Fingerprint string     `json:"fingerprint"`
		URL         string     `json:"url,omitempty"`
		Configs     []string   `json:"configurations,omitempty"`
	}

	// Lines and columns count from one, columns in bytes.
	jsonPlace struct {
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
	}

	jsonStep struct {
		jsonPlace
		Message string `json:"message"`
	}

	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}

	// An edit replaces the bytes from Start to End, which is not included.
	jsonEdit struct {
		File  string `json:"file"`
		Start int    `json:"start"`
		End   int    `json:"end"`
		Text  string `json:"text"`
	}

	jsonProblem struct {
		Kind        string   `json:"kind"`
		Package     string   `json:"package,omitempty"`
		Message     string   `json:"message"`
		Detail      []string `json:"detail,omitempty"`
		NotAnalysed []string `json:"notAnalysed,omitempty"`
	}
)

func (p *jsonPrinter) Print(w io.Writer, res *report.Result) error {
	out := jsonReport{
		Schema:   "https://raw.githubusercontent.com/distvet/distvet/main/docs/report.schema.json",
		Version:  jsonVersion,
		Tool:     jsonTool{toolName, p.Version},
		Packages: len(res.Packages),
		Findings: []jsonFinding{}, // not null
		Problems: []jsonProblem{},
	}
	for i := range res.Findings {
		out.Findings = append(out.Findings, p.finding(&res.Findings[i]))
	}
	for _, problem := range res.Problems {
		out.Problems = append(out.Problems, jsonProblem{
			Kind:        string(problem.Kind),
			Package:     problem.Package,
			Message:     problem.Summary,
			Detail:      problem.Detail,
			NotAnalysed: problem.Skipped,
		})
	}
	if p.ShowIgnored {
		for _, ig := range res.Ignored {
			out.Ignored = append(out.Ignored, jsonIgnored{
				ig.Check, ig.Confidence.String(), ig.Message, ig.Package, p.place(ig.Pos), p.place(ig.Directive), ig.Text,
			})
		}
	}
	if p.ShowStats {
		out.Stats = res.Families()
	}
	return writeJSON(w, out)
}

func (p *jsonPrinter) finding(f *report.Finding) jsonFinding {
	out := jsonFinding{
		Check:       f.Check,
		Class:       p.check(f.Check).Class,
		Severity:    string(f.Severity),
		Confidence:  f.Confidence.String(),
		Message:     f.Message,
		Package:     f.Package,
		Declaration: f.ID.Decl,
		Start:       p.place(f.Pos),
		Fingerprint: f.Fingerprint,
		URL:         f.URL,
		Configs:     f.Configs,
	}
	if f.End != f.Pos && f.End.Line > 0 {
		end := p.place(f.End)
		out.End = &end
	}
	path, also := f.Steps()
	for _, step := range path {
		out.Path = append(out.Path, jsonStep{p.place(step.Pos), step.Message})
	}
	for _, step := range also {
		out.Also = append(out.Also, jsonStep{p.place(step.Pos), step.Message})
	}
	for _, fix := range f.Fixes {
		edits := []jsonEdit{}
		for _, e := range fix.Edits {
			edits = append(edits, jsonEdit{p.path(e.File), e.Start, e.End, e.New})
		}
		out.Fixes = append(out.Fixes, jsonFix{fix.Message, edits})
	}
	return out
}

func (p *jsonPrinter) place(pos report.Position) jsonPlace {
	return jsonPlace{p.path(pos.File), pos.Line, pos.Column}
}

// writeJSON writes v, indented.
func writeJSON(w io.Writer, v any) error {
	data, err := json.MarshalIndent(v, "", "  ") // escapes what means something in HTML
	if err != nil {
		return err
	}
	_, err = w.Write(append(escapeJSON(data), '\n'))
	return err
}

// escapeJSON escapes the characters that can harm a person who looks at the file, such as
// those that change the direction of text. They can only stand in strings.
func escapeJSON(data []byte) []byte {
	var out []byte
	for _, r := range string(data) {
		switch {
		case unicode.IsGraphic(r) || r == '\n' || r == '\t':
			out = utf8.AppendRune(out, r)
		case r <= 0xffff:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			hi, lo := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, hi, lo)
		}
	}
	return out
}
