package retrylost

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// The success of the attempt is the failure of the function: what is nil after the last failure is good
// news.

var errAlive = errors.New("it still answers")

func (c *client) mustBeDown(ctx context.Context, url string) error {
	for range 3 {
		if err := c.send(ctx, url); err == nil {
			return errors.New("it still answers")
		}
		pause(ctx)
	}
	return nil
}

func (c *client) mustBeDownByName(ctx context.Context, url string) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil && url == "/" {
			return errAlive
		}
		if err == nil {
			return fmt.Errorf("%s: %w", url, errAlive)
		}
		pause(ctx)
	}
	return nil
}

// Not on each of the ways from a success.
func (c *client) mustBeDownOrNot(ctx context.Context, url string) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil && url == "/" {
			return errAlive
		}
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return nil // want `client.mustBeDownOrNot returns nil after every attempt at client.send has failed`
}

// What is returned may be nil.
func (c *client) checked(ctx context.Context, url string) error {
	for range 3 {
		if err := c.send(ctx, url); err == nil {
			return c.check(url)
		}
		pause(ctx)
	}
	return nil // want `client.checked returns nil after every attempt at client.send has failed`
}

func (c *client) check(url string) error { return ctxError(len(url)) }

func ctxError(n int) error {
	if n > 0 {
		return errAlive
	}
	return nil
}

// A deferred function makes the result.

func (c *client) lastByDefer(ctx context.Context, url string) (err error) {
	var last error
	defer func() {
		if err == nil {
			err = last
		}
	}()
	for range 3 {
		if last = c.send(ctx, url); last == nil {
			return nil
		}
		pause(ctx)
	}
	return nil
}

func (c *client) flagByDefer(ctx context.Context, url string) (err error) {
	sent := false
	defer func() {
		if !sent {
			err = errors.New("every attempt has failed")
		}
	}()
	for range 3 {
		if e := c.send(ctx, url); e == nil {
			sent = true
			return nil
		}
		pause(ctx)
	}
	return nil
}

// An error that is nil stays so.
func (c *client) wrapsByDefer(ctx context.Context, url string) (err error) {
	n := 0
	defer func() {
		if err != nil {
			err = fmt.Errorf("attempt %d: %w", n, err)
		}
	}()
	for n = range 3 {
		if e := c.send(ctx, url); e == nil {
			return nil
		}
		pause(ctx)
	}
	return nil // want `client.wrapsByDefer returns nil after every attempt at client.send has failed`
}

// What the deferred function adds has nothing to do with the attempts.
func (c *client) closesByDefer(ctx context.Context, url string, w io.Closer) (err error) {
	file := w
	defer func() {
		if e := file.Close(); e != nil && err == nil {
			err = e
		}
	}()
	for range 3 {
		if e := c.send(ctx, url); e == nil {
			return nil
		}
		pause(ctx)
	}
	return nil // want `client.closesByDefer returns nil after every attempt at client.send has failed`
}

// Nobody calls it.
func (c *client) notDeferred(ctx context.Context, url string) (err error) {
	var last error
	_ = func() {
		if err == nil {
			err = last
		}
	}
	for range 3 {
		if last = c.send(ctx, url); last == nil {
			return nil
		}
		pause(ctx)
	}
	return nil // want `client.notDeferred returns nil after every attempt at client.send has failed`
}

// What is stored after the last attempt tells others; what is counted is for the statistics.

type health struct {
	*client
	down  atomic.Bool
	fails atomic.Int64
}

func (h *health) watched(ctx context.Context, url string) error {
	for range 3 {
		if err := h.send(ctx, url); err == nil {
			h.down.Store(false)
			return nil
		}
		pause(ctx)
	}
	h.down.Store(true)
	return nil
}

func (h *health) swapped(ctx context.Context, url string) error {
	for range 3 {
		if err := h.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	h.down.Swap(true)
	return nil
}

func (h *health) exchanged(ctx context.Context, url string) error {
	for range 3 {
		if err := h.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	h.down.CompareAndSwap(false, true)
	return nil
}

func (h *health) counted(ctx context.Context, url string) error {
	for range 3 {
		if err := h.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	h.fails.Add(1)
	return nil // want `health.counted returns nil after every attempt at client.send has failed`
}
