package driver

import (
	"slices"
	"strings"
	"testing"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

func TestParsePosition(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]report.Position{
		"/a/b.go:3:4":     {File: "/a/b.go", Line: 3, Column: 4},
		`C:\a\b.go:3:4`:   {File: `C:\a\b.go`, Line: 3, Column: 4},
		"/a/b.go:3":       {File: "/a/b.go", Line: 3},
		"/a/b.go":         {File: "/a/b.go"},
		"/odd:7/b.go:3:4": {File: "/odd:7/b.go", Line: 3, Column: 4},
		"/a:b.go:0:4":     {File: "/a:b.go:0", Line: 4},
		"-":               {},
		"":                {},
	} {
		if got := parsePosition(s); got != want {
			t.Errorf("parsePosition(%q) = %+v, want %+v", s, got, want)
		}
	}
}

const stream = `# example.com/a
{
	"example.com/a": {
		"x": [
			{
				"category": "certain",
				"posn": "/a/a.go:1:2",
				"end": "/a/a.go:1:3",
				"message": "x: }\n{"
			}
		],
		"y": {
			"error": "no"
		}
	}
}
{}
a.go:1:2: some text
`

func TestReadStream(t *testing.T) {
	t.Parallel()
	var units []jsonUnit
	var lines []string
	err := readStream(strings.NewReader(stream), func(u jsonUnit) { units = append(units, u) }, func(l string) { lines = append(lines, l) })
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"# example.com/a", "a.go:1:2: some text"}; !slices.Equal(lines, want) {
		t.Errorf("text %q, want %q", lines, want)
	}
	if len(units) != 2 {
		t.Fatalf("%d units, want 2", len(units))
	}
	results := units[0]["example.com/a"]
	if got := results["y"].Error; got != "no" {
		t.Errorf("error %q, want no", got)
	}
	if got := results["x"].Diagnostics; len(got) != 1 || got[0].Message != "x: }\n{" {
		t.Errorf("diagnostics %+v", got)
	}
}

// A stream that ends early or holds no JSON must not pass for a clean one.
func TestReadStreamBroken(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"{\n", "{\n\"a\"\n}\n", "{\n\"a\": {\"x\": 3}\n}\n"} {
		err := readStream(strings.NewReader(s), func(jsonUnit) {}, func(string) {})
		if err == nil {
			t.Errorf("no error for %q", s)
		}
	}
}

func FuzzReadStream(f *testing.F) {
	f.Add(stream)
	f.Add("{}\n{\n}\n")
	f.Fuzz(func(t *testing.T, s string) {
		req := new(Request)
		res := new(report.Result)
		readStream(strings.NewReader(s), func(u jsonUnit) { req.addUnit(res, u) }, func(line string) {
			if strings.TrimRight(line, "\r\n") != line || line == "" {
				t.Errorf("text %q", line)
			}
		})
	})
}
