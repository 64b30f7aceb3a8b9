// Package a holds elapsed times within one package: each quiet function differs from a
// reported one by one edit.
package a

import (
	"context"
	"encoding/json"
	"errors"
	"log"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

func work() {}
func stop() {}

// In one function.

func budget(limit time.Duration) {
	start := time.Now().UTC() // want `time\.Now\(\)\.UTC\(\) has no monotonic reading, and budget measures elapsed time with it; when the clock is set, it comes too early or too late: keep time\.Now\(\) as it is and convert it only where it is shown or stored`
	work()
	if time.Since(start) > limit {
		stop()
	}
}

func demoBudget(limit time.Duration) {
	start := time.Now().UTC() // possible // want `demoBudget measures elapsed time with it`
	work()
	if time.Since(start) > limit {
		stop()
	}
}

func budgetPlain(limit time.Duration) {
	start := time.Now()
	work()
	if time.Since(start) > limit {
		stop()
	}
}

func budgetLogged(limit time.Duration) {
	start := time.Now().UTC()
	work()
	if time.Since(start) > limit {
		log.Printf("slow: %v", time.Since(start))
	}
}

func budgetShown() time.Duration {
	start := time.Now().UTC()
	work()
	return time.Since(start)
}

func budgetOnPurpose(limit time.Duration) {
	start := time.Now().Round(0)
	work()
	if time.Since(start) > limit {
		stop()
	}
}

func budgetCommented(limit time.Duration) {
	// The wall clock, since the machine may be suspended meanwhile.
	start := time.Now().UTC()
	work()
	if time.Since(start) > limit {
		stop()
	}
}

func budgetSuspended(limit time.Duration) {
	// time.Now has a monotonic reading, which stops while the machine is in standby.
	start := time.Now().UnixNano()
	work()
	if time.Now().UnixNano()-start > int64(limit) {
		stop()
	}
}

// If start has its reading, the comparison does not see it: worth a look.
func budgetUnknown(start time.Time, limit time.Duration) bool {
	return time.Now().UTC().Sub(start) > limit // possible // want `time\.Now\(\)\.UTC\(\) has no monotonic reading, and budgetUnknown measures elapsed time with it`
}

func budgetUnknownPlain(start time.Time, limit time.Duration) bool {
	return time.Now().Sub(start) > limit
}

func budgetUnknownKept(start time.Time, limit time.Duration) (time.Time, bool) {
	now := time.Now().UTC()
	return now, now.Sub(start) > limit
}

func nanos() {
	start := time.Now().UnixNano()
	work()
	if time.Now().UnixNano()-start > int64(time.Second) { // want `nanos decides by elapsed time between wall clock numbers, one of them time\.Now\(\)\.UnixNano\(\)`
		stop()
	}
}

// It asks whether the clock ran backwards.
func nanosGuarded() {
	start := time.Now().UnixNano()
	work()
	if now := time.Now().UnixNano(); now < start || now-start > int64(time.Second) {
		stop()
	}
}

func nanosLogged() {
	start := time.Now().UnixNano()
	work()
	log.Println(time.Now().UnixNano() - start)
}

// What is subtracted may be a stamp of another machine.
func lag(scores []int64) {
	now, most := time.Now().UnixMilli(), int64(0)
	for _, s := range scores {
		if l := now - s; l > most {
			most = l
		}
	}
	if most > 0 {
		stop()
	}
}

func nanosUnknown(start int64) bool { return time.Now().UnixNano()-start > int64(time.Second) }

func rebuilt() {
	next := time.Unix(0, time.Now().UnixNano()).Add(time.Minute) // want `has no monotonic reading, and rebuilt measures elapsed time with it`
	work()
	<-time.After(time.Until(next))
}

func slot(now, offset, interval int64) time.Time {
	base := now - offset%interval
	return time.Unix(0, base-base%interval).UTC()
}

func inSlots(offset, interval int64) {
	next := slot(time.Now().UnixNano(), offset, interval) // want `inSlots measures elapsed time with it`
	<-time.After(time.Until(next))
}

func inSlotsOfTheCaller(now, offset, interval int64) {
	next := slot(now, offset, interval)
	<-time.After(time.Until(next))
}

func notRebuilt() {
	next := time.Now().Add(time.Minute)
	<-time.After(time.Until(next))
}

func helperWaits(d time.Duration) { time.Sleep(d) }

func sleepsInHelper() {
	start := time.Now().Local() // want `time\.Now\(\)\.Local\(\) has no monotonic reading`
	work()
	helperWaits(time.Minute - time.Since(start))
}

func aligned() bool {
	start := time.Now().Truncate(time.Minute) // possible // want `aligned measures elapsed time with it`
	work()
	return time.Since(start) > time.Second
}

// Deadlines.

func deadline(c net.Conn, d time.Duration) {
	end := time.Now().UTC().Add(d) // want `the deadline given to SetReadDeadline in deadline is time\.Now\(\)\.UTC\(\), which has no monotonic reading`
	work()
	c.SetReadDeadline(end)
}

func deadlinePlain(c net.Conn, d time.Duration) { c.SetReadDeadline(time.Now().Add(d)) }

func deadlinePast(c net.Conn) { c.SetReadDeadline(time.Unix(1, 0)) }

func withDeadline(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, time.Now().UTC().Add(d)) // want `the deadline given to WithDeadline`
}

