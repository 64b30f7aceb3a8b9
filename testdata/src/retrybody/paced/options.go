package paced

import (
	"bytes"
	"context"
	"io"
	"net/http"

	"retrybody/paced/pace"
	"retrybody/paced/rest"
)

func again(resp *http.Response, err error) (bool, error) {
	if err != nil {
		return true, err
	}
	resp.Body.Close()
	return resp.StatusCode >= 500, nil
}

func InOptions(ctx context.Context, p *pace.Pacer, c *rest.Client, body io.Reader) error {
	opts := rest.Options{Path: "/x", Body: body}
	return p.Call(func() (bool, error) {
		return again(c.Call(ctx, &opts)) // want `was read by the attempt before, so the next request gets an empty body`
	})
}

func InLaterOptions(ctx context.Context, p *pace.Pacer, c *rest.Client, data []byte) error {
	opts := rest.Options{Path: "/x"}
	return p.Call(func() (bool, error) {
		opts.Body = bytes.NewReader(data)
		return again(c.Call(ctx, &opts))
	})
}

func InRewoundOptions(ctx context.Context, p *pace.Pacer, c *rest.Client, body io.ReadSeeker) error {
	opts := rest.Options{Path: "/x", Body: body}
	return p.Call(func() (bool, error) {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return false, err
		}
		return again(c.Call(ctx, &opts))
	})
}

func InOptionsUnread(ctx context.Context, p *pace.Pacer, c *rest.Client, body io.Reader) error {
	opts := rest.Options{Path: "/x", Body: body}
	return p.Call(func() (bool, error) {
		return again(c.Head(ctx, &opts))
	})
}

func InBodilessOptions(ctx context.Context, p *pace.Pacer, c *rest.Client) error {
	opts := rest.Options{Path: "/x"}
	return p.Call(func() (bool, error) {
		return again(c.Call(ctx, &opts))
	})
}

func InSwappedOptions(ctx context.Context, c *rest.Client, one, other io.Reader) (err error) {
	x, y := &rest.Options{Body: one}, &rest.Options{Body: other}
	for range 3 {
		if _, err = again(c.Call(ctx, x)); err == nil {
			return nil
		}
		*x, *y = *y, *x
	}
	return err
}

func InReplacedOptions(ctx context.Context, p *pace.Pacer, c *rest.Client, body io.Reader) error {
	opts := rest.Options{Path: "/x", Body: body}
	return p.Call(func() (bool, error) {
		return again(c.Probe(ctx, &opts))
	})
}
