// Package dbjob asks a database again and again: a statement that is stuck ends the job for good.
package dbjob

import (
	"context"
	"database/sql"
	"time"
)

func sweep(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, "DELETE FROM holds WHERE old")
	return err
}

// The statement is elsewhere.
func SweepAll(db *sql.DB) {
	for range time.Tick(time.Hour) {
		sweep(context.Background(), db)
	}
}

func Sweep(db *sql.DB) {
	for range time.Tick(time.Minute) {
		db.ExecContext(context.Background(), "DELETE FROM holds WHERE stale") // want `sql.DB.ExecContext has no deadline`
	}
}