func withDeadlinePlain(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, time.Now().Add(d))
}

func withDeadlineReceived(ctx context.Context, t time.Time) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, t.UTC())
}

// In fields: the writer is in one function, the reader in another.

type peer struct {
	ts    int64
	kept  time.Time
	seen  time.Time
	shown time.Time
	both  time.Time
}

func (p *peer) touch() {
	p.ts = time.Now().UnixNano()
	p.seen = time.Now().UTC() // want `peer\.seen holds time\.Now\(\)\.UTC\(\) in peer\.touch, which has no monotonic reading, and peer\.silent measures`
	p.kept = time.Now()
	p.shown = time.Now().UTC()
}

func (p *peer) silent(limit time.Duration) bool {
	return time.Since(p.seen) > limit
}

func (p *peer) silentKept(limit time.Duration) bool {
	return time.Since(p.kept) > limit
}

func (p *peer) uptime() time.Duration { return time.Since(p.shown) }

func quorum(peers map[string]*peer) bool {
	now, n := time.Now().UnixNano(), 0
	for _, p := range peers {
		if time.Duration(now-p.ts) < time.Second { // want `quorum decides by elapsed time between wall clock numbers: peer\.ts holds time\.Now\(\)\.UnixNano\(\) in peer\.touch`
			n++
			if n > 2 {
				return true
			}
		}
	}
	return false
}

// A second place that measures against the same field is the same cause.
func healthy(p *peer) bool { return time.Now().UnixNano()-p.ts < int64(time.Second) }

func (p *peer) received(t time.Time) { p.both = t }

func (p *peer) touchBoth() { p.both = time.Now().UTC() }

// What received stores may be anything: exported code could pass a foreign time.
func (p *peer) Received(t time.Time) { p.received(t) }

func (p *peer) silentBoth() bool { return time.Since(p.both) > time.Minute }

type queue struct{ items []*item }

type item struct {
	due    int64
	dueAt  time.Time
	expiry time.Time
}

func (it *item) refresh(ttl time.Duration) {
	it.expiry = time.Now().Add(ttl)
	it.due = it.expiry.UnixNano()
	it.dueAt = it.expiry
}

func (q *queue) next() *item {
	it := q.items[0]
	if time.Now().UnixNano() < it.due { // possible // want `queue\.next decides by elapsed time between wall clock numbers: item\.due holds`
		return nil
	}
	return it
}

func (q *queue) nextPlain() *item {
	it := q.items[0]
	if time.Now().Before(it.dueAt) {
		return nil
	}
	return it
}

// Maps.

type sessionJail struct {
	since map[string]int64
	at    map[string]time.Time
}

func newSessionJail() *sessionJail {
	return &sessionJail{since: make(map[string]int64), at: make(map[string]time.Time)}
}

func (j *sessionJail) lock(id string) {
	j.since[id] = time.Now().UnixNano()
	j.at[id] = time.Now()
}

func (j *sessionJail) free(id string) bool {
	if tm, ok := j.since[id]; ok {
		if time.Now().UnixNano()-tm > int64(time.Second) { // want `sessionJail\.free decides by elapsed time between wall clock numbers: sessionJail\.since holds`
			delete(j.since, id)
			return true
		}
	}
	return false
}

// The same of nothing that anybody waits for.
type sieve struct{ since map[string]int64 }

func (s *sieve) pass(id string) {
	s.since[id] = time.Now().UnixNano()
}

func (s *sieve) passed(id string) bool {
	if tm, ok := s.since[id]; ok {
		if time.Now().UnixNano()-tm > int64(time.Second) { // possible // want `sieve\.passed decides by elapsed time between wall clock numbers: sieve\.since holds`
			delete(s.since, id)
			return true
		}
	}
	return false
}

func (j *sessionJail) freeAt(id string) bool {
	if tm, ok := j.at[id]; ok && time.Since(tm) > time.Second {
		delete(j.at, id)
		return true
	}
	return false
}

// Through pointers to locals.

func service(check <-chan int, tick <-chan time.Time) {
	var last time.Time
	for {
		select {
		case <-check:
			observe(&last)
		case <-tick:
			if missed(&last, time.Second) {
				return
			}
		}
	}
}

func observe(last *time.Time) {
	*last = time.Now().UTC() // want `time\.Now\(\)\.UTC\(\) has no monotonic reading, and missed measures elapsed time with it`
}

func missed(last *time.Time, limit time.Duration) bool {
	now := time.Now().UTC()
	return now.Sub(*last) > limit
}

func servicePlain(check <-chan int, tick <-chan time.Time) {
	var last time.Time
	for {
		select {
		case <-check:
			observePlain(&last)
		case <-tick:
			if missedPlain(&last, time.Second) {
				return
			}
		}
	}
}

func observePlain(last *time.Time) { *last = time.Now() }

func missedPlain(last *time.Time, limit time.Duration) bool {
	now := time.Now()
	return now.Sub(*last) > limit
}

// Atomics and package variables.

var lastFlush atomic.Int64

func flushed() { lastFlush.Store(time.Now().Unix()) }

