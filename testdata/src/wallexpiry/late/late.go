// Package late judges leases by how long their end has passed, and asks for other reasons.
package late

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

type leaseRecord struct {
	Holder     string
	LeaseUntil time.Time
	Renewed    time.Time
	TTL        time.Duration
	Live       bool
}

func load(b []byte) (r leaseRecord, err error) {
	err = json.Unmarshal(b, &r)
	return r, err
}

const (
	headroom  = 5 * time.Second
	allowance = 5 * time.Second
)

// How long the end has passed.

func takeLate(r leaseRecord, take func()) {
	if time.Since(r.LeaseUntil) > headroom {
		take()
	}
}

func takeAtOnce(r leaseRecord, take func()) {
	if time.Since(r.LeaseUntil) > 0 { // want `takeAtOnce decides who holds it by leaseRecord\.LeaseUntil`
		take()
	}
}

// An allowance by the name of its constant.
func takeAllowed(r leaseRecord, take func()) {
	if time.Since(r.Renewed) > allowance {
		take()
	}
}

func takeOld(r leaseRecord, take func()) {
	if time.Since(r.Renewed) > 5*time.Second { // want `takeOld decides who holds it by leaseRecord\.Renewed`
		take()
	}
}

// More than the length that was granted may be an allowance by another name.
func takeLonger(r leaseRecord, take func()) {
	if time.Since(r.Renewed) > r.TTL+headroom { // possible // want `takeLonger decides who holds it by leaseRecord\.Renewed`
		take()
	}
}

func takeSame(r leaseRecord, take func()) {
	if time.Since(r.Renewed) > r.TTL { // want `takeSame decides who holds it by leaseRecord\.Renewed`
		take()
	}
}

// A unit is no allowance.
type leaseSeconds struct {
	Holder  string
	Renewed time.Time
	Seconds int
}

func takeSeconds(b []byte, take func()) error {
	var r leaseSeconds
	if err := json.Unmarshal(b, &r); err != nil {
		return err
	}
	if time.Since(r.Renewed) > time.Duration(r.Seconds)*time.Second { // want `takeSeconds decides who holds it by leaseSeconds\.Renewed`
		take()
	}
	return nil
}

// A pause before the store is asked, which judges, and a timer that takes.
func await(ctx context.Context, r leaseRecord) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(max(time.Until(r.LeaseUntil), time.Second)): // possible // want `await decides who holds it by leaseRecord\.LeaseUntil`
	}
	return nil
}

func awaitAndTake(r leaseRecord, take func()) *time.Timer {
	return time.AfterFunc(time.Until(r.LeaseUntil), take) // want `awaitAndTake decides who holds it by leaseRecord\.LeaseUntil`
}

// A record that is shown, and a state that is kept.
func show(w io.Writer, r leaseRecord) {
	r.Live = time.Now().Before(r.LeaseUntil) // possible // want `show decides who holds it by leaseRecord\.LeaseUntil`
	fmt.Fprintln(w, r)
}

type watcher struct{ free bool }

func (w *watcher) see(r leaseRecord) {
	w.free = !time.Now().Before(r.LeaseUntil) // want `watcher\.see decides who holds it by leaseRecord\.LeaseUntil`
}
