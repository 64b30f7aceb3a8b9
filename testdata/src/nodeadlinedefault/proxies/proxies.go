// Package proxies dials through proxies made here, and through dialers of others.
package proxies

import (
	"net"
	"time"

	"golang.org/x/net/proxy"
)

type Tunnel struct{ conn net.Conn }

func (t *Tunnel) Open(server, addr string) error {
	d, err := proxy.SOCKS5("tcp", server, nil, nil)
	if err != nil {
		return err
	}
	t.conn, err = d.Dial("tcp", addr) // want `proxy.Dialer.Dial has no deadline`
	return err
}

type Config struct{ Dialer proxy.Dialer }

// Given may be a dialer with a timeout.
func (c *Config) Given(addr string) (net.Conn, error) { return c.Dialer.Dial("tcp", addr) }

func Timed(addr string) (net.Conn, error) {
	var d proxy.Dialer = &net.Dialer{Timeout: time.Second}
	return d.Dial("tcp", addr)
}
