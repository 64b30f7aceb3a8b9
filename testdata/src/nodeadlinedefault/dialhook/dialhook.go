// Package dialhook dials for others, who may have a limit of their own.
package dialhook

import (
	"net"
	"net/http"
	"time"
)

func Client(t *http.Transport) *http.Client {
	t.DialTLS = dialPlain
	return &http.Client{Transport: t, Timeout: time.Minute}
}

// A transport gives up what it waits for, dialled or not.
func dialPlain(network, addr string) (net.Conn, error) {
	dialer := new(net.Dialer)
	return dialer.Dial(network, addr)
}

// Nobody else knows the host.
func dialHome(host string) (net.Conn, error) {
	dialer := new(net.Dialer) // want `net.Dialer has no Timeout, and net.Dialer.Dial in dialHome has no deadline either`
	return dialer.Dial("tcp", host)
}

func Ping(host string) error {
	conn, err := dialHome(host)
	if err != nil {
		return err
	}
	return conn.Close()
}

// The setting says whether there is a limit.
func DialSet(host string, limit time.Duration) (net.Conn, error) {
	if limit > 0 {
		return net.DialTimeout("tcp", host, limit)
	}
	return net.Dial("tcp", host)
}

// The one is dialled after the other.
func DialBoth(host string, limit time.Duration) (net.Conn, error) {
	if conn, err := net.DialTimeout("tcp", host, limit); err == nil {
		return conn, nil
	}
	return net.Dial("tcp", host) // want `net.Dial has no timeout`
}

// It has the form of a dial, and is one that this package makes for itself.
func connect(network, addr string) (net.Conn, error) {
	dialer := new(net.Dialer) // want `net.Dialer has no Timeout, and net.Dialer.Dial in connect has no deadline either`
	return dialer.Dial(network, addr)
}

func Look(host string) error {
	conn, err := connect("tcp", host)
	if err != nil {
		return err
	}
	return conn.Close()
}
