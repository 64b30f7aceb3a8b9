// Package promoted works on connections by methods of what they embed, and on those of UDP.
package promoted

import (
	"context"
	"io"
	"net"
	"time"
)

func accepted(l *net.TCPListener, b []byte) (int, error) {
	conn, err := l.AcceptTCP()
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	return conn.Read(b) // want `net.TCPConn.Read in accepted works on an accepted connection on which no deadline is ever set`
}

func acceptedSoon(l *net.TCPListener, b []byte) (int, error) {
	conn, err := l.AcceptTCP()
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	conn.SetReadDeadline(time.Now().Add(time.Second))
	return conn.Read(b)
}

func drained(l *net.TCPListener) ([]byte, error) {
	conn, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return io.ReadAll(conn) // want `io.ReadAll in drained works on an accepted connection on which no deadline is ever set`
}

func drainedSoon(l *net.TCPListener) ([]byte, error) {
	conn, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	conn.SetReadDeadline(time.Now().Add(time.Second))
	return io.ReadAll(conn)
}

func asserted(ctx context.Context, addr string) ([]byte, error) {
	d := net.Dialer{Timeout: time.Second}
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetReadDeadline(time.Now().Add(time.Second))
	}
	return io.ReadAll(conn)
}

func assertedOnly(ctx context.Context, addr string) ([]byte, error) {
	d := net.Dialer{Timeout: time.Second}
	conn, err := d.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetNoDelay(true)
	}
	return io.ReadAll(conn) // want `io.ReadAll in assertedOnly works on a connection on which no deadline is ever set`
}

// The answer to a datagram may be lost, too.
func datagram(addr string, b []byte) (int, error) {
	conn, err := net.Dial("udp", addr)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if _, err := conn.Write(b); err != nil {
		return 0, err
	}
	return conn.Read(b) // want `net.Conn.Read in datagram works on a connection on which no deadline is ever set`
}

func datagramSoon(addr string, b []byte) (int, error) {
	conn, err := net.Dial("udp", addr)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Second))
	if _, err := conn.Write(b); err != nil {
		return 0, err
	}
	return conn.Read(b)
}

func socket(path string, b []byte) (int, error) {
	conn, err := net.Dial("unix", path)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	return conn.Read(b)
}
