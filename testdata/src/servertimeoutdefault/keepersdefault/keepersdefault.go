// Package keepersdefault serves metrics through the default handler.
package keepersdefault

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func Serve(addr, path string) error {
	http.Handle(path, promhttp.Handler())
	srv := &http.Server{Addr: addr}
	return srv.ListenAndServe()
}
