package endless

import (
	"context"
	"net/http"
)

// A context that nobody can cancel before the call is over ends as soon as its parent.

type Agent struct {
	job    *Job
	cancel context.CancelFunc
}

func NewAgent(job *Job) (*Agent, error) {
	ctx, cancel := context.WithCancel(context.Background())
	a := &Agent{job: job, cancel: cancel}
	if err := asMade(ctx, job); err != nil {
		return nil, err
	}
	return a, nil
}

func asMade(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/u0", nil)
	if err != nil {
		return err
	}
	return job.send(req)
}

// It is kept as a func().
type held struct {
	cancel func()
	err    error
}

func NewHeld(job *Job) *held {
	ctx, cancel := context.WithCancel(context.Background())
	return &held{cancel: cancel, err: asHeld(ctx, job)}
}

func asHeld(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/h", nil)
	if err != nil {
		return err
	}
	return job.send(req)
}

// Others know it by then.
func NewWatched(job *Job) (*Agent, error) {
	ctx, cancel := context.WithCancel(context.Background())
	a := &Agent{job: job, cancel: cancel}
	go a.watch()
	if err := asWatched(ctx, job); err != nil {
		return nil, err
	}
	return a, nil
}

func (a *Agent) watch() { a.cancel() }

func asWatched(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/u1", nil)
	if err != nil {
		return err
	}
	return job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}

func Deferred(job *Job) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	return asDeferred(ctx, job)
}

func asDeferred(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/u2", nil)
	if err != nil {
		return err
	}
	return job.send(req)
}

// A literal that runs meanwhile cancels it.
func Beside(job *Job, stop <-chan struct{}) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-stop
		cancel()
	}()
	return asBeside(ctx, job)
}

func asBeside(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/u3", nil)
	if err != nil {
		return err
	}
	return job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}

// The parent is somebody's who may give up.
func Below(ctx context.Context, job *Job) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return below(ctx, job)
}

func below(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/u4", nil)
	if err != nil {
		return err
	}
	return job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}

// Nobody waits for it.
func Started(job *Job) context.CancelFunc {
	ctx, cancel := context.WithCancel(context.Background())
	go asStarted(ctx, job)
	return cancel
}

func asStarted(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/u5", nil)
	if err != nil {
		return err
	}
	return job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}

// A literal may go on longer than the call.
func Within(job *Job) context.CancelFunc {
	ctx, cancel := context.WithCancel(context.Background())
	within(ctx, job)
	return cancel
}

func within(ctx context.Context, job *Job) {
	run(func() {
		select {
		case <-ctx.Done():
			return
		default:
		}
		req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/w", nil)
		if err != nil {
			return
		}
		_ = job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
	})
}

func run(f func()) { f() }

// Who may call a cancel that a literal and a variable hand each other is not asked for long.
func Itself(job *Job) error {
	ctx, cancel := context.WithCancel(context.Background())
	stop := func() {}
	stop = func() {
		cancel()
		cancel = stop
	}
	defer stop()
	return asItself(ctx, job)
}

func asItself(ctx context.Context, job *Job) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", "https://stock.example/i", nil)
	if err != nil {
		return err
	}
	return job.send(req) // want `http.Client.Do through endless.Job.send does not get ctx, which is at hand`
}
