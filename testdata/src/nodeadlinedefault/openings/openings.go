// Package openings has functions that prepare what tests work with, and others with such names.
package openings

import "net/http"

func SetupTestServer() (*http.Response, error) { return http.Get("http://seats.example") }

func SetupLatestServer() (*http.Response, error) {
	return http.Get("http://seats.example") // want `http.Get has no deadline`
}

func CreateSpeedTest() (*http.Response, error) {
	return http.Get("http://seats.example") // want `http.Get has no deadline`
}
