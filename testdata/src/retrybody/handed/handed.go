// Package handed has a transport that others get.
package handed

import (
	"errors"
	"net/http"
	"time"
)

type patient struct{ attempts int }

// RoundTrip is for whoever has the client.
func (p *patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for range p.attempts {
		resp, err := http.DefaultTransport.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, errors.New("too many requests")
}

// Client is for whatever there is to send.
func Client() *http.Client { return &http.Client{Transport: &patient{attempts: 3}} }

// Ask asks.
func Ask(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	resp, err := Client().Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}
