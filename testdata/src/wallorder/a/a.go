// Package a holds orders that clocks decide.
package a

import (
	"encoding/json"
	"errors"
	"sort"
	"strconv"
	"time"

	"wallorder/pb"
)

// Last write wins, by the clock of whoever wrote.

type record struct {
	Key       string
	UpdatedAt time.Time `json:"updated_at"`
	Version   int64
	value     string
	localAt   time.Time
}

type store struct {
	m     map[string]*record
	shown *record
}

func decode(b []byte) (*record, error) {
	r := new(record)
	if err := json.Unmarshal(b, r); err != nil {
		return nil, err
	}
	return r, nil
}

func (s *store) merge(in *record) {
	cur := s.m[in.Key]
	if cur != nil && cur.UpdatedAt.After(in.UpdatedAt) { // possible // want `store\.merge keeps the record whose record\.UpdatedAt is later, and they are decoded in decode; clocks of two machines disagree, so a newer write is lost: compare a version that the store counts instead`
		return
	}
	s.m[in.Key] = in
}

func (s *store) mergeVersion(in *record) {
	cur := s.m[in.Key]
	if cur != nil && cur.Version > in.Version {
		return
	}
	s.m[in.Key] = in
}

func (s *store) replace(in *record) {
	if cur, ok := s.m[in.Key]; !ok || in.UpdatedAt.UnixNano() > cur.UpdatedAt.UnixNano() { // possible // want `store\.replace keeps the record whose record\.UpdatedAt is later`
		s.put(in)
	}
}

func (s *store) put(r *record) { s.m[r.Key] = r }

// Both were stamped by this process.
func (s *store) mergeLocal(in *record) {
	in.localAt = time.Now()
	if cur := s.m[in.Key]; cur != nil && cur.localAt.After(in.localAt) {
		return
	}
	s.m[in.Key] = in
}

// A register that the newest write takes.

type register struct {
	ts     int64
	value  string
	newest int64
}

func (r *register) apply(e *pb.Event, value string) {
	if ts := e.GetTsNs(); ts > r.ts { // possible // want `register\.apply keeps the record whose register\.ts is later, and they are received in Event`
		r.ts = ts
		r.value = value
	}
}

// The newest stamp so far, and nothing that hangs on it.
func (r *register) observe(e *pb.Event) {
	if ts := e.GetTsNs(); ts > r.newest {
		r.newest = ts
	}
}

// A number that was handed in may be a version.
func (r *register) applyGiven(ts int64, value string) {
	if ts > r.ts {
		r.ts = ts
		r.value = value
	}
}

// The later of two is only looked at.
func later(a, b *record) string {
	if a.UpdatedAt.After(b.UpdatedAt) {
		return a.value
	}
	return b.value
}

// An age is no order.
func (s *store) expire(in *record, now time.Time) {
	if in.UpdatedAt.Add(time.Hour).Before(now) {
		delete(s.m, in.Key)
	}
}

// Sorting.

func newestFirst(rs []*record) {
	sort.Slice(rs, func(i, j int) bool {
		return rs[i].UpdatedAt.After(rs[j].UpdatedAt) // possible // want `newestFirst sorts by record\.UpdatedAt`
	})
}

func byVersion(rs []*record) {
	sort.Slice(rs, func(i, j int) bool { return rs[i].Version > rs[j].Version })
}

type file struct {
	Name    string    `json:"name"`
	ModTime time.Time `json:"mtime"`
}

func listing(b []byte) ([]file, error) {
	var fs []file
	if err := json.Unmarshal(b, &fs); err != nil {
		return nil, err
	}
	sort.Slice(fs, func(i, j int) bool { return fs[i].ModTime.Before(fs[j].ModTime) })
	return fs, nil
}

// A queue whose work carries a counter.

type job struct {
	CreateTime  int64
	CreateIndex uint64
	Name        string
}

type jobs []*job

func (q jobs) Len() int { return len(q) }
func (q jobs) Less(i, j int) bool {
	return q[i].CreateTime < q[j].CreateTime // want `jobs\.Less takes work in the order of job\.CreateTime, which each machine's clock sets, though CreateIndex counts beside it: order by CreateIndex`
}
func (q jobs) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *jobs) Push(x any)   { *q = append(*q, x.(*job)) }
func (q *jobs) Pop() any     { return nil }

