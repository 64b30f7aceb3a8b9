// Package retrylostdefault holds what is reported at the default confidence, each beside
// the smallest change that makes it possible only.
package retrylostdefault

import (
	"context"
	"log"
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

func (c *Client) Swallowed(ctx context.Context, url string) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		log.Print(err)
		pause(ctx)
	}
	return nil // want `Client.Swallowed returns nil after every attempt at Client.send has failed`
}

// Who logs that it gave up, and returns nil, may mean it.
func (c *Client) GivenUp(ctx context.Context, url string) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	log.Print("gave up on ", url)
	return nil
}

// Whether the limit is ever nought is not known.
func (c *Client) Never(ctx context.Context, url string, most int) (err error) {
	for i := 0; i < most; i++ {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}