func stalled() bool {
	return time.Now().Unix()-lastFlush.Load() > 30 // possible // want `stalled decides by elapsed time between wall clock numbers: lastFlush holds`
}

var lastDaily atomic.Int64

func daily() { lastDaily.Store(time.Now().Unix()) }

// An hour more or less is not worth the change.
func dailyDue() bool {
	return time.Now().Unix()-lastDaily.Load() > 24*3600 // possible // want `dailyDue decides by elapsed time`
}

var (
	mu       sync.Mutex
	lastSync int64
)

func synced() {
	mu.Lock()
	defer mu.Unlock()
	lastSync = time.Now().UnixMilli()
}

func syncDue() bool {
	mu.Lock()
	defer mu.Unlock()
	return time.Now().UnixMilli()-lastSync > 1000 // possible // want `syncDue decides by elapsed time between wall clock numbers: lastSync holds`
}

// In a sync.Map, in an atomic.Value, and in a struct that keeps state beside an exported field.

type tracker struct {
	seen sync.Map // string to int64
	kept sync.Map // string to time.Time
	at   atomic.Value
}

func (t *tracker) touch(id string) {
	t.seen.Store(id, time.Now().UnixNano())
	t.kept.Store(id, time.Now())
	t.at.Store(time.Now().UTC()) // want `tracker\.at holds time\.Now\(\)\.UTC\(\) in tracker\.touch`
}

func (t *tracker) gone(id string) bool {
	v, ok := t.seen.Load(id)
	return ok && time.Now().UnixNano()-v.(int64) > int64(time.Second) // possible // want `tracker\.gone decides by elapsed time between wall clock numbers: tracker\.seen holds`
}

func (t *tracker) goneKept(id string) bool {
	v, ok := t.kept.Load(id)
	return ok && time.Since(v.(time.Time)) > time.Second
}

func (t *tracker) idle() bool { return time.Since(t.at.Load().(time.Time)) > time.Second }

type Conn struct {
	mu         sync.Mutex
	LastActive time.Time
}

func (c *Conn) Touch() {
	c.LastActive = time.Now().UTC() // want `Conn\.LastActive holds time\.Now\(\)\.UTC\(\) in Conn\.Touch`
}

func (c *Conn) Idle() bool { return time.Since(c.LastActive) > time.Second }

// Closures.

func watchdog(limit time.Duration, beats <-chan struct{}) {
	last := time.Now().UTC() // want `watchdog measures elapsed time with it`
	go func() {
		for range beats {
			last = time.Now().UTC()
		}
	}()
	for range time.Tick(time.Second) {
		if time.Since(last) > limit {
			stop()
		}
	}
}

// Stamps of other processes are not elapsed time of this one.

type record struct {
	SeenAt time.Time `json:"seen_at"`
}

func load(b []byte) (r record, err error) {
	err = json.Unmarshal(b, &r)
	return r, err
}

func (r *record) mark() { r.SeenAt = time.Now().UTC() }

func stale(r record) bool { return time.Since(r.SeenAt) > time.Minute }

// Injected clocks keep what they give.

type worker struct {
	now   func() time.Time
	began time.Time
}

func (w *worker) start() { w.began = w.now() }

func (w *worker) late() bool { return w.now().Sub(w.began) > time.Minute }

// Since of an injected clock measures like the one of package time.

type clock interface {
	Now() time.Time
	Since(t time.Time) time.Duration
}

type clocked struct {
	clock clock
	began time.Time
	kept  time.Time
}

func (c *clocked) start() {
	c.began = c.clock.Now().UTC() // want `clocked\.began holds Now\(\)\.UTC\(\) in clocked\.start, which has no monotonic reading, and clocked\.late measures`
	c.kept = c.clock.Now()
}

func (c *clocked) late() bool { return c.clock.Since(c.began) > time.Minute }

func (c *clocked) lateKept() bool { return c.clock.Since(c.kept) > time.Minute }

// What is a quantity of time is no clock.
type track struct{ length time.Duration }

func (t *track) Since(at time.Time) int { return int(t.length) }

func (t *track) far(c *clocked) bool { return t.Since(c.clock.Now().UTC()) > 3 }

// Two stored moments are put in order: both move with the clock.

type alarm struct{ due, armed, asked int64 }

func (a *alarm) set(d time.Duration) {
	a.due = time.Now().Add(d).UnixNano()
	a.asked = time.Now().UnixNano()
}

func (a *alarm) earlier(b *alarm) bool {
	if a.due < b.due {
		stop()
		return true
	}
	return false
}

func (a *alarm) rearm(d time.Duration) {
	next := time.Now().Add(d).UnixNano()
	if a.armed != 0 && next > a.armed {
		return
	}
	a.armed = next
	stop()
}

// The same alarm against the clock as it is now.
func (a *alarm) rings() bool {
	if time.Now().UnixNano() > a.due { // possible // want `alarm\.rings decides by elapsed time between wall clock numbers: alarm\.due holds`
		stop()
		return true
	}
	return false
}

// It asks whether the difference is negative.
func (a *alarm) ringsGuarded() bool {
	since := time.Now().UnixNano() - a.asked
	if since < 0 || since > int64(time.Second) {
		stop()
		return true
	}
	return false
}

