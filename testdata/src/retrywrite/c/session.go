package c

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/mongo"
)

// A Ledger keeps entries.
type Ledger struct {
	client  *mongo.Client
	entries *mongo.Collection
}

type entry struct{ Amount int64 }

// Save takes part in the transaction by the context that it is given.
func (l *Ledger) Save(ctx context.Context, e entry) error {
	save := func(ctx context.Context) error {
		_, err := l.entries.InsertOne(ctx, e)
		return err
	}
	s, err := l.client.StartSession()
	if err != nil {
		return err
	}
	defer s.EndSession(ctx)
	_, err = s.WithTransaction(ctx, func(ctx context.Context) (any, error) {
		return nil, save(ctx)
	})
	return err
}

// SaveOutside has the context from before.
func (l *Ledger) SaveOutside(ctx context.Context, e entry) error {
	save := func(ctx context.Context) error {
		_, err := l.entries.InsertOne(ctx, e)
		return err
	}
	s, err := l.client.StartSession()
	if err != nil {
		return err
	}
	defer s.EndSession(ctx)
	_, err = s.WithTransaction(ctx, func(context.Context) (any, error) {
		return nil, save(ctx) // want `mongo.Session.WithTransaction runs its function again when the commit fails`
	})
	return err
}
