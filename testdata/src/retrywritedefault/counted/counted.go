// Package counted makes as many attempts as the method is worth.
package counted

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

func attempts(method string) int {
	switch method {
	case "GET", "HEAD", "PUT", "DELETE":
		return 3
	}
	return 1
}

// budget does not look at the method.
func budget(method string) int { return 2 + len(method)/100 }

func do(ctx context.Context, c *http.Client, method, url string, body []byte) (resp *http.Response, err error) {
	for range attempts(method) {
		var req *http.Request
		if req, err = http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body)); err != nil {
			return nil, err
		}
		if resp, err = c.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func doAlike(ctx context.Context, c *http.Client, method, url string, body []byte) (resp *http.Response, err error) {
	for range budget(method) {
		var req *http.Request
		if req, err = http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body)); err != nil {
			return nil, err
		}
		if resp, err = c.Do(req); err == nil { // want `the retry loop of doAlike repeats POST`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func CreateOrder(ctx context.Context, c *http.Client, b []byte) (*http.Response, error) {
	return do(ctx, c, "POST", "https://shop.example/orders", b)
}

func PayOrder(ctx context.Context, c *http.Client, b []byte) (*http.Response, error) {
	return doAlike(ctx, c, "POST", "https://shop.example/orders/payments", b)
}
