// Package stopped watches keys until a context ends.
package stopped

import (
	"context"

	"github.com/nats-io/nats.go/jetstream"
)

type Store struct {
	kv   jetstream.KeyValue
	quit chan struct{}
	last []byte
}

// Watch stops the watcher itself when the context ends.
func (s *Store) Watch(ctx context.Context) error {
	w, err := s.kv.Watch(context.Background(), "a")
	if err != nil {
		return err
	}
	go func() {
		for {
			select {
			case <-ctx.Done():
				w.Stop()
				return
			case e := <-w.Updates():
				s.last = e.Value()
			}
		}
	}()
	return nil
}

// WatchOn stops the watcher when the store is closed, whatever becomes of the context.
func (s *Store) WatchOn(ctx context.Context) error {
	w, err := s.kv.Watch(context.Background(), "b") // want `jetstream.KeyValue.Watch does not get ctx`
	if err != nil {
		return err
	}
	go func() {
		for {
			select {
			case <-s.quit:
				w.Stop()
				return
			case e := <-w.Updates():
				s.last = e.Value()
			}
		}
	}()
	return nil
}

// WatchOnly leaves the loop when the context ends, and the watcher as it is.
func (s *Store) WatchOnly(ctx context.Context) error {
	w, err := s.kv.Watch(context.Background(), "c") // want `jetstream.KeyValue.Watch does not get ctx`
	if err != nil {
		return err
	}
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case e := <-w.Updates():
				s.last = e.Value()
			}
		}
	}()
	return nil
}
