// Package once holds stamps of which nothing is asked but what was added to them, and what
// stands beside them.
package once

import (
	"context"
	"net"
	"time"
)

func work() {}
func stop() {}

// An end that is turned into a length right after it was made.

func utc() time.Time { return time.Now().UTC() }

func utcLater() time.Time {
	t := time.Now().UTC()
	work()
	return t
}

func await(d time.Duration) { <-time.After(time.Until(utc().Add(d))) }

func awaitLater(d time.Duration) {
	end := utc().Add(d) // want `utc\(\) has no monotonic reading, and awaitLater measures elapsed time with it`
	work()
	<-time.After(time.Until(end))
}

func awaitSlow(d time.Duration) {
	<-time.After(time.Until(utcLater().Add(d))) // want `utcLater\(\) has no monotonic reading, and awaitSlow measures elapsed time with it`
}

func awaitEach(d time.Duration, ready func() bool) {
	end := utc().Add(d) // want `utc\(\) has no monotonic reading, and awaitEach measures elapsed time with it`
	for !ready() {
		<-time.After(time.Until(end))
	}
}

// The connection takes the length of it there and then, and waits by the monotonic clock.
func deadline(c net.Conn, d time.Duration) error { return c.SetDeadline(time.Now().UTC().Add(d)) }

func deadlines(c net.Conn, d time.Duration) {
	end := time.Now().UTC().Add(d) // want `the deadline given to SetDeadline in deadlines is time\.Now\(\)\.UTC\(\)`
	for {
		work()
		if c.SetDeadline(end) != nil {
			return
		}
	}
}

// A context tells its deadline to whoever asks.
func within(ctx context.Context, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithDeadline(ctx, time.Now().UTC().Add(d)) // want `the deadline given to WithDeadline in within`
}

// What others do with a deadline is theirs.
type stream interface{ SetDeadline(time.Time) error }

func streamed(s stream, d time.Duration) error {
	return s.SetDeadline(time.Now().UTC().Add(d)) // possible // want `the deadline given to SetDeadline in streamed`
}

// Both ends come from one reading.

func arm(d time.Duration, f func(time.Time)) {
	now := time.Now().UTC()
	at := now.Add(d)
	f(now)
	time.AfterFunc(at.Sub(now), stop)
}

func armAnew(d time.Duration, f func(time.Time)) {
	now := time.Now().UTC() // want `armAnew measures elapsed time with it`
	at := now.Add(d)
	f(now)
	now = time.Now().UTC()
	time.AfterFunc(at.Sub(now), stop)
}

func spread(n int, total int64) {
	now := time.Now().UnixNano()
	for i := range n {
		work()
		at := now + int64(i)*total/int64(n)
		time.AfterFunc(time.Duration(at-now), stop)
	}
}

func spreadAnew(n int, total int64) {
	now := time.Now().UnixNano()
	for i := range n {
		at := now + int64(i)*total/int64(n)
		work()
		time.AfterFunc(time.Duration(at-time.Now().UnixNano()), stop) // want `spreadAnew decides by elapsed time between wall clock numbers`
	}
}

// The length that was granted.
type grant struct{ from, until time.Time }

func (g *grant) renew(d time.Duration) {
	g.from = time.Now().UTC()
	g.until = g.from.Add(d)
}

func (g *grant) start() { time.AfterFunc(g.until.Sub(g.from), stop) }

// What is left of it.
type loan struct{ from, until time.Time }

func (l *loan) renew(d time.Duration) {
	l.from = time.Now().UTC() // want `loan\.until holds time\.Now\(\)\.UTC\(\) in loan\.renew`
	l.until = l.from.Add(d)
}

func (l *loan) touch() { l.from = time.Now().UTC() }

func (l *loan) start() { time.AfterFunc(l.until.Sub(l.from), stop) }

// Numbers that count on by the monotonic clock.
var (
	base     = time.Now()
	baseNano = base.UnixNano()
	baseWall = time.Now().UTC() // want `baseWall holds time\.Now\(\)\.UTC\(\) in a package variable`
)

func counted() int64 { return baseNano + int64(time.Since(base)) }

func countedWall() int64 { return baseNano + time.Since(baseWall).Nanoseconds() }

type peer struct{ seen, seenWall int64 }

func (p *peer) beat() { p.seen, p.seenWall = counted(), countedWall() }

func (p *peer) gone(electionTimeout time.Duration) bool {
	return counted()-p.seen > int64(electionTimeout)
}

func (p *peer) goneWall(electionTimeout time.Duration) bool {
	return countedWall()-p.seenWall > int64(electionTimeout) // want `peer\.goneWall decides by elapsed time between wall clock numbers`
}
