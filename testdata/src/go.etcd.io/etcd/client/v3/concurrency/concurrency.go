// Package concurrency is a stub of go.etcd.io/etcd/client/v3/concurrency.
package concurrency

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
)

type Session struct{}

type SessionOption func(*int)

func WithContext(ctx context.Context) SessionOption { return nil }

func WithTTL(ttl int) SessionOption { return nil }

func NewSession(client *clientv3.Client, opts ...SessionOption) (*Session, error) { return nil, nil }

type STM interface{ Get(key ...string) string }

type stmOption func(*int)

func WithAbortContext(ctx context.Context) stmOption { return nil }

func WithPrefetch(keys ...string) stmOption { return nil }

func NewSTM(c *clientv3.Client, apply func(STM) error, so ...stmOption) (*Response, error) {
	return nil, nil
}

type Response struct{}
