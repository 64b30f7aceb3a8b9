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

// ErrNotFound tells that the server has no such thing.
var ErrNotFound = errors.New("not found")

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

// ErrSkip tells Visit to go on.
var ErrSkip = errors.New("skip")

// Visit runs f with one name after the other, and goes on after the failures that say so.
func Visit(names []string, f func(name string) error) error {
	for _, n := range names {
		if err := f(n); err != nil && !errors.Is(err, ErrSkip) {
			return err
		}
	}
	return nil
}

// VisitOne runs f with one name after the other until it works, and goes on after the
// failures that say so.
func VisitOne(names []string, f func(name string) error) error {
	for _, n := range names {
		if err := f(n); !errors.Is(err, ErrSkip) {
			return err
		}
	}
	return nil
}
