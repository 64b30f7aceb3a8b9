// Package store wraps the network for other packages of this module.
package store

import (
	"context"
	"net/http"
)

// Load is ended by its context.
func Load(ctx context.Context, url string) error { return load(ctx, url) }

func load(ctx context.Context, url string) error {
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

// LoadAll is ended by nothing, which is told here and not at its callers.
func LoadAll(url string) error {
	return load(context.Background(), url) // want `http.Client.Do has no deadline: LoadAll passes context.Background\(\) through store.load; use context.WithTimeout`
}

// LoadWith is ended by its client.
func LoadWith(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Send is ended by its request or its client.
func Send(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Root is no deadline.
func Root() context.Context { return context.Background() }

// A Store reaches the network through its methods.
type Store struct{ url string }

// Load is ended by its context.
func (s *Store) Load(ctx context.Context) error { return Load(ctx, s.url) }

// A Blob is kept by another machine.
type Blob interface {
	Fetch(ctx context.Context, name string) error
}

// A Remote is the one Blob.
type Remote struct{ url string }

// Fetch is ended by its context.
func (r *Remote) Fetch(ctx context.Context, name string) error { return Load(ctx, r.url+name) }

// A Cache may be near or far.
type Cache interface {
	Find(ctx context.Context, name string) error
}

// A FileCache is near.
type FileCache struct{}

// Find waits for nobody.
func (FileCache) Find(context.Context, string) error { return nil }

// A NetCache is far.
type NetCache struct{ url string }

// Find is ended by its context.
func (c *NetCache) Find(ctx context.Context, name string) error { return Load(ctx, c.url+name) }
