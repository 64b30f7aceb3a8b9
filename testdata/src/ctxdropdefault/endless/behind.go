package endless

import (
	"context"
	"net/http"
)

// Those who call through an interface, with what they were given, are counted as well.

type Pusher interface {
	Push(ctx context.Context) error
}

type Sink struct{ job *Job }

func (s *Sink) Push(ctx context.Context) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/d", nil)
	if err != nil {
		return err
	}
	return s.job.send(req)
}

var _ = serve

func serve(f Pusher) { go handle(context.Background(), f) }

func handle(ctx context.Context, f Pusher) { f.Push(ctx) }

type Asker interface {
	Ask(ctx context.Context) error
}

type Ask struct{ job *Job }

func (d *Ask) Ask(ctx context.Context) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/e", nil)
	if err != nil {
		return err
	}
	return d.job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}

func Serve(ctx context.Context, d Asker) { go asking(ctx, d) }

func asking(ctx context.Context, d Asker) { d.Ask(ctx) }
