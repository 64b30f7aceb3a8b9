// Package requests holds requests with and without a deadline, sent by clients without one.
package requests

import (
	"context"
	"net/http"
	"time"
)

func plain(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	http.DefaultClient.Do(req) // want `http.Client.Do has no deadline: it gets http.NewRequest and waits for ever for a peer that never answers; use a Timeout on the client, or a request with a deadline`
}

func plainLimitedClient(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	c := http.Client{Timeout: time.Second}
	c.Do(req)
}

func background(url string) {
	req, _ := http.NewRequestWithContext(context.Background(), "GET", url, nil)
	http.DefaultClient.Do(req) // want `http.Client.Do has no deadline: it gets context.Background\(\)`
}

func backgroundTimeout(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultClient.Do(req)
}

func todo(url string) {
	req, _ := http.NewRequestWithContext(context.TODO(), "GET", url, nil)
	http.DefaultClient.Do(req) // want `http.Client.Do has no deadline: it gets context.TODO\(\)`
}

func withContext(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	req = req.WithContext(context.Background())
	http.DefaultClient.Do(req) // want `http.Client.Do has no deadline: it gets context.Background\(\)`
}

func withContextDeadline(url string) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(time.Second))
	defer cancel()
	req, _ := http.NewRequest("GET", url, nil)
	req = req.WithContext(ctx)
	http.DefaultClient.Do(req)
}

func withContextInPlace(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequest("GET", url, nil)
	http.DefaultClient.Do(req.WithContext(ctx))
}

// WithContext returns another request: the one that is sent has no deadline.
func withContextLost(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequest("GET", url, nil)
	_ = req.WithContext(ctx)
	http.DefaultClient.Do(req) // want `http.Client.Do has no deadline: it gets http.NewRequest`
}
