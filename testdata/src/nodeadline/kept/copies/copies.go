// Package copies limits a copy of the client that it is given.
package copies

import (
	"net/http"
	"time"
)

// A Feed has a client of its own.
type Feed struct{ client *http.Client }

// New keeps c.
func New(c *http.Client) *Feed { return &Feed{c} }

// Brief makes the feed one whose calls end in time.
func (f *Feed) Brief() {
	brief := *f.client
	brief.Timeout = time.Second
	f.client = &brief
}

func (f *Feed) Get(url string) error {
	resp, err := f.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
