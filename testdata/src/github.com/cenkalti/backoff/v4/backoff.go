// Package backoff stands for github.com/cenkalti/backoff/v4.
package backoff

import (
	"context"
	"time"
)

type BackOff interface {
	NextBackOff() time.Duration
	Reset()
}

type BackOffContext interface {
	BackOff
	Context() context.Context
}

type ConstantBackOff struct{ Interval time.Duration }

func (*ConstantBackOff) NextBackOff() time.Duration { return 0 }
func (*ConstantBackOff) Reset()                     {}

func NewConstantBackOff(d time.Duration) *ConstantBackOff { return &ConstantBackOff{d} }

func WithContext(b BackOff, ctx context.Context) BackOffContext { return nil }

type ExponentialBackOff struct {
	InitialInterval time.Duration
	MaxElapsedTime  time.Duration
}

func (*ExponentialBackOff) NextBackOff() time.Duration { return 0 }
func (*ExponentialBackOff) Reset()                     {}

func NewExponentialBackOff() *ExponentialBackOff { return nil }

type Operation func() error

type Notify func(error, time.Duration)

func Retry(o Operation, b BackOff) error                 { return o() }
func RetryNotify(o Operation, b BackOff, n Notify) error { return o() }
func Permanent(err error) error                          { return err }
func WithMaxRetries(b BackOff, max uint64) BackOff       { return b }

const Stop time.Duration = -1

type PermanentError struct{ Err error }

func (e *PermanentError) Error() string { return e.Err.Error() }

type Ticker struct {
	C <-chan time.Time
}

func NewTicker(b BackOff) *Ticker { return nil }

func (t *Ticker) Stop() {}
