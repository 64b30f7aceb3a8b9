// Package firestore stands for cloud.google.com/go/firestore.
package firestore

import "context"

type Client struct{}

type Transaction struct{}

func (t *Transaction) Set(ref any, data any) error { return nil }

func (c *Client) RunTransaction(ctx context.Context, f func(context.Context, *Transaction) error, opts ...any) error {
	return f(ctx, &Transaction{})
}

func NewClient(ctx context.Context, project string, opts ...any) (*Client, error) { return nil, nil }
