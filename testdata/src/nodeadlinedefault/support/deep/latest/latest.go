// Package latest tells of releases.
package latest

import "net/http"

func Load(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
