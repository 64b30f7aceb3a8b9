// Package limits gives contexts an end.
package limits

import (
	"context"
	"time"
)

func Brief(ctx context.Context, name string) context.Context {
	ctx, _ = context.WithTimeout(context.WithValue(ctx, "name", name), 5*time.Second)
	return ctx
}

// Maker is implemented out of sight.
type Maker interface {
	Ending(ctx context.Context) (context.Context, func())
	Until(ctx context.Context, t time.Time) context.Context
	WithDeadline(ctx context.Context) context.Context
	Named(ctx context.Context) (context.Context, error)
}
