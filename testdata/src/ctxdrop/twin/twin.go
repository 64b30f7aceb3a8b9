// Package twin calls functions of another package that have a form which takes a context.
package twin

import (
	"context"

	"ctxdrop/twin/store"
)

func get(ctx context.Context, s *store.Store) error {
	return s.Get("a") // want `store.Store.Get takes no context although ctx is at hand: it goes on when the caller has given up; use GetContext`
}

func getContext(ctx context.Context, s *store.Store) error { return s.GetContext(ctx, "a") }

func noContext(s *store.Store) error { return s.Get("a") }

func ping(ctx context.Context) error {
	return store.Ping("http://store.example") // want `store.Ping takes no context although ctx is at hand: it goes on when the caller has given up; use PingWithContext`
}

func touch(ctx context.Context, s *store.Store) error { return s.Touch("a") }

func drop(ctx context.Context, s *store.Store) error { return s.Drop("a") }

func key(ctx context.Context, s *store.Store) string { return s.Key("a") }

// A Shelf is a store whose forms with a context are made of those without.
type Shelf struct{ store.Store }

// GetContext is no more than Get.
func (s *Shelf) GetContext(ctx context.Context, key string) error { return s.Get(key) }

func bound(ctx context.Context, s *store.Store) error { return s.WithContext(ctx).Get("a") }

func opened(ctx context.Context, url string) error {
	s := store.Open(ctx, url)
	return s.Get("a")
}

func sent(ctx context.Context, s *store.Store) error {
	return s.Send(store.NewMessage(ctx, "a"))
}

func sentWith(ctx context.Context, s *store.Store) error {
	return s.Send(&store.Message{Ctx: ctx, Text: "a"})
}

func sentWithout(ctx context.Context, s *store.Store) error {
	return s.Send(&store.Message{Text: "a"}) // want `store.Store.Send takes no context although ctx is at hand: .* use SendContext`
}

func named(ctx context.Context, s *store.Store) error {
	name := store.Name(ctx, "a")
	return s.Get(name) // want `store.Store.Get takes no context although ctx is at hand: .* use GetContext`
}

// It only begins something.
func begun(ctx context.Context, s *store.Store) error { return s.EnqueueGet("a") }