// Numbers that are meant: whole seconds, atomics, what idles.

type entry struct {
	at   int64
	used int64
	lock int64
	hits atomic.Int64
}

func (e *entry) touch() {
	e.at = time.Now().Unix()
	e.used = time.Now().UnixNano()
	e.lock = time.Now().Unix()
	e.hits.Store(time.Now().UnixNano())
}

func (e *entry) old() bool {
	return time.Now().Unix()-e.at > 30 // possible // want `entry\.old decides by elapsed time`
}

// Who counts whole seconds does not care for less, even where both ends stay in the function.
func seconds() {
	began := time.Now().Unix()
	for work(); time.Now().Unix()-began < 30; work() { // possible // want `seconds decides by elapsed time between wall clock numbers`
		stop()
	}
}

func millis() {
	began := time.Now().UnixMilli()
	for work(); time.Now().UnixMilli()-began < 30000; work() { // want `millis decides by elapsed time between wall clock numbers`
		stop()
	}
}

// A vote is lost all the same.
func election() {
	began := time.Now().Unix()
	for work(); time.Now().Unix()-began < 30; work() { // want `election decides by elapsed time between wall clock numbers`
		stop()
	}
}

func (e *entry) unused() bool {
	return time.Now().UnixNano()-e.used > int64(time.Second) // possible // want `entry\.unused decides by elapsed time`
}

func (e *entry) cold() bool {
	return time.Now().UnixNano()-e.hits.Load() > int64(time.Second) // possible // want `entry\.cold decides by elapsed time`
}

// A lock is lost all the same.
func (e *entry) unlocked() bool {
	return time.Now().Unix()-e.lock > 30 // want `entry\.unlocked decides by elapsed time`
}

// The stamp is shown as well, so dropping UTC would be seen: no fix.

type visit struct{ at time.Time }

func (v *visit) note() {
	v.at = time.Now().UTC() // want `visit\.at holds time\.Now\(\)\.UTC\(\) in visit\.note`
}

func (v *visit) stale() bool { return time.Since(v.at) > time.Minute }

func (v *visit) String() string { return v.at.Format(time.RFC3339) }

// Values are copied about, and may be read anywhere: no fix.

type call struct{ at time.Time }

var callers = map[string]call{}

func (c *call) ring() {
	c.at = time.Now().UTC() // want `call\.at holds time\.Now\(\)\.UTC\(\) in call\.ring`
	callers["x"] = *c
}

func (c *call) stale() bool { return time.Since(c.at) > time.Minute }

// A number while it is kept, a time when it is measured.

type meter struct{ last atomic.Int64 }

func (m *meter) read() {
	m.last.Store(time.Now().UnixNano()) // possible // want `meter\.last holds time\.Now\(\)\.UnixNano\(\) in meter\.read`
}

func (m *meter) silent() bool {
	last := time.Unix(0, m.last.Load())
	return time.Since(last) > time.Second
}

// An end that was set moments before is turned into the length it was set from.

type store interface {
	Set(key string, ttl int64) error
}

func remember(s store, key string, expires int64) error {
	ttl := expires - time.Now().Unix()
	if ttl <= 0 {
		return nil
	}
	return s.Set(key, ttl)
}

func rememberMinute(s store, key string) error {
	return remember(s, key, time.Now().Add(time.Minute).Unix())
}

// Kept, the end is another moment of this clock.

type grant struct{ ends int64 }

func (g *grant) renew() { g.ends = time.Now().Add(time.Minute).UnixMilli() }

func (g *grant) remember(s store, key string) error {
	ttl := g.ends - time.Now().UnixMilli() // possible // want `grant\.remember decides by elapsed time between wall clock numbers: grant\.ends holds`
	if ttl <= 0 {
		return nil
	}
	return s.Set(key, ttl)
}

// It comes back to ask what is left.
func rememberUntil(s store, key string) {
	ends := time.Now().Add(time.Minute).UnixMilli()
	for {
		left := ends - time.Now().UnixMilli() // want `rememberUntil decides by elapsed time between wall clock numbers`
		if left <= 0 {
			return
		}
		_ = s.Set(key, left)
	}
}

// What is left decides more than whether there is any.
func rememberLong(s store, key string) error {
	ends := time.Now().Add(time.Minute).UnixMilli()
	work()
	left := ends - time.Now().UnixMilli() // want `rememberLong decides by elapsed time between wall clock numbers`
	if left < 1000 {
		return nil
	}
	return s.Set(key, left)
}

// A timer waits for it.
func rememberLater() {
	ends := time.Now().UTC().Add(time.Minute) // want `rememberLater measures elapsed time with it`
	work()
	if left := time.Until(ends); left > 0 {
		time.Sleep(left)
	}
}

// The end is for others to read.
func schedule(insert func(args ...any) error, job string, failed bool) {
	var ends time.Time
	if failed {
		ends = time.Now().UTC().Add(time.Minute)
		if insert(job, ends) != nil {
			return
		}
	}
	if time.Until(ends) > 0 {
		stop()
	}
}

// It is for this process alone.
func scheduleHere(insert func(args ...any) error, job string) {
	ends := time.Now().UTC().Add(time.Minute) // want `scheduleHere measures elapsed time with it`
	if insert(job) != nil {
		return
	}
	if time.Until(ends) > 0 {
		stop()
	}
}

