package baseline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Match says what a baseline knows of findings.
type Match struct {
	Known []bool // for each finding, whether the baseline knows it
	Moved int    // how many are known although they have another ID
	left  Baseline
}

// Match finds out which of the findings the baseline knows. These are as many of each ID as it
// lists. And where an ID is left over, and a finding with another one is left over, too, it is
// known if the code has moved: it reads the same, and is in the same package or in a
// declaration of the same name. So there are never more known findings than the baseline
// lists. judged reports whether the absence of a finding in a package means that it is gone.
func (b Baseline) Match(findings []report.Finding, judged func(pkg string) bool) *Match {
	m := &Match{Known: make([]bool, len(findings)), left: make(Baseline, len(b))}
	for id, e := range b {
		m.left[id] = Entry{Count: e.Count, Shapes: slices.Clone(e.Shapes)}
	}
	m.same(findings)
	byShape := make(map[string][]report.ID) // what is left
	for id, e := range m.left {
		for _, shape := range slices.Compact(slices.Clone(e.Shapes)) {
			if e.Count > 0 {
				byShape[shape] = append(byShape[shape], id)
			}
		}
	}
	for _, ids := range byShape {
		slices.SortFunc(ids, report.ID.Compare)
	}
	for _, near := range []func(id, now report.ID) bool{
		func(id, now report.ID) bool { return id.Package == now.Package && id.Decl == now.Decl }, // what it calls has moved
		func(id, now report.ID) bool { return id.Package == now.Package },
		func(id, now report.ID) bool { return id.Decl == now.Decl },
	} {
		for _, i := range report.BySureness(findings) {
			f := &findings[i]
			if m.Known[i] || f.Shape == "" {
				continue
			}
			for _, id := range byShape[f.Shape] {
				if id.Check == f.ID.Check && unqualified(id.Key) == unqualified(f.ID.Key) && near(id, f.ID) &&
					m.left[id].Count > 0 && slices.Contains(m.left[id].Shapes, f.Shape) && judged(id.Package) {
					m.take(id, f)
					m.Known[i] = true
					m.Moved++
					break
				}
			}
		}
	}
	return m
}

// same marks as many findings of each ID as the baseline lists: the surest first, and among
// those that are as sure as each other, the ones that still read the same.
func (m *Match) same(findings []report.Finding) {
	order := report.BySureness(findings)
	rank := make([]int, len(findings)) // 1 for those that read different
	shapes := make(map[report.ID][]string)
	for _, i := range order {
		f := &findings[i]
		if _, ok := shapes[f.ID]; !ok {
			shapes[f.ID] = slices.Clone(m.left[f.ID].Shapes)
		}
		if j := slices.Index(shapes[f.ID], f.Shape); j >= 0 {
			shapes[f.ID] = slices.Delete(shapes[f.ID], j, j+1)
		} else {
			rank[i] = 1
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(findings[i].Confidence, findings[j].Confidence), cmp.Compare(rank[i], rank[j]))
	})
	for _, i := range order {
		if m.left[findings[i].ID].Count > 0 {
			m.take(findings[i].ID, &findings[i])
			m.Known[i] = true
		}
	}
}

// take takes one finding from what is left of an entry.
func (m *Match) take(id report.ID, f *report.Finding) {
	e := m.left[id]
	e.Count--
	e.Shapes = without(e.Shapes, []string{f.Shape})
	m.left[id] = e
}

// Stale returns the IDs of which the baseline holds more than there are in the judged
// packages, sorted.
func (m *Match) Stale(judged func(pkg string) bool) []report.ID {
	var stale []report.ID
	for id, e := range m.left {
		if e.Count > 0 && judged(id.Package) {
			stale = append(stale, id)
		}
	}
	slices.SortFunc(stale, report.ID.Compare)
	return stale
}

// unqualified returns a key without the directory of the package that it names, which may have
// moved as well.
func unqualified(key string) string {
	return key[strings.LastIndexByte(key, '/')+1:]
}

// without returns list without one of each of the elements.
func without(list, elements []string) []string {
	rest := slices.Clone(list)
	for _, e := range elements {
		if i := slices.Index(rest, e); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
		}
	}
	return rest
}
