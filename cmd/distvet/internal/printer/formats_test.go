package printer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/go/analysis"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/fingerprint"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// sample returns options and a result with everything a format has to deal with: wide
// characters in the source, a path, a fix, a file outside the repository, problems.
func sample(t *testing.T) (*Options, *report.Result) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("testdata", "repo"))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "pay", "pay.go")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	line := strings.Split(string(text), "\n")[4]
	start := strings.Index(line, "http.Get") + 1
	offset := bytes.Index(text, []byte("http.Get"))
	opts := &Options{
		Dir: root, Root: root, Version: "v1.2.3",
		Checks: []analyzers.Check{
			{
				Analyzer: &analysis.Analyzer{Name: "nodeadline", URL: "https://example.com/nodeadline", Doc: "nodeadline: report calls that nothing ends\n\nA call such as\n\n\thttp.Get(url)\n\nwaits for ever.\n\n# What to do\n\nUse a [context.Context]."},
				Class:    analyzers.Deadlines, Severity: analyzers.Error,
			},
			{
				Analyzer: &analysis.Analyzer{Name: "wallid", URL: "https://example.com/wallid", Doc: "wallid: report stamps used as ids"},
				Class:    analyzers.Clocks, Severity: analyzers.Note,
			},
		},
	}
	res := &report.Result{
		Packages: []string{"example.com/other", "example.com/shop/pay"},
		Findings: []report.Finding{
			{
				Check: "nodeadline", Severity: analyzers.Error, Confidence: analyzers.Certain, Package: "example.com/shop/pay",
				Pos: report.Position{File: file, Line: 5, Column: start}, End: report.Position{File: file, Line: 5, Column: start + len("http.Get")},
				Message: "http.Get has no deadline: 100% of \"calls\" [wait], <for ever>", URL: "https://example.com/nodeadline",
				Path: []report.Step{{Pos: report.Position{File: file, Line: 5, Column: 6}, Message: "Charge calls it"}, {Pos: report.Position{File: file, Line: 8, Column: 2}, End: report.Position{File: file, Line: 8, Column: 9}, Message: analyzers.AlsoHere, Also: true}},
				Fixes: []report.Fix{{Message: "Use Head", Edits: []report.Edit{
					{File: file, Start: offset + len("http."), End: offset + len("http.Get"), New: "Head"},
				}}},
			},
			{
				Check: "wallid", Severity: analyzers.Note, Confidence: analyzers.Possible, Package: "example.com/other",
				Pos: report.Position{File: "/elsewhere/a b.go", Line: 3}, End: report.Position{File: "/elsewhere/a b.go", Line: 3},
				Message: "a stamp is an id", URL: "https://example.com/wallid",
			},
		},
		Problems: []report.Problem{{
			Kind: report.Build, Package: "example.com/shop/bad", Summary: "example.com/shop/bad does not compile",
			Detail: []string{"bad.go:1:1: nonsense"}, Skipped: []string{"example.com/shop/above"},
		}},
	}
	res.Normalize(opts.Root)
	fingerprint.Assign(res.Findings)
	return opts, res
}

func printed(t *testing.T, format string, opts *Options, res *report.Result) string {
	t.Helper()
	var out bytes.Buffer
	if err := New(format, opts).Print(&out, res); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGolden(t *testing.T) {
	t.Parallel()
	opts, res := sample(t)
	for _, format := range Names {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			o := *opts
			o.StepSummary = filepath.Join(t.TempDir(), "summary")
			got := printed(t, format, &o, res)
			if summary, err := os.ReadFile(o.StepSummary); err == nil {
				got += "--- step summary ---\n" + string(summary)
			}
			compare(t, filepath.Join("testdata", format+".golden"), got)
			compare(t, filepath.Join("testdata", format+".empty.golden"), printed(t, format, &o, new(report.Result)))
		})
	}
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", golden, got, want)
	}
}

