// Package proxy is a stub of golang.org/x/net/proxy.
package proxy

import (
	"context"
	"net"
)

type Dialer interface {
	Dial(network, addr string) (net.Conn, error)
}

type ContextDialer interface {
	DialContext(ctx context.Context, network, addr string) (net.Conn, error)
}

type Auth struct{}

func SOCKS5(network, address string, auth *Auth, forward Dialer) (Dialer, error) { return nil, nil }
