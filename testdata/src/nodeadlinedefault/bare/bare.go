// Package bare has transports without a limit on any phase, used with the contexts of callers.
package bare

import (
	"context"
	"crypto/tls"
	"net/http"
)

// Probe is called from elsewhere, with or without a deadline.
func Probe(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	c := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A Checker reaches what it checks.
type Checker struct {
	reach func(ctx context.Context, url string) error
}

// New returns a Checker.
func New() *Checker { return &Checker{reach: reach} }

// Check is given a context by whoever checks.
func (c *Checker) Check(ctx context.Context, url string) error { return c.reach(ctx, url) }

// reach is called from here alone, and nobody here sets a deadline.
func reach(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	c := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{}}} // want `http.Client has no Timeout, and its http.Transport has lost the limits of http.DefaultTransport`
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
