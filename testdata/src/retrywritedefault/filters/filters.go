// Package filters chooses in several ways the failures after which it tries again.
package filters

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
	goretry "github.com/sethvargo/go-retry"
)

const debit = "UPDATE accounts SET balance = balance - $1 WHERE id = $2"

var errConcurrent = errors.New("concurrent update")

func undone(err error) bool { return errors.Is(err, errConcurrent) }

// An option chooses.
func Option(ctx context.Context, db *sql.DB) error {
	return retry.Do(func() error {
		_, err := db.ExecContext(ctx, debit, 1, 2)
		return err
	}, retry.Context(ctx), retry.RetryIf(undone))
}

// The same option among others that are made before.
func Options(ctx context.Context, db *sql.DB) error {
	opts := []retry.Option{retry.Context(ctx), retry.RetryIf(func(err error) bool { return undone(err) })}
	return retry.Do(func() error {
		_, err := db.ExecContext(ctx, debit, 1, 2)
		return err
	}, opts...)
}

// No option does.
func OtherOptions(ctx context.Context, db *sql.DB) error {
	opts := []retry.Option{retry.Context(ctx), retry.Attempts(3)}
	return retry.Do(func() error {
		_, err := db.ExecContext(ctx, debit, 1, 2) // want `retry.Do repeats UPDATE accounts`
		return err
	}, opts...)
}

// Only what is marked is tried again.
func Marked(ctx context.Context, db *sql.DB, b goretry.Backoff) error {
	return goretry.Do(ctx, b, func(ctx context.Context) error {
		if err := db.PingContext(ctx); err != nil {
			return goretry.RetryableError(err)
		}
		_, err := db.ExecContext(ctx, debit, 1, 2)
		return err
	})
}

// The failure of the write is marked if it is of the right kind.
func MarkedChosen(ctx context.Context, db *sql.DB, b goretry.Backoff) error {
	return goretry.Do(ctx, b, func(ctx context.Context) error {
		_, err := db.ExecContext(ctx, debit, 1, 2)
		if undone(err) {
			return goretry.RetryableError(err)
		}
		return err
	})
}

// Whatever its kind.
func MarkedAll(ctx context.Context, db *sql.DB, b goretry.Backoff) error {
	return goretry.Do(ctx, b, func(ctx context.Context) error {
		_, err := db.ExecContext(ctx, debit, 1, 2) // want `retry.Do repeats UPDATE accounts`
		if err != nil {
			return goretry.RetryableError(err)
		}
		return nil
	})
}

// A function of the package marks.
func MarkedBelow(ctx context.Context, db *sql.DB, b goretry.Backoff) error {
	return goretry.Do(ctx, b, func(ctx context.Context) error {
		_, err := db.ExecContext(ctx, debit, 1, 2) // want `retry.Do repeats UPDATE accounts`
		return mark(err)
	})
}

func mark(err error) error {
	if err == nil {
		return nil
	}
	return goretry.RetryableError(err)
}

// The type of the library that its function makes.
func PermanentType(ctx context.Context, db *sql.DB, b backoff.BackOff) error {
	return backoff.Retry(func() error {
		if err := db.PingContext(ctx); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, debit, 1, 2); err != nil {
			return &backoff.PermanentError{Err: err}
		}
		return nil
	}, b)
}

type wrapped struct{ Err error }

func (w *wrapped) Error() string { return w.Err.Error() }

// A type for which nobody looks.
func WrappedType(ctx context.Context, db *sql.DB, b backoff.BackOff) error {
	return backoff.Retry(func() error {
		if err := db.PingContext(ctx); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, debit, 1, 2); err != nil { // want `backoff.Retry repeats UPDATE accounts`
			return &wrapped{Err: err}
		}
		return nil
	}, b)
}

type final struct{ error }

var errSent = errors.New("sent")

// until runs f again unless its error is final.
func until(f func() error) error {
	for n := 0; ; n++ {
		err := f()
		var last final
		if errors.As(err, &last) {
			return last.error
		}
		if err == nil || n == 5 || errors.Is(err, errSent) {
			return err
		}
		time.Sleep(time.Second)
	}
}

func FinalType(ctx context.Context, db *sql.DB) error {
	return until(func() error {
		if err := db.PingContext(ctx); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, debit, 1, 2); err != nil {
			return final{err}
		}
		return nil
	})
}

func FinalSentinel(ctx context.Context, db *sql.DB) error {
	return until(func() error {
		if err := db.PingContext(ctx); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, debit, 1, 2); err != nil {
			return errors.Join(errSent, err)
		}
		return nil
	})
}

// until looks for another one.
func OtherSentinel(ctx context.Context, db *sql.DB) error {
	return until(func() error {
		if err := db.PingContext(ctx); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, debit, 1, 2); err != nil { // want `filters.until repeats UPDATE accounts`
			return errors.Join(errConcurrent, err)
		}
		return nil
	})
}

// book tells by its error what may have been done.
func book(ctx context.Context, db *sql.DB) error {
	_, err := db.ExecContext(ctx, debit, 1, 2)
	if err != nil && !undone(err) {
		return fmt.Errorf("%w: %w", errSent, err)
	}
	return err
}

func bookAlike(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, debit, 1, 2); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	return nil
}

func Wrapped(ctx context.Context, db *sql.DB) error {
	for n := 0; ; n++ {
		err := book(ctx, db)
		if err == nil || n == 3 || errors.Is(err, errSent) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The error for which it looks never comes.
func WrappedAlike(ctx context.Context, db *sql.DB) error {
	for n := 0; ; n++ {
		err := bookAlike(ctx, db) // want `the retry loop of WrappedAlike repeats UPDATE accounts`
		if err == nil || n == 3 || errors.Is(err, errSent) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The text in small letters.
func Text(ctx context.Context, db *sql.DB) error {
	for n := 0; ; n++ {
		_, err := db.ExecContext(ctx, debit, 1, 2)
		if err == nil || n == 3 || !strings.Contains(strings.ToLower(err.Error()), "deadlock") {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The text of something else.
func OtherText(ctx context.Context, db *sql.DB, mode string) error {
	for n := 0; ; n++ {
		_, err := db.ExecContext(ctx, debit, 1, 2) // want `the retry loop of OtherText repeats UPDATE accounts`
		if err == nil || n == 3 || !strings.Contains(strings.ToLower(mode), "deadlock") {
			return err
		}
		time.Sleep(time.Second)
	}
}

var texts = []string{"deadlock detected", "could not serialize access"}

// A variable tells whether one of the texts was found.
func Texts(ctx context.Context, db *sql.DB) error {
	for n := 0; ; n++ {
		_, err := db.ExecContext(ctx, debit, 1, 2)
		if err == nil || n == 3 {
			return err
		}
		again := false
		for _, s := range texts {
			if strings.Contains(err.Error(), s) {
				again = true
			}
		}
		if !again {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The other way round: what was not found is tried again.
func TextsGivenUp(ctx context.Context, db *sql.DB) error {
	for n := 0; ; n++ {
		_, err := db.ExecContext(ctx, debit, 1, 2) // want `the retry loop of TextsGivenUp repeats UPDATE accounts`
		if err == nil || n == 3 {
			return err
		}
		giveUp := false
		for _, s := range texts {
			if strings.Contains(err.Error(), s) {
				giveUp = true
			}
		}
		if giveUp {
			return err
		}
		time.Sleep(time.Second)
	}
}
