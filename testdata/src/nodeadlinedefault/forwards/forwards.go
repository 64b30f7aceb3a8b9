// Package forwards passes on what its clients ask for.
package forwards

import (
	"io"
	"net/http"
)

// A proxy's answer takes as long as its client wants it.
func forward(w http.ResponseWriter, r *http.Request) {
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

func ask(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), "GET", "http://peer", nil)
	if err != nil {
		return
	}
	resp, err := http.DefaultClient.Do(req) // want `http.Client.Do in ask goes through http.DefaultClient`
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}

func Routes(mux *http.ServeMux) {
	mux.HandleFunc("/forward", forward)
	mux.HandleFunc("/ask", ask)
}