type jobsByIndex []*job

func (q jobsByIndex) Len() int           { return len(q) }
func (q jobsByIndex) Less(i, j int) bool { return q[i].CreateIndex < q[j].CreateIndex }
func (q jobsByIndex) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *jobsByIndex) Push(x any)        { *q = append(*q, x.(*job)) }
func (q *jobsByIndex) Pop() any          { return nil }

// The counter comes first.
type jobsByBoth []*job

func (q jobsByBoth) Len() int { return len(q) }
func (q jobsByBoth) Less(i, j int) bool {
	if q[i].CreateIndex == q[j].CreateIndex {
		return q[i].CreateTime < q[j].CreateTime
	}
	return q[i].CreateIndex < q[j].CreateIndex
}
func (q jobsByBoth) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *jobsByBoth) Push(x any)   { *q = append(*q, x.(*job)) }
func (q *jobsByBoth) Pop() any     { return nil }

// Whoever settles ties has weighed what stamps can tell.
type jobsSettled []*job

func (q jobsSettled) Len() int { return len(q) }
func (q jobsSettled) Less(i, j int) bool {
	if q[i].CreateTime == q[j].CreateTime {
		return q[i].Name < q[j].Name
	}
	return q[i].CreateTime < q[j].CreateTime // possible // want `jobsSettled\.Less takes work in the order of job\.CreateTime`
}
func (q jobsSettled) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *jobsSettled) Push(x any)   { *q = append(*q, x.(*job)) }
func (q *jobsSettled) Pop() any     { return nil }

// Sorted once, for people.
type jobList []*job

func (q jobList) Len() int           { return len(q) }
func (q jobList) Less(i, j int) bool { return q[i].CreateTime < q[j].CreateTime }
func (q jobList) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }

func compareJobs() func(a, b *job) int {
	return func(a, b *job) int {
		if a.CreateTime < b.CreateTime { // want `compareJobs takes work in the order of job\.CreateTime`
			return -1
		}
		return 1
	}
}

// A queue of work that carries no counter: there is nothing better at hand.
type alarm struct{ Time int64 }

type alarms []alarm

func (q alarms) Len() int           { return len(q) }
func (q alarms) Less(i, j int) bool { return q[i].Time < q[j].Time }
func (q alarms) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *alarms) Push(x any)        { *q = append(*q, x.(alarm)) }
func (q *alarms) Pop() any          { return nil }

// An index alone, or of what the item came from, is a place and counts no writes.
type visit struct {
	lastTime int64
	index    int
	shard    uint64
}

type visits []*visit

func (q visits) Len() int           { return len(q) }
func (q visits) Less(i, j int) bool { return q[i].lastTime < q[j].lastTime }
func (q visits) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *visits) Push(x any)        { *q = append(*q, x.(*visit)) }
func (q *visits) Pop() any          { return nil }

type merge struct {
	timestamp   uint64
	streamIndex int
}

type merges []merge

func (q merges) Len() int           { return len(q) }
func (q merges) Less(i, j int) bool { return q[i].timestamp < q[j].timestamp }
func (q merges) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *merges) Push(x any)        { *q = append(*q, x.(merge)) }
func (q *merges) Pop() any          { return nil }

type applied struct {
	timestamp uint64
	raftIndex uint64
}

type appliedQueue []applied

func (q appliedQueue) Len() int           { return len(q) }
func (q appliedQueue) Less(i, j int) bool { return q[i].timestamp < q[j].timestamp } // want `though raftIndex counts beside it`
func (q appliedQueue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *appliedQueue) Push(x any)        { *q = append(*q, x.(applied)) }
func (q *appliedQueue) Pop() any          { return nil }

// Sequences taken from the clock.

type volume struct {
	lastAppend uint64
	lastRead   uint64
}

func max64(x, y uint64) uint64 { return max(x, y) }

func (v *volume) append() uint64 {
	at := max(uint64(time.Now().UnixNano()), v.lastAppend+1)
	v.lastAppend = at
	return at
}

func (v *volume) appendBlob() uint64 {
	at := uint64(time.Now().UnixNano()) // want `volume\.appendBlob sets volume\.lastAppend to the clock as it is, while volume\.append never lets it fall`
	v.lastAppend = at
	return at
}

