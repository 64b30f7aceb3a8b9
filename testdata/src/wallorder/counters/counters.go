// Package counters keeps and queues records that carry a counter.
package counters

import (
	"encoding/json"
	"io"
	"time"
)

type record struct {
	ID            string    `json:"id"`
	Revision      int64     `json:"revision"`
	UpdatedAt     time.Time `json:"updated_at"`
	Starts        time.Time `json:"starts"`
	StartedAt     time.Time `json:"started_at"`
	EffectiveFrom time.Time `json:"effective_from"`
	State         string    `json:"state"`
}

func load(b []byte) (list []record, err error) {
	err = json.Unmarshal(b, &list)
	return list, err
}

type store struct{ m map[string]record }

// The counter decides, and the stamp where it does not.

func (s *store) put(in record) {
	cur := s.m[in.ID]
	switch {
	case in.Revision > cur.Revision:
	case in.Revision == cur.Revision && in.UpdatedAt.After(cur.UpdatedAt):
	default:
		return
	}
	s.m[in.ID] = in
}

func (s *store) putAll(list []record) {
	for _, in := range list {
		cur := s.m[in.ID]
		if in.Revision < cur.Revision || in.Revision == cur.Revision && !in.UpdatedAt.After(cur.UpdatedAt) {
			continue
		}
		s.m[in.ID] = in
	}
}

// The counter decides something else.
func (s *store) putState(in record) {
	cur := s.m[in.ID]
	if in.Revision > cur.Revision {
		println(in.State)
	}
	if in.UpdatedAt.After(cur.UpdatedAt) { // want `store\.putState keeps the record whose record\.UpdatedAt is later`
		s.m[in.ID] = in
	}
}

// The stamp comes first.
func (s *store) putFirst(in record) {
	cur := s.m[in.ID]
	if in.UpdatedAt.Before(cur.UpdatedAt) { // want `store\.putFirst keeps the record whose record\.UpdatedAt is later`
		return
	}
	if in.Revision < cur.Revision {
		return
	}
	s.m[in.ID] = in
}

// When what it is about begins.

func (s *store) first(in record) {
	if in.Starts.Before(s.m[in.State].Starts) { // possible // want `store\.first keeps the record whose record\.Starts is later`
		s.m[in.State] = in
	}
}

func (s *store) inEffect(in record) {
	if in.EffectiveFrom.After(s.m[in.State].EffectiveFrom) { // possible // want `store\.inEffect keeps the record whose record\.EffectiveFrom is later`
		s.m[in.State] = in
	}
}

func (s *store) latestStarted(in record) {
	if in.StartedAt.After(s.m[in.State].StartedAt) { // want `store\.latestStarted keeps the record whose record\.StartedAt is later`
		s.m[in.State] = in
	}
}

// Heads of streams, of which each keeps its order, and items that hold their one record.

type line struct {
	TS  time.Time `json:"ts"`
	Seq uint64    `json:"seq"`
}

type stream struct {
	dec  *json.Decoder
	head line
}

func (s *stream) next() bool { return s.dec.Decode(&s.head) == nil }

type merge []*stream

func (q merge) Len() int { return len(q) }
func (q merge) Less(i, j int) bool {
	return q[i].head.TS.Before(q[j].head.TS) // possible // want `merge\.Less takes work in the order of line\.TS`
}
func (q merge) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *merge) Push(x any)   { *q = append(*q, x.(*stream)) }
func (q *merge) Pop() any     { return nil }

type item struct {
	line line
	at   int
}

func newItem(r io.Reader) (*item, error) {
	var l line
	if err := json.NewDecoder(r).Decode(&l); err != nil {
		return nil, err
	}
	return &item{line: l}, nil
}

type items []*item

func (q items) Len() int { return len(q) }
func (q items) Less(i, j int) bool {
	return q[i].line.TS.Before(q[j].line.TS) // want `items\.Less takes work in the order of line\.TS`
}
func (q items) Swap(i, j int) { q[i], q[j] = q[j], q[i]; q[i].at, q[j].at = i, j }
func (q *items) Push(x any)   { *q = append(*q, x.(*item)) }
func (q *items) Pop() any     { return nil }
