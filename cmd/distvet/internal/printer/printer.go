// Package printer writes the result of a run in the formats that people and machines
// read, one file for each format.
package printer

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Printer writes a result in one format.
type Printer interface {
	Print(w io.Writer, res *report.Result) error
}

// Problems writes each problem as one line, with what the go command had to say about it
// and what else was not analysed indented below.
func Problems(w io.Writer, problems []report.Problem) error {
	var out bytes.Buffer
	for _, p := range problems {
		fmt.Fprintf(&out, "distvet: %s\n", Clean(p.Summary))
		for _, line := range p.Detail {
			fmt.Fprintf(&out, "    %s\n", Clean(line))
		}
		if len(p.Skipped) > 0 {
			fmt.Fprintf(&out, "  not analysed because of it: %s\n", Clean(strings.Join(p.Skipped, ", ")))
		}
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Clean makes s harmless on a terminal: control characters, among them those that change
// the direction of text, and bytes that are not UTF-8 become Go escapes. Tabs stay.
func Clean(s string) string {
	harmless := func(r rune) bool {
		const joiner, nonJoiner = '\u200d', '\u200c' // parts of emoji and of some scripts
		return unicode.IsGraphic(r) && r != utf8.RuneError || r == '\t' || r == joiner || r == nonJoiner
	}
	if strings.IndexFunc(s, func(r rune) bool { return !harmless(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		switch {
		case r == utf8.RuneError && n <= 1:
			fmt.Fprintf(&b, `\x%02x`, s[0])
		case harmless(r) || r == utf8.RuneError: // a replacement character that the text really holds
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r <= 0xffff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
		s = s[n:]
	}
	return b.String()
}

// sources reads source files line by line, each file once.
type sources map[string][]string

// line returns a line of a file without its end; lines count from one.
func (s sources) line(file string, n int) (string, bool) {
	lines, ok := s[file]
	if !ok {
		data, err := os.ReadFile(file)
		if err == nil { // a file that cannot be read has no lines
			lines = strings.Split(string(data), "\n")
		}
		s[file] = lines
	}
	if n < 1 || n > len(lines) {
		return "", false
	}
	return strings.TrimRight(lines[n-1], "\r"), true
}
