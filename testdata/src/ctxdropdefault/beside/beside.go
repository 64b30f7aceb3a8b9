// Package beside does work beside the requests that ask for it.
package beside

import (
	"context"
	"net/http"
	"sync"
)

type Sink struct{ client *http.Client }

// The answer is given at once, and what it started goes on.
func (s *Sink) Accept(w http.ResponseWriter, r *http.Request) {
	go s.work(r)
	w.WriteHeader(http.StatusAccepted)
}

func (s *Sink) work(r *http.Request) { _ = s.tell(r) }

func (s *Sink) tell(r *http.Request) error {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://shop.example/"+r.URL.Path, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Here the answer waits for it.
func (s *Sink) Gather(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		_ = s.ask(r)
	}()
	wg.Wait()
}

func (s *Sink) ask(r *http.Request) error {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://shop.example/"+r.URL.Path, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req) // want `http.Client.Do does not get r.Context\(\), which is at hand, but context.Background\(\)`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Some callers wait.
func (s *Sink) Warm(w http.ResponseWriter, r *http.Request) {
	go s.both(r)
}

func (s *Sink) Now(w http.ResponseWriter, r *http.Request) {
	s.both(r)
}

func (s *Sink) both(r *http.Request) error {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://shop.example/"+r.URL.Path, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req) // want `http.Client.Do does not get r.Context\(\), which is at hand, but context.Background\(\)`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A handler that is handed out is asked, and answers.
func (s *Sink) Handler() http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { _ = s.look(r) }
}

func (s *Sink) look(r *http.Request) error {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodGet, "https://shop.example/"+r.URL.Path, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req) // want `http.Client.Do does not get r.Context\(\), which is at hand, but context.Background\(\)`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
