// Package contexts talks to a database with contexts.
package contexts

import (
	"context"
	"database/sql"
	"time"
)

func background(db *sql.DB) error {
	return db.PingContext(context.Background()) // want `sql.DB.PingContext has no deadline: it gets context.Background\(\)`
}

func deadline(db *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return db.PingContext(ctx)
}

func given(ctx context.Context, db *sql.DB) error { return db.PingContext(ctx) }

// What goes on within a transaction ends with the context that began it.
func transaction(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if _, err := tx.ExecContext(ctx, "DELETE FROM t"); err != nil {
		return err
	}
	return tx.Commit()
}
