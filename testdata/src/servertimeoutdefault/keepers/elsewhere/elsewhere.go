// Package elsewhere registers what its importers do not see.
package elsewhere

import "net/http"

func Routes(mux *http.ServeMux) {
	mux.HandleFunc("/orders", func(http.ResponseWriter, *http.Request) {})
}
