// Package chosen has a function that sends a request once, and another that tries again. Who
// posts through the second could have taken the first.
package chosen

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

func send(ctx context.Context, c *http.Client, method, url string) error {
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func sendTrying(ctx context.Context, c *http.Client, method, url string) error {
	for range 3 {
		if send(ctx, c, method, url) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

func Enter(ctx context.Context, c *http.Client, url string) error {
	return send(ctx, c, http.MethodPost, url)
}

func Settle(ctx context.Context, c *http.Client, url string) error {
	return sendTrying(ctx, c, http.MethodPost, url)
}

// Nothing goes around the attempts: whoever posts is repeated.
func call(ctx context.Context, c *http.Client, method, url string) error {
	req, err := http.NewRequestWithContext(ctx, method, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

func callTrying(ctx context.Context, c *http.Client, method, url string) error {
	for range 3 {
		if call(ctx, c, method, url) == nil { // want `the retry loop of callTrying repeats`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

func Pay(ctx context.Context, c *http.Client, url string) error {
	return callTrying(ctx, c, http.MethodPost, url)
}

func Look(ctx context.Context, c *http.Client, url string) error {
	return call(ctx, c, http.MethodGet, url)
}
