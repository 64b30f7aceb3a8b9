// Package taken takes over connections: the context of a request no longer ends with its client.
package taken

import (
	"net"
	"net/http"
)

type upgrader interface {
	Upgrade(w http.ResponseWriter, r *http.Request) (net.Conn, error)
}

func Bridge(u upgrader, w http.ResponseWriter, r *http.Request, addr string) error {
	if _, err := u.Upgrade(w, r); err != nil {
		return err
	}
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	return c.Close()
}

func First(u upgrader, w http.ResponseWriter, r *http.Request, addr string) error {
	c, err := net.Dial("tcp", addr) // want `net.Dial takes no context although r.Context\(\) is at hand`
	if err != nil {
		return err
	}
	if _, err := u.Upgrade(w, r); err != nil {
		return err
	}
	return c.Close()
}
