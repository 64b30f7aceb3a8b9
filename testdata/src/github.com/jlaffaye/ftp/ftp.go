// Package ftp is a stub of github.com/jlaffaye/ftp.
package ftp

type ServerConn struct{}

type DialOption struct{}

func Dial(addr string, options ...DialOption) (*ServerConn, error) { return nil, nil }

func (c *ServerConn) Login(user, password string) error { return nil }

func (c *ServerConn) Logout() error { return nil }
