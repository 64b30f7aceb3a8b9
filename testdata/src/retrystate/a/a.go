// Package a leaves something behind.
package a

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v4"
)

var errGivenUp = errors.New("given up")

type page struct {
	items []string
	next  string
}

type source interface {
	List(ctx context.Context, from string) (page, error)
	All(ctx context.Context) ([]string, error)
}

// A literal that fails on the second page leaves the first one there.
func pages(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		from := ""
		for {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...) // want `all keeps what a failed attempt appended, so backoff.Retry leaves it there twice`
			if p.next == "" {
				return nil
			}
			from = p.next
		}
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The same, with a fresh start.
func pagesReset(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		all = nil
		from := ""
		for {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			if p.next == "" {
				return nil
			}
			from = p.next
		}
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The same, emptied but kept.
func pagesEmptied(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		all = all[:0]
		from := ""
		for {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			all = append(all, p.items...)
			if p.next == "" {
				return nil
			}
			from = p.next
		}
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The same, with a variable of the attempt.
func pagesLocal(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		var mine []string
		from := ""
		for {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			mine = append(mine, p.items...)
			if p.next == "" {
				all = mine
				return nil
			}
			from = p.next
		}
	}, backoff.NewExponentialBackOff())
	return all, err
}

// Nothing can fail after the append.
func lastStep(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		items, err := src.All(ctx)
		if err != nil {
			return err
		}
		all = append(all, items...)
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// Nor here, though the error is returned as it is.
func lastStepNil(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		items, err := src.All(ctx)
		if err == nil {
			all = append(all, items...)
		}
		return err
	}, backoff.NewExponentialBackOff())
	return all, err
}

// The errors of the attempts are meant to pile up.
func record(ctx context.Context, src source) ([]string, []error) {
	var all []string
	var problems []error
	_ = backoff.Retry(func() error {
		items, err := src.All(ctx)
		if err != nil {
			problems = append(problems, err)
			return err
		}
		all = items
		return nil
	}, backoff.NewExponentialBackOff())
	return all, problems
}

// The literal stops the helper once it has begun.
func stops(ctx context.Context, src source) ([]string, error) {
	var all []string
	err := backoff.Retry(func() error {
		items, err := src.All(ctx)
		if err != nil {
			return err
		}
		all = append(all, items...)
		if len(all) == 0 {
			return backoff.Permanent(errGivenUp)
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return all, err
}

// A file that keeps the head of a download that broke off.
func download(ctx context.Context, c *http.Client, url string, f *os.File) error {
	for range 3 {
		resp, err := c.Get(url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		_, err = io.Copy(f, resp.Body) // want `f keeps what io.Copy wrote before it failed`
		resp.Body.Close()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A file of which the rest is asked for.
func downloadRest(ctx context.Context, c *http.Client, req *http.Request, f *os.File) error {
	for range 3 {
		st, err := f.Stat()
		if err != nil {
			return err
		}
		req.Header.Set("Range", fmt.Sprintf("bytes=%d-", st.Size()))
		resp, err := c.Do(req)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		_, err = io.Copy(f, resp.Body)
		resp.Body.Close()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A file of which another header tells the size.
func downloadTold(ctx context.Context, c *http.Client, req *http.Request, f *os.File) error {
	for range 3 {
		st, err := f.Stat()
		if err != nil {
			return err
		}
		req.Header.Set("If-Size", fmt.Sprintf("%d", st.Size()))
		resp, err := c.Do(req)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		_, err = io.Copy(f, resp.Body) // want `f keeps what io.Copy wrote before it failed`
		resp.Body.Close()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A file that is cut back first.
func downloadTruncated(ctx context.Context, c *http.Client, url string, f *os.File) error {
	for range 3 {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		resp, err := c.Get(url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		_, err = io.Copy(f, resp.Body)
		resp.Body.Close()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A file of the attempt.
func downloadTo(ctx context.Context, c *http.Client, url, name string) error {
	for range 3 {
		f, err := os.Create(name)
		if err != nil {
			return err
		}
		resp, err := c.Get(url)
		if err != nil {
			f.Close()
			time.Sleep(time.Second)
			continue
		}
		_, err = io.Copy(f, resp.Body)
		resp.Body.Close()
		f.Close()
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A buffer that keeps what was read before the connection broke.
func fetch(c *http.Client, url string) (string, error) {
	var buf bytes.Buffer
	err := backoff.Retry(func() error {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(&buf, resp.Body) // want `buf keeps what a failed attempt wrote`
		return err
	}, backoff.NewExponentialBackOff())
	return buf.String(), err
}

func fetchReset(c *http.Client, url string) (string, error) {
	var buf bytes.Buffer
	err := backoff.Retry(func() error {
		buf.Reset()
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		defer resp.Body.Close()
		_, err = io.Copy(&buf, resp.Body)
		return err
	}, backoff.NewExponentialBackOff())
	return buf.String(), err
}

// A list of what all attempts have got, with a comma before all but the first.
func costs(ctx context.Context, src source) (string, error) {
	var list strings.Builder
	for i := range 3 {
		if i > 0 {
			list.WriteByte(',')
		}
		p, err := src.List(ctx, "")
		list.WriteString(p.next)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return list.String(), nil
}

// The attempts know nothing of each other.
func costsOnce(ctx context.Context, src source) (string, error) {
	var list strings.Builder
	for range 3 {
		list.WriteByte(',') // want `list keeps what a failed attempt wrote`
		p, err := src.List(ctx, "")
		list.WriteString(p.next)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	return list.String(), nil
}

// A text that grows.
func text(ctx context.Context, src source) (string, error) {
	out := ""
	err := backoff.Retry(func() error {
		for _, from := range []string{"a", "b"} {
			p, err := src.List(ctx, from)
			if err != nil {
				return err
			}
			out += strings.Join(p.items, ",") // want `out keeps what a failed attempt added`
		}
		return nil
	}, backoff.NewExponentialBackOff())
	return out, err
}

// Numbers count attempts as often as anything else.
func counted(ctx context.Context, src source) (int, error) {
	n := 0
	err := backoff.Retry(func() error {
		n++
		_, err := src.All(ctx)
		return err
	}, backoff.NewExponentialBackOff())
	return n, err
}

type stream interface {
	Recv() (string, error)
	Check(string) error
}

// The end of a stream leads out, an odd item goes by: no attempt is repeated.
func drain(s stream) []string {
	var all []string
	for {
		item, err := s.Recv()
		if err == io.EOF {
			break
		}
		if err != nil {
			continue
		}
		if err := s.Check(item); err != nil {
			time.Sleep(time.Millisecond)
			continue
		}
		all = append(all, item)
	}
	return all
}

type txn interface{ Rows() ([]string, error) }

func conflict(err error) bool { return err != nil && strings.Contains(err.Error(), "40001") }

func inTx(begin func() (txn, error), f func(txn) error) error {
	var err error
	for range 3 {
		if err = tryTx(begin, f); !conflict(err) {
			return err
		}
		time.Sleep(time.Millisecond)
	}
	return err
}

func tryTx(begin func() (txn, error), f func(txn) error) error {
	tx, err := begin()
	if err != nil {
		return err
	}
	return f(tx)
}

// What the transaction undoes is not the slice.
func booked(begin func() (txn, error), each func(string) error) ([]string, error) {
	var all []string
	err := inTx(begin, func(tx txn) error {
		rows, err := tx.Rows()
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := each(row); err != nil {
				return err
			}
			all = append(all, row) // want `all keeps what a failed attempt appended, so a.inTx leaves it there twice`
		}
		return nil
	})
	return all, err
}
