// Package asked asks a writer of its own before it tries again.
package asked

import (
	"context"
	"io"
	"net/http"
	"time"
)

type tracked struct {
	http.ResponseWriter
	wrote bool
}

func (t *tracked) Write(p []byte) (int, error) {
	t.wrote = true
	return t.ResponseWriter.Write(p)
}

func get(ctx context.Context, c *http.Client, url string, w io.Writer) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(w, resp.Body)
	return err
}

// Once something was written there is no further attempt.
func once(ctx context.Context, w http.ResponseWriter, c *http.Client, url string) {
	tw := &tracked{ResponseWriter: w}
	for n := 0; ; n++ {
		err := get(ctx, c, url, tw)
		if err == nil {
			return
		}
		if tw.wrote || n == 3 {
			panic(http.ErrAbortHandler)
		}
		time.Sleep(time.Second)
	}
}

// What was written plays no part.
func again(ctx context.Context, w http.ResponseWriter, c *http.Client, url string) {
	tw := &tracked{ResponseWriter: w}
	for n := 0; ; n++ {
		err := get(ctx, c, url, tw) // want `tw keeps what asked.get wrote before it failed`
		if err == nil {
			return
		}
		if n == 3 {
			panic(http.ErrAbortHandler)
		}
		time.Sleep(time.Second)
	}
}

// Another one is asked.
func other(ctx context.Context, w http.ResponseWriter, head *tracked, c *http.Client, url string) {
	tw := &tracked{ResponseWriter: w}
	for n := 0; ; n++ {
		err := get(ctx, c, url, tw) // want `tw keeps what asked.get wrote before it failed`
		if err == nil {
			return
		}
		if head.wrote || n == 3 {
			panic(http.ErrAbortHandler)
		}
		time.Sleep(time.Second)
	}
}
