// Package factory makes clients for others.
package factory

import (
	"errors"
	"net/http"
	"time"
)

// Plain hands out a client that every caller has to bring a deadline to.
func Plain() *http.Client {
	return &http.Client{} // want `http.Client has no Timeout and is handed out: whoever sends a request with it waits for ever unless the request brings its own deadline; set Timeout`
}

// Limited hands out a client that ends by itself.
func Limited() *http.Client { return &http.Client{Timeout: time.Second} }

// Configured has whatever limit its caller wants.
func Configured(d time.Duration) *http.Client { return &http.Client{Timeout: d} }

// Shared ends by itself.
var Shared = &http.Client{Timeout: time.Second}

// Value hands out a client, and a zero one with an error that nobody sends with.
func Value(proxy string) (http.Client, error) {
	if proxy == "" {
		return http.Client{}, errors.New("no proxy")
	}
	return http.Client{ // want `http.Client has no Timeout and is handed out`
		Transport: new(http.Transport),
	}, nil
}
