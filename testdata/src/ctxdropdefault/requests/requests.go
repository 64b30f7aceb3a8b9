// Package requests asks for its clients what it knows nothing of.
package requests

import (
	"context"
	"net/http"
)

// Directory is somebody else's.
type Directory interface {
	FindUser(ctx context.Context, name string) (string, error)
}

// Server answers requests.
type Server struct {
	users Directory
}

// Nobody knows whether what answers waits for anything.
func (s *Server) Find(w http.ResponseWriter, r *http.Request) {
	if _, err := s.users.FindUser(context.Background(), r.PathValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// Job asks another machine.
type Job struct{}

func (j *Job) Start(ctx context.Context) error { return j.ask(ctx) }

func (j *Job) Ask(ctx context.Context) error { return j.ask(ctx) }

func (j *Job) ask(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://stock.example/jobs", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What it starts goes on.
func (s *Server) Begin(w http.ResponseWriter, r *http.Request, j *Job) {
	if err := j.Start(context.Background()); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

func (s *Server) Asks(w http.ResponseWriter, r *http.Request, j *Job) {
	if err := j.Ask(context.Background()); err != nil { // want `http.Client.Do through requests.Job.Ask and requests.Job.ask does not get r.Context\(\)`
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// Said to go on.
func (s *Server) Later(w http.ResponseWriter, r *http.Request, j *Job) {
	// The request ends when the handler returns, so a new
	// background context is used for what is asynchronous.
	ctx := context.Background()
	if err := j.Ask(ctx); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

func (s *Server) Sooner(w http.ResponseWriter, r *http.Request, j *Job) {
	// The request ends when the handler returns.
	ctx := context.Background()
	if err := j.Ask(ctx); err != nil { // want `http.Client.Do through requests.Job.Ask and requests.Job.ask does not get r.Context\(\)`
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}
