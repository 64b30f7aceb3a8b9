// Package sysctl is named after a system call.
package sysctl

import "net/http"

func Seats(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
