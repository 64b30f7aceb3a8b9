// Package anyport serves on a port that the system chooses: whoever is told of it knows it, and nobody else.
package anyport

import (
	"fmt"
	"net"
	"net/http"
)

func Callback(h http.Handler) (string, error) {
	l, err := net.Listen("tcp", ":0")
	if err != nil {
		return "", err
	}
	srv := &http.Server{Handler: h}
	go srv.Serve(l)
	return fmt.Sprint(l.Addr()), nil
}

func Shop(h http.Handler) (string, error) {
	l, err := net.Listen("tcp", ":8080")
	if err != nil {
		return "", err
	}
	srv := &http.Server{Handler: h} // want `http.Server has no ReadHeaderTimeout`
	go srv.Serve(l)
	return fmt.Sprint(l.Addr()), nil
}
