// Package logged sends requests again, and keeps their bodies for its log.
package logged

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

var errGivenUp = errors.New("given up")

// A Logger is told of requests.
type Logger interface {
	Enabled() bool
	Log(method string, body []byte)
}

// A Client sends requests.
type Client struct {
	next   http.RoundTripper
	logger Logger
	debug  bool
	keep   bool
}

func copyOf(body io.ReadCloser) ([]byte, io.ReadCloser, error) {
	data, err := io.ReadAll(body)
	return data, io.NopCloser(bytes.NewReader(data)), err
}

// The body is kept for the log, if there is one: else the second attempt has none.
func (c *Client) Perform(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		var sent []byte
		if c.logger != nil && c.logger.Enabled() {
			sent, req.Body, err = copyOf(req.Body)
			if err != nil {
				return nil, err
			}
		}
		resp, err = c.next.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if c.logger != nil {
			c.log(req, sent)
		}
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

func (c *Client) log(req *http.Request, sent []byte) {
	req.Body = io.NopCloser(bytes.NewReader(sent))
	c.logger.Log(req.Method, sent)
}

// It is kept for all attempts.
func (c *Client) PerformKept(req *http.Request) (resp *http.Response, err error) {
	var sent []byte
	for range 3 {
		if sent == nil {
			sent, req.Body, err = copyOf(req.Body)
			if err != nil {
				return nil, err
			}
		}
		req.Body = io.NopCloser(bytes.NewReader(sent))
		if resp, err = c.next.RoundTrip(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// The flag may say that requests with a body come with it.
func (c *Client) PerformIfKept(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		var sent []byte
		if c.keep {
			sent, req.Body, err = copyOf(req.Body)
			if err != nil {
				return nil, err
			}
		}
		if resp, err = c.next.RoundTrip(req); err == nil {
			return resp, nil
		}
		if c.keep {
			req.Body = io.NopCloser(bytes.NewReader(sent))
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// The function rewinds only what it has read for its log.
func (c *Client) dump(req *http.Request) {
	if !c.debug {
		return
	}
	if data, body, err := copyOf(req.Body); err == nil {
		req.Body = body
		c.logger.Log(req.Method, data)
	}
}

// So the attempts after the first one are without their body.
func (c *Client) PerformDumped(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		if resp, err = c.next.RoundTrip(req); err == nil { // want `the body of req, if it has one, was read by the attempt before`
			return resp, nil
		}
		c.dump(req)
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// Here it rewinds in any case.
func (c *Client) rewound(req *http.Request) {
	data, body, err := copyOf(req.Body)
	if err != nil {
		return
	}
	req.Body = body
	if c.debug {
		c.logger.Log(req.Method, data)
	}
}

// What it makes of the body is fit to be sent.
func (c *Client) PerformRewound(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		c.rewound(req)
		if resp, err = c.next.RoundTrip(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// get hands on the response.
func (c *Client) get(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	return resp, nil
}

// The response of a server that is busy stays open.
func (c *Client) Get(url string) (*http.Response, error) {
	for range 3 {
		resp, err := c.get(url) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// It is closed.
func (c *Client) GetClosed(url string) (*http.Response, error) {
	for range 3 {
		resp, err := c.get(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		resp.Body.Close()
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// read reads the response to its end, and hands on what it has read.
func (c *Client) read(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	resp, err := c.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	resp.Body = io.NopCloser(bytes.NewReader(data))
	return resp, err
}

// So there is nothing to close.
func (c *Client) GetRead(url string) (*http.Response, error) {
	for range 3 {
		resp, err := c.read(url)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// A deferred literal closes it in the end.
func (c *Client) GetDeferred(url string) (status int, err error) {
	for range 3 {
		resp, err := c.get(url)
		if err != nil {
			return 0, err
		}
		defer func() { _ = resp.Body.Close() }()
		if resp.StatusCode != http.StatusServiceUnavailable {
			return resp.StatusCode, nil
		}
		time.Sleep(time.Second)
	}
	return 0, errGivenUp
}

// One that looks at something else does not.
func (c *Client) GetCounted(url string) (status int, err error) {
	tries := 0
	for range 3 {
		resp, err := c.get(url) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			return 0, err
		}
		defer func() { tries++ }()
		if resp.StatusCode != http.StatusServiceUnavailable {
			resp.Body.Close()
			return resp.StatusCode, nil
		}
		time.Sleep(time.Second)
	}
	return 0, errGivenUp
}
