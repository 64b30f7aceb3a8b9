// Package looks asks whether the client that it is given has a limit.
package looks

import (
	"errors"
	"net/http"
)

// A Feed has a client with a limit.
type Feed struct{ client *http.Client }

var errNoLimit = errors.New("a client without a limit")

// New keeps c if it has a limit.
func New(c *http.Client) (*Feed, error) {
	if c.Timeout == 0 {
		return nil, errNoLimit
	}
	return &Feed{c}, nil
}

func (f *Feed) Get(url string) error {
	resp, err := f.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
