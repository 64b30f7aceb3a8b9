// Package dialhome dials programs on this machine, and others.
package dialhome

import (
	"fmt"
	"net"
)

func Beside(port int) (net.Conn, error) {
	c, err := net.Dial("tcp", fmt.Sprintf("localhost:%d", port))
	if err != nil {
		return nil, fmt.Errorf("beside: %w", err)
	}
	return c, nil
}

func Away(port int) (net.Conn, error) {
	c, err := net.Dial("tcp", fmt.Sprintf("stock:%d", port)) // want `net.Dial has no timeout`
	if err != nil {
		return nil, fmt.Errorf("away: %w", err)
	}
	return c, nil
}
