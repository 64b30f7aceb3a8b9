// Package healthcheck tells whether the program is well.
package healthcheck

import "net/http"

func Serve(addr string, h http.Handler) error { return http.ListenAndServe(addr, h) }
