package c

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"k8s.io/apimachinery/pkg/util/wait"
)

// "Not yet" for every error repeats the payment.
func pollCharge(ctx context.Context, c *http.Client, url string, data []byte) error {
	return wait.PollUntilContextTimeout(ctx, time.Second, time.Minute, true, func(context.Context) (bool, error) {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `wait.PollUntilContextTimeout repeats http.Client.Post`
		if err != nil {
			return false, nil
		}
		resp.Body.Close()
		return true, nil
	})
}

// An error ends it.
func pollChargeOnce(ctx context.Context, c *http.Client, url string, data []byte) error {
	return wait.PollUntilContextTimeout(ctx, time.Second, time.Minute, true, func(context.Context) (bool, error) {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			return false, err
		}
		resp.Body.Close()
		return true, nil
	})
}
