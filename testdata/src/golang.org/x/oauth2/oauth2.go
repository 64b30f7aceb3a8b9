// Package oauth2 stands for golang.org/x/oauth2.
package oauth2

import (
	"context"
	"net/http"
)

type Token struct{}

type Config struct{}

func (c *Config) Exchange(ctx context.Context, code string) (*Token, error) { return nil, nil }
func (c *Config) Client(ctx context.Context, t *Token) *http.Client         { return nil }

type TokenSource interface{ Token() (*Token, error) }

type Transport struct {
	Source TokenSource
	Base   http.RoundTripper
}

func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) { return nil, nil }
