package sockets

import "net/textproto"

// A socket of this machine's file system refuses at once.
func Text(path string) error {
	conn, err := textproto.Dial("unix", path)
	if err != nil {
		return err
	}
	return conn.Close()
}

func TextFar(host string) error {
	conn, err := textproto.Dial("tcp", host) // want `textproto.Dial has no deadline`
	if err != nil {
		return err
	}
	return conn.Close()
}
