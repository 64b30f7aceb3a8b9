// Package sqlsome gives its database contexts, and has forgotten one.
package sqlsome

import (
	"context"
	"database/sql"
)

type Store struct{ db *sql.DB }

func (s *Store) Save(ctx context.Context, name string) error {
	_, err := s.db.Exec("UPDATE t SET name = $1", name) // want `sql.DB.Exec takes no context although ctx is at hand`
	return err
}

func (s *Store) Drop(name string) error {
	_, err := s.db.Exec("DELETE FROM t WHERE name = $1", name)
	return err
}

func (s *Store) Ping() error { return s.db.Ping() }

func (s *Store) Names(ctx context.Context) (*sql.Rows, error) {
	return s.db.QueryContext(ctx, "SELECT name FROM t")
}
