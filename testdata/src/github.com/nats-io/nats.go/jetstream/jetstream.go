// Package jetstream is a stub.
package jetstream

import "context"

type KeyValueEntry interface{ Value() []byte }

type KeyWatcher interface {
	Updates() <-chan KeyValueEntry
	Stop() error
}

type KeyValue interface {
	Watch(ctx context.Context, keys string) (KeyWatcher, error)
}
