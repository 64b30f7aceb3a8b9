// Package defaultother sets what limits nothing.
package defaultother

import (
	"crypto/tls"
	"net/http"
)

func init() {
	http.DefaultTransport.(*http.Transport).TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
}

func Get(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
