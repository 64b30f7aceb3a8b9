// Package sockets dials what its fields name.
package sockets

import "net"

type address struct{ network, path string }

// Daemon waits on a socket of this machine.
type Daemon struct{ at address }

func NewDaemon() *Daemon { return &Daemon{address{"unix", "/run/stock.sock"}} }

func (d *Daemon) Dial() (net.Conn, error) { return net.Dial(d.at.network, d.at.path) }

type target struct{ network, host string }

// Remote waits on another one.
type Remote struct{ at target }

func NewRemote(host string) *Remote { return &Remote{target{"tcp", host}} }

func (r *Remote) Dial() (net.Conn, error) {
	return net.Dial(r.at.network, r.at.host) // want `net.Dial has no timeout`
}
