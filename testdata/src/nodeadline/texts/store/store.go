// Package store keeps samples.
package store

import (
	"context"
	"database/sql"
)

type Samples struct{ DB *sql.DB }

func (s *Samples) Add(ctx context.Context, text string) error {
	_, err := s.DB.ExecContext(ctx, "INSERT INTO samples (text) VALUES ($1)", text)
	return err
}

func (s *Samples) Count(ctx context.Context) (n int, err error) {
	err = s.DB.QueryRowContext(ctx, "SELECT count(*) FROM samples").Scan(&n)
	return n, err
}
