// Package elasticsearch is as much of the real one as the tests need.
package elasticsearch

import "net/http"

type Config struct {
	Addresses []string
	Transport http.RoundTripper
}

type Client struct{}

func (c *Client) Perform(req *http.Request) (*http.Response, error) { return nil, nil }

func NewClient(cfg Config) (*Client, error) { return nil, nil }
