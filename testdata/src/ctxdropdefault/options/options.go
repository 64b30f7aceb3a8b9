// Package options gives a context with an option.
package options

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/client/v3/concurrency"
)

func Given(ctx context.Context, c *clientv3.Client) (*concurrency.Session, error) {
	return concurrency.NewSession(c, concurrency.WithTTL(45), concurrency.WithContext(ctx))
}

func Forgotten(ctx context.Context, c *clientv3.Client) (*concurrency.Session, error) {
	return concurrency.NewSession(c, concurrency.WithTTL(45)) // want `concurrency.NewSession takes no context although ctx is at hand`
}
