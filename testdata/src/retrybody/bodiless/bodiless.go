// Package bodiless asks for things, and sends nothing but the question.
package bodiless

import (
	"net/http"
	"time"
)

// A Client asks.
type Client struct {
	http *http.Client
	do   func(*Client, *http.Request) (*http.Response, error)
}

// New returns a client.
func New() *Client { return &Client{http: &http.Client{Timeout: time.Minute}, do: send} }

func send(c *Client, req *http.Request) (*http.Response, error) {
	for {
		resp, err := c.http.Do(req) // want `the response of this attempt is left open`
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		time.Sleep(time.Second)
	}
}

// Send is for everybody, who may have a body.
func Send(c *Client, req *http.Request) (*http.Response, error) {
	for {
		resp, err := c.http.Do(req) // want `the body of req, if it has one, was read by the attempt before`
		if err != nil || resp.StatusCode != http.StatusTooManyRequests {
			return resp, err
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
}

// Ask asks.
func (c *Client) Ask(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return c.do(c, req)
}
