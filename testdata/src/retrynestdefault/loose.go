package retrynestdefault

import (
	"context"
	"errors"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/cenkalti/backoff/v4"
	goretry "github.com/sethvargo/go-retry"
	"k8s.io/apimachinery/pkg/util/wait"
)

// Layers that try again after different errors do not meet. Each has an inner layer of its own, since
// all who try the same one again are one finding.

var errConflict = errors.New("conflict")

func isConflict(err error) bool { return errors.Is(err, errConflict) }

type Store struct{ *Client }

func (s *Store) read(ctx context.Context) error  { return s.fetch(ctx, "/read") }
func (s *Store) write(ctx context.Context) error { return s.fetch(ctx, "/write") }
func (s *Store) list(ctx context.Context) error  { return s.fetch(ctx, "/list") }
func (s *Store) drop(ctx context.Context) error  { return s.fetch(ctx, "/drop") }
func (s *Store) lock(ctx context.Context) error  { return s.fetch(ctx, "/lock") }
func (s *Store) free(ctx context.Context) error  { return s.fetch(ctx, "/free") }
func (s *Store) scan(ctx context.Context) error  { return s.fetch(ctx, "/scan") }
func (s *Store) poll(ctx context.Context) error  { return s.fetch(ctx, "/poll") }
func (s *Store) move(ctx context.Context) error  { return s.fetch(ctx, "/move") }
func (s *Store) copy(ctx context.Context) error  { return s.fetch(ctx, "/copy") }
func (s *Store) link(ctx context.Context) error  { return s.fetch(ctx, "/link") }
func (s *Store) stat(ctx context.Context) error  { return s.fetch(ctx, "/stat") }

// What is marked as final is not tried again.
func (s *Store) Marked(ctx context.Context) error {
	return backoff.Retry(func() error {
		err := s.read(ctx)
		if err != nil && !isConflict(err) {
			return backoff.Permanent(err)
		}
		return err
	}, backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4), ctx))
}

func (s *Store) Unmarked(ctx context.Context) error {
	return backoff.Retry(func() error { // want `Store.Unmarked tries again Store.write, which tries Client.send again itself: up to 5 x 3 = 15 requests`
		err := s.write(ctx)
		if err != nil && !isConflict(err) {
			return errors.Join(err)
		}
		return err
	}, backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4), ctx))
}

// By a function that sorts them.
func sorted(err error) error {
	if isConflict(err) {
		return err
	}
	return backoff.Permanent(err)
}

func named(err error) error {
	if isConflict(err) {
		return err
	}
	return errors.New("store: " + err.Error())
}

func (s *Store) SortedBy(ctx context.Context) error {
	return backoff.Retry(func() error {
		if err := s.list(ctx); err != nil {
			return sorted(err)
		}
		return nil
	}, backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4), ctx))
}

func (s *Store) NamedBy(ctx context.Context) error {
	return backoff.Retry(func() error { // want `Store.NamedBy tries again Store.drop`
		if err := s.drop(ctx); err != nil {
			return named(err)
		}
		return nil
	}, backoff.WithContext(backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 4), ctx))
}

// Where only what is marked is tried again.
func (s *Store) Chosen(ctx context.Context) error {
	return goretry.Do(ctx, goretry.WithMaxRetries(4, goretry.NewExponential(time.Second)), func(ctx context.Context) error {
		err := s.lock(ctx)
		if isConflict(err) {
			return goretry.RetryableError(err)
		}
		return err
	})
}

func (s *Store) ChosenAll(ctx context.Context) error {
	return goretry.Do(ctx, goretry.WithMaxRetries(4, goretry.NewExponential(time.Second)), func(ctx context.Context) error { // want `Store.ChosenAll tries again Store.free`
		if err := s.free(ctx); err != nil {
			return goretry.RetryableError(err)
		}
		return nil
	})
}

// Where an error, or a yes, is the end.
func (s *Store) Polled(ctx context.Context) error {
	return wait.ExponentialBackoff(wait.Backoff{Duration: time.Second, Factor: 2, Steps: 5}, func() (bool, error) {
		err := s.scan(ctx)
		if isConflict(err) {
			return false, nil
		}
		return true, err
	})
}

func (s *Store) PolledAll(ctx context.Context) error {
	return wait.ExponentialBackoff(wait.Backoff{Duration: time.Second, Factor: 2, Steps: 5}, func() (bool, error) { // want `Store.PolledAll tries again Store.poll`
		if err := s.poll(ctx); err != nil {
			return false, nil
		}
		return true, nil
	})
}

// A helper of one's own that is told which failures to try again.
func try(ctx context.Context, n int, again func(error) bool, f func(context.Context) error) (err error) {
	for range n {
		if err = f(ctx); err == nil {
			return nil
		}
		if again != nil && !again(err) {
			return err
		}
		pause(ctx)
	}
	return err
}

