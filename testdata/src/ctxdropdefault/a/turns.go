package a

import (
	"context"
	"database/sql"
	"time"
)

// Sweep does without ctx on every turn what nothing ends.
func Sweep(ctx context.Context, db *sql.DB, tick <-chan time.Time) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick:
				db.ExecContext(context.Background(), "DELETE FROM old") // want `sql.DB.ExecContext does not get ctx, which is at hand, but context.Background\(\)`
			}
		}
	}()
}

// SweepBriefly listens soon enough.
func SweepBriefly(ctx context.Context, db *sql.DB, tick <-chan time.Time) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick:
				own, cancel := context.WithTimeout(context.Background(), time.Minute)
				db.ExecContext(own, "DELETE FROM old")
				cancel()
			}
		}
	}()
}
