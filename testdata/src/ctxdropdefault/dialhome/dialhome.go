// Package dialhome dials programs on this machine, and others.
package dialhome

import (
	"context"
	"net"
)

func Beside(ctx context.Context, port string) (net.Conn, error) {
	return net.Dial("tcp", "localhost:"+port)
}

func Away(ctx context.Context, host string) (net.Conn, error) {
	return net.Dial("tcp", host+":80") // want `net.Dial takes no context although ctx is at hand`
}
