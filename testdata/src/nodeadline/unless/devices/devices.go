// Package devices asks a server unless it is told not to.
package devices

import (
	"net/http"
)

// Get asks the server, too, unless localOnly is set. Its callers bring no context, and others limit it.
func Get(c *http.Client, name string, localOnly bool) error {
	if localOnly {
		return nil
	}
	resp, err := c.Get("http://devices.example/" + name)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Find hands on what it is told.
func Find(c *http.Client, name string, localOnly bool) error { return Get(c, name, localOnly) }

// Refresh asks the server if it is told so.
func Refresh(c *http.Client, name string, ask bool) error {
	if !ask || name == "" {
		return nil
	}
	return Get(c, name, false)
}

// Both asks twice.
func Both(c *http.Client, name string, localOnly bool) error {
	if err := Get(c, name, localOnly); err != nil {
		return err
	}
	return Get(c, name, false)
}
