package conns

import (
	"net"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// Servers that greet their clients through a library, and keep the connection when it is done.

type Gate struct {
	config *ssh.ServerConfig
	mu     sync.Mutex
	guests []*guest
}

type guest struct{ conn net.Conn }

func (g *guest) leave() { g.conn.Close() }

func (g *Gate) sweep() {
	for _, old := range g.guests {
		go old.leave()
	}
}

func (g *Gate) Serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go g.Admit(conn)
	}
}

// Admit could be called by others, but these connections are accepted here.
func (g *Gate) Admit(conn net.Conn) {
	s, _, _, err := ssh.NewServerConn(conn, g.config) // want `ssh.NewServerConn in Gate.Admit works on an accepted connection on which no deadline is ever set`
	if err != nil {
		return
	}
	g.keep(&guest{conn: conn})
	s.Close()
}

func (g *Gate) keep(n *guest) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.guests = append(g.guests, n)
}

// ArmedGate gives its clients a minute for the handshake.
type ArmedGate struct{ config *ssh.ServerConfig }

func (g *ArmedGate) Serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go g.Admit(conn)
	}
}

func (g *ArmedGate) Admit(conn net.Conn) {
	conn.SetDeadline(time.Now().Add(time.Minute))
	s, _, _, err := ssh.NewServerConn(conn, g.config)
	if err == nil {
		s.Close()
	}
}

// SweptGate knows its clients before the handshake, and somebody closes those that are slow.
type SweptGate struct {
	config  *ssh.ServerConfig
	waiting visitor
}

type visitor struct{ conn net.Conn }

func (g *SweptGate) Watch() {
	go func() {
		for range time.Tick(time.Minute) {
			g.waiting.conn.SetDeadline(time.Now())
		}
	}()
}

func (g *SweptGate) Serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		g.Admit(conn)
	}
}

func (g *SweptGate) Admit(conn net.Conn) {
	g.waiting = visitor{conn: conn}
	s, _, _, err := ssh.NewServerConn(conn, g.config)
	if err == nil {
		s.Close()
	}
}

// EagerGate hands its clients to a goroutine before it keeps them, which is in time.
type EagerGate struct {
	config *ssh.ServerConfig
	last   straggler
}

type straggler struct{ conn net.Conn }

func (g *EagerGate) Watch() {
	for range time.Tick(time.Minute) {
		g.last.conn.SetDeadline(time.Now())
	}
}

func (g *EagerGate) Serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		go g.admit(conn)
		g.last.conn = conn
	}
}

func (g *EagerGate) admit(conn net.Conn) {
	s, _, _, err := ssh.NewServerConn(conn, g.config)
	if err == nil {
		s.Close()
	}
}
