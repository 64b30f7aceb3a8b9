// Package mixed serves its own pages and the profiler through the default handler.
package mixed

import (
	"net/http"
	_ "net/http/pprof"
)

func Serve(addr string, h http.HandlerFunc) error {
	http.HandleFunc("/", h)
	return http.ListenAndServe(addr, nil) // want `http.ListenAndServe serves without any timeout`
}
