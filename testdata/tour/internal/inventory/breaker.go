package inventory

import (
	"sync"
	"time"
)

const (
	tolerated = 20               // failures in a row before the inventory is left alone
	rest      = 10 * time.Second // for how long
)

// A breaker leaves a failing server alone for a while.
type breaker struct {
	mu       sync.Mutex
	failures int
	openedAt time.Time
}

func (b *breaker) fail() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failures++; b.failures >= tolerated {
		// defect (wallelapsed): UTC drops the monotonic reading, so that allow subtracts wall
		// clocks. When NTP sets the host's clock back by an hour, the breaker stays open for
		// an hour and ten seconds, and the shop shows no seats in a perfectly healthy system.
		b.openedAt = time.Now().UTC()
	}
}

func (b *breaker) succeed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures, b.openedAt = 0, time.Time{}
}

// allow reports whether a call may be made now.
func (b *breaker) allow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.failures < tolerated || time.Since(b.openedAt) > rest
}
