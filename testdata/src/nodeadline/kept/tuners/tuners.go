// Package tuners keeps clients and limits them later.
package tuners

import (
	"net/http"
	"time"
)

// A Tuner limits its client when somebody says so.
type Tuner struct{ client *http.Client }

// New keeps c.
func New(c *http.Client) *Tuner { return &Tuner{c} }

func (t *Tuner) Limit(d time.Duration) { t.client.Timeout = d }

func (t *Tuner) Get(url string) error {
	resp, err := t.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
