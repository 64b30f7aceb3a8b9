package retryforever

import (
	"context"
	"net"
)

// A fallback ends with what there is to fall back to.

var dialer net.Dialer

func dialEither(ctx context.Context, primary, secondary string) (net.Conn, error) {
	for addr := primary; ; addr = secondary {
		c, err := dialer.DialContext(ctx, "tcp", addr)
		if err == nil || addr == secondary {
			return c, err
		}
	}
}

// The other address is never tried.
func dialPrimary(ctx context.Context, primary, secondary string) (net.Conn, error) {
	for addr := primary; ; addr = primary { // want `net.Dialer.DialContext is tried again for ever in dialPrimary`
		c, err := dialer.DialContext(ctx, "tcp", addr)
		if err == nil {
			return c, err
		}
	}
}

// The other address, and on and on.
func dialSecondary(ctx context.Context, primary, secondary string) (net.Conn, error) {
	for addr := primary; ; addr = secondary { // want `net.Dialer.DialContext is tried again for ever in dialSecondary`
		c, err := dialer.DialContext(ctx, "tcp", addr)
		if err == nil {
			return c, err
		}
	}
}

// To and fro.
func dialInTurns(ctx context.Context, primary, secondary string) (net.Conn, error) {
	for { // want `net.Dialer.DialContext is tried again for ever in dialInTurns`
		c, err := dialer.DialContext(ctx, "tcp", primary)
		if err == nil {
			return c, err
		}
		primary, secondary = secondary, primary
	}
}

func dialByJump(ctx context.Context, first, second string) (net.Conn, error) {
	addr := first
retry:
	c, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil && addr != second {
		addr = second
		goto retry
	}
	return c, err
}

// What fails is taken out of what is left.
func anyOf(addrs map[string]bool) string {
	for a := range addrs {
		return a
	}
	return ""
}

func dialRemaining(ctx context.Context, addrs map[string]bool) net.Conn {
	for len(addrs) > 0 {
		a := anyOf(addrs)
		c, err := dialer.DialContext(ctx, "tcp", a)
		if err == nil {
			return c
		}
		delete(addrs, a)
	}
	return nil
}

func dialAny(ctx context.Context, addrs, failed map[string]bool) net.Conn {
	for len(addrs) > 0 { // want `net.Dialer.DialContext is tried again for ever in dialAny`
		a := anyOf(addrs)
		c, err := dialer.DialContext(ctx, "tcp", a)
		if err == nil {
			return c
		}
		failed[a] = true
	}
	return nil
}

// The number takes the value with which the loop is left.
func (c *client) onceMore(ctx context.Context, url string) error {
	for version := 6; ; version = 4 {
		err := c.send(ctx, url)
		if err == nil || version == 4 {
			return err
		}
	}
}

func (c *client) onceMoreMissed(ctx context.Context, url string) error {
	for version := 6; ; version = 5 { // want `client.send is tried again for ever in client.onceMoreMissed: the limit is never reached, since every failed attempt starts the count anew`
		err := c.send(ctx, url)
		if err == nil || version == 4 {
			return err
		}
	}
}

// On one of two ways back: the other starts anew.
func (c *client) onceMoreOrNot(ctx context.Context, url string) error {
	version := 6
	for {
		err := c.send(ctx, url)
		if err == nil || version == 4 {
			return err
		}
		if url == "" {
			version = 4
		} else {
			version = 5
		}
	}
}
