// Package home asks programs on the machine it runs on, and others.
package home

import (
	"context"
	"fmt"
	"net/http"
)

func Lookup(name string) (*http.Response, error) {
	return http.Get("http://localhost:9005/lookup?name=" + name)
}

func LookupAt(host, name string) (*http.Response, error) {
	return http.Get("http://" + host + ":9005/lookup?name=" + name) // want `http.Get has no deadline`
}

func Sidecar(port int) (*http.Response, error) {
	return http.Get(fmt.Sprintf("http://127.0.0.1:%d/ready", port))
}

func Sibling(port int) (*http.Response, error) {
	return http.Get(fmt.Sprintf("http://10.0.0.1:%d/ready", port)) // want `http.Get has no deadline`
}

func Requested(path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://[::1]:8080"+path, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req)
}

func RequestedAt(path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://peer.example:8080"+path, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `http.Client.Do has no deadline`
}

// One of them is elsewhere.

var client = &http.Client{} // want `http.Client has no Timeout`

func Here() (*http.Response, error) { return client.Get("http://localhost:9005/") }

func There() (*http.Response, error) { return client.Get("http://peer.example/") }

// Here unless told otherwise.

func Status(addr string) (*http.Response, error) {
	url := "http://" + addr
	if addr == "" {
		url = "http://localhost:14269"
	}
	return http.Get(url) // want `http.Get has no deadline`
}