func (v *volume) appendBlobFloored() uint64 {
	at := uint64(time.Now().UnixNano())
	if at <= v.lastAppend {
		at = v.lastAppend + 1
	}
	v.lastAppend = at
	return at
}

func (v *volume) read() { v.lastRead = uint64(time.Now().UnixNano()) }

// A position in a peer's stream.

func subscribe(events func(since int64) []*pb.Event, send func(*pb.SubscribeRequest), first bool) {
	var lastTs int64
	if first {
		lastTs = time.Now().UnixNano() // want `lastTs is the peer's stamp on one path \(received in Event\) and this machine's clock in subscribe`
	}
	for {
		send(&pb.SubscribeRequest{SinceNs: lastTs})
		for _, e := range events(lastTs) {
			lastTs = e.TsNs
		}
	}
}

func subscribeFromPeer(events func(since int64) []*pb.Event, send func(*pb.SubscribeRequest)) {
	var lastTs int64
	for {
		send(&pb.SubscribeRequest{SinceNs: lastTs})
		for _, e := range events(lastTs) {
			lastTs = e.TsNs
		}
	}
}

// The fall-back is shown, not sent.
func shownStamp(e *pb.Event) int64 {
	ts := e.TsNs
	if ts == 0 {
		ts = time.Now().UnixNano()
	}
	return ts
}

// A time that is set for something to come is no event: the later of the two is a choice.

type plan struct {
	Next      time.Time `json:"next"`
	ChangedAt time.Time `json:"changed_at"`
	Took      time.Duration
}

func decodePlan(b []byte) (*plan, error) {
	p := new(plan)
	return p, json.Unmarshal(b, p)
}

var plans = map[string]*plan{}

func keepLaterPlan(id string, in *plan) {
	if cur := plans[id]; in.Next.Before(cur.Next) {
		return
	}
	plans[id] = in
}

func keepNewerPlan(id string, in *plan) {
	if cur := plans[id]; in.ChangedAt.Before(cur.ChangedAt) { // possible // want `keepNewerPlan keeps the record whose plan\.ChangedAt is later`
		return
	}
	plans[id] = in
}

// A view of what lies elsewhere, made and handed out: nothing is lost.
func newestPlans(ins map[string][]*plan) map[string]*plan {
	view := make(map[string]*plan)
	for id, list := range ins {
		for _, in := range list {
			if cur := view[id]; cur == nil || in.ChangedAt.After(cur.ChangedAt) {
				view[id] = in
			}
		}
	}
	return view
}

// The field alone is taken over, not the record.
func keepField(id string, in *plan) {
	if cur := plans[id]; in.ChangedAt.Before(cur.ChangedAt) {
		in.ChangedAt = cur.ChangedAt
	}
}

type slowest struct{ timeTotal, timeOne time.Duration }

type details struct{ worst *slowest }

// A length of time is no stamp.
func (d *details) merge(in *details) {
	if d.worst.timeOne < in.worst.timeOne {
		d.worst = in.worst
	}
}

// Whoever comes late hears of it.
func (r *register) applyOrRefuse(e *pb.Event, value string) error {
	ts := e.GetTsNs()
	if ts <= r.ts {
		return errLate
	}
	r.ts = ts
	r.value = value
	return nil
}

var errLate = errors.New("late")

func (r *register) applyOrDrop(e *pb.Event, value string) error {
	ts := e.GetTsNs()
	if ts <= r.ts { // possible // want `register\.applyOrDrop keeps the record whose register\.ts is later`
		return nil
	}
	r.ts = ts
	r.value = value
	return nil
}

// Whoever settles ties has weighed what stamps can tell.
func (s *store) mergeTied(in *record) {
	cur := s.m[in.Key]
	if cur != nil && cur.UpdatedAt.After(in.UpdatedAt) { // possible // want `store\.mergeTied keeps the record whose record\.UpdatedAt is later`
		return
	}
	if cur != nil && cur.UpdatedAt.Equal(in.UpdatedAt) && cur.value > in.value {
		return
	}
	s.m[in.Key] = in
}

// The latest that was seen, kept for itself, is no write that somebody loses.
func (r *latest) see(b []byte) error {
	in, err := decode(b)
	if err != nil {
		return err
	}
	if r.last == nil || in.UpdatedAt.After(r.last.UpdatedAt) { // possible // want `latest\.see keeps the record whose record\.UpdatedAt is later`
		r.last = in
	}
	return nil
}

