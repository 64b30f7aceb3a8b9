package a

import (
	"bytes"
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

// Some callers have a body.
func get(c *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	return executeAny(c, req)
}

func put(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return executeAny(c, req)
}

func executeAny(c *http.Client, req *http.Request) error {
	for {
		resp, err := c.Do(req) // want `the body of req, if it has one, was read by the attempt before`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// None of these has.
func head(c *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodHead, url, nil)
	if err != nil {
		return err
	}
	return executeBare(c, req)
}

func list(c *http.Client, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	return executeBare(c, req)
}

func executeBare(c *http.Client, req *http.Request) error {
	for {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		time.Sleep(time.Second)
	}
}
