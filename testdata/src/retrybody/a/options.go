package a

import (
	"context"
	"io"
	"net/http"
	"time"
)

type options struct {
	body  io.Reader
	query io.Reader
	ctx   context.Context
}

// An Option changes what is sent.
type Option func(*options)

// WithBody gives the request a body.
func WithBody(r io.Reader) Option { return func(o *options) { o.body = r } }

// WithContext gives it a context.
func WithContext(ctx context.Context) Option { return func(o *options) { o.ctx = ctx } }

// One of the options is a body.
func sendWith(c *http.Client, url string, opts ...Option) (*http.Response, error) {
	o := &options{ctx: context.Background()}
	for _, opt := range opts {
		opt(o)
	}
	req, err := http.NewRequestWithContext(o.ctx, http.MethodPut, url, o.body)
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	for range 3 {
		if resp, err = c.Do(req); err == nil { // want `the body of req, if it has one, was read by the attempt before`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// No option sets this one.
func askWith(c *http.Client, url string, opts ...Option) (*http.Response, error) {
	o := &options{ctx: context.Background()}
	for _, opt := range opts {
		opt(o)
	}
	req, err := http.NewRequestWithContext(o.ctx, http.MethodPut, url, o.query)
	if err != nil {
		return nil, err
	}
	var resp *http.Response
	for range 3 {
		if resp, err = c.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}
