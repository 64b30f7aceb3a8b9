// Package requests asks for its clients what it knows nothing of.
package requests

import (
	"context"
	"net/http"
)

// Directory is somebody else's.
type Directory interface {
	FindUser(ctx context.Context, name string) (string, error)
	DropUser(ctx context.Context, name string) error
	FindCached(ctx context.Context, name string) string
}

// Register is another one.
type Register interface {
	FindUser(ctx context.Context, name string) (string, error)
}

type key struct{}

func withKey(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, key{}, name)
}

// Server answers requests.
type Server struct {
	users Directory
	known Register
}

func (s *Server) Find(w http.ResponseWriter, r *http.Request) {
	if _, err := s.users.FindUser(context.Background(), r.PathValue("name")); err != nil { // want `requests.Directory.FindUser, like other calls of Directory in this file, does not get r.Context\(\), which is at hand, but context.Background\(\)`
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// One look at what is called does for all who call it.
func (s *Server) Greet(w http.ResponseWriter, r *http.Request) {
	if name, err := s.users.FindUser(context.Background(), "guest"); err == nil {
		w.Write([]byte(name))
	}
}

// Something was put into the root context.
func (s *Server) FindWith(w http.ResponseWriter, r *http.Request) {
	ctx := withKey(context.WithValue(context.Background(), key{}, "a"), "b")
	if _, err := s.known.FindUser(ctx, r.PathValue("name")); err != nil { // want `requests.Register.FindUser does not get r.Context\(\), which is at hand, but context.Background\(\)`
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// Something was put into the request's.
func (s *Server) FindWithin(w http.ResponseWriter, r *http.Request) {
	ctx := withKey(r.Context(), "b")
	if _, err := s.users.FindUser(ctx, r.PathValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// What is done may be meant to be finished.
func (s *Server) Drop(w http.ResponseWriter, r *http.Request) {
	if err := s.users.DropUser(context.Background(), r.PathValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// What cannot fail does not wait.
func (s *Server) FindCached(w http.ResponseWriter, r *http.Request) {
	w.Write([]byte(s.users.FindCached(context.Background(), r.PathValue("name"))))
}

// No request is at hand.
func (s *Server) find(ctx context.Context, name string) (string, error) {
	return s.users.FindUser(context.Background(), name)
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

// Orders are somebody else's, too.
type Orders interface {
	Country(ctx context.Context) (string, error)
	FindOneAndUpdate(ctx context.Context, name string) error
}

// Names that begin like a question, and one that changes what it finds.
func (s *Server) Order(w http.ResponseWriter, r *http.Request, o Orders) {
	if _, err := o.Country(context.Background()); err != nil {
		return
	}
	if err := o.FindOneAndUpdate(context.Background(), "a"); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// detached ends with the request, which it is given beside the root.
func detached(root, request context.Context) context.Context {
	ctx, cancel := context.WithCancel(root)
	context.AfterFunc(request, cancel)
	return ctx
}

func (s *Server) FindDetached(w http.ResponseWriter, r *http.Request) {
	ctx := detached(context.Background(), r.Context())
	if _, err := s.users.FindUser(ctx, r.PathValue("name")); err != nil {
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}
