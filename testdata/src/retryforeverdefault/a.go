// Package retryforeverdefault holds what is reported at the default confidence, each beside
// the smallest change that makes it possible only.
package retryforeverdefault

import (
	"context"
	"errors"
	"net/http"
	"time"
)

type Client struct{ http *http.Client }

func (c *Client) send(ctx context.Context, url string) error {
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

var errStale = errors.New("stale connection")

// Only an error that the code knows, and may well have mended, is tried again.
func (c *Client) Specific(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if errors.Is(err, errStale) {
			continue
		}
		return err
	}
}

func (c *Client) General(ctx context.Context, url string) error {
	for { // want `Client.send is tried again for ever in Client.General, and without a pause`
		err := c.send(ctx, url)
		if err != nil && !errors.Is(err, errStale) {
			continue
		}
		return err
	}
}

// What ends the context is not tried again.
func (c *Client) Ended(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		time.Sleep(time.Second)
	}
}