type latest struct{ last *record }

// The largest of the moments in some data.
type timestamp struct {
	epochNano int64
	text      string
}

type extremes struct{ max map[string]timestamp }

func (e *extremes) add(key, text string) error {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return err
	}
	ts := timestamp{n, text}
	if cur := e.max[key]; ts.epochNano > cur.epochNano {
		e.max[key] = ts
	}
	return nil
}

// A time that is set for something to come is no event, as a number either.
type voucher struct {
	ExpiresAt int64 `json:"expires_at"`
	IssuedAt  int64 `json:"issued_at"`
	Name      string
}

type vouchers struct{ m map[string]*voucher }

func readVoucher(b []byte) (*voucher, error) {
	v := new(voucher)
	if err := json.Unmarshal(b, v); err != nil {
		return nil, err
	}
	return v, nil
}

func (s *vouchers) keepLonger(in *voucher) {
	if cur := s.m[in.Name]; cur == nil || in.ExpiresAt > cur.ExpiresAt {
		s.m[in.Name] = in
	}
}

func (s *vouchers) keepLater(in *voucher) {
	if cur := s.m[in.Name]; cur == nil || in.IssuedAt > cur.IssuedAt { // possible // want `vouchers\.keepLater keeps the record whose voucher\.IssuedAt is later`
		s.m[in.Name] = in
	}
}

// Nothing here decodes it, but a codec is told how to write it.
type Note struct {
	ID             string
	EditedAt       time.Time `json:"edited_at"`
	ParentRevision int64
	Revision       int64
}

type notes struct{ m map[string]*Note }

func (s *notes) keep(in *Note) {
	if cur := s.m[in.ID]; cur == nil || in.EditedAt.After(cur.EditedAt) { // possible // want `notes\.keep keeps the record whose Note\.EditedAt is later, and other machines may have set both; .*: compare Revision instead`
		s.m[in.ID] = in
	}
}

// A position that the user names is no peer's.
func subscribeNamed(text string, send func(*pb.SubscribeRequest)) {
	since := time.Now().UnixNano()
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		since = n
	}
	send(&pb.SubscribeRequest{SinceNs: since})
}

// A record that carries a counter has a better order at hand.
type entry struct {
	Key      string
	At       time.Time `json:"at"`
	Revision int64     `json:"revision"`
}

type entries struct {
	m    map[string]*entry
	last *entry
}

func readEntry(b []byte) (*entry, error) {
	e := new(entry)
	if err := json.Unmarshal(b, e); err != nil {
		return nil, err
	}
	return e, nil
}

func (s *entries) merge(in *entry) {
	if cur := s.m[in.Key]; cur == nil || in.At.After(cur.At) { // want `entries\.merge keeps the record whose entry\.At is later, and they are decoded in readEntry; .*: compare Revision instead`
		s.m[in.Key] = in
	}
}

func (s *entries) mergeRevision(in *entry) {
	if cur := s.m[in.Key]; cur == nil || in.Revision > cur.Revision {
		s.m[in.Key] = in
	}
}

// A register that carries one.
type counted struct {
	ts       int64
	value    string
	revision int64
}

func (r *counted) apply(e *pb.Event, value string) {
	if ts := e.GetTsNs(); ts > r.ts { // possible // want `counted\.apply keeps the record whose counted\.ts is later`
		r.ts, r.value = ts, value
	}
}

// A number may be of a logical clock.
type numbered struct {
	Key       string
	UpdatedAt int64
	Revision  int64
}

type numberedEntries struct{ m map[string]*numbered }

func readNumbered(b []byte) (*numbered, error) {
	e := new(numbered)
	if err := json.Unmarshal(b, e); err != nil {
		return nil, err
	}
	return e, nil
}

func (s *numberedEntries) merge(in *numbered) {
	if cur := s.m[in.Key]; cur == nil || in.UpdatedAt > cur.UpdatedAt { // possible // want `numberedEntries\.merge keeps the record whose numbered\.UpdatedAt is later`
		s.m[in.Key] = in
	}
}

// A register that takes a time.
type countedTime struct {
	at       time.Time
	value    string
	revision int64
}

func (r *countedTime) apply(in *entry, value string) {
	if at := in.At; at.After(r.at) { // want `countedTime\.apply keeps the record whose countedTime\.at is later`
		r.at, r.value = at, value
	}
}
