// Package b repeats what another package does.
package b

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"retrywrite/lib"
)

var errGivenUp = errors.New("given up")

func charge(ctx context.Context, c *lib.Client, url string, data []byte) error {
	for range 3 {
		if err := c.Charge(ctx, url, data); err == nil { // want `the retry loop of \w+ repeats POST \(lib.Client.Charge -> lib.Client.call\)`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func status(ctx context.Context, c *lib.Client, url string) error {
	for range 3 {
		if err := c.Status(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func keyed(ctx context.Context, c *lib.Client, url, key string, data []byte) error {
	for range 3 {
		if err := c.ChargeKeyed(ctx, url, key, data); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func newKey(ctx context.Context, c *lib.Client, url string, data []byte) error {
	for range 3 {
		if err := c.ChargeNew(ctx, url, data); err == nil { // want `the retry loop of \w+ makes a new Idempotency-Key for each attempt of POST`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func insert(ctx context.Context, db *sql.DB, name string) error {
	for range 3 {
		if err := lib.Insert(ctx, db, name); err == nil { // want `the retry loop of \w+ repeats INSERT INTO orders \(lib.Insert\)`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A duplicate is what the first attempt has left.
func insertOnce(ctx context.Context, db *sql.DB, name string) error {
	for range 3 {
		err := lib.Insert(ctx, db, name)
		if err == nil || strings.Contains(err.Error(), "duplicate key") {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A deadlock has undone it.
func insertAfterDeadlock(ctx context.Context, db *sql.DB, name string) error {
	for range 3 {
		err := lib.Insert(ctx, db, name)
		if err == nil {
			return nil
		}
		if !strings.Contains(err.Error(), "deadlock detected") {
			return err
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A filter that nobody knows: worth a look.
func insertFiltered(ctx context.Context, db *sql.DB, name string, again func(error) bool) error {
	for range 3 {
		err := lib.Insert(ctx, db, name) // want `the retry loop of \w+ repeats INSERT`
		if err == nil {
			return nil
		}
		if !again(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Several orders, each inserted once.
func insertAll(ctx context.Context, db *sql.DB, names []string) error {
	for _, name := range names {
		if err := lib.Insert(ctx, db, name); err != nil {
			return err
		}
	}
	return nil
}

// The statement comes to light two functions away.
func points(ctx context.Context, s *lib.Store, customer string) error {
	for range 3 {
		if err := s.AddPoints(ctx, customer, 7); err == nil { // want `the retry loop of \w+ repeats UPDATE customers \(lib.Store.AddPoints -> lib.Store.exec\)`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func rename(ctx context.Context, s *lib.Store, customer, name string) error {
	for range 3 {
		if err := s.SetName(ctx, customer, name); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}
