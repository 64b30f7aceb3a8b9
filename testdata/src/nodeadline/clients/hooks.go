package clients

import (
	"context"
	"net"
	"net/http"
	"time"
)

func dialWithin(limit time.Duration) func(ctx context.Context, network, addr string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		conn, err := net.DialTimeout(network, addr, limit)
		if err != nil {
			return nil, err
		}
		return conn, conn.SetDeadline(time.Now().Add(limit))
	}
}

func dialOnly(limit time.Duration) func(ctx context.Context, network, addr string) (net.Conn, error) {
	return func(ctx context.Context, network, addr string) (net.Conn, error) {
		return net.DialTimeout(network, addr, limit)
	}
}

func hooked(url string) (*http.Response, error) {
	c := &http.Client{Transport: &http.Transport{DialContext: dialWithin(time.Minute)}}
	return c.Get(url)
}

func hookedForDial(url string) (*http.Response, error) {
	c := &http.Client{Transport: &http.Transport{DialContext: dialOnly(time.Minute)}} // want `http.Client has no Timeout`
	return c.Get(url)
}
