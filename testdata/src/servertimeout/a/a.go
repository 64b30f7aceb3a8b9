// Package a serves HTTP with and without limits on what a client may hold.
package a

import (
	"context"
	"net"
	"net/http"
	"time"
)

// The functions of the package make a server that cannot have limits.

func listen(h http.Handler) {
	http.ListenAndServe(":8080", h) // want `http.ListenAndServe serves without any timeout: a client that sends its headers slowly, or never, holds a connection for ever; use an http.Server with ReadHeaderTimeout`
}

func listenTLS(h http.Handler) {
	http.ListenAndServeTLS(":8443", "cert", "key", h) // want `http.ListenAndServeTLS serves without any timeout`
}

func serve(l net.Listener, h http.Handler) {
	http.Serve(l, h) // want `http.Serve serves without any timeout`
}

func serveTLS(l net.Listener, h http.Handler) {
	http.ServeTLS(l, h, "cert", "key") // want `http.ServeTLS serves without any timeout`
}

func listenLimited(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h, ReadHeaderTimeout: 5 * time.Second}
	return s.ListenAndServe()
}

func listenLimitedRead(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h, ReadTimeout: 5 * time.Second}
	return s.ListenAndServe()
}

// Literals, new and variables.

func literal(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h} // want `http.Server has no ReadHeaderTimeout: a client that sends its headers slowly, or never, holds a connection for ever; set ReadHeaderTimeout`
	return s.ListenAndServe()
}

func literalWriteOnly(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h, WriteTimeout: time.Minute, IdleTimeout: time.Minute} // want `http.Server has no ReadHeaderTimeout`
	return s.ListenAndServe()
}

func literalZero(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h, ReadHeaderTimeout: 0} // want `http.Server has no ReadHeaderTimeout`
	return s.ListenAndServe()
}

func literalNegative(h http.Handler) error {
	s := &http.Server{Addr: ":8080", Handler: h, ReadHeaderTimeout: -1} // want `http.Server has no ReadHeaderTimeout`
	return s.ListenAndServe()
}

func literalValue(h http.Handler) error {
	s := http.Server{Handler: h} // want `http.Server has no ReadHeaderTimeout`
	return s.ListenAndServe()
}

func literalValueLimited(h http.Handler) error {
	s := http.Server{Handler: h, ReadHeaderTimeout: time.Second}
	return s.ListenAndServe()
}

func made(h http.Handler) error {
	s := new(http.Server) // want `http.Server has no ReadHeaderTimeout`
	s.Handler = h
	return s.ListenAndServe()
}

func madeLimited(h http.Handler) error {
	s := new(http.Server)
	s.Handler = h
	s.ReadHeaderTimeout = time.Second
	return s.ListenAndServe()
}

func variable(h http.Handler) error {
	var s http.Server // want `http.Server has no ReadHeaderTimeout`
	s.Handler = h
	return s.ListenAndServe()
}

func variableLimited(h http.Handler) error {
	var s http.Server
	s.Handler = h
	s.ReadTimeout = time.Second
	return s.ListenAndServe()
}

func configured(h http.Handler, d time.Duration) error {
	s := &http.Server{Handler: h, ReadHeaderTimeout: d}
	return s.ListenAndServe()
}

func limitedLater(h http.Handler, strict bool) error {
	s := &http.Server{Handler: h}
	if strict {
		s.ReadHeaderTimeout = time.Second
	}
	return s.ListenAndServe() // whoever asks for no limit may mean it
}

// Package variables and fields.

var global = &http.Server{Addr: ":8080"} // want `http.Server has no ReadHeaderTimeout`

var globalLimited = &http.Server{Addr: ":8080", ReadHeaderTimeout: time.Second}

var globalLater = &http.Server{Addr: ":8080"}

func init() { globalLater.ReadHeaderTimeout = time.Second }

type app struct{ server *http.Server }

func newApp(h http.Handler) *app {
	return &app{server: &http.Server{Handler: h}} // want `http.Server has no ReadHeaderTimeout`
}

func newAppLimited(h http.Handler) *app {
	return &app{server: &http.Server{Handler: h, ReadHeaderTimeout: time.Second}}
}

func (a *app) run() error { return a.server.ListenAndServe() }

// Servers that only this machine reaches are graded lower, and reported in a review.

func loopback(h http.Handler) {
	http.ListenAndServe("127.0.0.1:6060", h) // want `http.ListenAndServe serves without any timeout`
}

func loopbackServer(h http.Handler) error {
	s := &http.Server{Addr: "localhost:6060", Handler: h} // want `http.Server has no ReadHeaderTimeout`
	return s.ListenAndServe()
}

// Shutdown.

func shutdown(s *http.Server) error {
	return s.Shutdown(context.Background()) // want `http.Server.Shutdown gets context.Background\(\) and waits for ever for clients that keep a connection busy; use context.WithTimeout, then Close`
}

func shutdownTimeout(s *http.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return s.Shutdown(ctx)
}

func shutdownGiven(ctx context.Context, s *http.Server) error { return s.Shutdown(ctx) }

func shutdownTODO(s *http.Server) error {
	return s.Shutdown(context.TODO()) // want `http.Server.Shutdown gets context.TODO\(\)`
}

func closeNow(s *http.Server) error { return s.Close() }

// Not servers of their own.

func given(s *http.Server) error { return s.ListenAndServe() }

func pointerOnly() *http.Server { return nil }

func mux() http.Handler { return http.NewServeMux() }

// A server that lies within another object: what is set later, wherever, is one with it.

type house struct {
	server http.Server
	back   http.Server
}

func newHouse(h http.Handler, back bool) *house {
	x := &house{}
	x.server = http.Server{Handler: h}
	x.back = http.Server{Handler: h} // want `http.Server has no ReadHeaderTimeout`
	if back {
		x.server.ReadHeaderTimeout = time.Second
		x.back.WriteTimeout = time.Second
	}
	return x
}

// A constant keeps it from being made.

const profiled = false

func profile(h http.Handler) {
	if profiled {
		http.ListenAndServe(":6060", h)
	}
	if !profiled {
		http.ListenAndServe(":8080", h) // want `http.ListenAndServe serves without any timeout`
	}
}
