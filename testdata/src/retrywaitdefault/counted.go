package retrywaitdefault

import (
	"context"
	"fmt"
	"net/http"
)

// A count limits the attempts, and nothing holds them apart.

func FiveTimes(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	for range 5 { // want `a failed http.Client.Do is tried again at once in FiveTimes`
		if resp, err = c.Do(req); err == nil {
			return resp, nil
		}
	}
	return nil, err
}

func OnceMore(c *http.Client, req *http.Request) (resp *http.Response, err error) {
	for range 2 {
		if resp, err = c.Do(req); err == nil {
			return resp, nil
		}
	}
	return nil, err
}

// What succeeds goes on: these are many requests, not many attempts at one.
func Each(c *http.Client, req *http.Request) (failed int) {
	for range 5 {
		if _, err := c.Do(req); err != nil {
			failed++
		}
	}
	return failed
}

type query struct{}

type next interface {
	Ask(context.Context, query) (string, error)
}

type Asker struct {
	next  next
	limit int
}

// What is behind the interface may not be remote.
func (a Asker) Ask(ctx context.Context, q query) (s string, err error) {
	for range a.limit {
		if s, err = a.next.Ask(ctx, q); err == nil {
			return s, nil
		}
	}
	return "", fmt.Errorf("no answer: %w", err)
}

type RetryAsker struct {
	next  next
	limit int
}

func (a RetryAsker) Ask(ctx context.Context, q query) (s string, err error) {
	for range a.limit { // want `a failed next.Ask is tried again at once in RetryAsker.Ask`
		if s, err = a.next.Ask(ctx, q); err == nil {
			return s, nil
		}
	}
	return "", fmt.Errorf("no answer: %w", err)
}

// Something else that may wait stands on the way back.
func (a RetryAsker) Paced(ctx context.Context, q query, pace func()) (s string, err error) {
	for range a.limit {
		if s, err = a.next.Ask(ctx, q); err == nil {
			return s, nil
		}
		pace()
	}
	return "", fmt.Errorf("no answer: %w", err)
}

// Each turn takes the next host.

type RoundRobin struct {
	names []string
	next  int
}

func (h *RoundRobin) pick() string {
	h.next++
	return h.names[h.next%len(h.names)]
}

func (h *RoundRobin) Get(ctx context.Context) (resp *http.Response, err error) {
	for i := 0; i < len(h.names); i++ {
		req, _ := http.NewRequestWithContext(ctx, "GET", "http://"+h.pick(), nil)
		if resp, err = http.DefaultClient.Do(req); err == nil {
			return resp, nil
		}
	}
	return nil, err
}
