package a

import (
	"context"

	"github.com/digitalocean/godo"
	"github.com/redis/go-redis/v9"

	"ctxdrop/lib"
)

// A library speaks through interfaces that it implements itself.

func droplets(ctx context.Context, client *godo.Client) error {
	_, err := client.Droplets.List(context.Background()) // want `http.Client.Do through godo.DropletsServiceOp.List does not get ctx`
	return err
}

func dropletsWithin(ctx context.Context, client *godo.Client) error {
	_, err := client.Droplets.List(ctx)
	return err
}

func dropletsBeside(ctx context.Context, client *godo.Client) {
	go func() { _, _ = client.Droplets.List(context.Background()) }()
}

// So does a helper's helper.

func refresh(ctx context.Context, client *godo.Client) error { return listAll(client) }

func listAll(client *godo.Client) error {
	_, err := client.Droplets.List(context.Background()) // want `http.Client.Do through godo.DropletsServiceOp.List gets context.Background\(\) because a.listAll takes no context, although all its callers have one`
	return err
}

// A command of redis may not look at its context in time; it should get it all the same.

func count(ctx context.Context, c *redis.Client) error {
	return lib.Count(context.Background(), c) // want `redis.cmdable.Incr through lib.Count does not get ctx`
}

func countWithin(ctx context.Context, c *redis.Client) error { return lib.Count(ctx, c) }

// An implementation that ends by itself should get the context at hand too.

func waits(ctx context.Context, l lib.Waiter) error {
	return l.Wait(context.Background()) // want `http.Client.Do through lib.Patience.Wait and lib.LoadPatiently does not get ctx`
}

func waitsWithin(ctx context.Context, l lib.Waiter) error { return l.Wait(ctx) }
