// Package a leaves its context behind at interfaces. At the default confidence that is a
// finding only where an implementation is known to cross the network.
package a

import (
	"context"
	"net/http"

	"ctxdropdefault/kept"

	"vendorlib.example/peer"
)

// Keeps leaves ctx behind.
func Keeps(ctx context.Context, k kept.Keeper) error {
	return k.Keep(context.Background(), "one") // want `sql.DB.ExecContext through kept.Table.Keep does not get ctx, which is at hand, but context.Background\(\)`
}

// Passes passes it.
func Passes(ctx context.Context, k kept.Keeper) error { return k.Keep(ctx, "one") }

// NothingAtHand has none.
func NothingAtHand(k kept.Keeper) error { return k.Keep(context.Background(), "one") } // it may be kept in memory

// InMemory leaves it behind where nothing waits.
func InMemory(ctx context.Context, m *kept.Memory) error { return m.Keep(context.Background(), "one") }

// Tells leaves it behind.
func Tells(ctx context.Context, t kept.Teller) error {
	return t.Tell(context.Background(), "one") // nothing is known of it
}

// Asks says itself that something is to be done yet.
func Asks(ctx context.Context, t kept.Teller) error {
	return kept.Ask(context.TODO(), t) // want `kept.Ask does not get ctx, which is at hand, but context.TODO\(\)`
}

// Acquires asks somebody else's module, which may wait for nothing.
func Acquires(ctx context.Context, s peer.Store) error { return peer.Acquire(context.TODO(), s) }

// AsksAnyway means it.
func AsksAnyway(ctx context.Context, t kept.Teller) error {
	return kept.Ask(context.Background(), t)
}

// TellsYet does too, but nobody knows what waits behind the interface.
func TellsYet(ctx context.Context, t kept.Teller) error { return t.Tell(context.TODO(), "one") }

// A Clerk answers requests.
type Clerk struct {
	teller kept.Teller
	hints  kept.Hints
}

// ServeHTTP has a client who waits, or starts what goes on without it.
func (c *Clerk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.hints.Hint(context.Background(), "one")
	if err := c.teller.Tell(context.TODO(), "one"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// Passed passes the context of its client on.
func (c *Clerk) Passed(w http.ResponseWriter, r *http.Request) {
	if err := c.teller.Tell(r.Context(), "one"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

// Later tells when the client has gone.
func (c *Clerk) Later(w http.ResponseWriter, r *http.Request) {
	go func() { _ = c.teller.Tell(context.Background(), "one") }()
}
