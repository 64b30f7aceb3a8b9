// Package dones does nothing but wait for contexts that end.
package dones

import (
	"context"
	"time"
)

func Wait(ctx context.Context, d time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-ctx.Done()
}

func Look(ctx context.Context) bool { return ctx.Err() != nil }
