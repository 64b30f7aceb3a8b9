package fingerprint

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// Each finding is marked by «...» in the source.
const source = `package p

import (
	"net/http"
	yaml "example.com/yaml/v3"
)

var client = &«http.Client{}»

var table = map[string]func(){
	"a": func() { «http.Get("x")» },
}

func plain(s *server) {
	resp, err := «http.Get(s.url)»
	_ = «s.db.Query("x")»
	«yaml.Unmarshal(nil, nil)»
	«helper[int](3)»
	«(helper[int])(3)»
	«func() {}()»
	«for» {
	}
	if «a.After(b)» && «x > y» {
	}
	«go» func() {}()
	«defer s.Close()»
	«//distvet:ignore   nodeadline  why»
	_ = T{Field: «3»}
	«x» = 4
}

func (t *T[K]) method() { «http».Get("x") }

type T[K any] struct{ «field» int }
`

var want = []report.ID{
	{Decl: "client", Key: "literal net/http.Client"},
	{Decl: "table", Key: "call net/http.Get"},
	{Decl: "plain", Key: "call net/http.Get"},
	{Decl: "plain", Key: "call .Query"},
	{Decl: "plain", Key: "call example.com/yaml/v3.Unmarshal"},
	{Decl: "plain", Key: "call helper"},
	{Decl: "plain", Key: "call helper"},
	{Decl: "plain", Key: "call"},
	{Decl: "plain", Key: "for"},
	{Decl: "plain", Key: "call .After"},
	{Decl: "plain", Key: ">"},
	{Decl: "plain", Key: "go"},
	{Decl: "plain", Key: "defer"},
	{Decl: "plain", Key: "//distvet:ignore nodeadline why"},
	{Decl: "plain", Key: "key Field"},
	{Decl: "plain", Key: "="},
	{Decl: "T.method", Key: "call net/http.Get"},
	{Decl: "T", Key: "field"},
}

// marked returns the findings that are marked in text, and the file without the marks.
func marked(t *testing.T, text string) []report.Finding {
	t.Helper()
	file := filepath.Join(t.TempDir(), "p.go")
	var findings []report.Finding
	for i, line := range strings.Split(text, "\n") {
		for {
			before, rest, ok := strings.Cut(line, "«")
			if !ok {
				break
			}
			fault, after, _ := strings.Cut(rest, "»")
			findings = append(findings, report.Finding{
				Check: "c", Package: "p", Message: "m",
				Pos: report.Position{File: file, Line: i + 1, Column: len(before) + 1},
				End: report.Position{File: file, Line: i + 1, Column: len(before) + len(fault) + 1},
			})
			line = before + fault + after
		}
	}
	text = strings.NewReplacer("«", "", "»", "").Replace(text)
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return findings
}

func TestAssign(t *testing.T) {
	t.Parallel()
	findings := marked(t, source)
	Assign(findings)
	if len(findings) != len(want) {
		t.Fatalf("%d findings, want %d", len(findings), len(want))
	}
	prints := make(map[string]bool)
	for i, f := range findings {
		want[i].Check, want[i].Package = "c", "p"
		if f.ID != want[i] {
			t.Errorf("line %d: got %+v, want %+v", f.Pos.Line, f.ID, want[i])
		}
		if prints[f.Fingerprint] {
			t.Errorf("line %d: fingerprint %s twice", f.Pos.Line, f.Fingerprint)
		}
		prints[f.Fingerprint] = true
	}
}

// The surest of equal findings keeps its fingerprint when a possible one appears above it.
func TestSurestFirst(t *testing.T) {
	t.Parallel()
	one := marked(t, "package p\n\nfunc f() {\n\t«g()»\n}\n")
	Assign(one)
	two := marked(t, "package p\n\nfunc f() {\n\t«g()»\n\t«g()»\n}\n")
	two[0].Confidence = analyzers.Possible
	Assign(two)
	if two[1].Fingerprint != one[0].Fingerprint {
		t.Error("the fingerprint of the certain finding has changed")
	}
}

// The shape is that of the statement, or of the head of a statement, wherever it stands and
// however it is laid out.
func TestShape(t *testing.T) {
	t.Parallel()
	first := marked(t, `package p

import "net/http"

func (s *server) method() {
	resp, err := «http.Get»(s.url, 1) // why
	if «s.do()» != nil {
		return
	}
	«for» {
		a()
	}
	f := func() { «http.Get»("x") }
	«go» a()
	s.run(func() { x() }, «s.do()»)
}

func «named»(n int) { a() }

var v = «http.Get»("y")
`)
	same := marked(t, `package other

import web "net/http"

var v = «web.Get»("y")

func f(r T) {
	_ = 1
	«go» a()
}

func «called»(n int) {
	a() // why not
}

func (r T) other() {
	resp, err := «web.Get»(
		r.url,
		1,
	)
	g := func() { «web.Get»("x") }
	if «r.do()» != nil {
		panic(err)
	}
	r.run(func() {
		x()
	}, «r.do()»)
	«for» { a() }
}
`)
	different := marked(t, `package p

import "net/http"

func (s *server) method() {
	resp, err := «http.Get»(s.url, 2)
	if «s.do()» == nil {
		return
	}
	«for» {
		b()
	}
	f := func() { «http.Get»("z") }
	«go» b()
	s.run(func() { y() }, «s.do()»)
}

func «named»(n int64) { a() }

var v = «http.Get»("z")
`)
	Assign(first)
	Assign(same)
	Assign(different)
	order := []int{7, 4, 6, 0, 3, 1, 5, 2} // of what is in the second file, in the first
	if len(first) != 8 || len(same) != 8 || len(different) != 8 {
		t.Fatalf("%d, %d and %d findings, want 8", len(first), len(same), len(different))
	}
	for i, j := range order {
		if same[i].Shape == "" || same[i].Shape != first[j].Shape {
			t.Errorf("line %d of the first file and line %d of the second have shapes %q and %q", first[j].Pos.Line, same[i].Pos.Line, first[j].Shape, same[i].Shape)
		}
	}
	for i := range first {
		if first[i].Shape == different[i].Shape {
			t.Errorf("lines %d of the first file and the third have the same shape", first[i].Pos.Line)
		}
	}
}

// What cannot be parsed, or is not where the position says, is named by its message.
func TestUnreadable(t *testing.T) {
	t.Parallel()
	findings := []report.Finding{
		{Check: "c", Package: "p", Message: "a\tb", Pos: report.Position{File: "nosuch.go", Line: 3, Column: 4}},
		{Check: "c", Package: "p", Message: "", Pos: report.Position{}},
	}
	Assign(findings)
	if got := findings[0].ID; got.Decl != "-" || got.Key != "a b" {
		t.Errorf("got %+v", got)
	}
	if got := findings[1].ID; got.Decl != "-" || got.Key != "-" {
		t.Errorf("got %+v", got)
	}
}
