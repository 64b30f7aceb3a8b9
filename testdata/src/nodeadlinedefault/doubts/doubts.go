// Package doubts has calls without a deadline beside such that a reviewer may leave as they
// are, and such whose limit is set out of the way.
package doubts

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/gomodule/redigo/redis"
	"github.com/lib/pq"
)

// The library has no way to limit it.

func Subscribe(l *pq.Listener) error { return l.Listen("orders") }

// A limit that a method sets.

type directory struct {
	conn    *ldap.Conn
	timeout time.Duration
}

func (d *directory) dial(urls []string) (conn *ldap.Conn, err error) {
	for _, u := range urls {
		if conn, err = ldap.DialURL(u); err == nil {
			break
		}
	}
	if d.timeout != 0 {
		conn.SetTimeout(d.timeout)
	}
	d.conn = conn
	return conn, err
}

func (d *directory) Login(user, password string) error { return d.conn.Bind(user, password) }

func LoginOnce(url, user, password string) error {
	conn, err := ldap.DialURL(url)
	if err != nil {
		return err
	}
	defer conn.Close()
	return conn.Bind(user, password) // want `ldap.Conn.Bind has no deadline`
}

// Options that are structs, in a slice that another function makes.

func options(timeout time.Duration, db int) ([]redis.DialOption, error) {
	list := []redis.DialOption{redis.DialReadTimeout(timeout)}
	if db != 0 {
		list = append(list, redis.DialDatabase(db))
	}
	return list, nil
}

func Ping(addr string, timeout time.Duration, db int) error {
	opts, err := options(timeout, db)
	if err != nil {
		return err
	}
	c, err := redis.Dial("tcp", addr, opts...)
	if err != nil {
		return err
	}
	_, err = c.Do("PING")
	return err
}

func PingWithout(addr string, db int) error {
	c, err := redis.Dial("tcp", addr, redis.DialDatabase(db))
	if err != nil {
		return err
	}
	_, err = c.Do("PING") // want `redis.Conn.Do has no deadline`
	return err
}

// A connection that was accepted: the first thing that the peer says, and all that follows.

func Serve(l net.Listener) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	line, err := bufio.NewReader(conn).ReadString('\n') // want `works on an accepted connection on which no deadline is ever set`
	_ = line
	return err
}

func ServeLines(l net.Listener, handle func(string)) error {
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		handle(lines.Text())
	}
	return lines.Err()
}

func ServeLocally(path string) error {
	l, err := net.Listen("unix", path)
	if err != nil {
		return err
	}
	conn, err := l.Accept()
	if err != nil {
		return err
	}
	_, err = io.ReadFull(conn, make([]byte, 8))
	return err
}

// Who dials for somebody else.

func Client(proto, addr string) *http.Client {
	return &http.Client{
		Timeout: 5 * time.Second,
		Transport: &http.Transport{DialContext: func(_ context.Context, _, _ string) (net.Conn, error) {
			return net.Dial(proto, addr)
		}},
	}
}

func DialHook(network, addr string) (net.Conn, error) { return net.Dial(network, addr) }

func DialFirst(addrs []string) (net.Conn, error) {
	return net.Dial("tcp", addrs[0]) // want `net.Dial has no timeout`
}
