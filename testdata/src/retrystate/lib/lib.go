// Package lib runs functions again.
package lib

import (
	"errors"
	"io"
	"net/http"
	"time"
)

// WithRetry runs f until it works.
func WithRetry(f func() error) error {
	for range 3 {
		if err := f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

// WithServer runs f with one server after the other until it works.
func WithServer(servers []string, f func(server string) error) error {
	var err error
	for _, s := range servers {
		if err = dialled(s, func() error { return f(s) }); err == nil {
			return nil
		}
	}
	return err
}

func dialled(server string, f func() error) error {
	if server == "" {
		return errors.New("no server")
	}
	return f()
}

// Download copies what the URL holds.
func Download(c *http.Client, url string, w io.Writer) error {
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// Resume tells how far it came.
func Resume(c *http.Client, url string, w io.Writer) (int64, error) {
	resp, err := c.Get(url)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	return io.Copy(w, resp.Body)
}
