// Package removals takes back what is not wanted any more.
package removals

import (
	"context"
	"time"

	"go.mongodb.org/mongo-driver/v2/mongo"
)

// Seats are kept by the week.
type Seats struct{ seats *mongo.Collection }

// What is not wanted any more is removed even when the caller has given up.
func (s *Seats) Remove(ctx context.Context, key string) error {
	own, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := s.seats.DeleteOne(own, key)
	return err
}

func (s *Seats) Book(ctx context.Context, key string) error {
	own, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := s.seats.InsertOne(own, key) // want `mongo.Collection.InsertOne does not get ctx, which is at hand`
	return err
}
