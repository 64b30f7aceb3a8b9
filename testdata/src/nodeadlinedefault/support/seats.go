// Package support has code that serves, beside files that help tests.
package support

import "net/http"

func Seats(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}

func NewTest() (*http.Response, error) { return http.Get("http://seats.example") }

func Tester() (*http.Response, error) {
	return http.Get("http://seats.example") // want `http.Get has no deadline`
}

func NewTestament() (*http.Response, error) {
	return http.Get("http://seats.example") // want `http.Get has no deadline`
}

func SeatsForTest() (*http.Response, error) { return http.Get("http://seats.example") }