// The literal runs at any time.
func rememberOn(s store, on func(func())) {
	ends := time.Now().Add(time.Minute).UnixMilli()
	on(func() {
		left := ends - time.Now().UnixMilli() // want `rememberOn decides by elapsed time between wall clock numbers`
		if left > 0 {
			_ = s.Set("k", left)
		}
	})
}

// What the length is for tells how much it matters.

type poller struct{ last, peer int64 }

func (p *poller) touch() {
	p.last = time.Now().UnixNano()
	p.peer = time.Now().UnixNano()
}

func (p *poller) due(checkDelay time.Duration) bool {
	return time.Now().UnixNano()-p.last >= checkDelay.Nanoseconds() // possible // want `poller\.due decides by elapsed time`
}

func (p *poller) gone(timeout time.Duration) bool {
	return time.Now().UnixNano()-p.peer >= timeout.Nanoseconds() // want `poller\.gone decides by elapsed time`
}

type topics struct{ fanout, members map[string]int64 }

func (t *topics) publish(topic string) {
	t.fanout[topic] = time.Now().UnixNano()
	t.members[topic] = time.Now().UnixNano()
}

func (t *topics) tend(fanoutTTL time.Duration) {
	now := time.Now().UnixNano()
	for topic, last := range t.fanout {
		if last+int64(fanoutTTL) < now { // possible // want `topics\.tend decides by elapsed time between wall clock numbers: topics\.fanout`
			delete(t.fanout, topic)
		}
	}
}

func (t *topics) part(suspicion time.Duration) {
	now := time.Now().UnixNano()
	for topic, last := range t.members {
		if last+int64(suspicion) < now { // want `topics\.part decides by elapsed time between wall clock numbers: topics\.members`
			delete(t.members, topic)
		}
	}
}

// Two stored moments, as times.

type reminder struct{ at time.Time }

func (r *reminder) set(d time.Duration) { r.at = time.Now().UTC().Add(d) }

func (r *reminder) earlier(b *reminder) bool {
	if r.at.Before(b.at) {
		stop()
		return true
	}
	return false
}

type countdown struct{ at time.Time }

func (c *countdown) set(d time.Duration) { c.at = time.Now().UTC().Add(d) } // want `countdown\.at holds time\.Now\(\)\.UTC\(\) in countdown\.set`

func (c *countdown) over() bool { return c.at.Before(time.Now()) }

// An hour more or less, in a number.

type shift struct{ began, broke int64 }

func (s *shift) begin() { s.began, s.broke = time.Now().UnixNano(), time.Now().UnixNano() }

func (s *shift) over() bool {
	return time.Now().UnixNano()-s.began > int64(8*time.Hour) // possible // want `shift\.over decides by elapsed time`
}

func (s *shift) overSoon() bool {
	return time.Now().UnixNano()-s.broke > int64(8*time.Minute) // possible // want `shift\.overSoon decides by elapsed time`
}

// An hour more or less, as a time.

type lesson struct{ began, broke time.Time }

func (l *lesson) begin() {
	l.began = time.Now().UTC() // possible // want `lesson\.began holds time\.Now\(\)\.UTC\(\) in lesson\.begin`
	l.broke = time.Now().UTC() // want `lesson\.broke holds time\.Now\(\)\.UTC\(\) in lesson\.begin`
}

func (l *lesson) over() bool { return time.Now().After(l.began.Add(time.Hour)) }

func (l *lesson) overSoon() bool { return time.Now().After(l.broke.Add(time.Minute)) }

// A stamp that says when something ends that was allowed: the end moves by the step, once.

type invitation struct {
	at, lastPing, keys, reset time.Time
	timer                     *time.Timer
}

func (i *invitation) send() {
	i.at = time.Now().UTC()       // possible // want `invitation\.at holds time\.Now\(\)\.UTC\(\) in invitation\.send`
	i.lastPing = time.Now().UTC() // want `invitation\.lastPing holds time\.Now\(\)\.UTC\(\) in invitation\.send`
	i.keys = time.Now().UTC()     // want `invitation\.keys holds time\.Now\(\)\.UTC\(\) in invitation\.send`
	i.reset = time.Now().UTC()    // want `invitation\.reset holds time\.Now\(\)\.UTC\(\) in invitation\.send`
}

func (i *invitation) good(expiration time.Duration) bool { return time.Since(i.at) < expiration }

// Whoever waits for a peer waits as long as the clock was set back.
func (i *invitation) answered(expiration time.Duration) bool {
	return time.Since(i.lastPing) < expiration
}

// A secret outlives its end.
func (i *invitation) keysGood(expiration time.Duration) bool { return time.Since(i.keys) < expiration }

// A timer does.
func (i *invitation) rearm(expiration time.Duration) {
	i.timer.Reset(expiration - time.Since(i.reset))
}

// Whole minutes.

type offence struct{ at, again time.Time }

func (o *offence) note() {
	o.at = time.Now().UTC()    // possible // want `offence\.at holds time\.Now\(\)\.UTC\(\) in offence\.note`
	o.again = time.Now().UTC() // want `offence\.again holds time\.Now\(\)\.UTC\(\) in offence\.note`
}

