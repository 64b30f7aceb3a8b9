// Package notes attaches things to contexts.
package notes

import "context"

type Span struct{}

func (*Span) End() {}

type key struct{}

func Begin(ctx context.Context, name string) (context.Context, *Span) {
	s := &Span{}
	return context.WithValue(ctx, key{}, s), s
}
