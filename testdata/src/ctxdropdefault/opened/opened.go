// Package opened asks a database once, when it is opened.
package opened

import (
	"context"
	"database/sql"
	"time"
)

type Store struct{ db *sql.DB }

// It has a deadline of its own.
func NewStore(ctx context.Context, db *sql.DB) (*Store, error) {
	own, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := db.ExecContext(own, "UPDATE t SET opened = true")
	return &Store{db}, err
}

func (s *Store) Reopen(ctx context.Context) error {
	own, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := s.db.ExecContext(own, "UPDATE t SET opened = true") // want `sql.DB.ExecContext does not get ctx`
	return err
}

func (s *Store) Opened(ctx context.Context) (bool, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT opened FROM t")
	if err != nil {
		return false, err
	}
	return rows.Next(), rows.Close()
}
