package c

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v4"
)

type ledger struct {
	db  *sql.DB
	ctx context.Context
}

// Its name is given to a helper that runs it again.
func (l *ledger) enter() error {
	_, err := l.db.ExecContext(l.ctx, "INSERT INTO entries (amount) VALUES (1)") // want `backoff.Retry repeats INSERT INTO entries`
	return err
}

func (l *ledger) Enter() error { return backoff.Retry(l.enter, backoff.NewExponentialBackOff()) }

// Nobody runs it again.
func (l *ledger) enterOnce() error {
	_, err := l.db.ExecContext(l.ctx, "INSERT INTO entries (amount) VALUES (1)")
	return err
}

func (l *ledger) EnterOnce() error { return run(l.enterOnce) }

func run(f func() error) error { return f() }

// A repeat finds the row.
func (l *ledger) enterKeyed() error {
	_, err := l.db.ExecContext(l.ctx, "INSERT INTO entries (id, amount) VALUES (7, 1) ON CONFLICT (id) DO NOTHING")
	return err
}

func (l *ledger) EnterKeyed() error {
	return backoff.Retry(l.enterKeyed, backoff.NewExponentialBackOff())
}

// The failure starts the function over.
func (l *ledger) enterAgain(ctx context.Context, left int) error {
	_, err := l.db.ExecContext(ctx, "INSERT INTO entries (amount) VALUES (1)") // want `the recursion of enterAgain repeats INSERT INTO entries`
	if err != nil {
		if left == 0 {
			return err
		}
		time.Sleep(time.Second)
		return l.enterAgain(ctx, left-1)
	}
	return nil
}

var errBusy = errors.New("database is locked")

// Only a failure that tells that nothing was done does.
func (l *ledger) enterWhenBusy(ctx context.Context, left int) error {
	_, err := l.db.ExecContext(ctx, "INSERT INTO entries (amount) VALUES (1)")
	if errors.Is(err, errBusy) && left > 0 {
		time.Sleep(time.Second)
		return l.enterWhenBusy(ctx, left-1)
	}
	return err
}

// The failure ends it; what is entered next is another amount.
func (l *ledger) enterAll(ctx context.Context, amounts []int) error {
	if len(amounts) == 0 {
		return nil
	}
	if _, err := l.db.ExecContext(ctx, "INSERT INTO entries (amount) VALUES ($1)", amounts[0]); err != nil {
		return err
	}
	return l.enterAll(ctx, amounts[1:])
}

type entries interface {
	Add(ctx context.Context, amount int) error
}

type table struct{ db *sql.DB }

func (t *table) Add(ctx context.Context, amount int) error {
	_, err := t.db.ExecContext(ctx, "INSERT INTO entries (amount) VALUES ($1)", amount)
	return err
}

// The interface has one implementation.
func addByInterface(ctx context.Context, e entries) error {
	return backoff.Retry(func() error {
		return e.Add(ctx, 1) // want `backoff.Retry repeats INSERT INTO entries .c.entries.Add`
	}, backoff.NewExponentialBackOff())
}

type counts interface {
	Count(ctx context.Context, amount int) error
}

func (t *table) Count(ctx context.Context, amount int) error {
	_, err := t.db.ExecContext(ctx, "INSERT INTO counts (amount) VALUES ($1)", amount)
	return err
}

type memory struct{ n int }

func (m *memory) Count(_ context.Context, amount int) error {
	m.n += amount
	return nil
}

// Two: which one it is is not known.
func countByInterface(ctx context.Context, c counts) error {
	return backoff.Retry(func() error {
		return c.Count(ctx, 1)
	}, backoff.NewExponentialBackOff())
}

// The helper looks at the error: what it repeats after is not in sight, and that is possible only.
func filtered(l *ledger) error {
	return runIf(func() error {
		_, err := l.db.ExecContext(l.ctx, "INSERT INTO entries (amount) VALUES (1)") // want `c.runIf repeats INSERT INTO entries`
		return err
	}, isLocked)
}

func runIf(f func() error, again func(error) bool) error {
	for range 5 {
		if err := f(); err == nil || !again(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return errBusy
}

func isLocked(err error) bool { return errors.Is(err, errBusy) }

// The helper tells which one by itself.
func whenBusy(l *ledger) error {
	return runBusy(func() error {
		_, err := l.db.ExecContext(l.ctx, "INSERT INTO entries (amount) VALUES (1)")
		return err
	})
}

func runBusy(f func() error) error {
	for range 5 {
		if err := f(); !errors.Is(err, errBusy) {
			return err
		}
		time.Sleep(time.Second)
	}
	return errBusy
}

// Any will do.
func whenever(l *ledger) error {
	return runAny(func() error {
		_, err := l.db.ExecContext(l.ctx, "INSERT INTO entries (amount) VALUES (1)") // want `c.runAny repeats INSERT INTO entries`
		return err
	})
}

func runAny(f func() error) error {
	for range 5 {
		if err := f(); err == nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return errBusy
}

// What a function makes of the failure decides.
func checkedBusy(l *ledger) error {
	for {
		err := describe(l.db.ExecContext(l.ctx, "INSERT INTO entries (amount) VALUES (1)"))
		if !errors.Is(err, errBusy) {
			return err
		}
		time.Sleep(time.Second)
	}
}

func describe(_ sql.Result, err error) error { return err }
