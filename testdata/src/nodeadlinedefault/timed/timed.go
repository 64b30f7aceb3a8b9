// Package timed has dials beside those that take a limit.
package timed

import (
	"net"
	"time"
)

// A Peer can be dialled.
type Peer struct{ addr string }

// Dial leaves it to the operating system to give up.
func (p *Peer) Dial() (net.Conn, error) {
	c, err := net.Dial("tcp", p.addr)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// DialTimeout is for whoever cannot wait that long.
func (p *Peer) DialTimeout(d time.Duration) (net.Conn, error) {
	return net.DialTimeout("tcp", p.addr, d)
}

// Call has no such neighbour.
func (p *Peer) Call() (net.Conn, error) {
	c, err := net.Dial("tcp", p.addr) // want `net.Dial has no timeout`
	if err != nil {
		return nil, err
	}
	return c, nil
}

// CallTimeout says how long that takes at most.
func (p *Peer) CallTimeout() time.Duration { return time.Minute }

// Reach is a function.
func Reach(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	return c.Close()
}

// ReachWithTimeout is for whoever cannot wait that long.
func ReachWithTimeout(addr string, d time.Duration) error {
	c, err := net.DialTimeout("tcp", addr, d)
	if err != nil {
		return err
	}
	return c.Close()
}

// reach is nobody else's, so nobody else has the choice.
func reach(addr string) error {
	c, err := net.Dial("tcp", addr) // want `net.Dial has no timeout`
	if err != nil {
		return err
	}
	return c.Close()
}

func reachWithTimeout(addr string, d time.Duration) error {
	c, err := net.DialTimeout("tcp", addr, d)
	if err != nil {
		return err
	}
	return c.Close()
}

// Use uses them.
func Use() error {
	if err := reach("stock:1"); err != nil {
		return reachWithTimeout("stock:1", time.Second)
	}
	return nil
}
