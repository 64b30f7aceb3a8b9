// Package nothing sends what its callers give, which may be nothing.
package nothing

import (
	"bytes"
	"net/http"
	"time"
)

// All who call give no content: there is nothing to send again.
func ask(c *http.Client, url string, content []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewBuffer(content))
	if err != nil {
		return nil, err
	}
	for range 3 {
		var resp *http.Response
		if resp, err = c.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func askAll(c *http.Client) {
	ask(c, "https://stock.example/a", nil)
	ask(c, "https://stock.example/b", nil)
}

// Some give content.
func tell(c *http.Client, url string, content []byte) (*http.Response, error) {
	req, err := http.NewRequest("POST", url, bytes.NewBuffer(content))
	if err != nil {
		return nil, err
	}
	for range 3 {
		var resp *http.Response
		if resp, err = c.Do(req); err == nil { // want `the body of req was read by the attempt before`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func tellAll(c *http.Client, content []byte) {
	tell(c, "https://stock.example/a", nil)
	tell(c, "https://stock.example/b", content)
}

// A buffer that begins with nothing is filled.
func fill(c *http.Client, url string, write func(*bytes.Buffer)) (*http.Response, error) {
	buf := bytes.NewBuffer(nil)
	write(buf)
	req, err := http.NewRequest("POST", url, buf)
	if err != nil {
		return nil, err
	}
	for range 3 {
		var resp *http.Response
		resp, err = c.Do(req) // want `the body of req was read by the attempt before`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}
