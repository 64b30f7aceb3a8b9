// Package retryplain sets what limits the attempts, and no limit on one of them.
package retryplain

import (
	"net/http"

	"github.com/hashicorp/go-retryablehttp"
)

func few(url string) (*http.Response, error) {
	c := retryablehttp.NewClient() // want `retryablehttp.NewClient has no HTTPClient.Timeout`
	c.RetryMax = 2
	return c.Get(url)
}
