package c

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v4"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/util/retry"
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

// A conflict of the update posts the message again.
func postThenUpdate(c *http.Client, url string, data []byte, update func() error) error {
	return retry.RetryOnConflict(retry.DefaultRetry, func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `retry.RetryOnConflict repeats http.Client.Post although it succeeded`
		if err != nil {
			return err
		}
		resp.Body.Close()
		return update()
	})
}

// A post that fails is no conflict.
func updateThenPost(c *http.Client, url string, data []byte, update func() error) error {
	return retry.RetryOnConflict(retry.DefaultRetry, func() error {
		if err := update(); err != nil {
			return err
		}
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

// The answer says whether the work was done: what leads back is no later step.
func answered(c *http.Client, url string, data []byte) error {
	return backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data))
		if err != nil {
			return backoff.Permanent(err)
		}
		defer resp.Body.Close()
		if throttled(resp) {
			return errors.New("too many requests")
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

func throttled(resp *http.Response) bool { return resp.StatusCode == http.StatusTooManyRequests }

// Here a later step leads back.
func answeredBadly(c *http.Client, url string, data []byte, out any) error {
	return backoff.Retry(func() error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `backoff.Retry repeats http.Client.Post although it succeeded`
		if err != nil {
			return backoff.Permanent(err)
		}
		defer resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			return backoff.Permanent(errors.New(resp.Status))
		}
		return json.NewDecoder(resp.Body).Decode(out)
	}, backoff.NewExponentialBackOff())
}
