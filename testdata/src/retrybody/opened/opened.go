// Package opened opens files for its requests, and does not tell net/http how.
package opened

import (
	"io"
	"net/http"
)

// An Asset is uploaded.
type Asset struct {
	Size int64
	Open func() (io.ReadCloser, error)
	File io.ReadCloser
}

func upload(c *http.Client, url string, asset Asset) error {
	f, err := asset.Open()
	if err != nil {
		return err
	}
	defer f.Close()
	req, err := http.NewRequest("PUT", url, f) // want `this body can be made again, but net/http does not know`
	if err != nil {
		return err
	}
	req.ContentLength = asset.Size
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A file that is open can be read once.
func uploadFile(c *http.Client, url string, asset Asset) error {
	req, err := http.NewRequest("PUT", url, asset.File)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
