// Package resumed has attempts that go on where the last one failed, and some that do not.
package resumed

import (
	"context"
	"fmt"
	"slices"

	"github.com/cenkalti/backoff/v4"
)

type page struct {
	items []int
	next  string
}

type source interface {
	List(ctx context.Context, from string) (page, error)
	Get(ctx context.Context, id int) (int, error)
	Since(ctx context.Context, last int) ([]int, error)
}

// The token is kept with the items: each attempt asks for the page behind the last one.
func token(ctx context.Context, src source) ([]int, error) {
	var all []int
	from := "first"
	err := backoff.Retry(func() error {
		for from != "" {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The same, but each attempt begins with the first page.
func tokenReset(ctx context.Context, src source) ([]int, error) {
	var all []int
	var from string
	err := backoff.Retry(func() error {
		from = "first"
		for from != "" {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended`
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The token moves only when all items of a page were looked at, so a page may be asked for again.
// To empty all would be wrong as well: the pages before it are not asked for again.
func tokenLate(ctx context.Context, src source) ([]int, error) {
	var all []int
	from := "first"
	err := backoff.Retry(func() error {
		for from != "" {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			for _, id := range p.items {
				item, err := src.Get(ctx, id)
				if err != nil {
					return err
				}
				all = append(all, item) // want `all keeps what a failed attempt appended`
			}
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// Both are fields of what is kept.
func cursor(ctx context.Context, src source) ([]int, error) {
	var all []int
	var at struct {
		from string
		done bool
	}
	err := backoff.Retry(func() error {
		for !at.done {
			p, err := src.List(ctx, at.from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			at.from, at.done = p.next, p.next == ""
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// What was fetched is taken off the list.
func pending(ctx context.Context, src source, ids []int) (out []int, err error) {
	err = backoff.Retry(func() error {
		for len(ids) > 0 {
			item, err := src.Get(ctx, ids[0])
			if err != nil {
				return err
			}
			out = append(out, item)
			ids = ids[1:]
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// The same, with a list of the attempt's own.
func pendingOwn(ctx context.Context, src source, ids []int) (out []int, err error) {
	err = backoff.Retry(func() error {
		for ids := ids; len(ids) > 0; ids = ids[1:] {
			item, err := src.Get(ctx, ids[0])
			if err != nil {
				return err
			}
			out = append(out, item) // want `out keeps what a failed attempt appended`
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// As many as there are items need not be fetched again.
func behind(ctx context.Context, src source, ids []int) (out []int, err error) {
	err = backoff.Retry(func() error {
		for _, id := range ids[len(out):] {
			item, err := src.Get(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, item)
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// The number of items only becomes part of one.
func numbered(ctx context.Context, src source, ids []int) (out []string, err error) {
	err = backoff.Retry(func() error {
		for _, id := range ids {
			item, err := src.Get(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, fmt.Sprint(len(out), item)) // want `out keeps what a failed attempt appended`
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// The last item tells what comes next.
func since(ctx context.Context, src source) (all []int, err error) {
	err = backoff.Retry(func() error {
		for {
			last := 0
			if n := len(all); n > 0 {
				last = all[n-1]
			}
			items, err := src.Since(ctx, last)
			if err != nil || len(items) == 0 {
				return err
			}
			all = append(all, items...)
		}
	}, backoff.NewExponentialBackOff())
	return all, err
}

// A map tells which items are there.
func marked(ctx context.Context, src source, ids []int) (out []int, err error) {
	have := make(map[int]bool)
	err = backoff.Retry(func() error {
		for _, id := range ids {
			if have[id] {
				continue
			}
			item, err := src.Get(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, item)
			have[id] = true
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// The map is one of the attempt: it tells only which items came twice.
func markedAnew(ctx context.Context, src source, ids []int) (out []int, err error) {
	err = backoff.Retry(func() error {
		have := make(map[int]bool)
		for _, id := range ids {
			if have[id] {
				continue
			}
			item, err := src.Get(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, item) // want `out keeps what a failed attempt appended`
			have[id] = true
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// The map is from outside, and no attempt marks anything in it.
func unmarked(ctx context.Context, src source, ids []int, skip map[int]bool) (out []int, err error) {
	err = backoff.Retry(func() error {
		for _, id := range ids {
			if skip[id] {
				continue
			}
			item, err := src.Get(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, item) // want `out keeps what a failed attempt appended`
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// What is there is not appended again.
func looked(ctx context.Context, src source) (all []int, err error) {
	err = backoff.Retry(func() error {
		for from := "first"; from != ""; {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			for _, item := range p.items {
				if !slices.Contains(all, item) {
					all = append(all, item)
				}
			}
			from = p.next
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}
