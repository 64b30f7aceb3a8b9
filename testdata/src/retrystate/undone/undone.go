// Package undone keeps what its attempts have begun, to undo it or to hand it out.
package undone

import (
	"context"
	"errors"
	"time"
)

// An Authority wants proofs.
type Authority interface {
	Begin(ctx context.Context, domain string) (id string, err error)
	Prove(ctx context.Context, id string) error
	Drop(ids []string)
}

var errUnproved = errors.New("not proved")

// Verify drops all that it has begun.
func Verify(ctx context.Context, a Authority, domain string) error {
	var begun []string
	defer func() { go a.Drop(begun) }()
	for range 5 {
		id, err := a.Begin(ctx, domain)
		if err != nil {
			return err
		}
		begun = append(begun, id)
		if err := a.Prove(ctx, id); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
	return errUnproved
}

// Verified hands them out: those of the failed attempts, too.
func Verified(ctx context.Context, a Authority, domain string) ([]string, error) {
	var begun []string
	list := func() []string { return begun }
	for range 5 {
		id, err := a.Begin(ctx, domain)
		if err != nil {
			return nil, err
		}
		begun = append(begun, id) // want `begun keeps what a failed attempt appended`
		if err := a.Prove(ctx, id); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return list(), nil
	}
	return nil, errUnproved
}
