// Package madefor keeps contexts in what is made for one call, and in what lives longer.
package madefor

import (
	"context"
	"net/http"
)

// Store makes writers.
type Store struct{}

type writer struct {
	ctx context.Context
	url string
}

func (s *Store) Writer(ctx context.Context, url string) *writer {
	return newWriter(ctx, url)
}

func newWriter(ctx context.Context, url string) *writer {
	return &writer{ctx: ctx, url: url}
}

// Commit ends what the writer was made for.
func (w *writer) Commit(ctx context.Context) error {
	req, err := http.NewRequestWithContext(w.ctx, "PUT", w.url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Service is made for good.
type Service struct{ ctx context.Context }

func NewService(ctx context.Context) *Service { return &Service{ctx: ctx} }

func (s *Service) Load(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(s.ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.Client.Do does not get ctx, which is at hand, but a context that was stored earlier`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Worker is told its context when it starts.
type Worker struct{ ctx context.Context }

func (w *Worker) Start(ctx context.Context) { w.ctx = ctx }

func (w *Worker) Load(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(w.ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.Client.Do does not get ctx, which is at hand, but a context that was stored earlier`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
