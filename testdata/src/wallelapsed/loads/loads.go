// Package loads holds records that may have been loaded, and what stands beside them.
package loads

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"sync"
	"time"
)

func stop() {}

// Records that are loaded, by whoever is given their address or their type.
type shelf interface {
	First(dst any) error
	Refresh(dst any) error
	Save(src any) error
	Handle(topic string, fn any)
}

type slip struct{ At time.Time }

func (s *slip) renew(from shelf) error {
	if err := from.First(s); err != nil {
		return err
	}
	if time.Since(s.At) > time.Second {
		stop()
	}
	s.At = time.Now().UTC()
	return from.Save(s)
}

type slipSaved struct{ At time.Time }

func (s *slipSaved) renew(to shelf) error {
	if time.Since(s.At) > time.Second {
		stop()
	}
	s.At = time.Now().UTC() // want `slipSaved\.At holds time\.Now\(\)\.UTC\(\) in slipSaved\.renew`
	return to.Save(s)
}

// A name that says nothing.
type slipRefreshed struct{ At time.Time }

func (s *slipRefreshed) renew(from shelf) error {
	if err := from.Refresh(s); err != nil {
		return err
	}
	if time.Since(s.At) > time.Second {
		stop()
	}
	s.At = time.Now().UTC() // possible // want `slipRefreshed\.At holds time\.Now\(\)\.UTC\(\) in slipRefreshed\.renew`
	return nil
}

// Only exported fields are set by reflection.
type slipPrivate struct{ at time.Time }

func (s *slipPrivate) renew(from shelf) error {
	if err := from.First(s); err != nil {
		return err
	}
	if time.Since(s.at) > time.Second {
		stop()
	}
	s.at = time.Now().UTC() // want `slipPrivate\.at holds time\.Now\(\)\.UTC\(\) in slipPrivate\.renew`
	return nil
}

// A log is told, and a pool keeps.
type slipKept struct{ At time.Time }

func (s *slipKept) renew(pool *sync.Pool) {
	if time.Since(s.At) > time.Second {
		log.Printf("%v", s)
		stop()
	}
	s.At = time.Now().UTC() // want `slipKept\.At holds time\.Now\(\)\.UTC\(\) in slipKept\.renew`
	pool.Put(s)
}

// Through a function value.
type draft struct{ At time.Time }

var unmarshal = json.Unmarshal

func (d *draft) renew(b []byte) error {
	if err := unmarshal(b, d); err != nil {
		return err
	}
	if time.Since(d.At) > time.Second {
		stop()
	}
	d.At = time.Now().UTC() // possible // want `draft\.At holds time\.Now\(\)\.UTC\(\) in draft\.renew`
	return nil
}

// Through helpers of this package, one of which decodes in a literal.
type ticketRow struct{ At time.Time }

func inside(f func() error) error { return f() }

func decodeInto(b []byte, dst any) error {
	return inside(func() error { return json.Unmarshal(b, dst) })
}

func (t *ticketRow) renew(b []byte) error {
	if err := decodeInto(b, t); err != nil {
		return err
	}
	if time.Since(t.At) > time.Second {
		stop()
	}
	t.At = time.Now().UTC()
	return nil
}

type ticketCounted struct{ At time.Time }

func countInto(n *int, dst any) {
	if _, ok := dst.(*ticketCounted); ok {
		*n++
	}
}

func (t *ticketCounted) renew(n *int) {
	countInto(n, t)
	if time.Since(t.At) > time.Second {
		stop()
	}
	t.At = time.Now().UTC() // want `ticketCounted\.At holds time\.Now\(\)\.UTC\(\) in ticketCounted\.renew`
}

// As the argument of a handler, which who calls it decodes.
type pulse struct{ At time.Time }

func onPulse(from shelf) {
	from.Handle("pulse", func(_ context.Context, in *pulse) {
		if time.Since(in.At) > time.Second {
			stop()
		}
	})
}

func newPulse() *pulse {
	return &pulse{time.Now().UTC()} // possible // want `pulse\.At holds time\.Now\(\)\.UTC\(\) in newPulse`
}

// By generic code.
func loaded[T any](b []byte) (v T, err error) {
	err = json.Unmarshal(b, &v)
	return v, err
}

type page[T any] struct{ raw []byte }

func (p *page[T]) read() (*T, error) {
	v, err := loaded[T](p.raw)
	return &v, err
}

func same[T any](v T, err error) (T, error) { return v, err }

type chapter struct{ At time.Time }

func (c chapter) old() bool { return time.Since(c.At) > time.Second }

func newChapter() chapter { return chapter{time.Now().UTC()} }

func readChapter(p *page[chapter]) {
	if c, err := p.read(); err == nil && c.old() {
		stop()
	}
}

type verse struct{ At time.Time }

func (v verse) old() bool { return time.Since(v.At) > time.Second }

func newVerse() verse {
	return verse{time.Now().UTC()} // want `verse\.At holds time\.Now\(\)\.UTC\(\) in newVerse`
}

func readVerse() {
	if v, err := same(newVerse(), nil); err == nil && v.old() {
		stop()
	}
}

// What is behind a generic interface that may fail is elsewhere; what cannot fail keeps.
type archive[T any] interface {
	Get(id string) (T, error)
}

type drawer[T any] interface {
	Get(id string) (T, bool)
}

type folder struct{ At time.Time }

func newFolder() folder {
	return folder{time.Now().UTC()} // possible // want `folder\.At holds time\.Now\(\)\.UTC\(\) in newFolder`
}

func readFolder(from archive[folder]) {
	if f, err := from.Get("a"); err == nil && time.Since(f.At) > time.Second {
		stop()
	}
}

type binder struct{ At time.Time }

func newBinder() binder {
	return binder{time.Now().UTC()} // want `binder\.At holds time\.Now\(\)\.UTC\(\) in newBinder`
}

func readBinder(from drawer[binder]) {
	if b, ok := from.Get("a"); ok && time.Since(b.At) > time.Second {
		stop()
	}
}

// A decoded record under another type.
type wireSession struct{ At time.Time }
type localSession struct{ At time.Time }

func newLocalSession() localSession { return localSession{time.Now().UTC()} }

func readLocalSession(b []byte) error {
	var w wireSession
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	if s := localSession(w); time.Since(s.At) > time.Second {
		stop()
	}
	return nil
}

// A number that is read through a pointer of another type.
type scanned int64

func (s *scanned) read(text string) error {
	_, err := fmt.Sscan(text, (*int64)(s))
	return err
}

func (s *scanned) show(text string) { fmt.Println(text, (*int64)(s)) }

type ballot struct{ from, shown scanned }

func newBallot() *ballot {
	return &ballot{scanned(time.Now().UnixMilli()), scanned(time.Now().UnixMilli())}
}

func (e *ballot) over(text string, timeout time.Duration) bool {
	return e.from.read(text) == nil && time.Now().UnixMilli()-int64(e.from) > timeout.Milliseconds()
}

func (e *ballot) overShown(text string, timeout time.Duration) bool {
	e.shown.show(text)
	return time.Now().UnixMilli()-int64(e.shown) > timeout.Milliseconds() // want `ballot\.overShown decides by elapsed time between wall clock numbers`
}
