// Package b leaves something behind in what another package runs again.
package b

import (
	"context"
	"io"
	"net/http"
	"os"

	"github.com/cenkalti/backoff/v4"

	"retrystate/lib"
)

type lister interface {
	List(ctx context.Context, server, from string) (items []string, next string, err error)
}

// A failover is a second attempt too.
func failover(ctx context.Context, l lister, servers []string) ([]string, error) {
	var all []string
	err := lib.WithServer(servers, func(server string) error {
		from := ""
		for {
			items, next, err := l.List(ctx, server, from)
			if err != nil {
				return err
			}
			all = append(all, items...) // want `all keeps what a failed attempt appended, so lib.WithServer leaves it there twice`
			if next == "" {
				return nil
			}
			from = next
		}
	})
	return all, err
}

func failoverReset(ctx context.Context, l lister, servers []string) ([]string, error) {
	var all []string
	err := lib.WithServer(servers, func(server string) error {
		all = nil
		from := ""
		for {
			items, next, err := l.List(ctx, server, from)
			if err != nil {
				return err
			}
			all = append(all, items...)
			if next == "" {
				return nil
			}
			from = next
		}
	})
	return all, err
}

func retried(ctx context.Context, l lister, server string) ([]string, error) {
	var all []string
	err := lib.WithRetry(func() error {
		from := ""
		for {
			items, next, err := l.List(ctx, server, from)
			if err != nil {
				return err
			}
			all = append(all, items...) // want `all keeps what a failed attempt appended, so lib.WithRetry`
			if next == "" {
				return nil
			}
			from = next
		}
	})
	return all, err
}

// A second try writes after what the first one wrote.
func mirror(c *http.Client, primary, secondary string, w io.Writer) error {
	err := lib.Download(c, primary, w)
	if err != nil {
		err = lib.Download(c, secondary, w) // want `w keeps what lib.Download wrote before it failed, and the second try starts from the beginning`
	}
	return err
}

// Nothing was written of what is not there.
func mirrorMissing(c *http.Client, primary, secondary string, w io.Writer) error {
	err := lib.Download(c, primary, w)
	if err == lib.ErrNotFound {
		err = lib.Download(c, secondary, w)
	}
	return err
}

// The first one is cut off.
func mirrorTruncated(c *http.Client, primary, secondary string, f *os.File) error {
	err := lib.Download(c, primary, f)
	if err != nil {
		if err := f.Truncate(0); err != nil {
			return err
		}
		err = lib.Download(c, secondary, f)
	}
	return err
}

// The first one tells how far it came.
func mirrorResumed(c *http.Client, primary, secondary string, w io.Writer) error {
	n, err := lib.Resume(c, primary, w)
	if err != nil && n == 0 {
		_, err = lib.Resume(c, secondary, w)
	}
	return err
}

// Both are wanted.
func both(c *http.Client, first, second string, w io.Writer) error {
	if err := lib.Download(c, first, w); err != nil {
		return err
	}
	return lib.Download(c, second, w)
}

type middleware struct{ next http.Handler }

// The handlers behind it may have changed the request.
func (m middleware) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	attempt := 0
	_ = backoff.Retry(func() error {
		attempt++
		rec := &recorder{ResponseWriter: w}
		m.next.ServeHTTP(rec, req.WithContext(req.Context())) // want `the handlers of one attempt may change the URL and headers of req`
		if rec.failed && attempt < 3 {
			return io.ErrUnexpectedEOF
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

type recorder struct {
	http.ResponseWriter
	failed bool
}

type cloning struct{ next http.Handler }

// Each attempt has its own.
func (m cloning) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	attempt := 0
	_ = backoff.Retry(func() error {
		attempt++
		rec := &recorder{ResponseWriter: w}
		m.next.ServeHTTP(rec, req.Clone(req.Context()))
		if rec.failed && attempt < 3 {
			return io.ErrUnexpectedEOF
		}
		return nil
	}, backoff.NewExponentialBackOff())
}

type walker interface {
	Walk(ctx context.Context, server string, each func(item string)) error
}

// The callback has seen half of the items when the walk breaks off.
func walk(ctx context.Context, l walker, servers []string) ([]string, error) {
	var all []string
	err := lib.WithServer(servers, func(server string) error {
		return l.Walk(ctx, server, func(item string) {
			all = append(all, item) // want `all keeps what a failed attempt appended`
		})
	})
	return all, err
}

// The same through a second literal.
func walkNamed(ctx context.Context, l walker, servers []string) ([]string, error) {
	var all []string
	err := lib.WithServer(servers, func(server string) error {
		add := func(item string) {
			all = append(all, item) // want `all keeps what a failed attempt appended`
		}
		return l.Walk(ctx, server, func(item string) { add(item) })
	})
	return all, err
}

// The same with a fresh start.
func walkReset(ctx context.Context, l walker, servers []string) ([]string, error) {
	var all []string
	err := lib.WithServer(servers, func(server string) error {
		all = nil
		return l.Walk(ctx, server, func(item string) {
			all = append(all, item)
		})
	})
	return all, err
}

// All items are there before the first is kept.
func walkLast(ctx context.Context, l lister, servers []string) ([]string, error) {
	var all []string
	err := lib.WithServer(servers, func(server string) error {
		add := func(item string) {
			all = append(all, item)
		}
		items, _, err := l.List(ctx, server, "")
		if err != nil {
			return err
		}
		for _, item := range items {
			add(item)
		}
		return nil
	})
	return all, err
}

// Visiting one after the other collects from all of them, after a failure too.
func visiting(ctx context.Context, l lister, servers []string) ([]string, error) {
	var all []string
	err := lib.Visit(servers, func(server string) error {
		from := ""
		for {
			items, next, err := l.List(ctx, server, from)
			if err != nil {
				return err
			}
			all = append(all, items...)
			if next == "" {
				return nil
			}
			from = next
		}
	})
	return all, err
}

// Visiting until one works does not.
func visitingOne(ctx context.Context, l lister, servers []string) ([]string, error) {
	var all []string
	err := lib.VisitOne(servers, func(server string) error {
		from := ""
		for {
			items, next, err := l.List(ctx, server, from)
			if err != nil {
				return err
			}
			all = append(all, items...) // want `all keeps what a failed attempt appended, so lib.VisitOne`
			if next == "" {
				return nil
			}
			from = next
		}
	})
	return all, err
}