func (o *offence) over(minutes int) bool { return int(time.Since(o.at).Minutes()) >= minutes }

func (o *offence) overSoon(seconds int) bool { return int(time.Since(o.again).Seconds()) >= seconds }

// A record: whoever loads it from a store may set its fields.

type Span struct {
	Name  string
	Until *time.Time
}

func (s *Span) Revoke() {
	now := time.Now().UTC() // possible // want `Span\.Until holds time\.Now\(\)\.UTC\(\) in Span\.Revoke`
	s.Until = &now
}

func (s *Span) Active() bool { return s.Until == nil || time.Now().Before(*s.Until) }

type permit struct {
	until *time.Time
}

func (p *permit) revoke() {
	now := time.Now().UTC() // want `permit\.until holds time\.Now\(\)\.UTC\(\) in permit\.revoke`
	p.until = &now
}

func (p *permit) active() bool { return p.until == nil || time.Now().Before(*p.until) }

// What is kept elsewhere may come back with a stamp of another run.

type keeper interface {
	Get(key string, into any) error
	Put(key string, v any) error
}

type paid struct{ At time.Time }

func (p *paid) pay(k keeper) error {
	if err := k.Get("paid", p); err != nil {
		return err
	}
	if time.Since(p.At) < time.Second {
		return nil
	}
	p.At = time.Now().UTC()
	return k.Put("paid", p)
}

type owed struct{ At time.Time }

func (o *owed) pay(k keeper) error {
	if time.Since(o.At) < time.Second {
		return nil
	}
	o.At = time.Now().UTC() // want `owed\.At holds time\.Now\(\)\.UTC\(\) in owed\.pay`
	return k.Put("paid", o)
}

// What is kept for dashboards begins anew: no decision.
type requestMetrics struct {
	since time.Time
	count int
}

func (m *requestMetrics) count1() {
	now := time.Now().UTC()
	if now.Sub(m.since) > time.Second {
		m.since = now
		m.count = 0
	}
	m.count++
}

type requestQuota struct {
	since time.Time
	count int
}

func (q *requestQuota) count1() {
	now := time.Now().UTC() // want `requestQuota\.since holds time\.Now\(\)\.UTC\(\) in requestQuota\.count1`
	if now.Sub(q.since) > time.Second {
		q.since = now
		q.count = 0
	}
	q.count++
}

// Of a quota that metrics are kept for, the metrics are not all that begins anew.
type quotaMetrics struct {
	began time.Time
	count int
	quota *requestQuota
}

func (m *quotaMetrics) count1() {
	now := time.Now().UTC() // possible // want `quotaMetrics\.began holds`
	if now.Sub(m.began) > time.Second {
		m.began = now
		m.quota.count = 0
	}
	m.count++
}

// Who asks whether the clock was set back asks the clock that is set.
func watchClock(tick <-chan time.Time, set func()) {
	for {
		last := time.Now().UnixNano()
		<-tick
		if time.Now().UnixNano() < last {
			set()
		}
	}
}

func watchSlow(tick <-chan time.Time, slow func()) {
	for {
		last := time.Now().UnixNano()
		<-tick
		if time.Now().UnixNano() > last+int64(time.Second) { // want `watchSlow decides by elapsed time between wall clock numbers`
			slow()
		}
	}
}

func watchTime(tick <-chan time.Time, set func()) {
	for {
		last := time.Now().UTC()
		<-tick
		if time.Now().UTC().Before(last) {
			set()
		}
	}
}

// No time has passed: the length is asked whether it is negative.
func listActive(lengths []time.Duration, show func(time.Duration)) {
	for _, length := range lengths {
		end := time.Now().UTC().Add(length)
		if time.Now().UTC().After(end) {
			continue
		}
		show(length)
	}
}

func listActiveNumbers(lengths []int64, show func(int64)) {
	for _, length := range lengths {
		end := time.Now().UnixNano() + length
		if time.Now().UnixNano() > end {
			continue
		}
		show(length)
	}
}

func listActiveLate(lengths []time.Duration, show func(time.Duration)) {
	for _, length := range lengths {
		end := time.Now().UTC().Add(length) // want `time\.Now\(\)\.UTC\(\) has no monotonic reading, and listActiveLate measures elapsed time with it`
		show(length)
		if time.Now().After(end) {
			continue
		}
		show(length)
	}
}

func listActiveWaiting(lengths []time.Duration, wait <-chan int, show func(time.Duration)) {
	for _, length := range lengths {
		end := time.Now().UTC().Add(length) // want `time\.Now\(\)\.UTC\(\) has no monotonic reading, and listActiveWaiting measures elapsed time with it`
		<-wait
		if time.Now().After(end) {
			continue
		}
		show(length)
	}
}

// Ids that are made of the clock must know when it is set back.
type ids struct {
	mu   sync.Mutex
	last int64
	n    int64
}

func (g *ids) next() (int64, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := time.Now().UnixMilli()
	if now < g.last {
		return 0, errors.New("the clock was set back")
	}
	g.n++
	g.last = now
	return now<<20 | g.n, nil
}

func (g *ids) nextLate() (int64, error) {
	now := time.Now().UnixMilli()
	if now > g.last+1000 { // possible // want `ids\.nextLate decides by elapsed time between wall clock numbers`
		return 0, errors.New("too late")
	}
	return now, nil
}

