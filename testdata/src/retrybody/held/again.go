package held

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"time"
)

// Options are what a request may have.
type Options struct {
	JSON any
	Raw  io.Reader
	Seek io.ReadSeeker
}

func (c *Client) login() error { return nil }

// After a login the request is made again, of a reader that has been read.
func (c *Client) Request(method, url string, opts Options) (*http.Response, error) {
	var body io.Reader
	if opts.JSON != nil {
		data, err := json.Marshal(opts.JSON)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data)
	}
	if opts.Raw != nil {
		body = opts.Raw
	}
	req, err := http.NewRequest(method, url, body)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if err := c.login(); err != nil {
			return nil, err
		}
		return c.Request(method, url, opts) // want `the reader in Options.Raw was read by the attempt before`
	}
	return resp, nil
}

// What can be sought is.
func (c *Client) RequestSought(method, url string, opts Options) (*http.Response, error) {
	req, err := http.NewRequest(method, url, opts.Seek)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized {
		resp.Body.Close()
		if _, err := opts.Seek.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		return c.RequestSought(method, url, opts)
	}
	return resp, nil
}

// Only requests without a reader are made again.
func (c *Client) RequestWithout(method, url string, opts Options) (*http.Response, error) {
	req, err := http.NewRequest(method, url, opts.Raw)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && opts.Raw == nil {
		resp.Body.Close()
		return c.RequestWithout(method, url, opts)
	}
	return resp, nil
}

// Another page is another request.
func (c *Client) RequestPages(method, url string, opts Options) (*http.Response, error) {
	req, err := http.NewRequest(method, url, opts.Raw)
	if err != nil {
		return nil, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	if next := resp.Header.Get("Link"); next != "" {
		resp.Body.Close()
		return c.RequestPages(method, next, opts)
	}
	return resp, nil
}

func (c *Client) sendWith(url string, opts *Options) error {
	req, err := http.NewRequest(http.MethodPost, url, opts.Raw)
	if err != nil {
		return err
	}
	return c.do(req)
}

// A second try with the same reader.
func (c *Client) Twice(url string, opts *Options) error {
	err := c.sendWith(url, opts)
	if err != nil && c.login() == nil {
		err = c.sendWith(url, opts) // want `the reader in Options.Raw was read by the attempt before`
	}
	return err
}

// A second try with another one.
func (c *Client) TwiceFresh(url string, opts *Options, data []byte) error {
	err := c.sendWith(url, opts)
	if err != nil && c.login() == nil {
		opts.Raw = bytes.NewReader(data)
		err = c.sendWith(url, opts)
	}
	return err
}

// Another place.
func (c *Client) TwiceElsewhere(url, other string, opts *Options) error {
	if err := c.sendWith(url, opts); err != nil {
		return err
	}
	return c.sendWith(other, opts)
}

// An Upload is a form, or what the reader holds.
type Upload struct {
	Content io.Reader
	data    []byte
	isForm  bool
	rewind  bool
}

func prepare(u *Upload) {
	if u.isForm {
		u.Content = bytes.NewReader(u.data)
	}
}

func (c *Client) upload(url string, u *Upload) error {
	prepare(u)
	req, err := http.NewRequest(http.MethodPost, url, u.Content)
	if err != nil {
		return err
	}
	return c.do(req)
}

// Only forms are made anew.
func (c *Client) Upload(url string, u *Upload) error {
	for range 3 {
		if err := c.upload(url, u); err == nil { // want `the reader in Upload.Content was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Only forms are sent again.
func (c *Client) UploadForm(url string, u *Upload) error {
	for range 3 {
		if err := c.upload(url, u); err == nil {
			return nil
		}
		if !u.isForm {
			break
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func (c *Client) uploadAgain(url string, u *Upload) error {
	if u.rewind {
		u.Content = bytes.NewReader(u.data)
	}
	req, err := http.NewRequest(http.MethodPost, url, u.Content)
	if err != nil {
		return err
	}
	return c.do(req)
}

// The flag is set for the attempts after the first one.
func (c *Client) UploadAgain(url string, u *Upload) error {
	for range 3 {
		if err := c.uploadAgain(url, u); err == nil {
			return nil
		}
		u.rewind = true
		time.Sleep(time.Second)
	}
	return errGivenUp
}
