package printer

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// Text prints findings for people: grouped by file, each with its source line, the call
// path that makes it true and the way out.
type Text struct{ *Options }

// The escape sequences of the colours, as few as do the job.
const (
	bold   = "\x1b[1m"
	dim    = "\x1b[2m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	cyan   = "\x1b[36m"
	reset  = "\x1b[0m"
)

var confidenceColors = map[analyzers.Confidence]string{
	analyzers.Certain:  red,
	analyzers.Likely:   yellow,
	analyzers.Possible: cyan,
}

// Print writes the findings of res, which are sorted, to w.
func (t *Text) Print(w io.Writer, res *report.Result) error {
	var out bytes.Buffer
	src := make(sources)
	file := ""
	for i := range res.Findings {
		f := &res.Findings[i]
		if f.Pos.File != file {
			file = f.Pos.File
			fmt.Fprintf(&out, "%s\n\n", t.paint(bold, t.name(file)))
		}
		t.finding(&out, src, f)
	}
	if t.ShowIgnored {
		t.ignored(&out, res.Ignored)
	}
	if t.ShowStats {
		t.stats(&out, res.Families())
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Summary writes the last line of the text to w: what was found in how much code.
func Summary(w io.Writer, o *Options, res *report.Result) error {
	_, err := fmt.Fprintln(w, (&Text{o}).paint(bold, summary(res)))
	return err
}

func (t *Text) finding(out *bytes.Buffer, src sources, f *report.Finding) {
	place := t.place(f.Pos)
	message := t.wrap(runewidth.StringWidth("  "+place+": "), f.Message)
	fmt.Fprintf(out, "  %s: %s\n", t.paint(bold, place), message)
	fmt.Fprintf(out, "%s%s, %s (%s)\n", indent, t.paint(bold, f.Check),
		t.paint(confidenceColors[f.Confidence], f.Confidence.String()), t.paint(dim, "distvet explain "+f.Check))
	if line, ok := src.line(f.Pos.File, f.Pos.Line); ok {
		t.excerpt(out, line, f)
	}
	path, also := f.Steps()
	if len(path) > 0 {
		fmt.Fprintf(out, indent+"path:\n")
		for _, step := range path {
			fmt.Fprintf(out, indent+"  %s: %s\n", t.place(step.Pos), step.Message)
		}
	}
	t.also(out, also)
	if len(f.Fixes) > 0 {
		fmt.Fprintf(out, indent+"fix: %s (%s)\n", f.Fixes[0].Message, t.paint(dim, "distvet check -fix"))
	}
	out.WriteByte('\n')
}

// shownPlaces is how many other places of a cause are shown; the others are only counted.
const shownPlaces = 6

// also prints the other places that share the cause of a finding, the new ones first.
func (t *Text) also(out *bytes.Buffer, steps []report.Step) {
	places := make(map[string][]string) // by message
	for _, step := range steps {
		places[step.Message] = append(places[step.Message], t.place(step.Pos))
	}
	for _, message := range slices.Backward(slices.Sorted(maps.Keys(places))) {
		list := places[message]
		text := strings.Join(list[:min(len(list), shownPlaces)], ", ")
		if n := len(list) - shownPlaces; n > 0 {
			text += fmt.Sprintf(" and %d more (-format json lists them)", n)
		}
		text = t.wrap(len(indent)+runewidth.StringWidth(message+": "), text)
		fmt.Fprintf(out, indent+"%s: %s\n", message, text)
	}
}

// indent stands before all that belongs to a finding.
const indent = "      "

// wrap breaks a message that begins in the given column at spaces, so that it fits into
// the terminal.
func (t *Text) wrap(column int, message string) string {
	const narrow = 40 // a terminal too narrow to wrap sensibly
	if t.Width < narrow {
		return message
	}
	var b strings.Builder
	for i, word := range strings.Split(message, " ") {
		w := runewidth.StringWidth(word)
		switch {
		case i == 0:
		case column+1+w > t.Width:
			b.WriteString("\n" + indent)
			column = len(indent)
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += w
	}
	return b.String()
}

// excerpt prints the source line of f with a caret and tildes below the faulty range.
func (t *Text) excerpt(out *bytes.Buffer, line string, f *report.Finding) {
	start := min(max(f.Pos.Column-1, 0), len(line))
	end := len(line)
	if f.End.File == f.Pos.File && f.End.Line == f.Pos.Line {
		end = min(max(f.End.Column-1, start), len(line))
	}
	// Generated code and data have lines of any length: show what is around the fault.
	before := runewidth.TruncatePrefix(expand(line[:start]), 80, "…")
	fault := runewidth.Truncate(expand(line[start:end]), 100, "…")
	after := runewidth.Truncate(expand(strings.TrimRight(line[end:], " \t")), 60, "…")

	number := fmt.Sprintf("%8d | ", f.Pos.Line)
	margin := strings.Repeat(" ", len(number)-2) + "| "
	fmt.Fprintf(out, "%s%s%s%s\n", t.paint(dim, number), before, fault, after)
	if f.Pos.Column > 0 {
		marks := "^" + strings.Repeat("~", max(runewidth.StringWidth(fault)-1, 0))
		fmt.Fprintf(out, "%s%s%s\n", t.paint(dim, margin), strings.Repeat(" ", runewidth.StringWidth(before)), t.paint(red, marks))
	}
}

// expand makes s fit for a terminal and replaces tabs, which are of no certain width.
func expand(s string) string {
	return strings.ReplaceAll(report.Clean(s), "\t", "    ")
}

func (t *Text) place(p report.Position) string {
	switch {
	case p.Line == 0:
		return t.name(p.File)
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", t.name(p.File), p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", t.name(p.File), p.Line, p.Column)
}

func (t *Text) name(file string) string { return report.Clean(report.Rel(t.Dir, file)) }

func (t *Text) paint(color, s string) string {
	if !t.Color {
		return s
	}
	return color + s + reset
}

func summary(res *report.Result) string {
	var parts []string
	noun := "finding"
	if res.NewOnly {
		noun = "new finding"
	}
	if n := len(res.Findings); n > 0 {
		parts = append(parts, fmt.Sprintf("%s in %s (%s)", Count(n, noun), Count(countFiles(res), "file"), grades(res)))
	} else if len(res.Packages) > 0 {
		parts = append(parts, "no "+noun+"s")
	}
	if res.NewOnly {
		parts = append(parts, fmt.Sprintf("%d known", len(res.Known)))
	}
	if len(res.Packages) > 0 {
		parts = append(parts, Count(len(res.Packages), "package")+" analysed")
	} else {
		parts = append(parts, "nothing was analysed")
	}
	if n := len(res.Problems); n > 0 {
		parts = append(parts, Count(n, "problem")+" above")
	}
	return strings.Join(parts, "; ")
}

func countFiles(res *report.Result) int {
	files := make(map[string]bool)
	for _, f := range res.Findings {
		files[f.Pos.File] = true
	}
	return len(files)
}

// grades counts the findings by confidence, the surest first: "2 certain, 1 likely".
func grades(res *report.Result) string {
	counts := make(map[analyzers.Confidence]int)
	for _, f := range res.Findings {
		counts[f.Confidence]++
	}
	var parts []string
	for _, c := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[c], c))
	}
	return strings.Join(parts, ", ")
}

// Count returns n and the noun, in the plural if that is due.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
