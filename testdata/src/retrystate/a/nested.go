package a

import (
	"context"
	"errors"

	"github.com/cenkalti/backoff/v4"
)

type account struct{ src source }

var errExpired = errors.New("expired")

func (acc *account) login() error { return nil }

// once runs f, and once more after a login if f was refused.
func (acc *account) once(f func() error) error {
	err := f()
	if errors.Is(err, errExpired) {
		if err := acc.login(); err != nil {
			return err
		}
		err = f()
	}
	return err
}

// each runs f for every page.
func (acc *account) each(ctx context.Context, f func(page) error) error {
	for token := ""; ; {
		p, err := acc.src.List(ctx, token)
		if err != nil {
			return err
		}
		if err := f(p); err != nil {
			return err
		}
		if token = p.next; token == "" {
			return nil
		}
	}
}

// then runs f and what may fail after it.
func (acc *account) then(f func() error) error {
	if err := f(); err != nil {
		return err
	}
	return acc.login()
}

// To append is the last thing that an attempt does.
func nestedLast(ctx context.Context, acc *account) ([]string, error) {
	var all []string
	f := func() error {
		g := func() error {
			p, err := acc.src.List(ctx, "")
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			return nil
		}
		return acc.once(g)
	}
	return all, backoff.Retry(f, backoff.NewExponentialBackOff())
}

// Another page may fail after it.
func nestedPages(ctx context.Context, acc *account) ([]string, error) {
	var all []string
	f := func() error {
		return acc.each(ctx, func(p page) error {
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			return nil
		})
	}
	err := backoff.Retry(f, backoff.NewExponentialBackOff())
	return all, err
}

// What runs it may fail after it.
func nestedThen(ctx context.Context, acc *account) ([]string, error) {
	var all []string
	f := func() error {
		return acc.then(func() error {
			p, err := acc.src.List(ctx, "")
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			return nil
		})
	}
	err := backoff.Retry(f, backoff.NewExponentialBackOff())
	return all, err
}

// The attempt itself may.
func nestedBefore(ctx context.Context, acc *account) ([]string, error) {
	var all []string
	f := func() error {
		err := acc.once(func() error {
			p, err := acc.src.List(ctx, "")
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			return nil
		})
		if err != nil {
			return err
		}
		return acc.login()
	}
	err := backoff.Retry(f, backoff.NewExponentialBackOff())
	return all, err
}

// And so may the literal.
func nestedMidway(ctx context.Context, acc *account) ([]string, error) {
	var all []string
	f := func() error {
		return acc.once(func() error {
			p, err := acc.src.List(ctx, "")
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			return acc.login()
		})
	}
	err := backoff.Retry(f, backoff.NewExponentialBackOff())
	return all, err
}
