// Package statements repeats statements that stand beside others.
package statements

import (
	"context"
	"database/sql"
	"time"
)

// again runs f up to three times.
func again(f func() error) error {
	for n := 0; ; n++ {
		err := f()
		if err == nil || n == 2 {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The ledger takes each transfer once, and the account is changed only for what the ledger took.
func Recorded(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		_, err := db.ExecContext(ctx, `WITH t AS (
			INSERT INTO ledger (transfer_id, amount) VALUES ($1, $2) ON CONFLICT (transfer_id) DO NOTHING RETURNING amount)
			UPDATE accounts a SET balance = a.balance + t.amount FROM t WHERE a.id = $3`, "t", 1, 2)
		return err
	})
}

const beside = `WITH t AS (
	INSERT INTO ledger (transfer_id, amount) VALUES ($1, $2) ON CONFLICT (transfer_id) DO NOTHING RETURNING amount)
	UPDATE accounts SET balance = balance + $2 WHERE id = $3`

// The account is changed whatever the ledger took.
func RecordedBeside(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		_, err := db.ExecContext(ctx, beside, "t", 1, 2) // want `again repeats UPDATE accounts`
		return err
	})
}

// Each attempt deletes what the one before has inserted.
func Replaced(ctx context.Context, db *sql.DB, amounts []int) error {
	return again(func() error {
		if _, err := db.ExecContext(ctx, "DELETE FROM prices WHERE day = $1", 1); err != nil {
			return err
		}
		for _, amount := range amounts {
			if _, err := db.ExecContext(ctx, "INSERT INTO prices (day, amount) VALUES ($1, $2)", 1, amount); err != nil {
				return err
			}
		}
		return nil
	})
}

// It deletes other rows.
func ReplacedOthers(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		if _, err := db.ExecContext(ctx, "DELETE FROM prices WHERE day < $1", 1); err != nil {
			return err
		}
		_, err := db.ExecContext(ctx, "INSERT INTO prices (day, amount) VALUES ($1, $2)", 1, 2) // want `again repeats INSERT INTO prices`
		return err
	})
}

// The rows of another table.
func ReplacedElsewhere(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		if _, err := db.ExecContext(ctx, "DELETE FROM old_prices WHERE day = $1", 1); err != nil {
			return err
		}
		_, err := db.ExecContext(ctx, "INSERT INTO prices (day, amount) VALUES ($1, $2)", 1, 2) // want `again repeats INSERT INTO prices`
		return err
	})
}

// They are deleted once, before the attempts.
func ReplacedOnce(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "DELETE FROM prices WHERE day = $1", 1); err != nil {
		return err
	}
	return again(func() error {
		_, err := db.ExecContext(ctx, "INSERT INTO prices (day, amount) VALUES ($1, $2)", 1, 2) // want `again repeats INSERT INTO prices`
		return err
	})
}

// A transaction that statements begin and end.
func Spoken(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		conn, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, "UPDATE accounts SET balance = balance - $1 WHERE id = $2", 1, 2); err != nil {
			conn.ExecContext(ctx, "ROLLBACK")
			return err
		}
		_, err = conn.ExecContext(ctx, "COMMIT")
		return err
	})
}

// The transaction has ended before.
func SpokenBefore(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		conn, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
			return err
		}
		if _, err := conn.ExecContext(ctx, "COMMIT"); err != nil {
			return err
		}
		_, err = conn.ExecContext(ctx, "UPDATE accounts SET balance = balance - $1 WHERE id = $2", 1, 2) // want `again repeats UPDATE accounts`
		return err
	})
}

// A pool runs each statement on a connection of its own.
func SpokenToPool(ctx context.Context, db *sql.DB) error {
	return again(func() error {
		if _, err := db.ExecContext(ctx, "BEGIN"); err != nil {
			return err
		}
		if _, err := db.ExecContext(ctx, "UPDATE accounts SET balance = balance - $1 WHERE id = $2", 1, 2); err != nil { // want `again repeats UPDATE accounts`
			return err
		}
		_, err := db.ExecContext(ctx, "COMMIT")
		return err
	})
}
