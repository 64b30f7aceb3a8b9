// Package hooks dials for clients.
package hooks

import (
	"context"
	"net"
	"net/http"
)

// A transport gives up by itself what it dials.
func Transport() *http.Transport {
	return &http.Transport{
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			return net.Dial("tcp4", addr)
		},
	}
}

// Who dials by itself gives up nothing.
func Dial(ctx context.Context, addr string) (net.Conn, error) {
	return net.Dial("tcp4", addr) // want `net.Dial takes no context although ctx is at hand`
}

// A resolver asks over UDP, as a rule.
func Resolver(server string) *net.Resolver {
	return &net.Resolver{
		Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			return net.Dial(network, server)
		},
	}
}
