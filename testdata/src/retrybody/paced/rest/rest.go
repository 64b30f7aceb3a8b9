// Package rest sends requests that are described by a struct.
package rest

import (
	"context"
	"io"
	"net/http"
)

// Options describe a request.
type Options struct {
	Path string
	Body io.Reader
	Name string
}

// A Client sends requests.
type Client struct{ HTTP *http.Client }

// Call sends a request and its body.
func (c *Client) Call(ctx context.Context, o *Options) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, "https://example.com"+o.Path, o.Body)
	if err != nil {
		return nil, err
	}
	return c.HTTP.Do(req)
}

// Head asks, and sends nothing.
func (c *Client) Head(ctx context.Context, o *Options) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, "https://example.com"+o.Path, nil)
	if err != nil {
		return nil, err
	}
	return c.HTTP.Do(req)
}

// Probe sends everything but the body.
func (c *Client) Probe(ctx context.Context, o *Options) (*http.Response, error) {
	own := *o
	own.Body = http.NoBody
	return c.Call(ctx, &own)
}
