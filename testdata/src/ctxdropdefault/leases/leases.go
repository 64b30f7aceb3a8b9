// Package leases begins what goes on when the call is over.
package leases

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
)

type Registry struct {
	client *clientv3.Client
	beats  <-chan *clientv3.LeaseKeepAliveResponse
}

// The lease is to outlive who registers.

func (r *Registry) Register(ctx context.Context, id clientv3.LeaseID) error {
	beats, err := r.client.KeepAlive(context.Background(), id)
	if err != nil {
		return err
	}
	go func() {
		for range beats {
		}
	}()
	return nil
}

func (r *Registry) Keep(ctx context.Context, id clientv3.LeaseID) (err error) {
	r.beats, err = r.client.KeepAlive(context.Background(), id)
	return err
}

func (r *Registry) Forget(ctx context.Context, id clientv3.LeaseID) error {
	_, err := r.client.KeepAlive(context.Background(), id)
	return err
}

// Who waits for the beats in place waits for as long as they come.
func (r *Registry) Hold(ctx context.Context, id clientv3.LeaseID) error {
	beats, err := r.client.KeepAlive(context.Background(), id) // want `clientv3.Lease.KeepAlive does not get ctx, which is at hand`
	if err != nil {
		return err
	}
	for range beats {
	}
	return nil
}
