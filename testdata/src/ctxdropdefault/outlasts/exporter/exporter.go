// Package exporter works beside whoever calls it, or for them.
package exporter

import (
	"context"
	"database/sql"
	"net/http"
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

// Sends begins to send what there is.
func Sends(ctx context.Context, url string) error {
	go send(ctx, url)
	return nil
}

// SendsNow sends what there is.
func SendsNow(ctx context.Context, url string) error { return send(ctx, url) }

func send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "POST", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
