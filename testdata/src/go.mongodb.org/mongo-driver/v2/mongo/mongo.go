// Package mongo is a stub of go.mongodb.org/mongo-driver/v2/mongo.
package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

type Client struct{}

func Connect(opts ...*options.ClientOptions) (*Client, error) { return nil, nil }

func (c *Client) ListDatabaseNames(ctx context.Context, filter any) ([]string, error) {
	return nil, nil
}
