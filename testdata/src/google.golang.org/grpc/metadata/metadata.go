// Package metadata is a stub.
package metadata

import "context"

type MD map[string][]string

type key struct{}

func NewOutgoingContext(ctx context.Context, md MD) context.Context {
	return context.WithValue(ctx, key{}, md)
}
