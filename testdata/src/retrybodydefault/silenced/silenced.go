// Package silenced has comments for another linter, which reports responses that are left open.
package silenced

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

// Ready has been looked at.
func Ready(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Get(url) //nolint:bodyclose // one a minute
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
	return context.DeadlineExceeded
}

// ReadyToo has been looked at, and for its address as well.
func ReadyToo(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Get(url) //nolint:bodyclose,gosec // one a minute, and our own
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
	return context.DeadlineExceeded
}

// ReadyUnseen has not.
func ReadyUnseen(c *http.Client, url string) error {
	for range 30 {
		resp, err := c.Get(url) // want `the response of this attempt is left open`
		if err == nil && resp.StatusCode == http.StatusOK {
			return resp.Body.Close()
		}
		time.Sleep(time.Minute)
	}
	return context.DeadlineExceeded
}

// Put has been looked at for its answer, which is closed, and not for the body that it sends.
func Put(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.Do(req) /* want `the body of req was read by the attempt before` */ //nolint:bodyclose
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return context.DeadlineExceeded
}
