// Package untold makes bodies anew, and does not tell net/http how.
package untold

import (
	"io"
	"net/http"
)

// A Request can be sent more than once.
type Request struct {
	*http.Request
	body func() (io.ReadCloser, error)
	last io.ReadCloser
}

func (r *Request) reset() error {
	body, err := r.body()
	if err != nil {
		return err
	}
	r.Body = body // want `this body can be made again, but net/http does not know`
	return nil
}

// A stream that can be read once.
func (r *Request) stream() { r.Body = r.last }

// What a caller makes is not known to be new each time.
func (r *Request) from(open func(string) io.ReadCloser) { r.Body = open("body") }

func (r *Request) send(c *http.Client) (*http.Response, error) {
	if err := r.reset(); err != nil {
		return nil, err
	}
	return c.Do(r.Request)
}
