package printer

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// The caret stands below the fault, whatever stands before it.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 500)
	tests := []struct{ name, before, fault, after string }{
		{"plain", "	x := ", "f()", " // y"},
		{"tabs inside", "a	b	", "f	()", ""},
		{"wide", `s := "日本" + `, "f()", ""},
		{"combining", "s := \"e\u0301\" + ", "f()", ""},
		{"escapes", "s := \"\x1b[1m\" + ", "f()", ""},
		{"long before", long, "f()", ""},
		{"long fault", "", long, "y"},
		{"long after", "", "f()", long},
		{"long wide", strings.Repeat("日", 300), "f()", long},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "a.go")
			if err := os.WriteFile(file, []byte("\n"+test.before+test.fault+test.after+"\r\n"), 0o666); err != nil {
				t.Fatal(err)
			}
			start := len(test.before) + 1
			out := new(bytes.Buffer)
			err := (&Text{new(Options)}).Print(out, &report.Result{Findings: []report.Finding{{
				Check: "c", Confidence: analyzers.Likely, Message: "m",
				Pos: report.Position{File: file, Line: 2, Column: start},
				End: report.Position{File: file, Line: 2, Column: start + len(test.fault)},
			}}})
			if err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(out.String(), "\n")
			var source, marks string
			for i, line := range lines {
				if strings.HasPrefix(line, "       2 | ") {
					source, marks = line, lines[i+1]
				}
			}
			// What stands above the caret, by display column.
			column := strings.IndexByte(marks, '^')
			above := columns(source)
			if column < 0 || column >= len(above) {
				t.Fatalf("no caret in %q below %q", marks, source)
			}
			if want := test.fault[:1]; above[column] != want {
				t.Errorf("the caret is below %q, want %q:\n%s\n%s", above[column], want, source, marks)
			}
			if len(above) > 260 {
				t.Errorf("a line of %d columns", len(above))
			}
		})
	}
}

// columns spreads s over the columns of a terminal.
func columns(s string) []string {
	var out []string
	for _, r := range s {
		switch {
		case r == '\u0301': // combining
		case r > 0x3000:
			out = append(out, string(r), "")
		default:
			out = append(out, string(r))
		}
	}
	return out
}
