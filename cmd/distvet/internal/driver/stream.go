package driver

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// The JSON that unitchecker prints for one unit: package ID to analyzer to diagnostics,
// or to the error of the analyzer.
type (
	jsonUnit map[string]map[string]jsonResult

	jsonResult struct {
		Diagnostics []jsonDiagnostic
		Error       string
	}

	jsonDiagnostic struct {
		Category       string        `json:"category"`
		Posn           string        `json:"posn"`
		End            string        `json:"end"`
		Message        string        `json:"message"`
		SuggestedFixes []jsonFix     `json:"suggested_fixes"`
		Related        []jsonRelated `json:"related"`
	}

	jsonFix struct {
		Message string     `json:"message"`
		Edits   []jsonEdit `json:"edits"`
	}

	jsonEdit struct {
		Filename string `json:"filename"`
		Start    int    `json:"start"`
		End      int    `json:"end"`
		New      string `json:"new"`
	}

	jsonRelated struct {
		Posn    string `json:"posn"`
		End     string `json:"end"`
		Message string `json:"message"`
	}
)

// UnmarshalJSON takes a list of diagnostics or an {"error": ...} object.
func (r *jsonResult) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '[' {
		return json.Unmarshal(data, &r.Diagnostics)
	}
	var failure struct{ Error string }
	if err := json.Unmarshal(data, &failure); err != nil {
		return err
	}
	if r.Error = failure.Error; r.Error == "" {
		r.Error = "unknown error"
	}
	return nil
}

// readStream takes one of go vet's output streams apart: unit is called for each JSON
// object, text for each other line. Objects begin with a line "{" and end with a line
// "}", as unitchecker indents them; go 1.25 and older print them to standard error among
// "# package" lines, which is why both streams come here.
func readStream(r io.Reader, unit func(jsonUnit), text func(line string)) error {
	in := bufio.NewReader(r)
	var object strings.Builder
	for {
		line, err := in.ReadString('\n')
		trimmed := strings.TrimRight(line, "\r\n")
		switch {
		case object.Len() > 0 || trimmed == "{" || trimmed == "{}":
			object.WriteString(line)
			if trimmed == "}" || trimmed == "{}" {
				var u jsonUnit
				if err := json.Unmarshal([]byte(object.String()), &u); err != nil {
					return fmt.Errorf("decoding the output of go vet: %w", err)
				}
				unit(u)
				object.Reset()
			}
		case trimmed != "":
			text(trimmed)
		}
		if errors.Is(err, io.EOF) {
			if object.Len() > 0 {
				return errors.New("decoding the output of go vet: it ends in the middle of an object")
			}
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// addUnit puts the findings of one unit into res and returns the package that the unit
// is, or "" if it does not say.
func (r *Request) addUnit(res *report.Result, u jsonUnit) (unit string) {
	for id, results := range u {
		pkg := plainPath(id)
		for check, result := range results {
			if check == unitAnalyzer.Name {
				unit = pkg
				continue
			}
			if result.Error != "" {
				res.Problems = append(res.Problems, *internalProblem(pkg, check+": "+result.Error, nil))
			}
			for _, d := range result.Diagnostics {
				r.add(res, d.finding(pkg, check), d.Category)
			}
		}
	}
	return unit
}

func (d *jsonDiagnostic) finding(pkg, check string) report.Finding {
	f := report.Finding{
		Check:   check,
		Package: pkg,
		Pos:     parsePosition(d.Posn),
		End:     parsePosition(d.End),
		Message: d.Message,
	}
	for _, rel := range d.Related {
		f.Path = append(f.Path, report.Step{Pos: parsePosition(rel.Posn), End: parsePosition(rel.End), Message: rel.Message, Also: rel.Message == analyzers.AlsoHere})
	}
	for _, fix := range d.SuggestedFixes {
		out := report.Fix{Message: fix.Message}
		for _, e := range fix.Edits {
			out.Edits = append(out.Edits, report.Edit{File: e.Filename, Start: e.Start, End: e.End, New: e.New})
		}
		f.Fixes = append(f.Fixes, out)
	}
	return f
}

// parsePosition parses what token.Position.String prints: "file:line:column",
// "file:line", "file" or "-". The file name may hold colons itself.
func parsePosition(s string) report.Position {
	if s == "-" {
		return report.Position{}
	}
	rest, last, ok := cutNumber(s)
	if !ok {
		return report.Position{File: s}
	}
	if file, line, ok := cutNumber(rest); ok {
		return report.Position{File: file, Line: line, Column: last}
	}
	return report.Position{File: rest, Line: last}
}

// cutNumber cuts ":number" off the end of s.
func cutNumber(s string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || n <= 0 {
		return s, 0, false
	}
	return s[:i], n, true
}
