// Package handed has a helper that gives its function to an operation, and tries that again.
package handed

import (
	"errors"
	"time"
)

var errConflict = errors.New("conflict")

type tx interface {
	scan(prefix string) ([]string, error)
	remove(key string)
}

type engine interface {
	txn(f func(tx) error) error
	run(f func(tx) error) error
}

type store struct{ engine engine }

// txn commits after f, and starts over if it cannot.
func (s *store) txn(f func(tx) error) error {
	var err error
	for try := range 50 {
		if err = s.engine.txn(f); !errors.Is(err, errConflict) {
			return err
		}
		time.Sleep(time.Duration(try) * time.Millisecond)
	}
	return err
}

// run has nothing to fail but f.
func (s *store) run(f func(tx) error) error {
	var err error
	for try := range 50 {
		if err = s.engine.run(f); !errors.Is(err, errConflict) {
			return err
		}
		time.Sleep(time.Duration(try) * time.Millisecond)
	}
	return err
}

// once does not try again.
func (s *store) once(f func(tx) error) error { return s.engine.txn(f) }

func (s *store) Purge(prefix string) ([]string, error) {
	var gone []string
	err := s.txn(func(t tx) error {
		keys, err := t.scan(prefix)
		if err != nil {
			return err
		}
		for _, k := range keys {
			t.remove(k)
			gone = append(gone, k) // want `gone keeps what a failed attempt appended, so handed.store.txn leaves it there twice`
		}
		return nil
	})
	return gone, err
}

func (s *store) PurgeAnew(prefix string) ([]string, error) {
	var gone []string
	err := s.txn(func(t tx) error {
		gone = gone[:0]
		keys, err := t.scan(prefix)
		if err != nil {
			return err
		}
		for _, k := range keys {
			t.remove(k)
			gone = append(gone, k)
		}
		return nil
	})
	return gone, err
}

func (s *store) PurgeRun(prefix string) ([]string, error) {
	var gone []string
	err := s.run(func(t tx) error {
		keys, err := t.scan(prefix)
		if err != nil {
			return err
		}
		for _, k := range keys {
			t.remove(k)
			gone = append(gone, k)
		}
		return nil
	})
	return gone, err
}

func (s *store) PurgeOnce(prefix string) ([]string, error) {
	var gone []string
	err := s.once(func(t tx) error {
		keys, err := t.scan(prefix)
		if err != nil {
			return err
		}
		for _, k := range keys {
			t.remove(k)
			gone = append(gone, k)
		}
		return nil
	})
	return gone, err
}
