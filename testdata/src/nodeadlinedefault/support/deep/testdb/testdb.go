// Package testdb helps tests, though it does not import testing.
package testdb

import "net/http"

func Reset(url string) (*http.Response, error) { return http.Get(url) }
