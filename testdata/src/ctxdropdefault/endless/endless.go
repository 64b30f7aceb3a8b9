// Package endless has contexts at hand that never end: to pass those on would change little for a
// call that may end by itself.
package endless

import (
	"context"
	"net/http"
)

type Job struct{ Client *http.Client }

func (j *Job) send(req *http.Request) error {
	resp, err := j.Client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (j *Job) Run() error { return j.step(context.Background()) }

func (j *Job) step(ctx context.Context) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/a", nil)
	if err != nil {
		return err
	}
	return j.send(req)
}

// Some of those who call have one that ends.

func (j *Job) Do(ctx context.Context) error { return j.work(ctx) }

func (j *Job) Start() error { return j.work(context.Background()) }

func (j *Job) work(ctx context.Context) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/b", nil)
	if err != nil {
		return err
	}
	return j.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}

// Nothing else ends it: nodeadline says so.

func (j *Job) Once() error { return j.once(context.Background()) }

func (j *Job) once(ctx context.Context) error {
	resp, err := http.Get("https://stock.example/c")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
