// Package queued puts commands into a pipeline, and sends it.
package queued

import (
	"context"

	"github.com/redis/go-redis/v9"
)

func Count(ctx context.Context, p redis.Pipeliner) error {
	p.Incr(context.Background(), "seats")
	_, err := p.Exec(ctx)
	return err
}

func CountNow(ctx context.Context, c redis.Cmdable) error {
	return c.Incr(context.Background(), "seats").Err() // want `redis.Cmdable.Incr does not get ctx, which is at hand, but context.Background`
}
