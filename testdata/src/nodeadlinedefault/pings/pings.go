// Package pings asks once, when something is made, and again and again.
package pings

import (
	"context"

	"go.mongodb.org/mongo-driver/mongo"
)

type Store struct{ client *mongo.Client }

// NewStore finds out whether the server is there.
func NewStore(client *mongo.Client) (*Store, error) {
	if err := client.Ping(context.Background(), nil); err != nil {
		return nil, err
	}
	return &Store{client}, nil
}

type Probe struct{ client *mongo.Client }

func (p *Probe) Healthy() bool {
	return p.client.Ping(context.Background(), nil) == nil // want `mongo.Client.Ping has no deadline`
}
