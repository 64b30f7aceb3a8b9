// Package hidden wraps what net/http would know by itself.
package hidden

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
)

func post(ctx context.Context, url string, content []byte) (*http.Request, error) {
	return http.NewRequestWithContext(ctx, "POST", url, io.NopCloser(bytes.NewReader(content))) // want `io.NopCloser hides from net/http that the body is a \*bytes.Reader`
}

// A length that is told does not make the body again.
func postLength(url, content string) (*http.Request, error) {
	req, err := http.NewRequest("POST", url, io.NopCloser(strings.NewReader(content))) // want `io.NopCloser hides from net/http that the body is a \*strings.Reader`
	if err != nil {
		return nil, err
	}
	req.ContentLength = int64(len(content))
	return req, nil
}

func postKept(url string, content *bytes.Buffer) (*http.Request, error) {
	body := io.NopCloser(content) // want `io.NopCloser hides from net/http that the body is a \*bytes.Buffer`
	return http.NewRequest("POST", url, body)
}

// As it is.
func postPlain(url string, content []byte) (*http.Request, error) {
	return http.NewRequest("POST", url, bytes.NewReader(content))
}

// What cannot be read again is no worse for it.
func postStream(url string, content io.Reader) (*http.Request, error) {
	return http.NewRequest("POST", url, io.NopCloser(content))
}

// It is what is read from an answer, not what is sent.
func answer(content []byte) *http.Response {
	return &http.Response{Body: io.NopCloser(bytes.NewReader(content))}
}

// A handler of the program is asked, and no peer.
func ask(h http.Handler, w http.ResponseWriter, content []byte) error {
	req, err := http.NewRequest("POST", "/", io.NopCloser(bytes.NewReader(content)))
	if err != nil {
		return err
	}
	h.ServeHTTP(w, req)
	return nil
}
