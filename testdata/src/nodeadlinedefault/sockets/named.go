package sockets

import "net"

// UnixDomainSocket is told its network by a file.
type UnixDomainSocket struct{ network, path string }

func (s *UnixDomainSocket) Connect() (net.Conn, error) { return net.Dial(s.network, s.path) }

// Channel is told its network by a file, too.
type Channel struct{ network, path string }

func (s *Channel) Connect() (net.Conn, error) {
	return net.Dial(s.network, s.path) // want `net.Dial has no timeout`
}

// CloudService is no socket either.
type CloudService struct{ network, path string }

func (s *CloudService) Connect() (net.Conn, error) {
	return net.Dial(s.network, s.path) // want `net.Dial has no timeout`
}
