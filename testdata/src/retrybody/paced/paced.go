// Package paced sends bodies by way of helpers that ask each attempt whether there is to be another one.
package paced

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"time"

	"retrybody/paced/pace"
)

var client = &http.Client{Timeout: time.Minute}

func put(ctx context.Context, body io.Reader) (again bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, "https://example.com", body)
	if err != nil {
		return false, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	return resp.StatusCode >= 500, nil
}

func Used(ctx context.Context, p *pace.Pacer, body io.Reader) error {
	return p.Call(func() (bool, error) {
		return put(ctx, body) // want `body was read by the attempt before`
	})
}

func MadeAnew(ctx context.Context, p *pace.Pacer, data []byte) error {
	return p.Call(func() (bool, error) {
		return put(ctx, bytes.NewReader(data))
	})
}

func NoMore(ctx context.Context, p *pace.Pacer, body io.Reader) error {
	return pace.Once(3, func() (bool, error) {
		return put(ctx, body)
	})
}

func Done(ctx context.Context, body io.Reader) error {
	return pace.Until(3, func() (bool, error) {
		again, err := put(ctx, body) // want `body was read by the attempt before`
		return !again, err
	})
}

func Counts(ctx context.Context, body io.Reader) int {
	return pace.Counted(3, func() (bool, error) {
		return put(ctx, body)
	})
}

func Handed(ctx context.Context, p *pace.Pacer, body io.Reader) error {
	return pace.Quiet(p, func() error {
		_, err := put(ctx, body) // want `body was read by the attempt before`
		return err
	})
}

func Before(ctx context.Context, p *pace.Pacer, body io.Reader) error {
	return pace.First(p, func() error {
		_, err := put(ctx, body)
		return err
	})
}

func OnlyOnce(ctx context.Context, p *pace.Pacer, body io.Reader) error {
	return p.CallOnce(func() (bool, error) {
		return put(ctx, body)
	})
}

func Empty(ctx context.Context, p *pace.Pacer) error {
	nothing := bytes.NewReader(nil)
	return p.Call(func() (bool, error) {
		return put(ctx, nothing)
	})
}

func Full(ctx context.Context, p *pace.Pacer, data []byte) error {
	something := bytes.NewReader(data)
	return p.Call(func() (bool, error) {
		return put(ctx, something) // want `was read by the attempt before`
	})
}

// each gives s a reader of its own for each try.
func each(tries int, data []byte, s func(r io.Reader) error) (err error) {
	for range tries {
		if err = s(bytes.NewReader(data)); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func GivenAnew(ctx context.Context, data []byte) error {
	return each(3, data, func(r io.Reader) error {
		_, err := put(ctx, r)
		return err
	})
}

func NotGiven(ctx context.Context, data []byte, body io.Reader) error {
	return each(3, data, func(io.Reader) error {
		_, err := put(ctx, body) // want `was read by the attempt before`
		return err
	})
}

func OnceAgain(ctx context.Context, body io.Reader) error {
	return pace.Again(1, func() error {
		_, err := put(ctx, body) // want `was read by the attempt before`
		return err
	})
}
