// Package exporter works beside whoever calls it, or for them.
package exporter

import (
	"context"
	"database/sql"
	"sync"
)

// Start goes on until the context ends.
func Start(ctx context.Context, db *sql.DB) error {
	if err := db.PingContext(ctx); err != nil {
		return err
	}
	own, cancel := context.WithCancel(ctx)
	go func() {
		defer cancel()
		db.ExecContext(own, "UPDATE state SET lag = 1")
	}()
	return nil
}

// All returns when all is done.
func All(ctx context.Context, db *sql.DB) error {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		db.ExecContext(ctx, "UPDATE state SET lag = 1")
	}()
	wg.Wait()
	return db.PingContext(ctx)
}
