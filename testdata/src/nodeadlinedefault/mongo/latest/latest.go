// Package latest has a client of the second version of the driver, which has another name for a limit.
package latest

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
)

func Names(uri string) ([]string, error) {
	c, err := mongo.Connect(options.Client().ApplyURI(uri)) // want `mongo.Connect has no SetTimeout`
	if err != nil {
		return nil, err
	}
	return c.ListDatabaseNames(context.Background(), nil)
}
