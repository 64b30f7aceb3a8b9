// Package kept has an interface whose implementations are in sight of those who import it, and
// one whose implementations are not.
package kept

import (
	"context"
	"database/sql"
)

// A Keeper keeps orders.
type Keeper interface {
	Keep(ctx context.Context, order string) error
}

// A Table keeps them in a database.
type Table struct{ db *sql.DB }

// Keep is ended by its context.
func (t *Table) Keep(ctx context.Context, order string) error {
	_, err := t.db.ExecContext(ctx, "INSERT INTO orders VALUES ($1) ON CONFLICT DO NOTHING", order)
	return err
}

// A Memory keeps them until the process ends.
type Memory struct{ orders []string }

// Keep waits for nobody.
func (m *Memory) Keep(_ context.Context, order string) error {
	m.orders = append(m.orders, order)
	return nil
}

// A Teller tells somebody.
type Teller interface {
	Tell(ctx context.Context, order string) error
}

// Hints are taken.
type Hints interface {
	Hint(ctx context.Context, text string)
}

// Ask asks somebody nobody sees.
func Ask(ctx context.Context, t Teller) error { return t.Tell(ctx, "two") }
