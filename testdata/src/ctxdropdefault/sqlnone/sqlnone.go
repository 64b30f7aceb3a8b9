// Package sqlnone gives its database contexts nowhere: one decision.
package sqlnone

import (
	"context"
	"database/sql"
)

type Store struct{ db *sql.DB }

func (s *Store) Save(ctx context.Context, name string) error {
	_, err := s.db.Exec("UPDATE t SET name = $1", name)
	return err
}

func (s *Store) Drop(name string) error {
	_, err := s.db.Exec("DELETE FROM t WHERE name = $1", name)
	return err
}

func (s *Store) Names() (*sql.Rows, error) { return s.db.Query("SELECT name FROM t") }
