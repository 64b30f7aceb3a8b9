// Package kubectlseats is part of something that serves kubectl.
package kubectlseats

import "net/http"

func Seats(url string) (*http.Response, error) {
	return http.Get(url) // want `http.Get has no deadline`
}
