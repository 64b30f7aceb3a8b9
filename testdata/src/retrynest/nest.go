package retrynest

import (
	"context"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/redis/go-redis/v9"
)

type client struct{ http *http.Client }

func (c *client) once(ctx context.Context, url string) error {
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

func (c *client) fetch(ctx context.Context, url string) (err error) { // one layer
	for range 4 {
		if err = c.once(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) load(ctx context.Context, url string) (err error) {
	for range 3 { // want `client.load tries again client.fetch, which tries client.once again itself: up to 3 x 4 = 12 requests, 11s of waiting, for one call while the peer is down; retry at one layer`
		if err = c.fetch(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) deep(ctx context.Context, url string) (err error) {
	for range 2 { // want `client.deep tries again client.load, which tries client.fetch again itself: up to 2 x 3 x 4 = 24 requests, 23s of waiting, for one call`
		if err = c.load(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) page(ctx context.Context, url string) error { return c.fetch(ctx, url) }

func (c *client) paced(ctx context.Context, url string, d time.Duration) (err error) {
	for range 3 { // want `client.paced tries again client.page, which tries client.once again itself: up to 3 x 4 = 12 requests for one call`
		if err = c.page(ctx, url); err == nil {
			return nil
		}
		time.Sleep(d)
	}
	return err
}

// The layer that tries again by itself is told of once, with load.
func (c *client) same(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.fetch(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) through(ctx context.Context, url string) error { return c.fetch(ctx, url) }

func (c *client) reload(ctx context.Context, url string) (err error) {
	for range 3 { // want `client.reload tries again client.through, which tries client.once again itself: up to 3 x 4 = 12 requests`
		if err = c.through(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) flat(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.once(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) all(ctx context.Context, urls []string) error { // other work on each turn
	for _, u := range urls {
		if err := c.fetch(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

func (c *client) volume(ctx context.Context, url string) error { return c.fetch(ctx, url) }

func (c *client) library(ctx context.Context, url string) error {
	b := backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4)
	return backoff.Retry(func() error { return c.volume(ctx, url) }, b) // want `client.library tries again client.volume, which tries client.once again itself: up to 5 x 4 = 20 requests`
}

func (c *client) libraryFlat(ctx context.Context, url string) error {
	b := backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4)
	return backoff.Retry(func() error { return c.once(ctx, url) }, b)
}

func try(n int, f func() error) (err error) {
	for range max(n, 1) {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *client) aid(ctx context.Context, url string) error { return c.fetch(ctx, url) }

func (c *client) helper(ctx context.Context, url string) error {
	return try(5, func() error { return c.aid(ctx, url) }) // want `client.helper tries again client.aid, which tries client.once again itself: up to 5 x 4 = 20 requests`
}

func (c *client) helperFlat(ctx context.Context, url string) error {
	return try(5, func() error { return c.once(ctx, url) })
}

// A client that tries again by itself (possible: it may be configured not to).
func (c *client) sdk(ctx context.Context, r *redis.Client) (err error) {
	for range 3 { // want `client.sdk tries again redis.cmdable.Incr, which tries again by itself`
		if _, err = r.Incr(ctx, "k").Result(); err == nil {
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
