// Package asked dials through something that may take a context.
package asked

import (
	"context"
	"net"

	"golang.org/x/net/proxy"
)

// Asked has no choice where the dialer takes none.
func Asked(ctx context.Context, server, addr string) (net.Conn, error) {
	dialer, err := proxy.SOCKS5("tcp", server, nil, nil)
	if err != nil {
		return nil, err
	}
	switch d := dialer.(type) {
	case proxy.ContextDialer:
		return d.DialContext(ctx, "tcp", addr)
	default:
		return d.Dial("tcp", addr)
	}
}

func Forgotten(ctx context.Context, server, addr string) (net.Conn, error) {
	dialer, err := proxy.SOCKS5("tcp", server, nil, nil)
	if err != nil {
		return nil, err
	}
	return dialer.Dial("tcp", addr) // want `proxy.Dialer.Dial takes no context although ctx is at hand`
}

// A Tunnel asks what it keeps.
type Tunnel struct{ dialer proxy.Dialer }

func (t *Tunnel) Dial(ctx context.Context, addr string) (net.Conn, error) {
	if d, ok := t.dialer.(proxy.ContextDialer); ok {
		return d.DialContext(ctx, "tcp", addr)
	}
	return t.dialer.Dial("tcp", addr)
}

// A Relay asks the one and uses the other.
type Relay struct{ in, out proxy.Dialer }

func (r *Relay) Dial(ctx context.Context, addr string) (net.Conn, error) {
	if d, ok := r.in.(proxy.ContextDialer); ok {
		return d.DialContext(ctx, "tcp", addr)
	}
	return r.out.Dial("tcp", addr) // want `proxy.Dialer.Dial takes no context although ctx is at hand`
}