func (s *Store) Picked(ctx context.Context) error {
	return try(ctx, 5, isConflict, func(ctx context.Context) error { return s.move(ctx) })
}

func (s *Store) PickedAll(ctx context.Context) error {
	return try(ctx, 5, nil, func(ctx context.Context) error { return s.copy(ctx) }) // want `Store.PickedAll tries again Store.copy`
}

// One that tells them by a mark of its own.
type final struct{ error }

func tryUnlessFinal(ctx context.Context, n int, f func(context.Context) error) (err error) {
	for range n {
		err = f(ctx)
		var end final
		if err == nil || errors.As(err, &end) {
			return err
		}
		pause(ctx)
	}
	return err
}

func tryAll(ctx context.Context, n int, f func(context.Context) error) (err error) {
	for range n {
		if err = f(ctx); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (s *Store) OwnMark(ctx context.Context) error {
	return tryUnlessFinal(ctx, 5, func(ctx context.Context) error {
		err := s.link(ctx)
		if err != nil && !isConflict(err) {
			return final{err}
		}
		return err
	})
}

func (s *Store) NoMark(ctx context.Context) error {
	return tryAll(ctx, 5, func(ctx context.Context) error { // want `Store.NoMark tries again Store.stat`
		err := s.stat(ctx)
		if err != nil && !isConflict(err) {
			return final{err}
		}
		return err
	})
}

// Inner attempts that something else may end: an option, a setting, a budget that both layers share.

type Options struct{ NoRetry bool }

type Budget struct {
	left atomic.Int64
	used atomic.Int64
}

func (b *Budget) take() bool { return b.left.Add(-1) >= 0 }
func (b *Budget) note()      { b.used.Add(1) }

func (c *Client) withOption(ctx context.Context, url string, o Options) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil || o.NoRetry {
			return err
		}
		pause(ctx)
	}
	return err
}

func (c *Client) WithOption(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.withOption(ctx, url, Options{NoRetry: true}); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *Client) withPolicy(ctx context.Context, url string, delay func() time.Duration) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil || delay == nil {
			return err
		}
		pauseFor(ctx, delay())
	}
	return err
}

func (c *Client) WithPolicy(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.withPolicy(ctx, url, nil); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *Client) withBudget(ctx context.Context, url string, b *Budget) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil || !b.take() {
			return err
		}
		pause(ctx)
	}
	return err
}

func (c *Client) WithBudget(ctx context.Context, url string, b *Budget) (err error) {
	for range 3 {
		if err = c.withBudget(ctx, url, b); err == nil || !b.take() {
			return err
		}
		pause(ctx)
	}
	return err
}

func (c *Client) withNote(ctx context.Context, url string, b *Budget) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		b.note()
		pause(ctx)
	}
	return err
}

func (c *Client) WithNote(ctx context.Context, url string, b *Budget) (err error) {
	for range 3 { // want `Client.WithNote tries again Client.withNote`
		if err = c.withNote(ctx, url, b); err == nil || !b.take() {
			return err
		}
		pause(ctx)
	}
	return err
}

// The budget comes with the context.
type budgetKey struct{}

func allowed(ctx context.Context) bool {
	b, _ := ctx.Value(budgetKey{}).(*Budget)
	return b == nil || b.take()
}

func alive(ctx context.Context) bool { return ctx.Err() == nil }

func (c *Client) whileAllowed(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil || !allowed(ctx) {
			return err
		}
		pause(ctx)
	}
	return err
}

func (c *Client) WhileAllowed(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.whileAllowed(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *Client) whileAlive(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil || !alive(ctx) {
			return err
		}
		pause(ctx)
	}
	return err
}

func (c *Client) WhileAlive(ctx context.Context, url string) (err error) {
	for range 3 { // want `Client.WhileAlive tries again Client.whileAlive`
		if err = c.whileAlive(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

// A request that cannot be made, and a pause that is cut short, end no attempts while the peer is down.
func (c *Client) prepared(ctx context.Context, url string) (err error) {
	for range 3 {
		req, e := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if e != nil {
			return e
		}
		var resp *http.Response
		if resp, err = c.http.Do(req); err == nil {
			return resp.Body.Close()
		}
		if !paused(ctx.Done(), time.Second) {
			return err
		}
	}
	return err
}

func (c *Client) Prepared(ctx context.Context, url string) (err error) {
	for range 3 { // want `Client.Prepared tries again Client.prepared`
		if err = c.prepared(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

// What lies below it may end as well.
func (c *Client) below(ctx context.Context, url string, o Options) error {
	return c.withOption(ctx, url, o)
}

func (c *Client) Below(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.below(ctx, url, Options{NoRetry: true}); err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func pauseFor(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

func paused(done <-chan struct{}, d time.Duration) bool {
	select {
	case <-done:
		return false
	case <-time.After(d):
		return true
	}
}
