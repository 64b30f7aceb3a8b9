package a

import (
	"context"
	"net/http"
	"time"

	"ctxdrop/lib"
)

// A deadline is lost on the way as well.

func undone(ctx context.Context, url string) error {
	own := context.WithValue(context.Background(), key{}, ctx.Value(key{}))
	return lib.Load(own, url) // want `http.Client.Do through lib.Load does not get ctx, which is at hand`
}

func kept(ctx context.Context, url string) error {
	own := context.WithValue(ctx, key{}, 1)
	return lib.Load(own, url)
}

type key struct{}

// A default for callers without a context is the caller's choice.
func defaulted(ctx context.Context, url string) error {
	if ctx == nil {
		ctx = context.Background()
	}
	return lib.Load(ctx, url)
}

// A function that drops its context is one cause, however often it does so.
func twice(ctx context.Context, db pinger, url string) error {
	if err := lib.Load(context.Background(), url); err != nil { // want `does not get ctx`
		return err
	}
	return db.ping(context.Background())
}

type pinger interface {
	ping(ctx context.Context) error
}

// The client's Timeout ends the call, and not when the caller gives up.
func limitedClient(ctx context.Context, url string) error {
	c := &http.Client{Timeout: time.Second}
	resp, err := c.Get(url) // want `http.Client.Get takes no context although ctx is at hand: it goes on when the caller has given up; use a Timeout on the client, or http.NewRequestWithContext`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func limitedClientPasses(ctx context.Context, url string) error {
	c := &http.Client{Timeout: time.Second}
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func packageGet(ctx context.Context, url string) error {
	resp, err := http.Get(url) // want `http.Get takes no context although ctx is at hand`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A goroutine that goes on until a context ends works for as long as that one.

func until(ctx context.Context, url string, tick <-chan time.Time) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick:
				lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
			}
		}
	}()
}

func untilPassed(ctx context.Context, url string, tick <-chan time.Time) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick:
				lib.Load(ctx, url)
			}
		}
	}()
}

// What is left to do when it has ended is done without it.
func untilThenLast(ctx context.Context, url string, tick <-chan time.Time) {
	go func() {
		for {
			select {
			case <-ctx.Done():
				own, cancel := fresh()
				defer cancel()
				lib.Load(own, url)
				return
			case <-tick:
			}
		}
	}()
}

// Started by the call, and ended by something else.
func untilStopped(ctx context.Context, url string, tick <-chan time.Time, stop chan struct{}) {
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-tick:
				own, cancel := fresh()
				lib.Load(own, url)
				cancel()
			}
		}
	}()
}
