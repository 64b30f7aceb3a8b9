// Package parts sends a stream in parts, each in a request of its own.
package parts

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/cenkalti/backoff/v4"
)

const size = 1 << 20

// A failure ends the loop: no part is sent twice.
func Upload(ctx context.Context, c *http.Client, url string, f io.Reader, parts int) error {
	for i := range parts {
		req, err := http.NewRequestWithContext(ctx, "PUT", fmt.Sprintf("%s?part=%d", url, i), io.LimitReader(f, size))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// The limit is wrapped, and the request is made by put.
func UploadSizes(ctx context.Context, c *http.Client, url string, f *bufio.Reader, sizes []int64) error {
	for _, n := range sizes {
		body := io.NopCloser(io.LimitReader(f, n))
		if err := put(ctx, c, url, body); err != nil {
			return err
		}
	}
	return nil
}

func put(ctx context.Context, c *http.Client, url string, body io.Reader) error {
	req, err := http.NewRequestWithContext(ctx, "PUT", url, body)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Without a limit each request takes all that there is.
func UploadAll(ctx context.Context, c *http.Client, hosts []string, f io.Reader) error {
	for _, host := range hosts {
		if err := put(ctx, c, host, f); err != nil { // want `f was read by the attempt before`
			return err
		}
	}
	return nil
}

// One limit for all is used up by the first.
func UploadOneLimit(ctx context.Context, c *http.Client, hosts []string, f io.Reader) error {
	body := io.LimitReader(f, size)
	for _, host := range hosts {
		if err := put(ctx, c, host, body); err != nil { // want `body was read by the attempt before`
			return err
		}
	}
	return nil
}

// A part whose request failed is not sent again: the next attempt sends the part behind it.
func UploadAgain(ctx context.Context, c *http.Client, url string, f io.Reader) error {
	var err error
	for range 3 {
		if err = put(ctx, c, url, io.LimitReader(f, size)); err == nil { // want `io.LimitReader\(f, size\) was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// Each attempt opens the file and sends its parts.
func UploadAnew(ctx context.Context, c *http.Client, url, name string, parts int) error {
	return backoff.Retry(func() error {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		for range parts {
			if err := put(ctx, c, url, io.LimitReader(f, size)); err != nil {
				return err
			}
		}
		return nil
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}

// The next attempt goes on with the parts where the last one has failed, and misses one.
func UploadOn(ctx context.Context, c *http.Client, url string, f *os.File, parts int) error {
	return backoff.Retry(func() error {
		for range parts {
			if err := put(ctx, c, url, io.LimitReader(f, size)); err != nil { // want `io.LimitReader\(f, size\) was read by the attempt before`
				return err
			}
		}
		return nil
	}, backoff.WithMaxRetries(backoff.NewExponentialBackOff(), 3))
}
