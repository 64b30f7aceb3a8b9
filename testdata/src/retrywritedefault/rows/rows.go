// Package rows writes to databases more than once. By default those statements are reported
// that say by their columns that a second run matters.
package rows

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/cenkalti/backoff/v4"
	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
)

// No column tells one entry from the next.
func Enter(ctx context.Context, db *sql.DB, user, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "INSERT INTO entries (user_id, amount, created_at) VALUES ($1, $2, now())", user, amount) // want `backoff.Retry repeats INSERT INTO entries`
		return err
	}, backoff.NewExponentialBackOff())
}

// The second one has the same id, which an index refuses.
func EnterNamed(ctx context.Context, db *sql.DB, id, user, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "INSERT INTO entries (id, user_id, amount, created_at) VALUES ($1, $2, $3, now())", id, user, amount)
		return err
	}, backoff.NewExponentialBackOff())
}

// What an order_id stands for may be there once.
func EnterOf(ctx context.Context, db *sql.DB, order, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "INSERT INTO entries (order_id, amount, created_at) VALUES ($1, $2, now())", order, amount)
		return err
	}, backoff.NewExponentialBackOff())
}

// The columns are not in sight.
func EnterAll(ctx context.Context, db *sql.DB, user, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "INSERT INTO entries VALUES ($1, $2, now())", user, amount)
		return err
	}, backoff.NewExponentialBackOff())
}

// A column is not.
func EnterSome(ctx context.Context, db *sql.DB, column string, user, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, fmt.Sprintf("INSERT INTO entries (%s, amount) VALUES ($1, $2)", column), user, amount)
		return err
	}, backoff.NewExponentialBackOff())
}

// A note that is there twice does no harm.
func Note(ctx context.Context, db *sql.DB, user, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "INSERT INTO entry_log (user_id, amount, created_at) VALUES ($1, $2, now())", user, amount)
		return err
	}, backoff.NewExponentialBackOff())
}

// It is taken twice.
func Take(ctx context.Context, db *sql.DB, id, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "UPDATE accounts SET balance = balance - $1 WHERE id = $2", amount, id) // want `backoff.Retry repeats UPDATE accounts`
		return err
	}, backoff.NewExponentialBackOff())
}

// It is counted twice.
func Count(ctx context.Context, db *sql.DB, id, amount int) error {
	return backoff.Retry(func() error {
		_, err := db.ExecContext(ctx, "UPDATE accounts SET logins = logins + $1 WHERE id = $2", amount, id)
		return err
	}, backoff.NewExponentialBackOff())
}

// So it is here.
func CountInCache(ctx context.Context, r *redis.Client) error {
	return backoff.Retry(func() error { return r.Incr(ctx, "logins").Err() }, backoff.NewExponentialBackOff())
}

// put does what its caller says.
func put(ctx context.Context, db *sql.DB, query string, args ...any) error {
	_, err := db.ExecContext(ctx, query, args...)
	return err
}

// The statement is one function away.
func EnterBy(ctx context.Context, db *sql.DB, user, amount int) (err error) {
	for range 3 {
		if err = put(ctx, db, "INSERT INTO entries (user_id, amount) VALUES ($1, $2)", user, amount); err == nil { // want `the retry loop of EnterBy repeats INSERT INTO entries`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// So is one with an id.
func EnterNamedBy(ctx context.Context, db *sql.DB, id, amount int) (err error) {
	for range 3 {
		if err = put(ctx, db, "INSERT INTO entries (id, amount) VALUES ($1, $2)", id, amount); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

type message struct {
	DedupKey  string
	MessageID string
}

// What shall be recognised has another name each time.
func EnterKeyed(ctx context.Context, db *sql.DB, user int) error {
	return backoff.Retry(func() error {
		m := message{DedupKey: uuid.NewString()} // want `makes a new DedupKey for each attempt of INSERT INTO entries`
		_, err := db.ExecContext(ctx, "INSERT INTO entries VALUES ($1, $2)", m.DedupKey, user)
		return err
	}, backoff.NewExponentialBackOff())
}

// Protocols number their messages.
func EnterNumbered(ctx context.Context, db *sql.DB, user int) error {
	return backoff.Retry(func() error {
		m := message{MessageID: uuid.NewString()}
		_, err := db.ExecContext(ctx, "INSERT INTO entries VALUES ($1, $2)", m.MessageID, user)
		return err
	}, backoff.NewExponentialBackOff())
}
