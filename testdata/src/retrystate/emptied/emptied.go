// Package emptied has variables that something other than the attempt itself empties.
package emptied

import (
	"context"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
)

type page struct {
	items []int
	next  string
}

type source interface {
	List(ctx context.Context, from string) (page, error)
}

// A literal does at the top of each attempt.
func called(ctx context.Context, src source) (all []int, err error) {
	reset := func() { all = nil }
	err = backoff.Retry(func() error {
		reset()
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The literal is called before the attempts.
func calledBefore(ctx context.Context, src source, all []int) ([]int, error) {
	reset := func() { all = nil }
	reset()
	err := backoff.Retry(func() error {
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// A deferred call does when the attempt has failed.
func deferred(ctx context.Context, src source) (all []int, err error) {
	err = backoff.Retry(func() (err error) {
		defer func() {
			if err != nil {
				all = nil
			}
		}()
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The library calls back between two attempts.
func onRetry(ctx context.Context, src source) (all []int, err error) {
	err = retry.Do(func() error {
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			from = p.next
		}
		return nil
	}, retry.Context(ctx), retry.OnRetry(func(uint, error) { all = nil }))
	return all, err
}

func notified(ctx context.Context, src source) (all []int, err error) {
	err = backoff.RetryNotify(func() error {
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff(), func(error, time.Duration) { all = all[:0] })
	return all, err
}

// It only counts.
func notifiedOtherwise(ctx context.Context, src source) (all []int, failures int, err error) {
	err = backoff.RetryNotify(func() error {
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff(), func(error, time.Duration) { failures += len(all) })
	return all, failures, err
}
