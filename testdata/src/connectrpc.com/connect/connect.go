// Package connect is a stub: the names and signatures that generated clients use.
package connect

import (
	"context"
	"net/http"
)

type Request[T any] struct{ Msg *T }

type Response[T any] struct{ Msg *T }

type HTTPClient interface {
	Do(*http.Request) (*http.Response, error)
}

type ClientOption interface{ applyToClient() }

type Option interface{ ClientOption }

type IdempotencyLevel int

const (
	IdempotencyUnknown       IdempotencyLevel = 0
	IdempotencyNoSideEffects IdempotencyLevel = 1
	IdempotencyIdempotent    IdempotencyLevel = 2
)

func WithIdempotency(level IdempotencyLevel) Option { return nil }

func WithClientOptions(opts ...ClientOption) ClientOption { return nil }

type Client[Req, Res any] struct{}

func NewClient[Req, Res any](c HTTPClient, url string, opts ...ClientOption) *Client[Req, Res] {
	return &Client[Req, Res]{}
}

func (*Client[Req, Res]) CallUnary(ctx context.Context, req *Request[Req]) (*Response[Res], error) {
	return nil, nil
}
