// Package optioned lets its callers change requests.
package optioned

import (
	"bytes"
	"context"
	"net/http"
	"time"
)

// An Option changes a request.
type Option func(*http.Request)

// WithKey names the payment.
func WithKey(key string) Option {
	return func(r *http.Request) { r.Header.Set("Idempotency-Key", key) }
}

// A Signer signs a request.
type Signer func(*http.Request) error

// WithSecret signs with a secret.
func WithSecret(secret string) Signer {
	return func(r *http.Request) error { r.Header.Set("Authorization", secret); return nil }
}

// Pay applies the options in each attempt.
func Pay(ctx context.Context, body []byte, opts ...Option) (err error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, "POST", "https://pay.example/payments", bytes.NewReader(body))
		if err != nil {
			return err
		}
		for _, o := range opts {
			o(req)
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}

// PaySigned has no option by which a key comes.
func PaySigned(ctx context.Context, body []byte, sign Signer) (err error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, "POST", "https://pay.example/payments", bytes.NewReader(body))
		if err != nil {
			return err
		}
		if err := sign(req); err != nil {
			return err
		}
		resp, err := http.DefaultClient.Do(req) // want `the retry loop of PaySigned repeats POST`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}
