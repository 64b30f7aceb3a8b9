package a

import (
	"container/list"
	"context"
	"expvar"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"ctxdrop/lib"
)

// A function that keeps what it is given, or starts it on its own, calls it when the call is over.

type bus struct {
	all     []func()
	last    func()
	byName  map[string]func()
	pending list.List
	timer   *time.Timer
}

func (b *bus) append(f func())            { b.all = append(b.all, f) }
func (b *bus) replace(f func())           { b.last = f }
func (b *bus) name(name string, f func()) { b.byName[name] = f }
func (b *bus) queue(f func())             { b.pending.PushBack(f) }
func (b *bus) delay(f func())             { b.timer = time.AfterFunc(time.Second, f) }
func (b *bus) delegate(f func())          { b.append(f) }

func (b *bus) now(f func()) { f() }

func safely(f func()) {
	go func() {
		defer func() { recover() }()
		f()
	}()
}

func inPlace(f func()) {
	func() {
		defer func() { recover() }()
		f()
	}()
}

func keepers(ctx context.Context, b *bus, url string) {
	b.append(func() { lib.Load(context.Background(), url) })
	b.replace(func() { lib.Load(context.Background(), url) })
	b.name("load", func() { lib.Load(context.Background(), url) })
	b.queue(func() { lib.Load(context.Background(), url) })
	b.delay(func() { lib.Load(context.Background(), url) })
	b.delegate(func() { lib.Load(context.Background(), url) })
	safely(func() { lib.Load(context.Background(), url) })
}

func callsAtOnce(ctx context.Context, b *bus, url string) {
	b.now(func() {
		lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
	})
}

func callsInPlace(ctx context.Context, url string) {
	inPlace(func() {
		lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
	})
}

// Where the body is out of sight, the name tells.

type emitter interface {
	OnClose(f func())
	Each(f func())
}

func listens(ctx context.Context, e emitter, url string) {
	e.OnClose(func() { lib.Load(context.Background(), url) })
}

func iterates(ctx context.Context, e emitter, url string) {
	e.Each(func() {
		lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
	})
}

func atShutdown(ctx context.Context, srv *http.Server, url string) {
	srv.RegisterOnShutdown(func() { lib.Load(context.Background(), url) })
}

func published(ctx context.Context, url string) {
	expvar.Publish("state", expvar.Func(func() any { return lib.Load(context.Background(), url) }))
}

// What is done once for all who ask must not end with the first of them.

type shared struct {
	once   sync.Once
	flight singleflight.Group
	err    error
}

func (s *shared) first(ctx context.Context, url string) error {
	s.once.Do(func() {
		own, cancel := fresh()
		defer cancel()
		s.err = lib.Load(own, url)
	})
	return s.err
}

func (s *shared) together(ctx context.Context, url string) error {
	_, err, _ := s.flight.Do(url, func() (any, error) {
		own, cancel := fresh()
		defer cancel()
		return nil, lib.Load(own, url)
	})
	return err
}

func (s *shared) togetherApart(ctx context.Context, url string) error {
	select {
	case res := <-s.flight.DoChan(url, func() (any, error) { return nil, lib.LoadPatiently(context.Background(), url) }):
		return res.Err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *shared) alone(ctx context.Context, url string) error {
	return each(func() error {
		return lib.Load(context.Background(), url) // want `does not get ctx, which is at hand`
	})
}

func each(f func() error) error { return f() }
