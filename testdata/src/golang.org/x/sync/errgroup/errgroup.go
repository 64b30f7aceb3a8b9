// Package errgroup is a stub: the names and signatures that the corpora use.
package errgroup

import "context"

type Group struct{ err error }

func WithContext(ctx context.Context) (*Group, context.Context) {
	ctx, _ = context.WithCancelCause(ctx)
	return &Group{}, ctx
}

func (g *Group) Go(f func() error) { go func() { g.err = f() }() }

func (g *Group) Wait() error { return g.err }
