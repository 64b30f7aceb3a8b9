// Package keepersmixed serves metrics and its own pages through the default handler.
package keepersmixed

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

func init() { http.HandleFunc("/orders", orders) }

func orders(w http.ResponseWriter, r *http.Request) { r.Write(w) }

func Serve(addr, path string) error {
	http.Handle(path, promhttp.Handler())
	srv := &http.Server{Addr: addr} // want `http.Server has no ReadHeaderTimeout`
	return srv.ListenAndServe()
}
