package a

import (
	"context"
	"time"

	"ctxdrop/lib"
)

// A context that is cancelled when the one at hand ends is as good as one made from that.

func cancelledAfter(ctx context.Context, url string) error {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	defer context.AfterFunc(ctx, cancel)()
	return lib.Load(own, url)
}

func notCancelledAfter(ctx context.Context, url string) error {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(own, url) // want `does not get ctx, which is at hand`
}

type link struct {
	ctx    context.Context
	cancel context.CancelFunc
}

func newLink() *link {
	l := &link{}
	l.ctx, l.cancel = context.WithCancel(context.Background())
	return l
}

func (l *link) close() { l.cancel() }

// The one of the object and the one at hand both end it.
func (l *link) both(ctx context.Context, url string) error {
	own, cancel := context.WithCancelCause(l.ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-ctx.Done():
			cancel(context.Cause(ctx))
		case <-own.Done():
		}
	}()
	return lib.Load(own, url)
}

func (l *link) neither(ctx context.Context, url string) error {
	own, cancel := context.WithCancelCause(l.ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-ctx.Done():
		case <-time.After(time.Minute):
			cancel(context.Cause(ctx))
		}
	}()
	return lib.Load(own, url) // want `does not get ctx, which is at hand`
}

func join(x, y context.Context) (context.Context, context.CancelFunc) {
	joint, cancel := context.WithCancel(x)
	stop := context.AfterFunc(y, func() { cancel() })
	return joint, func() { stop(); cancel() }
}

func (l *link) joined(ctx context.Context, url string) error {
	joint, cancel := join(l.ctx, ctx)
	defer cancel()
	return lib.Load(joint, url)
}

func (l *link) joinedWithAnother(ctx context.Context, url string) error {
	joint, cancel := join(context.Background(), l.ctx)
	defer cancel()
	return lib.Load(joint, url) // want `does not get ctx, which is at hand`
}
