package a

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/Masterminds/squirrel"
	"github.com/redis/go-redis/v9"
	"gorm.io/gorm"
)

func insert(ctx context.Context, db *sql.DB, name string) error {
	var err error
	for range 3 {
		_, err = db.ExecContext(ctx, "INSERT INTO orders (name) VALUES ($1)", name) // want `the retry loop of \w+ repeats INSERT INTO orders also when only the reply was lost`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func insertOnce(ctx context.Context, db *sql.DB, name string) error {
	var err error
	for range 3 {
		_, err = db.ExecContext(ctx, "INSERT INTO orders (name) VALUES ($1) ON CONFLICT DO NOTHING", name)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func insertSprintf(ctx context.Context, db *sql.DB, table, name string) error {
	var err error
	query := fmt.Sprintf("INSERT INTO %s (name) VALUES (?)", table)
	for range 3 {
		_, err = db.ExecContext(ctx, query, name) // want `the retry loop of \w+ repeats INSERT`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func insertUnknownTail(ctx context.Context, db *sql.DB, tail, name string) error {
	var err error
	for range 3 {
		_, err = db.ExecContext(ctx, "INSERT INTO orders (name) VALUES (?) "+tail, name)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func book(ctx context.Context, db *sql.DB, id, amount int) error {
	var err error
	for range 3 {
		_, err = db.ExecContext(ctx, "UPDATE accounts SET balance = balance - ? WHERE id = ?", amount, id) // want `the retry loop of \w+ repeats UPDATE accounts`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func bookVersioned(ctx context.Context, db *sql.DB, id, amount, version int) error {
	var err error
	for range 3 {
		_, err = db.ExecContext(ctx, "UPDATE accounts SET balance = balance - ?, version = version + 1 WHERE id = ? AND version = ?", amount, id, version)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// The transaction begins again with each attempt.
func inTransaction(ctx context.Context, db *sql.DB, name string) error {
	attempt := func() error {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.ExecContext(ctx, "INSERT INTO orders (name) VALUES (?)", name); err != nil {
			return err
		}
		return tx.Commit()
	}
	var err error
	for range 3 {
		if err = attempt(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func built(ctx context.Context, db *sql.DB, name string) error {
	query, args, err := squirrel.Insert("orders").Columns("name").Values(name).ToSql()
	if err != nil {
		return err
	}
	for range 3 {
		_, err = db.ExecContext(ctx, query, args...) // want `the retry loop of \w+ repeats INSERT INTO orders`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func builtOnce(ctx context.Context, db *sql.DB, name string) error {
	query, args, err := squirrel.Insert("orders").Columns("name").Values(name).Suffix("ON CONFLICT DO NOTHING").ToSql()
	if err != nil {
		return err
	}
	for range 3 {
		_, err = db.ExecContext(ctx, query, args...)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func builtUpdate(ctx context.Context, db *sql.DB, id int) error {
	query, args, err := squirrel.Update("hits").Set("n", squirrel.Expr("n + 1")).Where("id = ?", id).ToSql()
	if err != nil {
		return err
	}
	for range 3 {
		_, err = db.ExecContext(ctx, query, args...) // want `the retry loop of \w+ repeats UPDATE hits`
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

type order struct{ Name string }

func mapped(db *gorm.DB, o *order) error {
	var err error
	for range 3 {
		if err = db.Create(o).Error; err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// The statement in a wrapper, which the caller repeats.
func store(ctx context.Context, db *sql.DB, name string) error {
	_, err := db.ExecContext(ctx, "INSERT INTO orders (name) VALUES (?)", name)
	return err
}

func wrapped(ctx context.Context, db *sql.DB, name string) error {
	var err error
	for range 3 {
		if err = store(ctx, db, name); err == nil { // want `the retry loop of \w+ repeats INSERT INTO orders \(a.store\)`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func count(ctx context.Context, r *redis.Client) error {
	var err error
	for range 3 {
		if err = r.Incr(ctx, "sold").Err(); err == nil { // want `the retry loop of \w+ repeats redis.cmdable.Incr`
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func set(ctx context.Context, r *redis.Client) error {
	var err error
	for range 3 {
		if err = r.Set(ctx, "sold", 1, 0).Err(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}
