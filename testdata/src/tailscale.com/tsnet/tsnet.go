// Package tsnet is a stub of tailscale.com/tsnet.
package tsnet

import "net"

type Server struct{}

func (s *Server) Listen(network, addr string) (net.Listener, error) { return nil, nil }
