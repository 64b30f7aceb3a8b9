// Package rest sends requests with a client that users may set.
package rest

import "net/http"

var standard = &http.Client{}

type Client struct{ HTTP *http.Client }

// Do sends with the client that somebody set, or with one that has no limit.
func (c *Client) Do(req *http.Request) error {
	var resp *http.Response
	var err error
	if c.HTTP == nil {
		resp, err = standard.Do(req)
	} else {
		resp, err = c.HTTP.Do(req)
	}
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Plain sends with the one that has no limit.
func (c *Client) Plain(req *http.Request) error {
	resp, err := standard.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
