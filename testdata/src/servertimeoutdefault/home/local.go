package home

import (
	"net"
	"net/http"
)

func listenOnLocalPort() (net.Listener, error) { return listen() }

func listenOnPort() (net.Listener, error) { return listen() }

var listen = func() (net.Listener, error) { return nil, nil }

// Beside is for programs that this one has started.
func Beside(h http.Handler) error {
	l, err := listenOnLocalPort()
	if err != nil {
		return err
	}
	return http.Serve(l, h)
}

func Abroad(h http.Handler) error {
	l, err := listenOnPort()
	if err != nil {
		return err
	}
	return http.Serve(l, h) // want `http.Serve serves without any timeout`
}
