package baseline

import (
	"cmp"
	"slices"
	"strings"

	"github.com/distvet/distvet/cmd/distvet/internal/report"
)

// A Match says what a baseline knows of findings.
type Match struct {
	Known []bool // for each finding, whether the baseline knows it: all of its places
	Moved int    // how many places are known although they have another ID

	places []place
	left   Baseline
}

// A place is where a finding is reported, or one that shares its cause: they come and go one by one.
type place struct {
	*report.Finding     // with the ID, the shape and the position of the place
	of              int // the index of the finding
	step            int // the index of the place in the finding's path, or -1
	known           bool
}

// placesOf returns the places of all findings, in their order.
func placesOf(findings []report.Finding) []place {
	var list []place
	for i := range findings {
		f := &findings[i]
		list = append(list, place{Finding: f, of: i, step: -1})
		for j := range f.Path {
			if step := &f.Path[j]; step.Also {
				at := *f
				at.ID, at.Shape, at.Pos, at.End = step.ID, step.Shape, step.Pos, step.End
				list = append(list, place{Finding: &at, of: i, step: j})
			}
		}
	}
	return list
}

// Match finds out which of the findings the baseline knows: those of which it knows all places. It
// knows as many of each ID as it lists. And where an ID is left over, and a place with another one is left
// over, too, it is known if the code has moved: it reads the same, and is in the same package or in a
// declaration of the same name. So there are never more known places than the baseline
// lists. judged reports whether the absence of a finding in a package means that it is gone.
func (b Baseline) Match(findings []report.Finding, judged func(pkg string) bool) *Match {
	m := &Match{Known: make([]bool, len(findings)), places: placesOf(findings), left: make(Baseline, len(b))}
	for id, e := range b {
		m.left[id] = Entry{Count: e.Count, Shapes: slices.Clone(e.Shapes)}
	}
	order := bySureness(m.places)
	m.same(order)
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
		for _, p := range order {
			if p.known || p.Shape == "" {
				continue
			}
			for _, id := range byShape[p.Shape] {
				if id.Check == p.ID.Check && unqualified(id.Key) == unqualified(p.ID.Key) && near(id, p.ID) &&
					m.left[id].Count > 0 && slices.Contains(m.left[id].Shapes, p.Shape) && judged(id.Package) {
					m.take(id, p)
					m.Moved++
					break
				}
			}
		}
	}
	for i := range m.Known {
		m.Known[i] = true
	}
	for _, p := range m.places {
		m.Known[p.of] = m.Known[p.of] && p.known
	}
	return m
}

// News returns the indices, in the path of finding i, of the places that the baseline does not know although
// it knows the one where the finding is reported.
func (m *Match) News(i int) (steps []int) {
	first, _ := slices.BinarySearchFunc(m.places, i, func(p place, i int) int { return cmp.Compare(p.of, i) })
	for _, p := range m.places[first:] {
		switch {
		case p.of != i:
			return steps
		case p.known:
		case p.step < 0:
			return nil
		default:
			steps = append(steps, p.step)
		}
	}
	return steps
}

// bySureness returns the places, those of the surest findings first, and in the order of the source.
func bySureness(places []place) []*place {
	order := make([]*place, len(places))
	for i := range places {
		order[i] = &places[i]
	}
	slices.SortStableFunc(order, func(p, q *place) int {
		return cmp.Or(cmp.Compare(p.Confidence, q.Confidence), p.Compare(q.Finding))
	})
	return order
}

// same marks as many places of each ID as the baseline lists: the surest first, and among
// those that are as sure as each other, the ones that still read the same.
func (m *Match) same(places []*place) {
	rank := make(map[*place]int) // 1 for those that read different
	shapes := make(map[report.ID][]string)
	for _, p := range places {
		if _, ok := shapes[p.ID]; !ok {
			shapes[p.ID] = slices.Clone(m.left[p.ID].Shapes)
		}
		if j := slices.Index(shapes[p.ID], p.Shape); j >= 0 {
			shapes[p.ID] = slices.Delete(shapes[p.ID], j, j+1)
		} else {
			rank[p] = 1
		}
	}
	order := slices.Clone(places)
	slices.SortStableFunc(order, func(p, q *place) int {
		return cmp.Or(cmp.Compare(p.Confidence, q.Confidence), cmp.Compare(rank[p], rank[q]))
	})
	for _, p := range order {
		if m.left[p.ID].Count > 0 {
			m.take(p.ID, p)
		}
	}
}

// take takes one place from what is left of an entry.
func (m *Match) take(id report.ID, p *place) {
	e := m.left[id]
	e.Count--
	e.Shapes = without(e.Shapes, []string{p.Shape})
	m.left[id], p.known = e, true
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
