// Package seatctl is part of what somebody runs by hand.
package seatctl

import "net/http"

func Seats(url string) (*http.Response, error) {
	return http.Get(url)
}
