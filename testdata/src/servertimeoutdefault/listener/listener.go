// Package listener serves listeners that few can reach, beside others.
package listener

import (
	"net"
	"net/http"

	"tailscale.com/tsnet"
)

func Socket(h http.Handler) error {
	l, err := net.Listen("unix", "/run/app.sock")
	if err != nil {
		return err
	}
	return http.Serve(l, h)
}

func Port(h http.Handler) error {
	l, err := net.Listen("tcp", ":8080")
	if err != nil {
		return err
	}
	return http.Serve(l, h) // want `http.Serve serves without any timeout`
}

func Tailnet(ts *tsnet.Server, h http.Handler) error {
	l, err := ts.Listen("tcp", ":80")
	if err != nil {
		return err
	}
	srv := &http.Server{Handler: h}
	return srv.Serve(l)
}

func Given(l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h} // want `http.Server has no ReadHeaderTimeout`
	return srv.Serve(l)
}
