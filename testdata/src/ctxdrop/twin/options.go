package twin

import (
	"context"

	"ctxdrop/twin/store"
)

// Options have a place for the context.

func post(ctx context.Context, s *store.Store) error {
	return s.Post(store.PostOptions{Key: "a"}) // want `store.Store.Post gets no context although ctx is at hand: it goes on when the caller has given up; set Context of store.PostOptions`
}

func postVar(ctx context.Context, s *store.Store) error {
	opts := store.PostOptions{Key: "a"}
	opts.Key += "b"
	return s.Post(opts) // want `store.Store.Post gets no context although ctx is at hand: .*; set Context of store.PostOptions`
}

func postPointer(ctx context.Context, s *store.Store) error {
	return s.PostAll(&store.PostOptions{Key: "a"}) // want `store.Store.PostAll gets no context although ctx is at hand: .*; set Context of store.PostOptions`
}

func postContext(ctx context.Context, s *store.Store) error {
	return s.Post(store.PostOptions{Context: ctx, Key: "a"})
}

func postSet(ctx context.Context, s *store.Store) error {
	opts := store.PostOptions{Key: "a"}
	opts.Context = ctx
	return s.Post(opts)
}

func postFilled(ctx context.Context, s *store.Store) error {
	opts := &store.PostOptions{Key: "a"}
	fill(ctx, opts)
	return s.PostAll(opts)
}

func fill(ctx context.Context, opts *store.PostOptions) { opts.Context = ctx }

func postGiven(ctx context.Context, s *store.Store, opts store.PostOptions) error { return s.Post(opts) }

func postMade(ctx context.Context, s *store.Store) error {
	opts := options(ctx)
	return s.Post(opts)
}

func options(ctx context.Context) store.PostOptions { return store.PostOptions{Context: ctx} }

func postNone(s *store.Store) error { return s.Post(store.PostOptions{Key: "a"}) }
