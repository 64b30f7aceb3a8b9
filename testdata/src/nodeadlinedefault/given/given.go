// Package given gives clients without limits to one function of another package, where one limit would
// do for all, and uses one itself.
package given

import (
	"net/http"

	"nodeadlinedefault/given/sender"
)

func First(url string) error {
	return sender.Send(&http.Client{}, url) // want `http.Client has no Timeout, and http.Client.Get through sender.Send in First has no deadline either`
}

func Second(url string) error { return sender.Send(&http.Client{}, url) }

func Own(url string) error {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in Own has no deadline either`
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
