package a

import (
	"context"

	"google.golang.org/grpc"
)

// A stream lives as long as the object that keeps the context which ends it.

type events interface{ Recv() (string, error) }

type feeds struct{}

func (feeds) Listen(ctx context.Context, topic string, opts ...grpc.CallOption) (events, error) {
	return nil, nil
}

type subscriber struct {
	ctx    context.Context
	cancel context.CancelFunc
	feeds  feeds
	events events
}

func (s *subscriber) begin() { s.ctx, s.cancel = context.WithCancel(context.Background()) }

func (s *subscriber) subscribe(ctx context.Context, topic string) (err error) {
	s.events, err = s.feeds.Listen(s.ctx, topic)
	return err
}

func (s *subscriber) subscribeAnew(ctx context.Context, topic string) (err error) {
	var lasts context.Context
	lasts, s.cancel = context.WithCancel(context.Background())
	s.events, err = s.feeds.Listen(lasts, topic)
	return err
}

// One that nobody can end but its peer is not meant to last.
func (s *subscriber) subscribeForGood(ctx context.Context, topic string) (err error) {
	s.events, err = s.feeds.Listen(context.Background(), topic) // want `a.feeds.Listen does not get ctx, which is at hand`
	return err
}
