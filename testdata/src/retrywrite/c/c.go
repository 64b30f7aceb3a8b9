// Package c lets libraries repeat.
package c

import (
	"bytes"
	"context"
	"net/http"

	"cloud.google.com/go/firestore"
	"github.com/go-resty/resty/v2"
	"github.com/redis/go-redis/v9"
)

func client() *resty.Client {
	return resty.New().SetRetryCount(3) // want `SetRetryCount lets the library repeat POST when no reply comes`
}

func charge(c *resty.Client, url string, order any) error {
	_, err := c.R().SetBody(order).Post(url)
	return err
}

func status(c *resty.Client, url string) error {
	_, err := c.R().Get(url)
	return err
}

func count(ctx context.Context, r *redis.Client) error {
	return r.Incr(ctx, "sold").Err() // want `the library repeats redis.cmdable.Incr by itself`
}

func set(ctx context.Context, r *redis.Client) error {
	return r.Set(ctx, "sold", 1, 0).Err()
}

// The payment is no part of the transaction.
func pay(ctx context.Context, f *firestore.Client, c *http.Client, url string, data []byte) error {
	return f.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		resp, err := c.Post(url, "application/json", bytes.NewReader(data)) // want `firestore.Client.RunTransaction runs its function again when the commit fails, and with it`
		if err != nil {
			return err
		}
		resp.Body.Close()
		return tx.Set("order", "paid")
	})
}

// It is made before.
func payFirst(ctx context.Context, f *firestore.Client, c *http.Client, url string, data []byte) error {
	resp, err := c.Post(url, "application/json", bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp.Body.Close()
	return f.RunTransaction(ctx, func(ctx context.Context, tx *firestore.Transaction) error {
		return tx.Set("order", "paid")
	})
}
