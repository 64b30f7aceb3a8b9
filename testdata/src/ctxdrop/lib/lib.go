// Package lib reaches the network for package a.
package lib

import (
	"context"
	"net/http"
)

// Load is ended by its context.
func Load(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Loader is an interface with its implementations elsewhere.
type Loader interface {
	Load(ctx context.Context, url string) error
}

// Note is local, whatever it is given.
func Note(ctx context.Context, text string) {}
