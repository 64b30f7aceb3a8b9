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
