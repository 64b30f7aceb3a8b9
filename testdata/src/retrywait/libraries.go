package retrywait

import (
	"context"
	"errors"
	"net"
	"time"

	retry "github.com/avast/retry-go/v4"
	cenkalti "github.com/cenkalti/backoff/v4"
	"k8s.io/apimachinery/pkg/util/wait"
)

// taxonomy: deaf-library

func (c *client) library(ctx context.Context, url string) error {
	return cenkalti.Retry(func() error { return c.send(ctx, url) }, cenkalti.NewExponentialBackOff()) // want `backoff.Retry in client.library does not listen to ctx: when the caller has gone the retries go on; wrap its policy in backoff.WithContext`
}

func (c *client) libraryListens(ctx context.Context, url string) error {
	return cenkalti.Retry(func() error { return c.send(ctx, url) }, cenkalti.WithContext(cenkalti.NewExponentialBackOff(), ctx))
}

// Whose policy it is decides.
func (c *client) libraryGiven(ctx context.Context, url string, b cenkalti.BackOff) error {
	return cenkalti.Retry(func() error { return c.send(ctx, url) }, b)
}

// Of this one it is known that it knows of no context.
func (c *client) libraryKept(ctx context.Context, url string, b *cenkalti.ExponentialBackOff) error {
	return cenkalti.Retry(func() error { return c.send(ctx, url) }, b) // want `backoff.Retry in client.libraryKept does not listen to ctx`
}

// steady is a policy of this program's own.
type steady struct {
	*cenkalti.ExponentialBackOff
	started time.Time
}

func (s *steady) NextBackOff() time.Duration { return time.Minute }

// leased is one that may know when to stop.
type leased struct {
	*cenkalti.ExponentialBackOff
	over chan struct{}
}

func (l *leased) NextBackOff() time.Duration { return time.Minute }

func (c *client) libraryOwn(ctx context.Context, url string, s *steady) error {
	return cenkalti.Retry(func() error { return c.send(ctx, url) }, s) // want `backoff.Retry in client.libraryOwn does not listen to ctx`
}

func (c *client) libraryLeased(ctx context.Context, url string, l *leased) error {
	return cenkalti.Retry(func() error { return c.send(ctx, url) }, l)
}

// What is cancelled is not tried again.
func (c *client) libraryMarks(ctx context.Context, url string) error {
	return cenkalti.Retry(func() error {
		err := c.send(ctx, url)
		if errors.Is(err, context.Canceled) {
			return cenkalti.Permanent(err)
		}
		return err
	}, cenkalti.NewExponentialBackOff())
}

// Something else is not tried again.
func (c *client) libraryMarksOthers(ctx context.Context, url string) error {
	return cenkalti.Retry(func() error { // want `backoff.Retry in client.libraryMarksOthers does not listen to ctx`
		err := c.send(ctx, url)
		if errors.Is(err, errRefused) {
			return cenkalti.Permanent(err)
		}
		return err
	}, cenkalti.NewExponentialBackOff())
}

var errRefused = errors.New("refused")

// The function asks by itself.
func (c *client) libraryAsks(ctx context.Context, url string) error {
	return cenkalti.Retry(func() error {
		if ctx.Err() != nil {
			return nil
		}
		return c.send(ctx, url)
	}, cenkalti.NewExponentialBackOff())
}

// A goroutine of its own goes on for itself.
func (c *client) libraryBeside(ctx context.Context, url string) {
	go cenkalti.Retry(func() error { return c.send(ctx, url) }, cenkalti.NewExponentialBackOff())
}

func (c *client) libraryNobodys(url string) error {
	return cenkalti.Retry(func() error { return c.send(c.life, url) }, cenkalti.NewExponentialBackOff())
}

func (c *client) attempts(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }) // want `retry.Do in client.attempts does not listen to ctx: when the caller has gone the retries go on; give it retry.Context`
}

func (c *client) attemptsTold(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.Context(ctx))
}

func (c *client) poll(ctx context.Context, url string) error {
	return wait.PollImmediate(time.Second, time.Minute, func() (bool, error) { // want `wait.PollImmediate in client.poll does not listen to ctx: when the caller has gone the retries go on; use wait.PollUntilContextTimeout`
		if err := c.send(ctx, url); err != nil {
			return false, nil
		}
		return true, nil
	})
}

// The first failure ends it.
func (c *client) pollOnce(ctx context.Context, url string) error {
	return wait.PollImmediate(time.Second, time.Minute, func() (bool, error) {
		if err := c.send(ctx, url); err != nil {
			return false, err
		}
		return true, nil
	})
}

// taxonomy: spent-policy

