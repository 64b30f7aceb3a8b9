// Package lib sends what it is given.
package lib

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

// Send sends the request.
func Send(c *http.Client, req *http.Request) error {
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// SendAgain sends the request with its body from the beginning.
func SendAgain(c *http.Client, req *http.Request) error {
	if req.GetBody != nil {
		body, err := req.GetBody()
		if err != nil {
			return err
		}
		req.Body = body
	}
	return Send(c, req)
}

// Put makes a request of the reader.
func Put(c *http.Client, url string, body io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, url, body)
	if err != nil {
		return err
	}
	return Send(c, req)
}

// PutBytes makes a request of the bytes.
func PutBytes(c *http.Client, url string, data []byte) error {
	return Put(c, url, bytes.NewReader(data))
}

// Log says that a request is on its way.
func Log(req *http.Request) string { return req.URL.Host }

// Retry runs the function until it works.
func Retry(n int, f func() error) error {
	for range n {
		if err := f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

// EachHost runs the function for one host after the other until it works.
func EachHost(hosts []string, f func(host string) error) error {
	var errs []error
	for _, host := range hosts {
		err := f(host)
		if err == nil {
			return nil
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Once runs the function.
func Once(f func() error) error { return f() }

// Content is a reader that can be asked for its bytes.
type Content struct {
	io.Reader
	Bytes []byte
}

// Store reads the reader, unless it is a Content.
func Store(r io.Reader) ([]byte, error) {
	if c, ok := r.(*Content); ok {
		return c.Bytes, nil
	}
	return io.ReadAll(r)
}
