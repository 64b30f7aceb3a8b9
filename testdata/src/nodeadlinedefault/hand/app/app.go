// Package app has a file with the commands that somebody runs by hand.
package app

import "net/http"

func Seats(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
