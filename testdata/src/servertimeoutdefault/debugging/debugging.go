// Package debugging serves those who look into the program.
package debugging

import (
	"fmt"
	"net/http"
)

type settings struct {
	DebugAddr, Addr string
	pprofPort, port int
}

func serve(s settings, h http.Handler) {
	go http.ListenAndServe(s.DebugAddr, h)
	go http.ListenAndServe(s.Addr, h) // want `http.ListenAndServe serves without any timeout`
}

func servePort(s settings, h http.Handler) error {
	return http.ListenAndServe(fmt.Sprintf(":%d", s.pprofPort), h)
}

func serveOther(s settings, h http.Handler) error {
	return http.ListenAndServe(fmt.Sprintf(":%d", s.port), h) // want `http.ListenAndServe serves without any timeout`
}

func serveDebug(s settings, h http.Handler) error {
	return http.ListenAndServe(s.Addr, h)
}

func server(s settings, h http.Handler) error {
	srv := &http.Server{Addr: s.DebugAddr, Handler: h}
	return srv.ListenAndServe()
}

// What it serves may be named for anything.
func all(s settings, debug http.Handler) error {
	srv := &http.Server{Addr: s.Addr, Handler: debug} // want `http.Server has no ReadHeaderTimeout`
	return srv.ListenAndServe()
}

func Run(s settings, h http.Handler) {
	serve(s, h)
	servePort(s, h)
	serveOther(s, h)
	serveDebug(s, h)
	server(s, h)
	all(s, h)
}
