package retryforever

import (
	"context"
	"errors"
	"time"
)

// taxonomy: unreachable-limit

var errLate = errors.New("too late")

var (
	pollEvery = 2 * time.Second
	pollLimit = 30 * time.Second
)

func (c *client) ready(ctx context.Context, url string) error {
	for {
		select {
		case <-time.After(pollEvery):
			if c.send(ctx, url) == nil {
				return nil
			}
		case <-time.After(pollLimit): // want `the loop in client.ready never ends by this timer: it starts anew on each turn, and time.After comes first each time; make it before the loop`
			return errLate
		}
	}
}

func (c *client) readyInTime(ctx context.Context, url string) error {
	limit := time.After(pollLimit)
	for {
		select {
		case <-time.After(pollEvery):
			if c.send(ctx, url) == nil {
				return nil
			}
		case <-limit:
			return errLate
		}
	}
}

func (c *client) readyTicking(ctx context.Context, url string) error {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-time.After(time.Minute): // want `the loop in client.readyTicking never ends by this timer: it starts anew on each turn, and the timer comes first each time`
			return errLate
		case <-tick.C:
			if c.send(ctx, url) == nil {
				return nil
			}
		}
	}
}

// The ticker is slower.
func (c *client) readyTickingSlowly(ctx context.Context, url string) error {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-time.After(time.Second):
			return errLate
		case <-tick.C:
			if c.send(ctx, url) == nil {
				return nil
			}
		}
	}
}

// Nothing comes for a minute: that is what the timer is for.
func (c *client) idle(ctx context.Context, urls <-chan string) error {
	for {
		select {
		case <-time.After(time.Minute):
			return errLate
		case url := <-urls:
			if err := c.send(ctx, url); err != nil {
				return err
			}
		}
	}
}

// After the longer one it goes on, too.
func (c *client) twoPaces(ctx context.Context, url string) error {
	for {
		select {
		case <-time.After(time.Minute):
			c.closed = true
		case <-time.After(time.Second):
			if c.send(ctx, url) == nil {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// How long the pauses are is somebody else's choice.
func (c *client) readySometime(ctx context.Context, url string, every time.Duration) error {
	for {
		select {
		case <-time.After(every):
			if c.send(ctx, url) == nil {
				return nil
			}
		case <-time.After(time.Minute):
			return errLate
		}
	}
}