// Samples of the last days.
func samples(put func(time.Time)) {
	at := time.Now().UTC().Add(-3 * 24 * time.Hour) // possible // want `samples measures elapsed time with it`
	for at.Before(time.Now()) {
		put(at)
		at = at.Add(30 * time.Second)
	}
}

func slots(put func(time.Time)) {
	at := time.Now().UTC().Add(-3 * time.Second) // want `slots measures elapsed time with it`
	for at.Before(time.Now()) {
		put(at)
		at = at.Add(30 * time.Second)
	}
}

// Whole seconds from one turn of a loop to the next are a pace.
func pace(next func() bool, clear func()) {
	var last int64
	for next() {
		now := time.Now().Unix()
		if now-last >= 30 { // possible // want `pace decides by elapsed time between wall clock numbers`
			clear()
			last = now
		}
	}
}

func paceFine(next func() bool, clear func()) {
	var last int64
	for next() {
		now := time.Now().UnixNano()
		if now-last >= 30e9 { // want `paceFine decides by elapsed time between wall clock numbers`
			clear()
			last = now
		}
	}
}

func limited(next func() bool, stop func()) {
	began := time.Now().Unix()
	for next() {
		if time.Now().Unix()-began >= 30 { // possible // want `limited decides by elapsed time between wall clock numbers`
			stop()
		}
	}
}

// A time that another machine wrote has no reading to lose.
func parsedLate(text string, deadline time.Time) bool {
	t, err := time.Parse(time.RFC3339, text)
	return err == nil && t.UTC().After(deadline)
}

// Whether to log is no decision.
func logSlow(limit time.Duration) {
	start := time.Now().UTC()
	work()
	if time.Since(start) > limit {
		stop()
	}
}

func endSlow(limit time.Duration) {
	start := time.Now().UTC() // want `time\.Now\(\)\.UTC\(\) has no monotonic reading, and endSlow measures elapsed time with it`
	work()
	if time.Since(start) > limit {
		stop()
	}
}

// What is asked for the sake of the log decides nothing.
func logSlowOf(conn net.Conn, limit time.Duration) {
	start := time.Now().UnixNano()
	work()
	if took := time.Now().UnixNano() - start; took > int64(limit) {
		log.Printf("slow: %v from %s", took, conn.RemoteAddr())
	}
}

func dropSlowOf(conn net.Conn, limit time.Duration) {
	start := time.Now().UnixNano()
	work()
	if took := time.Now().UnixNano() - start; took > int64(limit) { // want `dropSlowOf decides by elapsed time between wall clock numbers`
		log.Printf("slow: %v from %v", took, conn.Close())
	}
}

func dropPeerOf(conn net.Conn, limit time.Duration, drop func(net.Addr)) {
	start := time.Now().UnixNano()
	work()
	if took := time.Now().UnixNano() - start; took > int64(limit) { // want `dropPeerOf decides by elapsed time between wall clock numbers`
		peer := conn.RemoteAddr()
		log.Printf("slow: %v from %s", took, peer)
		drop(peer)
	}
}

// What chooses between a short pause and a longer one changes one pause.
func redial(dial func() error) {
	last, pause := time.Now().UnixNano(), time.Second
	for dial() != nil {
		now := time.Now().UnixNano()
		if last+int64(time.Minute) < now { // possible // want `redial decides by elapsed time between wall clock numbers`
			pause = time.Second
		} else {
			pause *= 2
		}
		last = now
		time.Sleep(pause)
	}
}

// What gives up ends it all.
func redialUntil(dial func() error) {
	last, pause := time.Now().UnixNano(), time.Second
	for dial() != nil {
		now := time.Now().UnixNano()
		if last+int64(time.Minute) < now { // want `redialUntil decides by elapsed time between wall clock numbers`
			return
		}
		pause *= 2
		last = now
		time.Sleep(pause)
	}
}

// The pause is what is left of a round.
func redialEach(dial func() error) {
	for {
		start := time.Now().UTC() // want `redialEach measures elapsed time with it`
		if dial() == nil {
			return
		}
		left := time.Minute - time.Since(start)
		if left < time.Second {
			left = time.Second
		}
		time.Sleep(left)
	}
}

// What a decoder leaves alone holds what this process put there.
type fetched struct {
	Name     string    `json:"name"`
	LoadedAt time.Time `json:"-"`
	MadeAt   time.Time `json:"made"`
	private  int
}

func fetch(b []byte) (*fetched, error) {
	f := new(fetched)
	if err := json.Unmarshal(b, f); err != nil {
		return nil, err
	}
	f.LoadedAt = time.Now().UTC() // want `fetched\.LoadedAt holds time\.Now\(\)\.UTC\(\) in fetch`
	f.MadeAt = time.Now().UTC()
	return f, nil
}

func (f *fetched) old() bool { return time.Since(f.LoadedAt) > time.Second }

func (f *fetched) oldMade() bool { return time.Since(f.MadeAt) > time.Second }

// What only this package can name is not filled by others.
type due struct {
	Name string
	at   time.Time
}