// hostile are strings that analysed code may hold. None may add a finding, a command, an
// element, a line or an escape sequence to any format.
var hostile = []string{
	"line\n::error file=x::injected",
	"line\r\n::set-output name=x::injected",
	"##[error]injected",
	"percent %0A::error::injected",
	"comma, colon: title=x::injected",
	"\x1b[31minjected\x1b]0;title\x07",
	"c1 \u009b31minjected",
	"]]> <error message=\"injected\"/> --> &amp; &#10; \"'",
	"<script>injected</script><img src=x onerror=injected>",
	"bad utf-8 \xff\xfe\xc0\xaf",
	"nul \x00 and bell \x07 and backspace \b",
	"bidi \u202e\u2066 line \u2028 paragraph \u2029",
	"| cell | [link](javascript:injected) `code` **bold** ![i](x)",
	"{\"injected\": true}\n{}",
	strings.Repeat("long ", 20000),
}

func TestHostile(t *testing.T) {
	t.Parallel()
	for i, bad := range hostile {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			opts, clean := sample(t)
			opts.StepSummary = filepath.Join(t.TempDir(), "summary")
			_, res := sample(t)
			for j := range res.Findings {
				f := &res.Findings[j]
				f.Message, f.Package = bad, bad
				f.Pos.File = filepath.Join(opts.Root, bad)
				f.End.File = f.Pos.File
				for k := range f.Path {
					f.Path[k].Message, f.Path[k].Pos.File = bad, f.Pos.File
				}
				for k := range f.Fixes {
					f.Fixes[k].Message = bad
					f.Fixes[k].Edits[0].New, f.Fixes[k].Edits[0].File = bad, f.Pos.File
				}
			}
			for _, r := range []*report.Result{clean, res} {
				f := r.Findings[0] // in res it is hostile
				r.Known = append(r.Known, f)
				r.Ignored = append(r.Ignored, report.Ignored{Check: f.Check, Package: f.Package, Pos: f.Pos, Message: f.Message, Directive: f.Pos, Text: f.Message})
			}
			opts.ShowIgnored = true
			res.Problems[0] = report.Problem{Kind: report.Build, Package: bad, Summary: bad, Detail: []string{bad}, Skipped: []string{bad}}
			res.Normalize(opts.Root)
			for _, format := range Names {
				harmless(t, format, printed(t, format, opts, res), printed(t, format, opts, clean))
			}
			var problems bytes.Buffer
			if err := Problems(&problems, res.Problems); err != nil {
				t.Fatal(err)
			}
			visible(t, "problems", problems.String())
			if n := strings.Count(problems.String(), "\n"); n != 3 {
				t.Errorf("problems: %d lines, want 3", n)
			}
			summary, err := os.ReadFile(opts.StepSummary)
			if err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(strings.ReplaceAll(string(summary), "###", ""), "<[`*!") {
				t.Errorf("markup in the step summary:\n%.500s", summary)
			}
		})
	}
}

