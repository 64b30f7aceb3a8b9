package fixes

import (
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

const before = "package p\n\nvar a, b = 1, 2\n"

// at returns the edit that replaces the first old in before by text.
func at(file, old, text string) report.Edit {
	i := strings.Index(before, old)
	return report.Edit{File: file, Start: i, End: i + len(old), New: text}
}

func insertAt(file, old, text string) report.Edit {
	e := at(file, old, text)
	e.End = e.Start
	return e
}

func TestPlan(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(before), 0o640); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name  string
		fixes [][]report.Edit // of one finding each
		want  string
		fixed int
	}{
		{"none", [][]report.Edit{nil}, before, 0},
		{"one", [][]report.Edit{{at(file, "1", "3")}}, "package p\n\nvar a, b = 3, 2\n", 1},
		{"two in any order", [][]report.Edit{{at(file, "2", "4")}, {at(file, "1", "3")}}, "package p\n\nvar a, b = 3, 4\n", 2},
		{"overlap: the first wins", [][]report.Edit{{at(file, "1, 2", "5, 6")}, {at(file, "2", "4")}}, "package p\n\nvar a, b = 5, 6\n", 1},
		{"all edits or none", [][]report.Edit{{at(file, "1", "3")}, {at(file, "2", "4"), at(file, "1", "9")}}, "package p\n\nvar a, b = 3, 2\n", 1},
		{"a shared edit", [][]report.Edit{
			{insertAt(file, "var", "import _ \"x\"\n\n"), at(file, "1", "3")},
			{insertAt(file, "var", "import _ \"x\"\n\n"), at(file, "2", "4")},
		}, "package p\n\nimport _ \"x\"\n\nvar a, b = 3, 4\n", 2},
		{"two insertions in one place", [][]report.Edit{{insertAt(file, "1", "7-")}, {insertAt(file, "1", "8-")}}, "package p\n\nvar a, b = 7 - 1, 2\n", 1},
		{"neighbours", [][]report.Edit{{at(file, "a,", "c,")}, {at(file, " b", " d")}}, "package p\n\nvar c, d = 1, 2\n", 2},
		{"out of range", [][]report.Edit{{{File: file, Start: 5, End: 1000}}, {{File: file, Start: -1}}, {{File: file, Start: 4, End: 3}}}, before, 0},
		{"no such file", [][]report.Edit{{{File: file + ".go"}}}, before, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var findings []report.Finding
			for _, edits := range test.fixes {
				findings = append(findings, report.Finding{Fixes: []report.Fix{{Edits: edits}}})
			}
			plan, err := NewPlan(findings, func(string) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			got := before
			if len(plan.Files) > 0 {
				got = string(plan.Files[0].New)
			}
			if got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if plan.Fixed != test.fixed || plan.Fixed+len(plan.Rest) != len(findings) {
				t.Errorf("fixed %d and left %d of %d, want %d fixed", plan.Fixed, len(plan.Rest), len(findings), test.fixed)
			}
		})
	}
}

// A fix that breaks the file changes nothing, and writing keeps links and modes.
func TestWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file, link := filepath.Join(dir, "p.go"), filepath.Join(dir, "link.go")
	if err := os.WriteFile(file, []byte(before), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("p.go", link); err != nil {
		t.Skip(err)
	}
	finding := func(e report.Edit) []report.Finding {
		return []report.Finding{{Fixes: []report.Fix{{Edits: []report.Edit{e}}}}}
	}
	if _, err := NewPlan(finding(at(file, "= 1", "= (")), func(string) bool { return true }); err == nil {
		t.Error("no error for a fix that breaks the file")
	}
	plan, err := NewPlan(finding(at(link, "1", "3")), func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if err := plan.Write(); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(file); string(got) != "package p\n\nvar a, b = 3, 2\n" {
		t.Errorf("got %s", got)
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link is gone")
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o640 {
		t.Error("the mode has changed")
	}
}

// Fixes that take the last use of a package together take its import with them.
func TestPlanImports(t *testing.T) {
	t.Parallel()
	const text = "package p\n\nimport (\n\t\"context\"\n\tstr \"strings\"\n\n\t_ \"embed\"\n\t\"example.com/x/v2\"\n)\n\nvar a = context.Background()\nvar b = context.TODO()\nvar c = str.ToUpper(\"\")\nvar d = x.Y\n"
	for _, test := range []struct {
		name string
		old  []string // replaced by nil, one fix each
		gone []string // imports
	}{
		{"one of two uses", []string{"context.TODO()"}, nil},
		{"both uses", []string{"context.TODO()", "context.Background()"}, []string{"\"context\""}},
		{"by another name", []string{"str.ToUpper(\"\")"}, []string{"str \"strings\""}},
		{"all", []string{"context.TODO()", "context.Background()", "str.ToUpper(\"\")"}, []string{"\"context\"", "str \"strings\""}},
		{"a name that only the package itself tells", []string{"x.Y"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "p.go")
			if err := os.WriteFile(file, []byte(text), 0o640); err != nil {
				t.Fatal(err)
			}
			var findings []report.Finding
			want := text
			for _, old := range test.old {
				i := strings.Index(text, old)
				findings = append(findings, report.Finding{Fixes: []report.Fix{{Edits: []report.Edit{{File: file, Start: i, End: i + len(old), New: "nil"}}}}})
				want = strings.Replace(want, old, "nil", 1)
			}
			for _, spec := range test.gone {
				want = strings.Replace(want, "\t"+spec+"\n", "", 1)
			}
			plan, err := NewPlan(findings, func(string) bool { return true })
			if err != nil {
				t.Fatal(err)
			}
			got, _ := format.Source([]byte(want))
			if len(plan.Files) != 1 || string(plan.Files[0].New) != string(got) {
				t.Errorf("got %s\nwant %s", plan.Files[0].New, got)
			}
		})
	}
}
