// Package beside sends requests through a function that most often has a client of its user's.
package beside

import (
	"net/http"

	"nodeadlinedefault/beside/rest"
)

func Send(c *rest.Client, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	return c.Do(req)
}

func SendPlain(c *rest.Client, url string) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	return c.Plain(req) // want `http.Client.Do has no deadline: SendPlain passes http.NewRequest through rest.Client.Plain`
}
