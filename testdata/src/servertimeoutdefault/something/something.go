// Package something registers a page with the default handler.
package something

import "net/http"

func Start(h http.HandlerFunc) {
	http.HandleFunc("/seats", h)
	go http.ListenAndServe(":6060", nil) // want `http.ListenAndServe serves without any timeout`
}
