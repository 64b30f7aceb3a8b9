// Package dbjob asks a database again and again: a statement that is stuck ends the job for good.
package dbjob

import (
	"context"
	"database/sql"
	"time"
)

func Sweep(db *sql.DB) {
	for range time.Tick(time.Minute) {
		db.ExecContext(context.Background(), "DELETE FROM holds WHERE stale") // want `sql.DB.ExecContext has no deadline`
	}
}
