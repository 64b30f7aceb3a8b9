// Package limits leaves contexts behind at clients that have a limit, at others, and once.
package limits

import (
	"context"
	"net/http"
	"time"
)

// Timeout may be set by whoever starts the program.
var Timeout = 10 * time.Second

func load(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	c := &http.Client{Timeout: Timeout}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func loadPlain(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	c := &http.Client{}
	resp, err := c.Do(req) // want `http.Client.Do does not get ctx, which is at hand`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func ask(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Store has its tables.
type Store struct{ url string }

func (s *Store) Migrate(ctx context.Context) error { return ask(ctx, s.url) }

func (s *Store) Refresh(ctx context.Context) error { return ask(ctx, s.url) }

func Open(ctx context.Context, url string) (*Store, error) {
	s := &Store{url}
	if err := s.Migrate(context.Background()); err != nil {
		return nil, err
	}
	if err := load(ctx, url); err != nil {
		return nil, err
	}
	return s, loadPlain(ctx, url)
}

func Reopen(ctx context.Context, s *Store) error {
	return s.Refresh(context.Background()) // want `http.Client.Do through limits.Store.Refresh and limits.ask does not get ctx`
}
