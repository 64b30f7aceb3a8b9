// Package mongo has clients of MongoDB whose options limit reads and writes, and others.
package mongo

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/mongo"
	"go.mongodb.org/mongo-driver/mongo/options"
)

const socketTimeout = 5 * time.Second

type Monitor struct{ client *mongo.Client }

func open(ctx context.Context, uri string) (*mongo.Client, error) {
	opts := options.Client().
		ApplyURI(uri).
		SetSocketTimeout(socketTimeout).
		SetAppName("monitor")
	client, err := mongo.Connect(ctx, opts)
	if err != nil {
		return nil, err
	}
	return client, nil
}

func New(ctx context.Context, uri string) (*Monitor, error) {
	c, err := open(ctx, uri)
	if err != nil {
		return nil, err
	}
	return &Monitor{c}, nil
}

func (m *Monitor) Names() ([]string, error) {
	return m.client.ListDatabaseNames(context.TODO(), nil)
}

func listed(c *mongo.Client) ([]string, error) { return c.ListDatabaseNames(context.TODO(), nil) }

func Listed(ctx context.Context, uri string) ([]string, error) {
	c, err := open(ctx, uri)
	if err != nil {
		return nil, err
	}
	return listed(c)
}

type Reporter struct{ client *mongo.Client }

func NewReporter(ctx context.Context, uri string) (*Reporter, error) {
	c, err := mongo.Connect(ctx, options.Client().ApplyURI(uri).SetAppName("reporter"))
	return &Reporter{c}, err
}

func (r *Reporter) Names() ([]string, error) {
	return r.client.ListDatabaseNames(context.TODO(), nil) // want `mongo.Client.ListDatabaseNames has no deadline: it gets context.TODO\(\)`
}

// A limit on the client is the one place to edit for three functions.
type Auditor struct{ client *mongo.Client }

func NewAuditor(ctx context.Context, uri string) (*Auditor, error) {
	c, err := mongo.Connect(ctx, options.Client().ApplyURI(uri).SetAppName("auditor")) // want `mongo.Connect has no SetSocketTimeout`
	return &Auditor{c}, err
}

func (a *Auditor) Names() ([]string, error) {
	return a.client.ListDatabaseNames(context.TODO(), nil)
}

func (a *Auditor) Ping() error { return a.client.Ping(context.Background(), nil) }

func (a *Auditor) Shops() ([]string, error) {
	return a.client.ListDatabaseNames(context.Background(), "shop")
}

// A client from out of sight may have a limit.

type Census struct{ client *mongo.Client }

func NewCensus(c *mongo.Client) *Census { return &Census{c} }

func (c *Census) Names() ([]string, error) {
	return c.client.ListDatabaseNames(context.TODO(), nil)
}

// What comes from a client has its limits: it is told at the client, or not at all.

type Walker struct{ cursor *mongo.Cursor }

func Walk(c *mongo.Client) (*Walker, error) {
	cursor, err := c.Database("shop").Collection("seats").Find(context.TODO(), nil)
	return &Walker{cursor}, err
}

func (w *Walker) Next() bool { return w.cursor.Next(context.TODO()) }

func Indexes(c *mongo.Client, out any) error {
	cursor, err := c.Database("shop").Collection("seats").Indexes().List(context.TODO())
	if err != nil {
		return err
	}
	return cursor.All(context.TODO(), out)
}

func OwnIndexes(uri string, out any) error {
	c, err := mongo.Connect(context.TODO(), options.Client().ApplyURI(uri))
	if err != nil {
		return err
	}
	cursor, err := c.Database("shop").Collection("seats").Indexes().List(context.Background()) // want `mongo.IndexView.List has no deadline: it gets context.Background\(\)`
	if err != nil {
		return err
	}
	return cursor.All(context.Background(), out)
}

// Option changes what a client is opened with.
type Option func(*options.ClientOptions)

// Optioned may be given a limit by one of its options.
func Optioned(uri string, out any, opts ...Option) error {
	o := options.Client().ApplyURI(uri)
	for _, opt := range opts {
		opt(o)
	}
	c, err := mongo.Connect(context.TODO(), o)
	if err != nil {
		return err
	}
	_, err = c.Database("stock").Collection("orders").Indexes().List(context.TODO())
	return err
}
