// Package cli has the commands of a program that somebody runs by hand. A server is for others
// all the same.
package cli

import "net/http"

func Serve(addr string, h http.Handler) error {
	srv := &http.Server{Addr: addr, Handler: h} // want `http.Server has no ReadHeaderTimeout`
	return srv.ListenAndServe()
}
