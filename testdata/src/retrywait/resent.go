package retrywait

import (
	"context"
	"log"
	"time"
)

// taxonomy: steady-wait

// A node is asked to drop a consumer, and drops it when it comes to it.
type voter interface {
	Propose(entry []byte) error
	Holds(name string) bool
	Closed() bool
}

func (c *client) drop(n voter, name string, entry []byte) {
	n.Propose(entry)
	go func() {
		t := time.NewTicker(10 * time.Second)
		defer t.Stop()
		for range t.C {
			if !n.Holds(name) {
				return
			}
			n.Propose(entry) // want `voter.Propose is called again on each turn of the loop in client.drop until its effect shows, and the pause never grows`
		}
	}()
}

// The period grows.
func (c *client) dropGrowing(n voter, name string, entry []byte) {
	n.Propose(entry)
	go func() {
		interval := 10 * time.Second
		t := time.NewTicker(interval)
		defer t.Stop()
		for range t.C {
			if !n.Holds(name) {
				return
			}
			n.Propose(entry)
			interval *= 2
			t.Reset(interval)
		}
	}()
}

// Something else is asked for.
func (c *client) dropOther(n voter, name string, entry, other []byte) {
	n.Propose(entry)
	go func() {
		t := time.NewTicker(10 * time.Second)
		defer t.Stop()
		for range t.C {
			if !n.Holds(name) {
				return
			}
			n.Propose(other)
		}
	}()
}

// Beats go on for as long as there is somebody to hear them.
func (c *client) beat(n voter, name string, entry []byte) {
	n.Propose(entry)
	go func() {
		t := time.NewTicker(10 * time.Second)
		defer t.Stop()
		for range t.C {
			if n.Closed() {
				return
			}
			n.Propose(entry)
		}
	}()
}

// The first one is asked for in the loop as well: a job, not a second attempt.
func (c *client) job(n voter, name string, entry []byte) {
	t := time.NewTicker(10 * time.Second)
	defer t.Stop()
	for range t.C {
		if !n.Holds(name) {
			return
		}
		n.Propose(entry)
	}
}

// The first one comes after.
func (c *client) dropAfter(n voter, name string, entry []byte) {
	t := time.NewTicker(10 * time.Second)
	defer t.Stop()
	for range t.C {
		if !n.Holds(name) {
			break
		}
		n.Propose(entry)
	}
	n.Propose(entry)
}

// It goes on whatever becomes of it.
func (c *client) beatOn(n voter, entry []byte) {
	n.Propose(entry)
	t := time.NewTicker(10 * time.Second)
	defer t.Stop()
	for range t.C {
		n.Propose(entry)
	}
}

// They are counted.
func (c *client) dropCounted(n voter, name string, entry []byte) {
	n.Propose(entry)
	for i := 0; i < 20; i++ {
		time.Sleep(10 * time.Second)
		if !n.Holds(name) {
			return
		}
		n.Propose(entry)
	}
}

// Pauses of one setting, in methods of one type, are one finding.

type puller struct {
	client
	unit time.Duration
}

func (p *puller) first(ctx context.Context, url string) bool {
	for n := range time.Duration(5) {
		if p.send(ctx, url) == nil {
			return true
		}
		time.Sleep((n + 1) * p.unit) // want `time.Sleep between attempts in puller.first does not listen to ctx`
	}
	return false
}

func (p *puller) second(ctx context.Context, url string) bool {
	for n := range time.Duration(5) {
		if p.send(ctx, url) == nil {
			return true
		}
		time.Sleep((n + 1) * p.unit)
	}
	return false
}

func (p *puller) longer(ctx context.Context, url string) bool {
	for n := range time.Duration(5) {
		if p.send(ctx, url) == nil {
			return true
		}
		time.Sleep((n + 2) * p.unit) // want `time.Sleep between attempts in puller.longer does not listen to ctx`
	}
	return false
}

func ofNone(ctx context.Context, p *puller, url string) bool {
	for n := range time.Duration(5) {
		if p.send(ctx, url) == nil {
			return true
		}
		time.Sleep((n + 1) * p.unit) // want `time.Sleep between attempts in ofNone does not listen to ctx`
	}
	return false
}

// A request that is filled anew on each turn sends other work.

type batch struct{ items []string }

func (c *client) batches(ctx context.Context, items []string) {
	b := &batch{}
	for len(items) > 0 {
		b.items = items[:min(20, len(items))]
		if err := c.put(ctx, b); err != nil {
			log.Print(err)
		}
		items = items[min(20, len(items)):]
	}
}

func (c *client) put(ctx context.Context, b *batch) error { return c.send(ctx, b.items[0]) }

func (c *client) sameBatch(ctx context.Context, b *batch, items []string) {
	for c.more(items) { // want `a failed client.put is tried again at once in client.sameBatch`
		if err := c.put(ctx, b); err != nil {
			log.Print(err)
		}
	}
}

func (c *client) more(items []string) bool { return len(items) > 0 }
