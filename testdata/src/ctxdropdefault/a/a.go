// Package a leaves its context behind at interfaces. At the default confidence that is a
// finding only where an implementation is known to cross the network.
package a

import (
	"context"

	"ctxdropdefault/kept"
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
