// Package profiler serves the profiler and nothing else through the default handler.
package profiler

import (
	"net/http"
	_ "net/http/pprof"
)

func Profile(addr string) error { return http.ListenAndServe(addr, nil) }

func Serve(addr string, h http.Handler) error {
	return http.ListenAndServe(addr, h) // want `http.ListenAndServe serves without any timeout`
}
