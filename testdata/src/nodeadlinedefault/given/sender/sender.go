// Package sender sends with the client that it is given.
package sender

import "net/http"

func Send(c *http.Client, url string) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
