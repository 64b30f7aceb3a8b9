// Package hooks dials for its clients, over connections that limit each read, and others.
package hooks

import (
	"context"
	"net"
	"net/http"
	"time"
)

func get(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// limited sets a deadline for each read.
type limited struct{ net.Conn }

func (c limited) Read(p []byte) (int, error) {
	c.SetReadDeadline(time.Now().Add(time.Minute))
	return c.Conn.Read(p)
}

// counted counts.
type counted struct {
	net.Conn
	n int
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.n += n
	return n, err
}

func dialLimited(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	return limited{c}, nil
}

func dialCounted(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	return &counted{Conn: c}, nil
}

func overLimited(url string) error {
	return get(&http.Client{Transport: &http.Transport{DialContext: dialLimited}}, url)
}

func overCounted(url string) error {
	return get(&http.Client{Transport: &http.Transport{DialContext: dialCounted}}, url) // want `http.Client has no Timeout`
}

func cloneLimited(url string) error {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DialContext = dialLimited
	return get(&http.Client{Transport: t}, url)
}

func cloneCounted(url string) error {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DialContext = dialCounted
	return get(&http.Client{Transport: t}, url) // want `http.Client has no Timeout`
}
