// Package putoff puts the end of each attempt's context off to the end of all.
package putoff

import (
	"context"
	"net/http"
	"time"
)

func send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Each of the contexts ends by itself.
func Timed(url string) {
	for {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := send(ctx, url); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func Untimed(url string) {
	for {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel() // want `the deferred call releases the context of every attempt only when Untimed returns`
		if err := send(ctx, url); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}
