// Package timed cancels what takes too long, each beside what is cancelled for another reason.
package timed

import (
	"context"
	"errors"
	"net/http"
	"time"
)

var (
	atReturn = &http.Client{}
	byWatch  = &http.Client{}
	atStop   = &http.Client{} // want `http.Client has no Timeout`
	atTick   = &http.Client{} // want `http.Client has no Timeout`
)

func get(ctx context.Context, client *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func returned(url string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- get(ctx, atReturn, url) }()
	select {
	case err := <-done:
		return err
	case <-time.After(5 * time.Second):
		return errors.New("too slow")
	}
}

func watched(url string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go watch(ctx, cancel)
	return get(ctx, byWatch, url)
}

func watch(ctx context.Context, cancel context.CancelFunc) {
	t := time.NewTimer(30 * time.Second)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
		cancel()
	}
}

func stopped(url string, stop <-chan struct{}) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go wait(ctx, stop, cancel)
	return get(ctx, atStop, url)
}

func wait(ctx context.Context, stop <-chan struct{}, cancel context.CancelFunc) {
	select {
	case <-ctx.Done():
	case <-stop:
		cancel()
	}
}

// The ticks of a loop end nothing.
func polled(url string, done <-chan struct{}) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-done:
			return nil
		case <-tick.C:
			if err := get(ctx, atTick, url); err != nil {
				return err
			}
		}
	}
}
