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
