// Package hooks dials for clients.
package hooks

import (
	"context"
	"net"
	"net/http"
	"time"
)

func Timed() *http.Client {
	return &http.Client{
		Timeout: 9 * time.Second,
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
				return net.Dial("tcp4", addr)
			},
		},
	}
}

func Untimed() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
				return net.Dial("tcp4", addr) // want `net.Dial takes no context although ctx is at hand`
			},
		},
	}
}

// A resolver asks over UDP, as a rule.
func Resolver(server string) *net.Resolver {
	return &net.Resolver{
		Dial: func(ctx context.Context, network, addr string) (net.Conn, error) {
			return net.Dial(network, server)
		},
	}
}
