// Package asked asks a reader of its own before it tries again.
package asked

import (
	"context"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

type touched struct {
	io.Reader
	yes atomic.Bool
}

func (t *touched) Read(p []byte) (int, error) {
	t.yes.Store(true)
	return t.Reader.Read(p)
}

// Put tries again only while nothing was read.
func Put(ctx context.Context, c *http.Client, url string, r io.Reader) error {
	t := &touched{Reader: r}
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, "PUT", url, io.NopCloser(t))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if t.yes.Load() || n == 3 {
			return err
		}
		time.Sleep(time.Second)
	}
}

// PutAgain does not ask.
func PutAgain(ctx context.Context, c *http.Client, url string, r io.Reader) error {
	t := &touched{Reader: r}
	for n := 0; ; n++ {
		req, err := http.NewRequestWithContext(ctx, "PUT", url, io.NopCloser(t)) // want `io.NopCloser\(t\) was read by the attempt before`
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		if n == 3 {
			return err
		}
		time.Sleep(time.Second)
	}
}