func (d *due) pay(k keeper) error {
	if err := k.Get("due", d); err != nil {
		return err
	}
	if time.Since(d.at) < time.Second {
		return nil
	}
	d.at = time.Now().UTC() // want `due\.at holds time\.Now\(\)\.UTC\(\) in due\.pay`
	return k.Put("due", d)
}

// A delay ends a step earlier or later, and the branch that asks for it does not wait.
type parole struct {
	delay, lease time.Time
	out          bool
}

func (p *parole) begin() {
	p.delay = time.Now().UTC() // possible // want `parole\.delay holds time\.Now\(\)\.UTC\(\) in parole\.begin`
	p.lease = time.Now().UTC() // want `parole\.lease holds time\.Now\(\)\.UTC\(\) in parole\.begin`
}

func (p *parole) look(limit time.Duration) {
	if time.Since(p.delay) > limit {
		p.out = true
	}
	if time.Since(p.lease) > limit {
		p.out = false
	}
}

// Whether a length can be divided by is no question of time.
func usage(used func() int64) int64 {
	start, before := time.Now().UnixNano(), used()
	work()
	took := time.Now().UnixNano() - start
	if took == 0 {
		return 0
	}
	return (used() - before) / took
}

func usageLate(used func() int64) int64 {
	begun, before := time.Now().UnixNano(), used()
	work()
	took := time.Now().UnixNano() - begun // want `usageLate decides by elapsed time between wall clock numbers`
	if took > 1e9 {
		return 0
	}
	return (used() - before) / took
}

// Whole seconds in a map are a number that somebody chose.
type sessionTable struct{ sec, fine map[string]int64 }

func (t *sessionTable) enter(id string) {
	t.sec[id] = time.Now().Add(time.Minute).Unix()      // possible // want `sessionTable\.sec holds time\.Now\(\)\.Unix\(\) in sessionTable\.enter`
	t.fine[id] = time.Now().Add(time.Minute).UnixNano() // want `sessionTable\.fine holds time\.Now\(\)\.UnixNano\(\) in sessionTable\.enter`
}

func (t *sessionTable) in(id string) bool { return time.Now().Before(time.Unix(t.sec[id], 0)) }

func (t *sessionTable) inFine(id string) bool { return time.Now().Before(time.Unix(0, t.fine[id])) }

// How long it lasts is told where the end is made.
type penalty struct{ long, short, later time.Time }

var longPenalty = 20 * time.Minute

func (p *penalty) impose() {
	p.long = time.Now().UTC().Add(longPenalty)       // possible // want `penalty\.long holds time\.Now\(\)\.UTC\(\) in penalty\.impose`
	p.short = time.Now().UTC().Add(20 * time.Second) // want `penalty\.short holds time\.Now\(\)\.UTC\(\) in penalty\.impose`
	p.later = time.Now().UTC().Add(20 * time.Minute) // want `penalty\.later holds time\.Now\(\)\.UTC\(\) in penalty\.impose`
}

func (p *penalty) longOver() bool { return time.Now().After(p.long) }

func (p *penalty) shortOver() bool { return time.Now().After(p.short) }

// A timer waits for it.
func (p *penalty) await() { time.Sleep(time.Until(p.later)) }

// No time has passed: the length is asked whether it is long enough.
func bondEnd(length, before time.Duration) (time.Time, error) {
	end := time.Now().Add(length).Truncate(time.Second)
	if time.Until(end.Add(-before)) < time.Minute {
		return end, errors.New("short")
	}
	if time.Until(end) > time.Hour {
		return end, errors.New("long")
	}
	return end, nil
}

// Whole seconds are what others are told.
func bondEndTold(length, before time.Duration) (time.Time, error) {
	end := time.Now().Add(length).Truncate(time.Second) // possible // want `bondEndTold measures elapsed time with it`
	work()
	if time.Until(end.Add(-before)) < time.Minute {
		return end, errors.New("short")
	}
	return end, nil
}

func bondEndLate(length, before time.Duration) (time.Time, error) {
	end := time.Now().Add(length).Truncate(time.Millisecond) // want `bondEndLate measures elapsed time with it`
	work()
	if time.Until(end.Add(-before)) < time.Minute {
		return end, errors.New("short")
	}
	return end, nil
}

// Made at once with the beat of a peer, and no less harmless for it.
type upstream struct{ lastSuccess, lastKeepAlive int64 }

func (u *upstream) reset() {
	now := time.Now().Unix()
	u.lastSuccess = now
	u.lastKeepAlive = now
}

func (u *upstream) failing() bool {
	return time.Now().Unix()-u.lastSuccess > 5 // possible // want `upstream\.failing decides by elapsed time between wall clock numbers: upstream\.lastSuccess holds`
}

func (u *upstream) beatDue(keepAliveInterval int64) bool {
	return time.Now().Unix()-u.lastKeepAlive > keepAliveInterval
}

type downstream struct{ lastSuccess, lastKeepAlive int64 }

func (d *downstream) reset() {
	now := time.Now().Unix()
	d.lastSuccess = now
	d.lastKeepAlive = now
}

func (d *downstream) failing() bool {
	return time.Now().Unix()-d.lastKeepAlive > 5 // want `downstream\.failing decides by elapsed time between wall clock numbers: downstream\.lastKeepAlive holds`
}
