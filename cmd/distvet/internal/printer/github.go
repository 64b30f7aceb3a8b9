package printer

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// githubPrinter writes workflow commands, which GitHub Actions shows as annotations:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands.
//
// GitHub shows ten annotations of each level for a step. What could not be analysed and the most
// important findings take these places; all findings go to the step summary, if there is one, and
// to the log.
type githubPrinter struct{ *Options }

const (
	githubPerLevel = 10
	githubSummary  = 1<<20 - 4096 // bytes; GitHub refuses a step summary of more than 1 MiB
)

func (p *githubPrinter) Print(w io.Writer, res *report.Result) error {
	var out bytes.Buffer
	findings := byImportance(res.Findings)
	shown := make(map[string]int)
	for _, problem := range res.Problems {
		if shown["error"]++; shown["error"] <= githubPerLevel {
			fmt.Fprintf(&out, "::error title=%s::%s\n", githubProperty(toolName), githubData(problem.Summary))
		} // all of them are on standard error
	}
	for _, f := range findings {
		level := githubLevel(f.Severity)
		if shown[level]++; shown[level] <= githubPerLevel {
			p.command(&out, level, f)
		} else {
			fmt.Fprintf(&out, "- %s\n", plain(p.line(f)))
		}
	}
	if _, err := w.Write(out.Bytes()); err != nil {
		return err
	}
	if p.StepSummary == "" || len(res.Findings) == 0 {
		return nil
	}
	return p.appendSummary(findings)
}

func (p *githubPrinter) command(out *bytes.Buffer, level string, f *report.Finding) {
	fmt.Fprintf(out, "::%s file=%s,line=%d", level, githubProperty(p.path(f.Pos.File)), max(f.Pos.Line, 1))
	if f.Pos.Column > 0 {
		fmt.Fprintf(out, ",col=%d", f.Pos.Column)
		if f.End.Line == f.Pos.Line && f.End.Column > f.Pos.Column {
			fmt.Fprintf(out, ",endColumn=%d", f.End.Column)
		}
	}
	title := fmt.Sprintf("%s (%s)", f.Check, f.Confidence)
	fmt.Fprintf(out, ",title=%s::%s\n", githubProperty(title), githubData(f.Message))
}

func (p *githubPrinter) line(f *report.Finding) string {
	return fmt.Sprintf("%s:%d:%d: %s: %s", p.path(f.Pos.File), f.Pos.Line, f.Pos.Column, f.Check, f.Message)
}

func githubLevel(s analyzers.Severity) string {
	if s == analyzers.Note {
		return "notice"
	}
	return string(s)
}

// githubData escapes the text of a workflow command.
func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// githubProperty escapes the value of a property of a workflow command.
func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// plain returns s as a line of the log that is no workflow command: GitHub still obeys
// the old ones, which begin with "##[" anywhere in a line.
func plain(s string) string {
	return strings.ReplaceAll(report.Clean(s), "##[", "# #[")
}

// appendSummary appends a table of all findings to the step summary.
func (p *githubPrinter) appendSummary(findings []*report.Finding) (err error) {
	var out bytes.Buffer
	fmt.Fprintf(&out, "### distvet: %s\n\n| check | place | finding |\n|---|---|---|\n", Count(len(findings), "finding"))
	for i, f := range findings {
		row := fmt.Sprintf("| %s | %s:%d | %s |\n", markdown(f.Check), markdown(p.path(f.Pos.File)), f.Pos.Line, markdown(f.Message))
		if out.Len()+len(row) > githubSummary {
			fmt.Fprintf(&out, "\nand %s.\n", Count(len(findings)-i, "more finding"))
			break
		}
		out.WriteString(row)
	}
	file, err := os.OpenFile(p.StepSummary, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return fmt.Errorf("writing the step summary: %w", err)
	}
	defer func() {
		if closeErr := file.Close(); err == nil {
			err = closeErr
		}
	}()
	_, err = file.Write(out.Bytes())
	return err
}

// markdown escapes s for a cell of a table, so that it shows as the very text it is: a
// character reference means nothing to Markdown or HTML.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range report.Clean(s) {
		if r < utf8.RuneSelf && unicode.In(r, unicode.Punct, unicode.Symbol) {
			fmt.Fprintf(&b, "&#%d;", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