// harmless reports what is in got that has no place in the format, compared with the
// report of harmless findings.
func harmless(t *testing.T, format, got, clean string) {
	t.Helper()
	visible(t, format, got)
	if format != "text" { // source lines may differ in number
		if g, c := strings.Count(got, "\n"), strings.Count(clean, "\n"); format != "rdjsonl" && abs(g-c) > 20 || format == "rdjsonl" && g != c {
			t.Errorf("%s: %d lines, want about %d", format, g, c)
		}
	}
	switch format {
	case "json", "sarif", "gitlab":
		if !json.Valid([]byte(got)) {
			t.Errorf("%s: no valid JSON", format)
		}
		if strings.ContainsAny(got, "<>") {
			t.Errorf("%s: raw angle brackets", format)
		}
	case "rdjsonl":
		for line := range strings.Lines(got) {
			if !json.Valid([]byte(line)) {
				t.Errorf("rdjsonl: no valid JSON: %.200s", line)
			}
		}
	case "checkstyle", "junit":
		if g, c := elements(t, got), elements(t, clean); g > c+2 || g < c-2 { // files may be fewer or more
			t.Errorf("%s: %d elements, want about %d", format, g, c)
		}
	case "github":
		sc := bufio.NewScanner(strings.NewReader(got))
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			line := sc.Text()
			if strings.HasPrefix(strings.TrimSpace(line), "::set-output") || strings.Contains(line, "##[") && !strings.HasPrefix(line, "::") {
				t.Errorf("github: %.200s", line)
			}
			if command, ok := strings.CutPrefix(line, "::"); ok {
				command, _, _ = strings.Cut(command, "::")
				_, properties, _ := strings.Cut(command, " ")
				for property := range strings.SplitSeq(properties, ",") {
					switch name, _, _ := strings.Cut(property, "="); name {
					case "file", "line", "col", "endColumn", "title":
					default:
						t.Errorf("github: a property was injected: %.200s", line)
					}
				}
			}
		}
		if g, c := strings.Count(got, "\n::")+1, strings.Count(clean, "\n::")+1; g != c {
			t.Errorf("github: %d commands, want %d", g, c)
		}
	}
}

func abs(n int) int { return max(n, -n) }

// visible reports control characters, and bytes that are not UTF-8.
func visible(t *testing.T, format, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%s: invalid UTF-8", format)
	}
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r == '\u202e' || r == '\u2066' || r == '\u2028' {
			t.Errorf("%s: control character %U", format, r)
			return
		}
	}
}

// elements counts the elements of an XML document.
func elements(t *testing.T, doc string) int {
	t.Helper()
	n := 0
	for dec := xml.NewDecoder(strings.NewReader(doc)); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Errorf("XML: %v", err)
			return n
		}
		if _, ok := token.(xml.StartElement); ok {
			n++
		}
	}
}

// The JSON formats keep to their schemas, whatever the code holds.
func TestSchemas(t *testing.T) {
	t.Parallel()
	for format, file := range map[string]string{
		"json":  filepath.Join("..", "..", "..", "..", "docs", "report.schema.json"),
		"sarif": filepath.Join("testdata", "sarif-schema-2.1.0.json"), // of OASIS
	} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			schema, err := jsonschema.NewCompiler().Compile(file)
			if err != nil {
				t.Fatal(err)
			}
			check := func(opts *Options, res *report.Result) {
				doc, err := jsonschema.UnmarshalJSON(strings.NewReader(printed(t, format, opts, res)))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(doc); err != nil {
					t.Error(err)
				}
			}
			opts, res := sample(t)
			check(opts, res)
			check(opts, new(report.Result))
			check(&Options{Root: "/", Checks: analyzers.Checks()}, new(report.Result))
			for _, bad := range hostile {
				_, res := sample(t)
				res.Findings[1].Message = bad
				res.Findings[1].Pos.File = filepath.Join(opts.Root, bad)
				res.Problems[0].Summary = bad
				check(opts, res)
			}
		})
	}
}

