// Package meant says in so many words that a client has no limit.
package meant

import (
	"io"
	"net/http"
)

func Proxy(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), r.Method, "http://backend.example", nil)
	if err != nil {
		return
	}
	client := &http.Client{Timeout: 0} // events come for as long as the page is open
	if resp, err := client.Do(req); err == nil {
		defer resp.Body.Close()
		io.Copy(w, resp.Body)
	}
}

func Forgotten(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), r.Method, "http://backend.example", nil)
	if err != nil {
		return
	}
	client := &http.Client{Transport: http.DefaultTransport} // want `http.Client has no Timeout`
	if resp, err := client.Do(req); err == nil {
		defer resp.Body.Close()
		io.Copy(w, resp.Body)
	}
}
