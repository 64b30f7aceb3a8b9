// Package options gives a context with an option.
package options

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
)

func book(concurrency.STM) error { return nil }

func Given(ctx context.Context, c *clientv3.Client) error {
	_, err := concurrency.NewSTM(c, book, concurrency.WithPrefetch("seats"), concurrency.WithAbortContext(ctx))
	return err
}

func Forgotten(ctx context.Context, c *clientv3.Client) error {
	_, err := concurrency.NewSTM(c, book, concurrency.WithPrefetch("seats")) // want `concurrency.NewSTM takes no context although ctx is at hand`
	return err
}

// The context of a session is not the one of the call that begins it.

func Session(ctx context.Context, c *clientv3.Client) (*concurrency.Session, error) {
	return concurrency.NewSession(c, concurrency.WithTTL(45))
}
