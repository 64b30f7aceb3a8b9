// Package timers does nothing but wait for timers.
package timers

import (
	"context"
	"time"
)

func Wait(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}
