// Package defaultfield limits a part of each exchange of the default client.
package defaultfield

import (
	"net/http"
	"time"
)

func init() {
	http.DefaultTransport.(*http.Transport).ResponseHeaderTimeout = 10 * time.Second
}

func Get(url string) (*http.Response, error) { return http.Get(url) }
