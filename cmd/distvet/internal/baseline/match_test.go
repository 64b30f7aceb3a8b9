package baseline

import (
	"slices"
	"strings"
	"testing"

	"github.com/distvet/distvet/analyzers"
	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// found parses findings: package, declaration, key and shape, with an exclamation mark if the
// finding is sure. One that begins with a plus sign is another place of the one before.
func found(t *testing.T, texts ...string) []report.Finding {
	t.Helper()
	var findings []report.Finding
	for i, text := range texts {
		text, also := strings.CutPrefix(text, "+")
		fields := strings.Fields(text)
		if len(fields) != 4 {
			t.Fatalf("%q has %d fields", text, len(fields))
		}
		f := report.Finding{Confidence: analyzers.Likely, Pos: report.Position{File: "f.go", Line: i + 1}}
		if pkg, ok := strings.CutSuffix(fields[0], "!"); ok {
			fields[0], f.Confidence = pkg, analyzers.Certain
		}
		f.ID = report.ID{Check: "wallid", Package: fields[0], Decl: fields[1], Key: fields[2]}
		if fields[3] != "-" {
			f.Shape = fields[3]
		}
		if also {
			first := &findings[len(findings)-1]
			first.Path = append(first.Path, report.Step{Pos: f.Pos, Also: true, ID: f.ID, Shape: f.Shape})
			continue
		}
		findings = append(findings, f)
	}
	return findings
}

// Code that moves stays known, and as much of it as there was; other code is new.
func TestMatch(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name          string
		before, after []string
		known         string // of what is there after, k or n for each
		moved, stale  int
	}{
		{"nothing happens", []string{"p F Get a"}, []string{"p F Get a"}, "k", 0, 0},
		{"an edit", []string{"p F Get a"}, []string{"p F Get b"}, "k", 0, 0},
		{"into another function", []string{"p F Get a"}, []string{"p G Get a"}, "k", 1, 0},
		{"and edited", []string{"p F Get a"}, []string{"p G Get b"}, "n", 0, 1},
		{"without a shape", []string{"p F Get -"}, []string{"p G Get -"}, "n", 0, 1},
		{"to something else", []string{"p F Get a"}, []string{"p G Post a"}, "n", 0, 1},
		{"a copy in another function", []string{"p F Get a"}, []string{"p F Get a", "p G Get a"}, "kn", 0, 0},
		{"moved, and a copy", []string{"p F Get a"}, []string{"p G Get a", "p H Get a"}, "kn", 1, 0},
		{"one of two moves", []string{"p F Get a", "p F Get b"}, []string{"p F Get b", "p G Get a"}, "kk", 1, 0},
		{"one of two is mended, the other copied", []string{"p F Get a", "p F Get b"}, []string{"p F Get b", "p G Get b"}, "kn", 0, 1},
		{"an edit, and one like it elsewhere", []string{"p F Get a"}, []string{"p F Get b", "p G Get a"}, "kn", 0, 0},
		{"the new one stands above", []string{"p F Get a"}, []string{"p F Get b", "p F Get a"}, "nk", 0, 0},
		{"the surest first", []string{"p F Get a"}, []string{"p F Get a", "p! F Get b"}, "nk", 0, 0},
		{"with its package", []string{"p F x/p.Get a"}, []string{"q F x/y/p.Get a"}, "k", 1, 0},
		{"into another package, and another function", []string{"p F Get a"}, []string{"q G Get a"}, "n", 0, 1},
		{"what it calls has moved", []string{"p F x/q.Get a"}, []string{"p F x/y/q.Get a"}, "k", 1, 0},
		{"the first place of several is mended", []string{"p F Get a", "+p G Get b", "+p H Get c"}, []string{"p G Get b", "+p H Get c"}, "k", 0, 1},
		{"what was one cause is several", []string{"p F Get a", "+p G Get b", "+p H Get c"}, []string{"p F Get a", "p H Get c"}, "kk", 0, 1},
		{"one more place", []string{"p F Get a", "+p G Get b"}, []string{"p F Get a", "+p G Get b", "+p H Get c"}, "n", 0, 0},
		{"one more place in the same function", []string{"p F Get a"}, []string{"p F Get a", "+p F Get b"}, "n", 0, 0},
		{"several causes are one", []string{"p F Get a", "p G Get b"}, []string{"p F Get a", "+p G Get b"}, "k", 0, 0},
		{"a package that was not looked at", []string{"unseen F Get a"}, []string{"q F Get a"}, "n", 0, 0},
	} {
		judged := func(pkg string) bool { return pkg != "unseen" }
		b := New(found(t, test.before...), func(*report.Finding) string { return "" })
		after := found(t, test.after...)
		m := b.Match(after, judged)
		known := ""
		for _, k := range m.Known {
			known += map[bool]string{true: "k", false: "n"}[k]
		}
		if known != test.known || m.Moved != test.moved || len(m.Stale(judged)) != test.stale {
			t.Errorf("%s: %s, %d moved, %d stale; want %s, %d, %d", test.name, known, m.Moved, len(m.Stale(judged)), test.known, test.moved, test.stale)
		}

		// An update lists what is known, and nothing else: of a finding with a new place, the others.
		updated, added := b.Update(after, judged, func(int) bool { return false }, func(*report.Finding) string { return "" })
		again := updated.Match(after, judged)
		if added != 0 || !slices.Equal(again.Known, m.Known) || again.Moved != 0 || len(again.Stale(judged)) != 0 {
			t.Errorf("%s: after an update %v, %d moved, %d stale; want %v", test.name, again.Known, again.Moved, len(again.Stale(judged)), m.Known)
		}
	}
}

// Of a finding with places that are new, the new ones are told from the others.
func TestNews(t *testing.T) {
	t.Parallel()
	note := func(*report.Finding) string { return "" }
	judged := func(string) bool { return true }
	b := New(found(t, "p F Get a", "+p G Get b"), note)
	after := found(t, "p F Get a", "+p E Get c", "+p G Get b", "p X Get x", "+p Y Get y")
	m := b.Match(after, judged)
	if got := m.News(0); !slices.Equal(got, []int{0}) {
		t.Errorf("the new places of a known finding: %v", got)
	}
	if got := m.News(1); got != nil {
		t.Errorf("a finding that is new as a whole has no new places, but %v", got)
	}
	updated, added := b.Update(after, judged, func(i int) bool { return i == 0 }, note)
	if added != 1 || updated.Places() != 3 {
		t.Errorf("accepting one new place adds %d, and makes %d", added, updated.Places())
	}
}
