// Package latest has a client of the second version of the driver, which has another name for a limit.
package latest

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

func Names(uri string) ([]string, error) {
	c, err := mongo.Connect(options.Client().ApplyURI(uri))
	if err != nil {
		return nil, err
	}
	return c.ListDatabaseNames(context.Background(), nil) // want `mongo.Client.ListDatabaseNames has no deadline: it gets context.Background\(\)`
}

// A Shop asks in three functions: a limit on the client is the one place to edit.
type Shop struct{ c *mongo.Client }

func NewShop(uri string) (*Shop, error) {
	c, err := mongo.Connect(options.Client().ApplyURI(uri)) // want `mongo.Connect has no SetTimeout`
	return &Shop{c}, err
}

func (s *Shop) Names() ([]string, error) { return s.c.ListDatabaseNames(context.Background(), nil) }

func (s *Shop) Open() ([]string, error) { return s.c.ListDatabaseNames(context.Background(), "open") }

func (s *Shop) Closed() ([]string, error) {
	return s.c.ListDatabaseNames(context.Background(), "closed")
}
