// Package kv keeps what it knows in etcd: one decision for each type.
package kv

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
)

type Store struct{}

func open() *clientv3.Client { return new(clientv3.Client) }

func (s *Store) Put(key, value string) error {
	_, err := open().Put(context.TODO(), key, value) // want `clientv3.KV.Put has no deadline, like other etcd calls of Store`
	return err
}

func (s *Store) Get(key string) error {
	_, err := open().Get(context.TODO(), key)
	return err
}

type Other struct{}

func (o *Other) Get(key string) error {
	_, err := open().Get(context.TODO(), key) // want `clientv3.KV.Get has no deadline: it gets context.TODO`
	return err
}
