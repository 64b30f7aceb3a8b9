// Package peer stands for a library of another module: what is wrong in it nobody reports
// to its users but the calls in their own code.
package peer

import (
	"context"
	"net/http"
	"time"
)

// Fetch is ended by nothing.
func Fetch(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// FetchSometimes has it in one branch only.
func FetchSometimes(url string, now bool) error {
	if !now {
		return nil
	}
	return Fetch(url)
}

// FetchBriefly ends by itself.
func FetchBriefly(url string) error {
	c := &http.Client{Timeout: time.Second}
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// FetchContext is ended by its context.
func FetchContext(ctx context.Context, url string) error {
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

// FetchWith is ended by its client.
func FetchWith(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Client keeps a client that its maker chose.
type Client struct{ http *http.Client }

// New makes a Client whose calls end.
func New() *Client { return &Client{&http.Client{Timeout: time.Second}} }

// Get is ended by the client inside.
func (c *Client) Get(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A Store keeps sessions, in memory or elsewhere.
type Store interface {
	Load(ctx context.Context, name string) error
}

// Acquire asks a store for a session.
func Acquire(ctx context.Context, s Store) error { return s.Load(ctx, "one") }

// A Poster keeps the client that it is given.
type Poster struct{ client *http.Client }

// NewPoster keeps c.
func NewPoster(c *http.Client) *Poster { return &Poster{c} }

// Post brings no deadline.
func (p *Poster) Post(url string) (*http.Response, error) { return p.client.Get(url) }
