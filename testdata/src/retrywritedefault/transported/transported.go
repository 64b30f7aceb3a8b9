// Package transported sends the key that the context holds.
package transported

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"
)

type keyOf struct{}

type transport struct{}

func (transport) RoundTrip(r *http.Request) (*http.Response, error) {
	if key, ok := r.Context().Value(keyOf{}).(string); ok {
		r = r.Clone(r.Context())
		r.Header.Set("Idempotency-Key", key)
	}
	return http.DefaultTransport.RoundTrip(r)
}

var client = &http.Client{Transport: transport{}, Timeout: time.Minute}

// Pay makes the key once.
func Pay(ctx context.Context) (err error) {
	ctx = context.WithValue(ctx, keyOf{}, uuid.NewString())
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, "POST", "https://pay.example/payments", http.NoBody)
		if err != nil {
			return err
		}
		resp, err := client.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}
