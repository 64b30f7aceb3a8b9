// Package hiddentold tells net/http how to make the body again.
package hiddentold

import (
	"bytes"
	"io"
	"net/http"
)

func post(url string, content []byte) (*http.Request, error) {
	req, err := http.NewRequest("POST", url, io.NopCloser(bytes.NewReader(content)))
	if err != nil {
		return nil, err
	}
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
	return req, nil
}
