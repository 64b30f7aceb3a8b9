package retrylost

import (
	"context"
	"math/rand/v2"
	"time"
)

// taxonomy: nil-after-the-last

// Sixty pauses of a second, and a minute and a half to take them: the count ends first.
func (c *client) countFirst(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 90*time.Second)
	defer cancel()
	for range 60 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return nil // want `client.countFirst returns nil after every attempt at client.send has failed`
}

// Half a minute for them: the end of the loop is never reached.
func (c *client) deadlineFirst(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for range 60 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return nil
}

// Each attempt has half a minute, not all together.
func (c *client) deadlineEach(ctx context.Context, url string) error {
	for range 60 {
		ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
		err := c.send(ctx, url)
		if err == nil {
			cancel()
			return nil
		}
		select {
		case <-ctx.Done():
			cancel()
			return ctx.Err()
		case <-time.After(time.Second):
			cancel()
		}
	}
	return nil // want `client.deadlineEach returns nil after every attempt at client.send has failed`
}

// A caller that has half a minute may call again without one.
func (c *client) callersDeadline(ctx context.Context, url string) error {
	for range 60 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	return nil // want `client.callersDeadline returns nil after every attempt at client.send has failed`
}

// The pause may be shorter than a second.
func (c *client) deadlineLoose(ctx context.Context, url string, pause time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	for range 60 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
	return nil // want `client.deadlineLoose returns nil after every attempt at client.send has failed`
}

// A pause that grows is never shorter than the first one.
func (c *client) deadlineGrowing(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for delay, n := time.Second, 0; n < 12; delay, n = delay*2, n+1 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
		}
	}
	return nil
}

// Half of it is certain.
func (c *client) deadlineRandom(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for delay, n := 2*time.Second, 0; n < 12; delay, n = delay*2, n+1 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay/2 + rand.N(delay/2)):
		}
	}
	return nil
}

// One that starts at a tenth of a second may be.
func (c *client) deadlineGrowingLate(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	for delay, n := 100*time.Millisecond, 0; n < 6; delay, n = delay*2, n+1 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(delay):
		}
	}
	return nil // want `client.deadlineGrowingLate returns nil after every attempt at client.send has failed`
}
