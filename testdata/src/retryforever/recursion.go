package retryforever

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// taxonomy: recursion

func (c *client) again(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		time.Sleep(time.Second)
		return c.again(ctx, url) // want `client.send is tried again for ever in client.again`
	}
	return nil
}

func (c *client) againCounted(ctx context.Context, url string, left int) error {
	if err := c.send(ctx, url); err != nil {
		if left == 0 {
			return err
		}
		time.Sleep(time.Second)
		return c.againCounted(ctx, url, left-1)
	}
	return nil
}

func (c *client) againHeeding(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		if ctx.Err() != nil {
			return err
		}
		time.Sleep(time.Second)
		return c.againHeeding(ctx, url)
	}
	return nil
}

// The number is looked at where the function begins.
func (c *client) againCountedFirst(ctx context.Context, url string, left int) error {
	if left == 0 {
		return errors.New("gave up")
	}
	if err := c.send(ctx, url); err != nil {
		time.Sleep(time.Second)
		return c.againCountedFirst(ctx, url, left-1)
	}
	return nil
}

func (c *client) againHeedingFirst(ctx context.Context, url string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err := c.send(ctx, url); err != nil {
		time.Sleep(time.Second)
		return c.againHeedingFirst(ctx, url)
	}
	return nil
}

// What is made of the same text is made again.
func (c *client) againMade(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	if _, err := c.http.Do(req); err != nil {
		time.Sleep(time.Second)
		return c.againMade(ctx, url) // want `http.Client.Do is tried again for ever in client.againMade`
	}
	return nil
}

// taxonomy: mutual-recursion

func (c *client) connect(ctx context.Context, url string) {
	if err := c.send(ctx, url); err != nil {
		c.reconnect(ctx, url) // want `client.send is tried again for ever in client.connect`
	}
}

func (c *client) reconnect(ctx context.Context, url string) {
	time.Sleep(time.Second)
	c.connect(ctx, url)
}

// Whoever calls back may have something against it.
func (c *client) connectWhile(ctx context.Context, url string) {
	if err := c.send(ctx, url); err != nil {
		c.reconnectWhile(ctx, url)
	}
}

func (c *client) reconnectWhile(ctx context.Context, url string) {
	if ctx.Err() != nil {
		return
	}
	time.Sleep(time.Second)
	c.connectWhile(ctx, url)
}

// It counts.
func (c *client) connectTimes(ctx context.Context, url string, left int) {
	if left == 0 {
		return
	}
	if err := c.send(ctx, url); err != nil {
		c.reconnectTimes(ctx, url, left-1)
	}
}

func (c *client) reconnectTimes(ctx context.Context, url string, left int) {
	time.Sleep(time.Second)
	c.connectTimes(ctx, url, left)
}

// It connects to somebody else.
func (c *client) connectOther(ctx context.Context, url string) {
	if err := c.send(ctx, url); err != nil {
		c.reconnectOther(ctx, url)
	}
}

func (c *client) reconnectOther(ctx context.Context, url string) {
	time.Sleep(time.Second)
	c.connectOther(ctx, url[1:])
}

// It connects again when all is well.
func (c *client) connectAlways(ctx context.Context, url string) {
	if err := c.send(ctx, url); err != nil {
		c.reconnectAlways(ctx, url)
		return
	}
	c.reconnectAlways(ctx, url)
}

func (c *client) reconnectAlways(ctx context.Context, url string) {
	time.Sleep(time.Second)
	c.connectAlways(ctx, url)
}

// taxonomy: told: the flag says that this is the second attempt already

func (c *client) once(ctx context.Context, url string, again bool) error {
	err := c.send(ctx, url)
	if err != nil && !again {
		return c.once(ctx, url, true)
	}
	return err
}

func (c *client) toldNothing(ctx context.Context, url string, again bool) error {
	err := c.send(ctx, url)
	if err != nil && !again {
		return c.toldNothing(ctx, url, false) // want `client.send is tried again for ever in client.toldNothing`
	}
	return err
}

// taxonomy: remedy: what is done about the failure works, and limits nothing

var errUnauthorized = errors.New("unauthorized")

func (c *client) fetch(url string) error {
	err := c.get(url)
	if errors.Is(err, errUnauthorized) {
		if err := c.get("/login"); err != nil {
			return err
		}
		return c.fetch(url) // want `client.get is tried again for ever in client.fetch`
	}
	return err
}

func (c *client) fetchOnce(url string, loggedIn bool) error {
	err := c.get(url)
	if errors.Is(err, errUnauthorized) && !loggedIn {
		if err := c.get("/login"); err != nil {
			return err
		}
		return c.fetchOnce(url, true)
	}
	return err
}

func (c *client) fetchAllowed(url string) error {
	err := c.get(url)
	if errors.Is(err, errUnauthorized) {
		if err := c.allow(); err != nil { // no call to the peer: it may count
			return err
		}
		return c.fetchAllowed(url)
	}
	return err
}

func (c *client) allow() error { return nil }

func (c *client) get(url string) error {
	resp, err := c.http.Get(url)
	if err != nil {
		return err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		return errUnauthorized
	}
	return resp.Body.Close()
}

// taxonomy: walk: a tree, not an attempt

type tree struct {
	url  string
	kids []*tree
}

func (c *client) walk(ctx context.Context, t *tree) error {
	if err := c.send(ctx, t.url); err != nil {
		for _, k := range t.kids {
			if err := c.walk(ctx, k); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *client) nearest(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		return c.nearest(ctx, url[:len(url)-1]) // another one
	}
	return nil
}

func (c *client) sameAgain(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		return c.sameAgain(ctx, url) // want `client.send is tried again for ever in client.sameAgain, and without a pause`
	}
	return nil
}

// taxonomy: timer: whoever holds it may stop it

func (c *client) later(url string) {
	if err := c.send(c.life, url); err != nil {
		time.AfterFunc(time.Second, func() { c.later(url) })
	}
}

func (c *client) soon(url string) {
	if err := c.send(c.life, url); err != nil {
		time.Sleep(time.Second)
		go c.soon(url) // want `client.send is tried again for ever in client.soon: no count, deadline or context ends it`
	}
}
