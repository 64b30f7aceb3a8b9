// Package dbcommits ends its transactions when the caller may have gone.
package dbcommits

import (
	"context"

	"github.com/jackc/pgx/v5"
)

type Store struct{ conn *pgx.Conn }

func (s *Store) mark(ctx context.Context) error {
	tx, err := s.conn.Begin(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Commit(context.Background()) }() // want `pgx.Tx.Commit has no deadline`
	return nil
}

func (s *Store) Mark(ctx context.Context) error { return s.mark(ctx) }
