// Package store makes clients and asks the service whether it is there.
package store

import (
	"context"
	"net/http"

	"cloud.google.com/go/firestore"
)

// A Store has a client that asks for its credentials as long as its context lives.
type Store struct{ client *firestore.Client }

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

// Open gives the client the context with which it asks.
func Open(ctx context.Context, project string) (*Store, error) {
	s, err := makeStore(ctx, project)
	if err != nil {
		return nil, err
	}
	return s, ask(ctx, "http://store.example/"+project)
}

func makeStore(ctx context.Context, project string) (*Store, error) {
	c, err := firestore.NewClient(ctx, project)
	return &Store{c}, err
}

// Reopen gives the client another context.
func Reopen(ctx context.Context, project string) (*Store, error) {
	s, err := makeStore(context.WithoutCancel(ctx), project)
	if err != nil {
		return nil, err
	}
	return s, ask(ctx, "http://store.example/"+project)
}
