// Package clientv3 is a stub of go.etcd.io/etcd/client/v3.
package clientv3

import "context"

type LeaseID int64

type LeaseKeepAliveResponse struct{ TTL int64 }

type Lease interface {
	KeepAlive(ctx context.Context, id LeaseID) (<-chan *LeaseKeepAliveResponse, error)
}

type PutResponse struct{}

type GetResponse struct{}

type KV interface {
	Put(ctx context.Context, key, val string) (*PutResponse, error)
	Get(ctx context.Context, key string) (*GetResponse, error)
}

type Event struct{ Key string }

type WatchResponse struct {
	Events   []*Event
	Canceled bool
}

func (r *WatchResponse) Err() error { return nil }

type WatchChan <-chan WatchResponse

type Watcher interface {
	Watch(ctx context.Context, key string) WatchChan
}

type Client struct {
	KV
	Lease
	Watcher
}
