// Package esapi is as much of the real one as the tests need.
package esapi

import (
	"context"
	"net/http"
)

type Transport interface {
	Perform(*http.Request) (*http.Response, error)
}

type Response struct{}

type InfoRequest struct{}

func (r InfoRequest) Do(ctx context.Context, t Transport) (*Response, error) { return nil, nil }
