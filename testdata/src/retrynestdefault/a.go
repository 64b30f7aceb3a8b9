// Package retrynestdefault holds what is reported at the default confidence, each beside
// the smallest change that makes it possible only.
package retrynestdefault

import (
	"context"
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

func (c *Client) fetch(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *Client) Nested(ctx context.Context, url string) (err error) {
	for range 3 { // want `Client.Nested tries again Client.fetch, which tries Client.send again itself: up to 3 x 3 = 9 requests`
		if err = c.fetch(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

// few: six requests are not a storm.
func (c *Client) Few(ctx context.Context, url string) (err error) {
	for range 2 {
		if err = c.fetch(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

// upload begins anew, which is another thing than sending a part again.
func (c *Client) upload(ctx context.Context, url string) error {
	if err := c.send(ctx, url+"/begin"); err != nil {
		return err
	}
	return c.fetch(ctx, url)
}

func (c *Client) Uploads(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.upload(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *Client) parts(ctx context.Context, urls []string) error {
	for _, u := range urls {
		if err := c.fetch(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

func (c *Client) AllParts(ctx context.Context, urls []string) (err error) {
	for range 3 {
		if err = c.parts(ctx, urls); err == nil {
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
