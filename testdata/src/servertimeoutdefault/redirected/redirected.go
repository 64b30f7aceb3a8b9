// Package redirected serves the profiler, and files beside it.
package redirected

import (
	"net/http"
	_ "net/http/pprof"
)

func Serve(addr string) error {
	http.Handle("/", http.FileServer(http.Dir("/srv")))
	return http.ListenAndServe(addr, nil) // want `http.ListenAndServe serves without any timeout`
}
