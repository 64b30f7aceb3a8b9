// Package dbwinds gives up its transactions whatever becomes of the caller.
package dbwinds

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
	defer func() { _ = tx.Rollback(context.Background()) }()
	return tx.Commit(ctx)
}

func (s *Store) Mark(ctx context.Context) error { return s.mark(ctx) }
