// Package store keeps orders, customers and leases in Postgres.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"example.com/tickets/internal/retry"
)

// A Store is the shop's database.
type Store struct{ db *sql.DB }

// Open returns the store at dsn; nothing is connected before the first query.
func Open(dsn string) (*Store, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	db.SetMaxOpenConns(20)
	db.SetConnMaxLifetime(30 * time.Minute)
	return &Store{db: db}, nil
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error { return s.db.PingContext(ctx) }

// Close closes all connections.
func (s *Store) Close() error { return s.db.Close() }

const txAttempts = 3

// withTx runs fn in a serializable transaction and commits it. When Postgres could not
// serialize it against the others, it is rolled back and fn runs again from the start:
// on the morning of a sale, that is every few seconds.
func (s *Store) withTx(ctx context.Context, fn func(*sql.Tx) error) error {
	var err error
	for n := range txAttempts {
		if n > 0 {
			if werr := retry.Wait(ctx, n); werr != nil {
				return errors.Join(err, werr)
			}
		}
		if err = s.tryTx(ctx, fn); !serialization(err) {
			return err
		}
	}
	return fmt.Errorf("no transaction in %d attempts: %w", txAttempts, err)
}

func (s *Store) tryTx(ctx context.Context, fn func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelSerializable})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := fn(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// serialization reports whether err says that the transaction was rolled back by Postgres
// and may be tried again.
func serialization(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && pg.Code == "40001"
}
