package retrywaitdefault

import (
	"context"
	"time"

	retry "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	"k8s.io/apimachinery/pkg/util/wait"
)

// taxonomy: deaf-library

// Twelve pauses of a second are long.
func (c *Client) LongLibrary(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 12)) // want `backoff.Retry in Client.LongLibrary does not listen to ctx`
}

// Four are over soon.
func (c *Client) BriefLibrary(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 4))
}

// A pause that grows from half a second takes more than ten for eight retries.
func (c *Client) LongGrowing(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 8)) // want `backoff.Retry in Client.LongGrowing does not listen to ctx`
}

func (c *Client) BriefGrowing(ctx context.Context, url string) error {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = 10 * time.Millisecond
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithMaxRetries(b, 8))
}

func (c *Client) BriefElapsed(ctx context.Context, url string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = 10 * time.Second
	return backoff.Retry(func() error { return c.send(ctx, url) }, b)
}

func (c *Client) LongElapsed(ctx context.Context, url string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = 20 * time.Second
	return backoff.Retry(func() error { return c.send(ctx, url) }, b) // want `backoff.Retry in Client.LongElapsed does not listen to ctx`
}

func (c *Client) LongAttempts(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }) // want `retry.Do in Client.LongAttempts does not listen to ctx`
}

func (c *Client) BriefAttempts(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.Attempts(3))
}

// Pauses of two, four and eight seconds.
func (c *Client) LongDelay(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.Attempts(4), retry.Delay(2*time.Second)) // want `retry.Do in Client.LongDelay does not listen to ctx`
}

// Ten that never take more than a fifth of a second.
func (c *Client) BriefDelay(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.MaxDelay(200*time.Millisecond))
}

// Ten that do not grow.
func (c *Client) BriefFixed(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.DelayType(retry.FixedDelay))
}

// The predicate may know the errors of contexts.
func (c *Client) Chosen(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.RetryIf(temporary))
}

func temporary(err error) bool { return err.Error() == "refused" }

// Who starts something has a context that ends with the program.
func (c *Client) StartLibrary(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.NewExponentialBackOff())
}

func (c *Client) LongPoll(ctx context.Context, url string) error {
	return wait.ExponentialBackoff(wait.Backoff{Duration: time.Second, Factor: 2, Steps: 5}, func() (bool, error) { // want `wait.ExponentialBackoff in Client.LongPoll does not listen to ctx`
		return c.send(ctx, url) == nil, nil
	})
}

func (c *Client) BriefPoll(ctx context.Context, url string) error {
	return wait.ExponentialBackoff(wait.Backoff{Duration: 10 * time.Millisecond, Factor: 2, Steps: 5}, func() (bool, error) {
		return c.send(ctx, url) == nil, nil
	})
}

func (c *Client) SomebodysPoll(ctx context.Context, url string, b wait.Backoff) error {
	return wait.ExponentialBackoff(b, func() (bool, error) {
		return c.send(ctx, url) == nil, nil
	})
}

// taxonomy: deaf-sleep. The library's ticker takes its context from the policy, and closes the channel
// when that ends.
func (c *Client) Ticks(ctx context.Context, url string) (err error) {
	t := backoff.NewTicker(backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
	defer t.Stop()
	for range t.C {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
	}
	return err
}

func (c *Client) TicksOn(ctx context.Context, url string) (err error) {
	t := backoff.NewTicker(backoff.NewExponentialBackOff())
	defer t.Stop()
	for range t.C { // want `the timer between attempts in Client.TicksOn does not listen to ctx`
		if err = c.send(ctx, url); err == nil {
			return nil
		}
	}
	return err
}

// The policy of a caller may have one.
func (c *Client) TicksAsTold(ctx context.Context, url string, b backoff.BackOff) (err error) {
	t := backoff.NewTicker(b)
	defer t.Stop()
	for range t.C {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
	}
	return err
}

// Beside a timer of one's own.
func (c *Client) TicksBeside(ctx context.Context, url string) (err error) {
	t := backoff.NewTicker(backoff.WithContext(backoff.NewExponentialBackOff(), ctx))
	defer t.Stop()
	for range 50 {
		select {
		case <-time.After(time.Hour):
		case <-t.C:
		}
		if err = c.send(ctx, url); err == nil {
			return nil
		}
	}
	return err
}

func (c *Client) TicksOnBeside(ctx context.Context, url string) (err error) {
	t := backoff.NewTicker(backoff.NewExponentialBackOff())
	defer t.Stop()
	for range 50 {
		select { // want `the select between attempts in Client.TicksOnBeside does not listen to ctx`
		case <-time.After(time.Hour):
		case <-t.C:
		}
		if err = c.send(ctx, url); err == nil {
			return nil
		}
	}
	return err
}
