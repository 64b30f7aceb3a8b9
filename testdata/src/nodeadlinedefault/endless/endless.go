// Package endless has a context at hand that never ends.
package endless

import (
	"context"
	"net/http"
)

type Job struct{}

func (j *Job) Once() error { return j.once(context.Background()) }

func (j *Job) once(ctx context.Context) error {
	resp, err := http.Get("https://stock.example/c") // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (j *Job) Twice(ctx context.Context) error { return j.twice(ctx) }

func (j *Job) twice(ctx context.Context) error {
	resp, err := http.Get("https://stock.example/c") // ctxdrop: a context that ends is at hand
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
