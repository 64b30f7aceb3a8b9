// Package told makes bodies anew, and tells net/http how.
package told

import (
	"io"
	"net/http"
)

// A Request can be sent more than once.
type Request struct {
	*http.Request
	body func() (io.ReadCloser, error)
}

func (r *Request) reset() error {
	body, err := r.body()
	if err != nil {
		return err
	}
	r.Body = body
	r.GetBody = r.body
	return nil
}

func (r *Request) send(c *http.Client) (*http.Response, error) {
	if err := r.reset(); err != nil {
		return nil, err
	}
	return c.Do(r.Request)
}
