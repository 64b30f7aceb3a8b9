// Package also has causes with several calls, of which some end by themselves and some are silenced.
package also

import (
	"context"
	"database/sql"
	"net/http"
	"time"
)

var client = &http.Client{Timeout: 5 * time.Second}

// Both leaves its context behind twice; the one that is told ends by itself.
func Both(ctx context.Context, url string) error {
	resp, err := client.Get(url) // want `http.Client.Get takes no context although ctx is at hand: it goes on when the caller has given up`
	if err != nil {
		return err
	}
	resp.Body.Close()
	resp, err = http.Get(url) // also here
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Soon has a call that ends within seconds, beside one that is silenced.
func Soon(ctx context.Context, db *sql.DB, name string) error {
	//distvet:ignore ctxdrop the lock is given back in any case
	if _, err := db.ExecContext(context.Background(), "UPDATE t SET name = $1", name); err != nil {
		return err
	}
	soon, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	_, err := db.ExecContext(soon, "UPDATE u SET name = $1", name)
	return err
}

// Root gives two calls one context, which is one decision.
func Root(ctx context.Context, db *sql.DB, name string) error {
	root := context.Background()
	//distvet:ignore ctxdrop both go on without the caller
	if _, err := db.ExecContext(root, "UPDATE t SET name = $1", name); err != nil {
		return err
	}
	_, err := db.ExecContext(root, "UPDATE u SET name = $1", name)
	return err
}
