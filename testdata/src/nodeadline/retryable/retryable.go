// Package retryable sets the limits of clients that retry on the client within, and elsewhere.
package retryable

import (
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

func within(url string) (*http.Response, error) {
	c := retryablehttp.NewClient()
	c.HTTPClient.Timeout = 10 * time.Second
	return c.Get(url)
}

func handedOut(url string) (*http.Response, error) {
	c := retryablehttp.NewClient()
	s := c.StandardClient()
	s.Timeout = 10 * time.Second
	return s.Get(url)
}
