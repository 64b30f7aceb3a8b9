// Package tx collects rows in transactions that are begun again.
package tx

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// Batched is what stores see of an executor.
type Batched[Q any] interface {
	ExecTx(ctx context.Context, body func(Q) error) error
	Once(ctx context.Context, body func(Q) error) error
}

// Queries reads rows.
type Queries interface {
	List(ctx context.Context, page int) ([]string, error)
}

type db interface {
	Batched[Queries]
}

// Executor begins transactions again that met another one.
type Executor[Q any] struct {
	db     *sql.DB
	create func(*sql.Tx) Q
}

func serial(err error) bool { return strings.Contains(err.Error(), "40001") }

// ExecTx runs body in a transaction, up to five times.
func (e *Executor[Q]) ExecTx(ctx context.Context, body func(Q) error) error {
	for range 5 {
		tx, err := e.db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := body(e.create(tx)); err != nil {
			tx.Rollback()
			if serial(err) {
				time.Sleep(time.Second)
				continue
			}
			return err
		}
		if err := tx.Commit(); err != nil {
			if serial(err) {
				time.Sleep(time.Second)
				continue
			}
			return err
		}
		return nil
	}
	return errors.New("given up")
}

// Once runs body in a transaction.
func (e *Executor[Q]) Once(ctx context.Context, body func(Q) error) error {
	tx, err := e.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := body(e.create(tx)); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

type store struct{ db db }

// The rows of an attempt that failed are there twice.
func (s *store) all(ctx context.Context) ([]string, error) {
	var all []string
	err := s.db.ExecTx(ctx, func(q Queries) error {
		for page := range 10 {
			rows, err := q.List(ctx, page)
			if err != nil {
				return err
			}
			all = append(all, rows...) // want `all keeps what a failed attempt appended, so tx.Batched.ExecTx leaves it there twice`
		}
		return nil
	})
	return all, err
}

// They are dropped.
func (s *store) allReset(ctx context.Context) ([]string, error) {
	var all []string
	err := s.db.ExecTx(ctx, func(q Queries) error {
		all = nil
		for page := range 10 {
			rows, err := q.List(ctx, page)
			if err != nil {
				return err
			}
			all = append(all, rows...)
		}
		return nil
	})
	return all, err
}

// Nothing is begun again.
func (s *store) allOnce(ctx context.Context) ([]string, error) {
	var all []string
	err := s.db.Once(ctx, func(q Queries) error {
		for page := range 10 {
			rows, err := q.List(ctx, page)
			if err != nil {
				return err
			}
			all = append(all, rows...)
		}
		return nil
	})
	return all, err
}

// The beginning of the file is there twice when the download breaks off.
func download(c *http.Client, url string, f *os.File) error {
again:
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err = io.Copy(f, resp.Body); err != nil { // want `f keeps what io.Copy wrote before it failed, and the retry loop of download starts from the beginning`
		if err == io.ErrUnexpectedEOF {
			goto again
		}
		return err
	}
	return nil
}

// It starts where the first one did.
func downloadSought(c *http.Client, url string, f *os.File) error {
again:
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	resp, err := c.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if _, err = io.Copy(f, resp.Body); err != nil {
		if err == io.ErrUnexpectedEOF {
			goto again
		}
		return err
	}
	return nil
}

// One file after the other.
func downloads(c *http.Client, urls []string, f *os.File) error {
	var last error
	for _, url := range urls {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		if _, err := io.Copy(f, resp.Body); err != nil {
			last = err
		}
		resp.Body.Close()
	}
	return last
}

func fatal(err error) bool { return err != nil && err != io.ErrUnexpectedEOF }

// One page after the other, whatever becomes of one.
func pages(c *http.Client, urls []string, f *os.File) error {
	for _, url := range urls {
		resp, err := c.Get(url)
		if err != nil {
			return err
		}
		_, err = io.Copy(f, resp.Body)
		resp.Body.Close()
		if fatal(err) {
			return err
		}
	}
	return nil
}
