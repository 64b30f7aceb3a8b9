// Package pages goes through the pages of an iterator that fails for good.
package pages

import (
	"context"
	"errors"
	"log"

	"cloud.google.com/go/storage"
)

var errDone = errors.New("no more items in iterator")

// What it leaves with is the end alone.
func Names(ctx context.Context, b *storage.BucketHandle) (names []string) {
	it := b.Objects(ctx, nil)
	for {
		attrs, err := it.Next() // want `a failed ObjectIterator.Next is tried again at once in Names, though what has failed once fails at once and for ever`
		if err == errDone {
			return names
		}
		if err != nil {
			log.Print(err)
			continue
		}
		names = append(names, attrs.Name)
	}
}

func AllNames(ctx context.Context, b *storage.BucketHandle) (names []string, err error) {
	it := b.Objects(ctx, nil)
	for {
		attrs, err := it.Next()
		if err == errDone {
			return names, nil
		}
		if err != nil {
			return nil, err
		}
		names = append(names, attrs.Name)
	}
}
