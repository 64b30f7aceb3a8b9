// Package inboundhandler ends requests that take too long.
package inboundhandler

import (
	"net/http"
	"time"
)

func page(w http.ResponseWriter, r *http.Request) {
	req, err := http.NewRequestWithContext(r.Context(), http.MethodGet, "http://peer.example", nil)
	if err != nil {
		return
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return
	}
	resp.Body.Close()
}

func Handler() http.Handler {
	return http.TimeoutHandler(http.HandlerFunc(page), 10*time.Second, "too slow")
}
