// Package control is not, whatever it begins with.
package control

import "net/http"

func Seats(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
