// Package clocks holds the helpers that package b uses: their summaries carry the stamps.
package clocks

import "time"

// UTC is the clock of people who like to read their logs.
func UTC() time.Time { return time.Now().UTC() }

// Wall is the current wall clock time: what is measured with it goes on while the computer sleeps.
func Wall() time.Time { return time.Now().UTC() }

// Plain keeps the reading.
func Plain() time.Time { return time.Now() }

// Millis drops the reading of whatever it is given.
func Millis(t time.Time) int64 { return t.UnixMilli() }

// Expired measures against its parameter.
func Expired(since time.Time, ttl time.Duration) bool { return time.Since(since) > ttl }

// Describe only shows its parameter.
func Describe(since time.Time) string { return since.UTC().Format(time.RFC3339) }

// A Peer is filled by its importers.
type Peer struct {
	LastSeen time.Time
	Joined   time.Time
	misses   int
}

// Alive measures against LastSeen, which nothing in this package sets.
func (p *Peer) Alive(limit time.Duration) bool {
	if time.Since(p.LastSeen) >= limit {
		p.misses++
	}
	return p.misses < 3
}

// A Row is filled by its importers, and from a store.
type Row struct {
	LastSeen time.Time
}

// Alive measures against LastSeen, which nothing in this package sets.
func (r *Row) Alive(limit time.Duration) bool { return time.Since(r.LastSeen) < limit }

// RunAfter makes an end.
func RunAfter(d time.Duration) time.Time { return time.Now().UTC().Add(d) }

// Older compares its parameter with what another machine wrote, which is no elapsed time.
func Older(t time.Time, text string) bool {
	other, err := time.Parse(time.RFC3339, text)
	return err == nil && t.Before(other)
}

// A Job remembers when it ran.
type Job struct{ last time.Time }

// Ran notes that it did.
func (j *Job) Ran() { j.last = time.Now().UTC() }

// LastRun returns when it ran.
func (j *Job) LastRun() time.Time { return j.last }
