// Package retry is a stub with the shape of the real library.
package retry

import (
	"context"
	"time"
)

type Option func()

func Attempts(n uint) Option                   { return nil }
func Context(ctx context.Context) Option       { return nil }
func LastErrorOnly(b bool) Option              { return nil }
func UntilSucceeded() Option                   { return nil }
func Delay(d time.Duration) Option             { return nil }
func MaxDelay(d time.Duration) Option          { return nil }
func RetryIf(f func(error) bool) Option        { return nil }
func OnRetry(f func(n uint, err error)) Option { return nil }
func Unrecoverable(err error) error            { return err }
func Do(f func() error, opts ...Option) error  { return f() }

type Config struct{}

type DelayTypeFunc func(n uint, err error, config *Config) time.Duration

func DelayType(f DelayTypeFunc) Option { return nil }

func FixedDelay(n uint, err error, config *Config) time.Duration { return 0 }
