// Package asked leaves its context behind where nobody knows whether anything waits. That is a
// finding only for those who ask for what is possible.
package asked

import (
	"context"
	"net/http"
)

// Directory is somebody else's.
type Directory interface {
	FindUser(ctx context.Context, name string) (string, error)
}

type key struct{}

func withKey(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, key{}, name)
}

// Server answers requests.
type Server struct{ users Directory }

func (s *Server) Find(w http.ResponseWriter, r *http.Request) {
	if _, err := s.users.FindUser(context.Background(), r.PathValue("name")); err != nil { // want `asked.Directory.FindUser does not get r.Context\(\), which is at hand, but context.Background\(\)`
		http.Error(w, err.Error(), http.StatusNotFound)
	}
}

// Something was put into the root context.
func (s *Server) FindWith(w http.ResponseWriter, r *http.Request) {
	ctx := withKey(context.WithValue(context.Background(), key{}, "a"), "b")
	if _, err := s.users.FindUser(ctx, r.PathValue("name")); err != nil { // want `asked.Directory.FindUser does not get r.Context\(\), which is at hand, but context.Background\(\)`
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

// ask hands its context on to what nobody knows.
func ask(ctx context.Context, d Directory) error {
	_, err := d.FindUser(ctx, "guest")
	return err
}

// Asks says itself that something is to be done yet.
func Asks(ctx context.Context, d Directory) error {
	return ask(context.TODO(), d) // want `asked.ask does not get ctx, which is at hand, but context.TODO\(\)`
}

// AsksAnyway means it.
func AsksAnyway(ctx context.Context, d Directory) error {
	return ask(context.Background(), d)
}
