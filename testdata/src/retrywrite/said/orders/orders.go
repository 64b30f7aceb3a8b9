// Package orders writes at the other end.
package orders

import "net/http"

// Charge sends the order's number, by which the provider knows a repeat.
//
//distvet:idempotent the provider knows a repeat by the order's number
func Charge(url string) error {
	resp, err := http.Post(url, "application/json", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Order is like Charge, and nobody told.
func Order(url string) error {
	resp, err := http.Post(url, "application/json", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
