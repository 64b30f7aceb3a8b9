// Package transportednew makes a key for whatever it sends, each attempt too.
package transportednew

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"
)

type transport struct{}

func (transport) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Idempotency-Key", uuid.NewString())
	return http.DefaultTransport.RoundTrip(r)
}

var client = &http.Client{Transport: transport{}, Timeout: time.Minute}

// Pay knows of no key.
func Pay(ctx context.Context) (err error) {
	for range 3 {
		req, err := http.NewRequestWithContext(ctx, "POST", "https://pay.example/payments", http.NoBody)
		if err != nil {
			return err
		}
		resp, err := client.Do(req) // want `the retry loop of Pay repeats POST`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}
