// Package b uses stamps across packages.
package b

import (
	"time"

	"wallelapsed/clocks"
	"wallelapsed/post"
	"wallelapsed/qlog"
)

type session struct {
	seen time.Time
	kept time.Time
	wall time.Time
}

func (s *session) touch() {
	s.seen = clocks.UTC() // want `session\.seen holds clocks\.UTC\(\) in session\.touch`
	s.kept = clocks.Plain()
	s.wall = clocks.Wall()
}

func (s *session) idle() bool { return time.Since(s.seen) > time.Minute }

func (s *session) idleKept() bool { return time.Since(s.kept) > time.Minute }

func (s *session) idleWall() bool { return time.Since(s.wall) > time.Minute }

func passes() bool {
	start := time.Now().UTC() // want `time\.Now\(\)\.UTC\(\) has no monotonic reading`
	work()
	return clocks.Expired(start, time.Second)
}

func passesPlain() bool {
	start := time.Now()
	work()
	return clocks.Expired(start, time.Second)
}

func shows() string {
	start := time.Now().UTC()
	work()
	return clocks.Describe(start)
}

func counts() bool {
	start := clocks.Millis(time.Now())
	work()
	return clocks.Millis(time.Now())-start > 500 // want `counts decides by elapsed time between wall clock numbers`
}

func join(p *clocks.Peer) {
	p.LastSeen = time.Now().UTC() // want `Peer\.LastSeen holds time\.Now\(\)\.UTC\(\) in join`
	p.Joined = time.Now().UTC()   // nothing measures against Joined
}

func work() {}

func joinRow(r *clocks.Row) {
	r.LastSeen = time.Now().UTC() // possible // want `Row\.LastSeen holds time\.Now\(\)\.UTC\(\) in joinRow, which has no monotonic reading, and Row\.Alive measures`
}

// The end is for others to read.
func runs(insert func(args ...any) error) {
	after := clocks.RunAfter(time.Minute)
	if insert("run", after) == nil && time.Until(after) > 0 {
		work()
	}
}

// It is for this process alone.
func runsHere(insert func(args ...any) error) {
	after := clocks.RunAfter(time.Minute) // want `runsHere measures elapsed time with it`
	if insert("run") == nil && time.Until(after) > 0 {
		work()
	}
}

func passesParsed(text string) bool {
	start, err := time.Parse(time.RFC3339, text)
	work()
	return err == nil && clocks.Expired(start, time.Second)
}

func passesOlder(text string) bool {
	start := time.Now().UTC()
	work()
	return clocks.Older(start, text)
}

// A log of one's own making.
func execute(text string, limit int64) {
	start := time.Now().Unix()
	work()
	if time.Now().Unix()-start > limit {
		qlog.Statement(text)
	}
}

func executePosted(text string, limit int64) {
	start := time.Now().Unix()
	work()
	if time.Now().Unix()-start > limit { // possible // want `executePosted decides by elapsed time between wall clock numbers`
		post.Statement(text)
	}
}

// What another package keeps says when a job is due again.
func reindex(j *clocks.Job, refreshInterval time.Duration) {
	if j.LastRun().Before(time.Now().Add(-refreshInterval)) { // possible // want `clocks\.LastRun\(\) has no monotonic reading, and reindex measures elapsed time with it`
		work()
	}
}

// A reading of the same clock, kept here for no longer than it takes.
func reread(refreshInterval time.Duration) {
	start := clocks.UTC() // want `clocks\.UTC\(\) has no monotonic reading, and reread measures elapsed time with it`
	work()
	if start.Before(time.Now().Add(-refreshInterval)) {
		work()
	}
}
