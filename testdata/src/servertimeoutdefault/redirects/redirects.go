// Package redirects serves the profiler, and a page that leads there.
package redirects

import (
	"net/http"
	_ "net/http/pprof"
)

func Serve(addr string) error {
	http.Handle("/", http.RedirectHandler("/debug/pprof", http.StatusSeeOther))
	return http.ListenAndServe(addr, nil)
}
