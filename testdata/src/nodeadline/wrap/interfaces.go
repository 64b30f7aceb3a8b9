package wrap

import (
	"context"
	"time"

	"nodeadline/wrap/store"
)

// An interface whose implementations in sight all cross the network; one stands in for them in tests.

type keeper interface {
	keep(ctx context.Context, url string) error
}

type near struct{}

func (near) keep(ctx context.Context, url string) error { return store.Load(ctx, url) }

type far struct{ next keeper }

func (f far) keep(ctx context.Context, url string) error {
	if err := store.Load(ctx, url); err != nil {
		return f.next.keep(ctx, url)
	}
	return nil
}

type fakeKeeper struct{}

func (fakeKeeper) keep(context.Context, string) error { return nil }

func keepRoot(k keeper, url string) error {
	return k.keep(context.Background(), url) // want `http.Client.Do has no deadline: keepRoot passes context.Background\(\) through wrap.far.keep and store.Load`
}

func keepDeadline(k keeper, url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return k.keep(ctx, url)
}

// Its callers decide, through the interface.
func keepFor(ctx context.Context, k keeper, url string) error { return k.keep(ctx, url) }

func keepForRoot(k keeper, url string) error {
	return keepFor(context.Background(), k, url) // want `http.Client.Do has no deadline: keepForRoot passes context.Background\(\) through wrap.keepFor and wrap.far.keep`
}

func keepForDeadline(k keeper, url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return keepFor(ctx, k, url)
}

// Declared elsewhere, implemented there and nowhere else.

func blobRoot(b store.Blob) error {
	return b.Fetch(context.Background(), "x") // want `http.Client.Do has no deadline: blobRoot passes context.Background\(\) through store.Remote.Fetch`
}

func blobDeadline(b store.Blob) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return b.Fetch(ctx, "x")
}

// One of its implementations is a file.
func cacheRoot(c store.Cache) error { return c.Find(context.Background(), "x") }
