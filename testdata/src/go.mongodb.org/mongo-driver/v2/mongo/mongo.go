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

func (c *Client) StartSession() (*Session, error) { return nil, nil }

type Session struct{}

func (s *Session) EndSession(ctx context.Context) {}

func (s *Session) WithTransaction(ctx context.Context, fn func(ctx context.Context) (any, error)) (any, error) {
	return nil, nil
}

type Collection struct{}

type InsertOneResult struct{}

func (c *Collection) DeleteOne(ctx context.Context, filter any) (*DeleteResult, error) {
	return nil, nil
}

type DeleteResult struct{ DeletedCount int64 }

func (c *Collection) InsertOne(ctx context.Context, document any) (*InsertOneResult, error) {
	return nil, nil
}
