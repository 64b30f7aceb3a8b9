// Package retry is a stub with the shape of the real library.
package retry

import (
	"context"
	"time"
)

type Backoff interface {
	Next() (next time.Duration, stop bool)
}

type RetryFunc func(ctx context.Context) error

func Do(ctx context.Context, b Backoff, f RetryFunc) error    { return f(ctx) }
func NewConstant(t time.Duration) Backoff                     { return nil }
func NewExponential(base time.Duration) Backoff               { return nil }
func WithMaxRetries(max uint64, next Backoff) Backoff         { return next }
func WithJitter(j time.Duration, next Backoff) Backoff        { return next }
func WithCappedDuration(cap time.Duration, n Backoff) Backoff { return n }
func RetryableError(err error) error                          { return err }
