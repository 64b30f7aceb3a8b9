// Package retry runs an operation again when it fails.
package retry

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"
)

// Do calls fn until it succeeds, at most attempts times and no longer than ctx lasts.
// It returns nil, or the last error. What fn does must be harmless to do twice.
func Do(ctx context.Context, attempts int, fn func() error) error {
	var err error
	for n := range max(attempts, 1) {
		if n > 0 {
			if werr := Wait(ctx, n); werr != nil {
				return errors.Join(err, werr)
			}
		}
		if err = fn(); err == nil {
			return nil
		}
	}
	return fmt.Errorf("gave up: %w", err)
}

// Wait waits before attempt n+1: 100ms, 200ms, 400ms and so on up to 5s, and up to half
// as long again so that the replicas do not come back together. It returns early, with
// an error, when ctx ends.
func Wait(ctx context.Context, n int) error {
	d := min(50*time.Millisecond<<min(n, 7), 5*time.Second)
	t := time.NewTimer(d + rand.N(d/2))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
