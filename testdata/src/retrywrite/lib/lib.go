// Package lib writes.
package lib

import (
	"bytes"
	"context"
	"database/sql"
	"net/http"

	"github.com/google/uuid"
)

// A Client talks to a payment service.
type Client struct{ HTTP *http.Client }

// Charge charges.
func (c *Client) Charge(ctx context.Context, url string, data []byte) error {
	return c.call(ctx, http.MethodPost, url, data)
}

// Status asks.
func (c *Client) Status(ctx context.Context, url string) error {
	return c.call(ctx, http.MethodGet, url, nil)
}

func (c *Client) call(ctx context.Context, method, url string, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ChargeKeyed charges once per key.
func (c *Client) ChargeKeyed(ctx context.Context, url, key string, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", key)
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ChargeNew charges with a key of its own.
func (c *Client) ChargeNew(ctx context.Context, url string, data []byte) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Idempotency-Key", uuid.NewString())
	resp, err := c.HTTP.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Insert inserts.
func Insert(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO orders (name) VALUES (?)", name)
	return err
}

// A Store keeps customers.
type Store struct{ DB *sql.DB }

// AddPoints adds.
func (s *Store) AddPoints(ctx context.Context, customer string, points int) error {
	return s.exec(ctx, "UPDATE customers SET points = points + $2 WHERE id = $1", customer, points)
}

// SetName sets.
func (s *Store) SetName(ctx context.Context, customer, name string) error {
	return s.exec(ctx, "UPDATE customers SET name = $2 WHERE id = $1", customer, name)
}

func (s *Store) exec(ctx context.Context, query string, args ...any) error {
	_, err := s.DB.ExecContext(ctx, query, args...)
	return err
}
