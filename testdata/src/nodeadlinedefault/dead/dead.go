// Package dead has calls that a constant keeps from being made.
package dead

import "net/http"

const checking = false

var Checking = false

func Constant(url string) error {
	if !checking {
		return nil
	}
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Variable(url string) error {
	if !Checking {
		return nil
	}
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Always(url string) error {
	if checking {
		return nil
	}
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
