// Package mongo is a stub of go.mongodb.org/mongo-driver/mongo.
package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo/options"
)

type Client struct{}

func Connect(ctx context.Context, opts ...*options.ClientOptions) (*Client, error) { return nil, nil }

func (c *Client) ListDatabaseNames(ctx context.Context, filter any) ([]string, error) {
	return nil, nil
}

func (c *Client) Database(name string) *Database { return nil }

type Database struct{}

func (d *Database) Collection(name string) *Collection { return nil }

type Collection struct{}

func (c *Collection) Find(ctx context.Context, filter any) (*Cursor, error) { return nil, nil }

func (c *Collection) Indexes() IndexView { return IndexView{} }

type Cursor struct{}

func (c *Cursor) Next(ctx context.Context) bool { return false }

func (c *Cursor) All(ctx context.Context, results any) error { return nil }

type IndexView struct{}

func (iv IndexView) List(ctx context.Context) (*Cursor, error) { return nil, nil }

func (c *Client) Ping(ctx context.Context, rp any) error { return nil }
