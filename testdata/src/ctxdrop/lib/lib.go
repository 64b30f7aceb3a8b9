// Package lib reaches the network for package a.
package lib

import (
	"context"
	"net/http"
	"time"

	"github.com/redis/go-redis/v9"
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

var patient = &http.Client{Timeout: time.Minute}

// LoadPatiently ends after a minute at the latest, and sooner if its caller gives up.
func LoadPatiently(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := patient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A Caller sends requests through a client that others choose.
type Caller struct{ Client *http.Client }

// Do sends a request.
func (c *Caller) Do(req *http.Request) (*http.Response, error) { return c.Client.Do(req) }

// Count counts in redis.
func Count(ctx context.Context, c *redis.Client) error { return c.Incr(ctx, "n").Err() }

// A Waiter waits for somebody.
type Waiter interface {
	Wait(ctx context.Context) error
}

// Patience waits.
type Patience struct{}

// Wait loads.
func (Patience) Wait(ctx context.Context) error { return LoadPatiently(ctx, "http://peer") }
