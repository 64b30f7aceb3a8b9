// Package wrap calls the network through the functions of other packages.
package wrap

import (
	"context"
	"net/http"
	"time"

	"nodeadline/wrap/store"
	"vendorlib.example/peer"
)

func background(url string) error {
	return store.Load(context.Background(), url) // want `http.Client.Do has no deadline: background passes context.Background\(\) through store.Load and store.load; use context.WithTimeout`
}

func deadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return store.Load(ctx, url)
}

func handedOn(ctx context.Context, url string) error { return store.Load(ctx, url) }

func callsHandedOn(url string) error {
	return handedOn(context.TODO(), url) // want `http.Client.Do has no deadline: callsHandedOn passes context.TODO\(\) through wrap.handedOn and store.Load and store.load`
}

func callsHandedOnDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.TODO(), time.Second)
	defer cancel()
	return handedOn(ctx, url)
}

func reportedThere(url string) error { return store.LoadAll(url) }

func rootOfAnother(url string) error {
	return store.Load(store.Root(), url) // want `http.Client.Do has no deadline`
}

func rootOfAnotherDeadline(url string) error {
	ctx, cancel := context.WithTimeout(store.Root(), time.Second)
	defer cancel()
	return store.Load(ctx, url)
}

func client(url string) error {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Get through store.LoadWith in client has no deadline either`
	return store.LoadWith(c, url)
}

func clientLimited(url string) error {
	c := &http.Client{Timeout: time.Second}
	return store.LoadWith(c, url)
}

func defaultClient(url string) error {
	return store.LoadWith(http.DefaultClient, url) // want `http.Client.Get has no deadline`
}

func request(url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	return store.Send(http.DefaultClient, req) // want `http.Client.Do has no deadline: request passes http.NewRequest through store.Send`
}

func requestLimitedClient(url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	return store.Send(&http.Client{Timeout: time.Second}, req)
}

func requestDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	return store.Send(http.DefaultClient, req)
}

func method(s *store.Store) error {
	return s.Load(context.Background()) // want `http.Client.Do has no deadline: method passes context.Background\(\) through store.Store.Load`
}

func methodDeadline(s *store.Store) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return s.Load(ctx)
}

// Another module: its own mistakes are told here, where somebody can act on them.

func foreign(url string) error {
	return peer.Fetch(url) // want `http.Get has no deadline and is reached through peer.Fetch: it waits for ever for a peer that never answers`
}

func foreignSometimes(url string) error { return peer.FetchSometimes(url, false) }

func foreignBriefly(url string) error { return peer.FetchBriefly(url) }

func foreignContext(url string) error {
	return peer.FetchContext(context.Background(), url) // want `http.Client.Do has no deadline: foreignContext passes context.Background\(\) through peer.FetchContext`
}

func foreignContextDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return peer.FetchContext(ctx, url)
}

func foreignClient(url string) error {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Get through peer.FetchWith`
	return peer.FetchWith(c, url)
}

func foreignClientLimited(url string) error {
	return peer.FetchWith(&http.Client{Timeout: time.Second}, url)
}

// Its client is not in sight.
func foreignMethod(url string) error {
	return peer.New().Get(context.Background(), url)
}

// Interfaces: one implementation in sight, and two.

type loader interface {
	loadOne(ctx context.Context, url string) error
}

type netLoader struct{}

func (netLoader) loadOne(ctx context.Context, url string) error { return store.Load(ctx, url) }

func throughInterface(l loader, url string) error {
	return l.loadOne(context.Background(), url) // want `http.Client.Do has no deadline: throughInterface passes context.Background\(\)`
}

func throughInterfaceDeadline(l loader, url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return l.loadOne(ctx, url)
}

type twoWays interface {
	one(ctx context.Context, url string) error
}

type remote struct{}

func (remote) one(ctx context.Context, url string) error { return store.Load(ctx, url) }

type memory struct{}

func (memory) one(context.Context, string) error { return nil }

func throughEither(w twoWays, url string) error {
	return w.one(context.Background(), url) // it may not cross anything
}

func throughKnown(url string) error {
	var w twoWays = &remote{}
	return w.one(context.Background(), url) // want `http.Client.Do has no deadline`
}

// Function values.

func throughValue(url string) error {
	f := store.Load
	return f(context.Background(), url) // want `http.Client.Do has no deadline`
}

func throughValueDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	f := store.Load
	return f(ctx, url)
}

func throughUnknown(f func(context.Context, string) error, url string) error {
	return f(context.Background(), url)
}

// Generic wrappers.

func fetchAs[T any](ctx context.Context, url string) (v T, err error) {
	return v, store.Load(ctx, url)
}

func generic(url string) error {
	_, err := fetchAs[int](context.Background(), url) // want `http.Client.Do has no deadline: generic passes context.Background\(\) through wrap.fetchAs`
	return err
}

func genericDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, err := fetchAs[int](ctx, url)
	return err
}
