// Package nested sends a body to the next host, and within that to where a host sends it on.
package nested

import (
	"errors"
	"io"
	"net/http"
)

var errNobody = errors.New("nobody there")

type client struct {
	http  *http.Client
	hosts []string
}

// The reader is handed on in both; here the request is made of it.
func (c *client) follow(url string, body io.Reader) (*http.Response, error) {
	for range 5 {
		req, err := http.NewRequest(http.MethodPost, url, body) // want `body was read by the attempt before`
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusMovedPermanently {
			return resp, nil
		}
		resp.Body.Close()
		url = resp.Header.Get("Location")
	}
	return nil, errNobody
}

func (c *client) Post(path string, body io.Reader) (*http.Response, error) {
	for _, host := range c.hosts {
		if resp, err := c.follow(host+path, body); err == nil {
			return resp, nil
		}
	}
	return nil, errNobody
}

// What follows nothing uses it up once.
func (c *client) once(url string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, body)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

func (c *client) PostOnce(path string, body io.Reader) (*http.Response, error) {
	for _, host := range c.hosts {
		if resp, err := c.once(host+path, body); err == nil { // want `body was read by the attempt before`
			return resp, nil
		}
	}
	return nil, errNobody
}

// Another reader is handed on.
func (c *client) PostBoth(path string, body, other io.Reader) (*http.Response, error) {
	for _, host := range c.hosts {
		if resp, err := c.followOne(host+path, body, other); err == nil { // want `body was read by the attempt before`
			return resp, nil
		}
	}
	return nil, errNobody
}

func (c *client) followOne(url string, body, other io.Reader) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, body)
	if err != nil {
		return nil, err
	}
	if _, err := c.http.Do(req); err != nil {
		return nil, err
	}
	for range 5 {
		req, err := http.NewRequest(http.MethodPost, url, other) // want `other was read by the attempt before`
		if err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusMovedPermanently {
			return resp, nil
		}
		resp.Body.Close()
	}
	return nil, errNobody
}
