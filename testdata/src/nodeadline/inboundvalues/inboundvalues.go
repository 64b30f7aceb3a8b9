// Package inboundvalues has a middleware that gives each request a value.
package inboundvalues

import (
	"context"
	"net/http"
)

type key struct{}

func named(name string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, name)))
	})
}

func page(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "http://peer.example", nil)
	if err != nil {
		return
	}
	resp, err := http.DefaultClient.Do(req) // want `ends only with the inbound request`
	if err != nil {
		return
	}
	resp.Body.Close()
}

func Handler() http.Handler { return named("page", http.HandlerFunc(page)) }
