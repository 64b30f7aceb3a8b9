// Package ornothing sends a body if there is one, in functions that are run again.
package ornothing

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"
)

func again(ctx context.Context, f func() error) (err error) {
	for i := range 3 {
		if err = f(); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second << i):
		}
	}
	return err
}

func send(ctx context.Context, url string, body io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, body)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Each run starts with nothing.
func Anew(ctx context.Context, url string, data []byte) error {
	return again(ctx, func() error {
		var body io.Reader
		if data != nil {
			body = bytes.NewReader(data)
		}
		return send(ctx, url, body)
	})
}

// This one is made once.
func Once(ctx context.Context, url string, data []byte) error {
	var body io.Reader
	if data != nil {
		body = bytes.NewReader(data)
	}
	return again(ctx, func() error {
		return send(ctx, url, body) // want `body was read by the attempt before`
	})
}

type attempt struct {
	ctx  context.Context
	url  string
	data []byte
}

func (a *attempt) run() error {
	var body io.Reader
	if a.data != nil {
		body = bytes.NewReader(a.data)
	}
	return send(a.ctx, a.url, body)
}

func ByMethod(ctx context.Context, url string, data []byte) error {
	a := &attempt{ctx, url, data}
	return again(ctx, a.run)
}

// What is chosen is the caller's.
func Given(ctx context.Context, url string, body io.Reader) error {
	return again(ctx, func() error {
		var r io.Reader
		if body != nil {
			r = body
		}
		return send(ctx, url, r) // want `was read by the attempt before`
	})
}
