// Package ftp works on connections whose dial has no limit: the dial is where to set one.
package ftp

import "github.com/jlaffaye/ftp"

type Store struct{ conn *ftp.ServerConn }

func (s *Store) Open(addr string) error {
	conn, err := ftp.Dial(addr) // want `ftp.Dial has no deadline`
	if err != nil {
		return err
	}
	s.conn = conn
	return conn.Login("shop", "shop")
}

func (s *Store) Close() error { return s.conn.Logout() }
