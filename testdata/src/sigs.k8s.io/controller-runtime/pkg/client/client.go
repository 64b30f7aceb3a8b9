// Package client stands for sigs.k8s.io/controller-runtime/pkg/client.
package client

import "context"

type Reader interface {
	Get(ctx context.Context, key string, obj any) error
}

type Writer interface {
	Delete(ctx context.Context, key string) error
	Update(ctx context.Context, key string) error
}
