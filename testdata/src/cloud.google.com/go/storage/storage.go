// Package storage stands for cloud.google.com/go/storage.
package storage

import "context"

type Client struct{}

func (c *Client) Bucket(name string) *BucketHandle { return nil }

type BucketHandle struct{}

func (b *BucketHandle) Objects(ctx context.Context, q *Query) *ObjectIterator { return nil }

type Query struct{ Prefix string }

type ObjectAttrs struct{ Name string }

type PageInfo struct{}

type ObjectIterator struct{}

func (it *ObjectIterator) Next() (*ObjectAttrs, error) { return nil, nil }

func (it *ObjectIterator) PageInfo() *PageInfo { return nil }
