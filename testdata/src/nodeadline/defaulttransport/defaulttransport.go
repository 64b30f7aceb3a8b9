// Package defaulttransport puts a round tripper under the default client.
package defaulttransport

import (
	"net/http"
	"time"
)

type waiting struct {
	next http.RoundTripper
	d    time.Duration
}

func (w waiting) RoundTrip(r *http.Request) (*http.Response, error) { return w.next.RoundTrip(r) }

func init() { http.DefaultTransport = waiting{http.DefaultTransport, time.Second} }

func Get(url string) (*http.Response, error) { return http.Get(url) }
