// Package clientv3 is a stub of go.etcd.io/etcd/client/v3.
package clientv3

type Client struct{}
