// Package exporter serves metrics, which the monitoring alone asks for.
package exporter

import (
	"net/http"

	"github.com/prometheus/exporter-toolkit/web"
)

func Metrics(flags *web.FlagConfig) error {
	server := &http.Server{}
	return web.ListenAndServe(server, flags)
}

func Pages(addr string, pages http.Handler) error {
	server := &http.Server{Addr: addr, Handler: pages} // want `http.Server has no ReadHeaderTimeout`
	return server.ListenAndServe()
}
