// Package branches serves plainly or over TLS.
package branches

import "net/http"

func Serve(addr, cert, key string, mux *http.ServeMux) error {
	if cert != "" {
		return http.ListenAndServeTLS(addr, cert, key, mux) // want `http.ListenAndServeTLS serves without any timeout`
	}
	return http.ListenAndServe(addr, mux)
}

// Two handlers are two servers.
func ServeBoth(addr, admin string, mux, adminMux *http.ServeMux) error {
	go http.ListenAndServe(admin, adminMux) // want `http.ListenAndServe serves without any timeout`
	return http.ListenAndServe(addr, mux)   // want `http.ListenAndServe serves without any timeout`
}