func (c *client) spent(ctx context.Context, url string) error {
	b := cenkalti.NewExponentialBackOff()
	for {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select { // want `after a quarter of an hour ExponentialBackOff.NextBackOff returns backoff.Stop, which is negative: from then on the loop in client.spent tries client.send again without any pause`
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(b.NextBackOff()):
		}
	}
}

func (c *client) spentNever(ctx context.Context, url string) error {
	b := cenkalti.NewExponentialBackOff()
	b.MaxElapsedTime = 0
	for {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(b.NextBackOff()):
		}
	}
}

func (c *client) spentLooks(ctx context.Context, url string) error {
	b := cenkalti.NewExponentialBackOff()
	for {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		d := b.NextBackOff()
		if d == cenkalti.Stop {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(d):
		}
	}
}

// The count ends first.
func (c *client) spentCounts(ctx context.Context, url string) (err error) {
	b := cenkalti.NewExponentialBackOff()
	for range 10 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(b.NextBackOff()):
		}
	}
	return err
}

// taxonomy: never-reset

// delays are pauses that grow until they are reset.
type delays struct {
	next time.Duration
}

func (d *delays) Next() time.Duration {
	d.next = min(2*d.next+time.Second, time.Minute)
	return jittered(d.next)
}

func (d *delays) Reset() { d.next = 0 }

// ticks are the same each time.
type ticks struct{ every time.Duration }

func (t *ticks) Next() time.Duration { return jittered(t.every) }

func (c *client) serves(ctx context.Context, url string) {
	d := &delays{}
	for ctx.Err() == nil {
		if err := c.send(ctx, url); err != nil {
			select { // want `the pause in the loop of client.serves grows with each failure, and no success of client.send makes it short again`
			case <-ctx.Done():
				return
			case <-time.After(d.Next()):
			}
			continue
		}
		c.serve(ctx)
	}
}

func (c *client) servesAndResets(ctx context.Context, url string) {
	d := &delays{}
	for ctx.Err() == nil {
		if err := c.send(ctx, url); err != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(d.Next()):
			}
			continue
		}
		d.Reset()
		c.serve(ctx)
	}
}

// Whoever is given it may reset it.
func (c *client) servesWithOthers(ctx context.Context, url string) {
	d := &delays{}
	for ctx.Err() == nil {
		if err := c.send(ctx, url); err != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(d.Next()):
			}
			continue
		}
		c.serveWith(ctx, d)
	}
}

// It is made anew for each failure.
func (c *client) servesAnew(ctx context.Context, url string) {
	for ctx.Err() == nil {
		d := &delays{}
		if err := c.send(ctx, url); err != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(d.Next()):
			}
			continue
		}
		c.serve(ctx)
	}
}

// Nothing grows, and nothing is to be reset.
func (c *client) servesSteadily(ctx context.Context, url string) {
	t := &ticks{time.Second}
	for ctx.Err() == nil {
		if err := c.send(ctx, url); err != nil {
			select {
			case <-ctx.Done():
				return
			case <-time.After(t.Next()):
			}
			continue
		}
		c.serve(ctx)
	}
}

// The same pause follows a success.
func (c *client) servesRegularly(ctx context.Context, url string) {
	d := &delays{}
	for ctx.Err() == nil {
		if err := c.send(ctx, url); err != nil {
			c.delay++
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(d.Next()):
		}
	}
}

func (c *client) serve(ctx context.Context) { <-ctx.Done() }

func (c *client) serveWith(ctx context.Context, d *delays) { <-ctx.Done() }

// A timer that starts anew on each turn is retryforever's, and so is what else is wrong there.
func (c *client) renewed(ctx context.Context, url string) error {
	for {
		select {
		case <-time.After(time.Second):
			if c.send(ctx, url) == nil {
				return nil
			}
		case <-time.After(time.Minute):
			return errRefused
		}
	}
}

func (c *client) renewedOnce(ctx context.Context, url string) error {
	limit := time.After(time.Minute)
	for {
		select { // want `the select between attempts in client.renewedOnce does not listen to ctx`
		case <-time.After(time.Second):
			if c.send(ctx, url) == nil {
				return nil
			}
		case <-limit:
			return errRefused
		}
	}
}

// taxonomy: hot-accept

type gate struct{ l net.Listener }

func (g *gate) closing(handle func(net.Conn)) {
	for {
		conn, err := g.l.Accept() // want `a failed Listener.Accept is tried again at once in gate.closing: while the process has no file left`
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		go handle(conn)
	}
}

func (g *gate) patient(handle func(net.Conn)) {
	for {
		conn, err := g.l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		go handle(conn)
	}
}
