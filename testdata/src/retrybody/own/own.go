// Package own has a transport that sends nothing but its own questions.
package own

import (
	"errors"
	"net/http"
	"time"
)

type patient struct{ attempts int }

// RoundTrip is only given what ask makes.
func (p *patient) RoundTrip(req *http.Request) (*http.Response, error) {
	for range p.attempts {
		resp, err := http.DefaultTransport.RoundTrip(req)
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, errors.New("too many requests")
}

// Ask asks.
func Ask(url string) (string, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	c := http.Client{Transport: &patient{attempts: 3}}
	resp, err := c.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	return resp.Status, nil
}
