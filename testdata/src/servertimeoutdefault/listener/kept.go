package listener

import (
	"net"
	"net/http"
)

// control is asked by its own user alone.
type control struct {
	server *http.Server
	path   string
}

func newControl(path string, h http.Handler) *control {
	return &control{server: &http.Server{Handler: h}, path: path}
}

func (c *control) start() error {
	l, err := net.Listen("unix", c.path)
	if err != nil {
		return err
	}
	go func() { c.server.Serve(l) }()
	return nil
}

// open is asked by anybody, too.
type open struct {
	server     *http.Server
	path, addr string
}

func newOpen(path, addr string, h http.Handler) *open {
	return &open{server: &http.Server{Handler: h}, path: path, addr: addr} // want `http.Server has no ReadHeaderTimeout`
}

func (o *open) start() error {
	l, err := net.Listen("unix", o.path)
	if err != nil {
		return err
	}
	go o.server.Serve(l)
	p, err := net.Listen("tcp", o.addr)
	if err != nil {
		return err
	}
	go o.server.Serve(p)
	return nil
}

func Start(path, addr string, h http.Handler) error {
	if err := newControl(path, h).start(); err != nil {
		return err
	}
	return newOpen(path, addr, h).start()
}
