// Package client is a stub of github.com/docker/docker/client.
package client

import (
	"context"
	"net/http"
	"time"
)

type Client struct{}

type Opt func(*Client) error

func FromEnv(c *Client) error { return nil }

func WithHost(host string) Opt { return nil }

func WithTimeout(d time.Duration) Opt { return nil }

func WithHTTPClient(c *http.Client) Opt { return nil }

func NewClientWithOpts(opts ...Opt) (*Client, error) { return nil, nil }

func (c *Client) Info(ctx context.Context) (string, error) { return "", nil }
