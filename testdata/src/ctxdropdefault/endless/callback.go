package endless

import (
	"context"
	"net/http"
)

// A callback is given what its caller was given, or what derives from it.

type sessions interface {
	Any(ctx context.Context, f func(ctx context.Context, id string) error) error
}

type Hub struct {
	job *Job
	all sessions
}

func (h *Hub) Look() error {
	return h.all.Any(context.TODO(), func(ctx context.Context, id string) error {
		req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/g", nil)
		if err != nil {
			return err
		}
		return h.job.send(req)
	})
}

func (h *Hub) LookFor(ctx context.Context) error {
	return h.all.Any(ctx, func(ctx context.Context, id string) error {
		req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/h", nil)
		if err != nil {
			return err
		}
		return h.job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
	})
}
