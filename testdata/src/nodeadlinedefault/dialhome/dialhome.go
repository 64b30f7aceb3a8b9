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

// Listened dials a listener of its own.
func Listened() error {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return err
	}
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		return err
	}
	return c.Close()
}

func Typed() error {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return err
	}
	c, err := net.DialTCP("tcp", nil, l.Addr().(*net.TCPAddr))
	if err != nil {
		return err
	}
	return c.Close()
}

// Called dials whoever has called.
func Called(l net.Listener) error {
	from, err := l.Accept()
	if err != nil {
		return err
	}
	c, err := net.Dial("tcp", from.RemoteAddr().String()) // want `net.Dial has no timeout`
	if err != nil {
		return err
	}
	return c.Close()
}

// Made of the address of this machine, and of another.
func Probe(port int) error {
	c, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: port})
	if err != nil {
		return err
	}
	return c.Close()
}

func ProbeAway(port int) error {
	c, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: port}) // want `net.DialTCP has no timeout`
	if err != nil {
		return err
	}
	return c.Close()
}

func ProbeParsed(port int) error {
	c, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.ParseIP("127.0.0.1"), Port: port})
	if err != nil {
		return err
	}
	return c.Close()
}

func ProbeGiven(ip string, port int) error {
	c, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: net.ParseIP(ip), Port: port}) // want `net.DialTCP has no timeout`
	if err != nil {
		return err
	}
	return c.Close()
}

func Resolved(port int) error {
	addr, err := net.ResolveTCPAddr("tcp", fmt.Sprintf("localhost:%d", port))
	if err != nil {
		return err
	}
	c, err := net.DialTCP("tcp", nil, addr)
	if err != nil {
		return err
	}
	return c.Close()
}

func ResolvedAway(port int) error {
	addr, err := net.ResolveTCPAddr("tcp", fmt.Sprintf("stock:%d", port))
	if err != nil {
		return err
	}
	c, err := net.DialTCP("tcp", nil, addr) // want `net.DialTCP has no timeout`
	if err != nil {
		return err
	}
	return c.Close()
}