// What is hidden is in the SARIF report if asked for, and marked as hidden.
func TestSARIFSuppressed(t *testing.T) {
	t.Parallel()
	opts, res := sample(t)
	res.Known = res.Findings[1:]
	res.Findings = res.Findings[:1]
	res.Ignored = []report.Ignored{{
		Check: "nodeadline", Confidence: analyzers.Likely, Package: "example.com/shop/pay", Pos: res.Findings[0].Pos, Message: "hidden",
		Directive: report.Position{File: res.Findings[0].Pos.File, Line: 4, Column: 1}, Text: "//distvet:ignore nodeadline it is local",
	}}
	results := func() []sarifResult {
		text := printed(t, "sarif", opts, res)
		schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Error(err)
		}
		var log sarifLog
		if err := json.Unmarshal([]byte(text), &log); err != nil {
			t.Fatal(err)
		}
		return log.Runs[0].Results
	}
	if got := results(); len(got) != 1 || got[0].Suppressions != nil {
		t.Errorf("%d results, want the one that is not hidden", len(got))
	}
	opts.ShowIgnored = true
	got := results()
	if len(got) != 3 || got[0].Suppressions != nil || len(got[1].Suppressions) != 1 || len(got[2].Suppressions) != 1 {
		t.Fatalf("got %+v", got)
	}
	if s := got[1].Suppressions[0]; s.Kind != "inSource" || s.Justification != res.Ignored[0].Text || s.Location.PhysicalLocation.Region.StartLine != 4 {
		t.Errorf("suppression by a comment: %+v", s)
	}
	if s := got[2].Suppressions[0]; s.Kind != "external" || got[2].RuleID != "wallid" || got[2].Level != "note" {
		t.Errorf("suppression by a baseline: %+v in %+v", s, got[2])
	}
}

// GitHub shows ten annotations of a level, and takes a summary of a megabyte: the rest is in the log.
func TestGitHubLimits(t *testing.T) {
	t.Parallel()
	opts, res := sample(t)
	opts.StepSummary = filepath.Join(t.TempDir(), "summary")
	bad, note := res.Findings[0], res.Findings[1]
	if bad.Severity != analyzers.Error {
		bad, note = note, bad
	}
	likely := bad
	likely.Confidence = analyzers.Likely
	res.Findings = []report.Finding{note}
	for range 12 {
		res.Findings = append(res.Findings, likely)
	}
	res.Findings = append(res.Findings, bad)
	out := printed(t, "github", opts, res)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	// One place is the problem's.
	if n := strings.Count(out, "::error "); n != githubPerLevel || !strings.HasPrefix(lines[0], "::error title=distvet::") || !strings.Contains(lines[1], "(certain)") {
		t.Errorf("%d errors, the first are\n%s\n%s", n, lines[0], lines[1])
	}
	if n := strings.Count(out, "::notice "); n != 1 {
		t.Errorf("%d notices, want 1", n)
	}
	if n := strings.Count(out, "\n- pay/pay.go:5:"); n != 4 {
		t.Errorf("%d findings without an annotation, want 4:\n%s", n, out)
	}
	for range 10000 {
		res.Findings = append(res.Findings, likely)
	}
	printed(t, "github", opts, res)
	summary, err := os.ReadFile(opts.StepSummary)
	if err != nil {
		t.Fatal(err)
	}
	if parts := strings.Split(string(summary), "### distvet: "); len(parts) != 3 || len(parts[2]) > 1<<20 || !strings.HasSuffix(parts[2], " more findings.\n") {
		t.Errorf("%d summaries, the last of %d bytes, which ends in %q", len(parts)-1, len(parts[len(parts)-1]), summary[len(summary)-40:])
	}
}

// GitHub refuses a SARIF file with more results than it allows, so the least important
// ones are left out, and the report says so.
func TestSARIFLimit(t *testing.T) {
	t.Parallel()
	opts, res := sample(t)
	note, bad := res.Findings[0], res.Findings[1]
	if note.Severity == analyzers.Error {
		note, bad = bad, note
	}
	res.Findings = []report.Finding{}
	for range sarifResults {
		res.Findings = append(res.Findings, note)
	}
	res.Findings = append(res.Findings, bad)
	var log sarifLog
	if err := json.Unmarshal([]byte(printed(t, "sarif", opts, res)), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Results) != sarifResults || run.Results[0].RuleID != bad.Check {
		t.Errorf("%d results, the first of %s", len(run.Results), run.Results[0].RuleID)
	}
	if n := run.Invocations[0].Notifications; !strings.HasPrefix(n[len(n)-1].Message.Text, "1 finding left out") {
		t.Errorf("notifications: %+v", n)
	}
}
