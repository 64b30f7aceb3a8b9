// Package storetest helps the tests of stores.
package storetest

import "net/http"

func Load(url string) (*http.Response, error) { return http.Get(url) }
