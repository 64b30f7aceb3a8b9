// Package given has functions that answer GetBody with the body they were given.
package given

import (
	"io"
	"net/http"
	"os"
)

// SetBody takes a body that rewinds itself at its end, and cannot ask for it.
func SetBody(req *http.Request, body io.ReadCloser) {
	req.Body = body
	req.GetBody = func() (io.ReadCloser, error) { return body, nil }
}

// A file does not.
func SetFile(req *http.Request, f *os.File) {
	req.Body = f
	req.GetBody = func() (io.ReadCloser, error) { return f, nil } // want `GetBody returns f again`
}

// The package knows what it gives.
func setBody(req *http.Request, body io.ReadCloser) {
	req.Body = body
	req.GetBody = func() (io.ReadCloser, error) { return body, nil } // want `GetBody returns body again`
}

// Upload gives a file.
func Upload(c *http.Client, url, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPut, url, nil)
	if err != nil {
		return err
	}
	setBody(req, f)
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
