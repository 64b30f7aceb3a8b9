package retrylost

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"
)

type client struct {
	http   *http.Client
	cached string
}

func (c *client) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *client) get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// taxonomy: nil-after-the-last

func (c *client) swallowed(ctx context.Context, url string) error {
	for i := 0; i < 3; i++ {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		log.Print(err)
		pause(ctx)
	}
	return nil // want `client.swallowed returns nil after every attempt at client.send has failed: the caller takes that for success; return the last error`
}

func (c *client) told(ctx context.Context, url string) error {
	for i := 0; i < 3; i++ {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		log.Print(err)
		pause(ctx)
	}
	return errors.New("gave up")
}

// taxonomy: shadowed-error

func (c *client) shadowed(ctx context.Context, url string) error {
	var err error
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return err // want `client.shadowed returns err after attempts at client.send have failed, and it is nil there whatever has happened`
}

func (c *client) kept(ctx context.Context, url string) error {
	var err error
	for range 3 {
		err = c.send(ctx, url)
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) wrapped(ctx context.Context, url string) error {
	var last error
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		last = err
		pause(ctx)
	}
	return fmt.Errorf("after three attempts: %w", last)
}

// taxonomy: nothing-and-nil

func (c *client) nothing(ctx context.Context, url string) (*http.Response, error) {
	for range 3 {
		resp, err := c.get(ctx, url)
		if err == nil {
			return resp, nil
		}
		pause(ctx)
	}
	return nil, nil // want `client.nothing returns nil after every attempt at client.get has failed`
}

func (c *client) shadowedResult(ctx context.Context, url string) (resp *http.Response, err error) {
	for range 3 {
		if resp, err := c.get(ctx, url); err == nil {
			return resp, nil
		}
		pause(ctx)
	}
	return resp, err // want `client.shadowedResult returns err after attempts at client.get have failed, and it is nil there whatever has happened`
}

// A fallback is an answer.
func (c *client) fallback(ctx context.Context, url string) (string, error) {
	for range 3 {
		if err := c.send(ctx, url); err == nil {
			return "fresh", nil
		}
		pause(ctx)
	}
	return c.cached, nil
}

func (c *client) otherWay(ctx context.Context, url string) error {
	for range 3 {
		if err := c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	c.queue(url)
	return nil
}

func (c *client) queue(url string) { c.cached = url }

// A bool says it.
func (c *client) says(ctx context.Context, url string) (bool, error) {
	for range 3 {
		if err := c.send(ctx, url); err == nil {
			return true, nil
		}
		pause(ctx)
	}
	return false, nil
}

// Nobody asked.
func (c *client) bestEffort(ctx context.Context, url string) {
	for range 3 {
		if err := c.send(ctx, url); err == nil {
			return
		}
		pause(ctx)
	}
}

// taxonomy: limit-inside

func (c *client) inside(ctx context.Context, url string) error {
	tries := 0
	for {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		if tries++; tries > 5 {
			return nil // want `client.inside returns nil after every attempt at client.send has failed`
		}
		pause(ctx)
	}
}

func (c *client) insideTold(ctx context.Context, url string) error {
	tries := 0
	for {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		if tries++; tries > 5 {
			return err
		}
		pause(ctx)
	}
}

func (c *client) tested(ctx context.Context, url string) error {
	for n := 1; n <= 3; n++ {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		if n == 3 {
			return err
		}
		pause(ctx)
	}
	return nil // never reached after a failure
}

func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}

// The number is what the peer answers: the loop ends when it says so, not when nothing is left.
func (c *client) untilAnswered(ctx context.Context, url string) error {
	for code := 0; code != 200; {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		code = c.answer(url)
		time.Sleep(time.Second)
	}
	return nil
}

func (c *client) untilCounted(ctx context.Context, url string) error {
	for code := 0; code != 200; {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		code += len(c.cached)
		time.Sleep(time.Second)
	}
	return nil // want `client.untilCounted returns nil after every attempt at client.send has failed`
}

func (c *client) answer(url string) int { return len(c.cached) + len(url) }

// taxonomy: shadowed-error, where the context ends the attempts

func (c *client) ShadowedByContext(ctx context.Context, url string) (*http.Response, error) {
	var err error
	for ctx.Err() == nil {
		resp, err := c.get(ctx, url)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err // want `client.ShadowedByContext returns err after attempts at client.get have failed, and it is nil there whatever has happened: their errors go to another variable; assign them to this one, with = in place of :=`
}

func (c *client) AssignedUnderContext(ctx context.Context, url string) (*http.Response, error) {
	var err error
	for ctx.Err() == nil {
		var resp *http.Response
		if resp, err = c.get(ctx, url); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// What only success leads to says so.
func (c *client) NilOnSuccess(ctx context.Context, url string) (err error) {
	for {
		resp, failed := c.get(ctx, url)
		if failed == nil {
			resp.Body.Close()
			return err
		}
		time.Sleep(time.Second)
	}
}

// A nil that is written means what it says: the work is over when the context is.
func (c *client) OverWithContext(ctx context.Context, url string) error {
	for ctx.Err() == nil {
		resp, err := c.get(ctx, url)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// The failure is told by another variable, and this one is set later.
func (c *client) ToldApart(ctx context.Context, url string, cached bool) (n int, err error) {
	var last error
	for range 3 {
		if last = c.send(ctx, url); last == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if last != nil {
		return 0, last
	}
	if cached {
		return 7, err
	}
	err = c.send(ctx, url)
	return 1, err
}
