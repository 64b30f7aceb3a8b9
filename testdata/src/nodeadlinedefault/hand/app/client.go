package app

import "net/http"

func Client(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
