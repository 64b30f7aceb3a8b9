package analyzers_test

import (
	"bytes"
	"flag"
	"fmt"
	"go/doc/comment"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
)

var update = flag.Bool("update", false, "write docs/<check>.md, and what README.md quotes, instead of comparing")

const generatedMark = "<!-- Generated from "

// TestDocs compares docs/<check>.md with the documentation in each check's doc.go, or
// writes the pages when run with -update.
func TestDocs(t *testing.T) {
	dir := filepath.Join(root, "docs")
	pages := make(map[string]bool)
	for _, c := range analyzers.Checks() {
		file := filepath.Join(dir, c.Name+".md")
		pages[file] = true
		want := page(c)
		if *update {
			if err := os.WriteFile(file, want, 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%v; run go test ./analyzers -update", err)
		} else if !bytes.Equal(got, want) {
			t.Errorf("docs/%s.md is stale; run go test ./analyzers -update", c.Name)
		}
	}

	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !pages[file] && strings.HasPrefix(read(t, file), generatedMark) {
			t.Errorf("%s was generated for a check that does not exist; remove it", file)
		}
	}
}

// page returns the page of a check: its documentation as Markdown, and how to silence it.
func page(c analyzers.Check) []byte {
	summary, body, _ := strings.Cut(c.Doc, "\n")
	var b bytes.Buffer
	fmt.Fprintf(&b, "%sanalyzers/%s/doc.go by go test ./analyzers -update; do not edit. -->\n\n", generatedMark, c.Name)
	fmt.Fprintf(&b, "# %s\n\n", c.Name)
	fmt.Fprintf(&b, "%s.\n\n", capitalised(strings.TrimPrefix(summary, c.Name+": ")))
	fmt.Fprintf(&b, "Class: %s. Severity: %s. ", c.Class, c.Severity)
	fmt.Fprintf(&b, "All checks and the assumptions they test: [fallacies.md](fallacies.md).\n")
	if text := markdown(body); len(text) > 0 {
		fmt.Fprintf(&b, "\n%s", text)
	}
	fmt.Fprintf(&b, "\n## Silencing a finding\n\n")
	fmt.Fprintf(&b, "A comment on the line, or on the line above it, with the reason:\n\n")
	fmt.Fprintf(&b, "```go\n//distvet:ignore %s why this is right here\n```\n\n", c.Name)
	fmt.Fprintf(&b, "Above a declaration it holds for the declaration, above the package clause for the file.\n")
	return b.Bytes()
}

// markdown turns the text of a doc comment into Markdown. It differs from
// [comment.Printer.Markdown] in that code is fenced, which readers on the web want coloured.
func markdown(text string) []byte {
	var parser comment.Parser
	printer := comment.Printer{
		HeadingLevel:   2,
		HeadingID:      func(*comment.Heading) string { return "" },
		DocLinkBaseURL: "https://pkg.go.dev",
	}
	doc := parser.Parse(strings.TrimSpace(text))
	var b bytes.Buffer
	for i, block := range doc.Content {
		if i > 0 {
			b.WriteByte('\n')
		}
		if code, ok := block.(*comment.Code); ok {
			fmt.Fprintf(&b, "```go\n%s```\n", code.Text)
			continue
		}
		b.Write(printer.Markdown(&comment.Doc{Content: []comment.Block{block}, Links: doc.Links}))
	}
	return b.Bytes()
}

func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func TestMarkdown(t *testing.T) {
	const in = "A call such as\n\n\tresp, err := http.Get(url) // never ends\n\nwaits.\n\n# What is not reported\n\n  - one\n  - two\n"
	const want = "A call such as\n\n```go\nresp, err := http.Get(url) // never ends\n```\n\nwaits.\n\n## What is not reported\n\n  - one\n  - two\n"
	if got := string(markdown(in)); got != want {
		t.Errorf("markdown(%q)\n got %q\nwant %q", in, got, want)
	}
}
