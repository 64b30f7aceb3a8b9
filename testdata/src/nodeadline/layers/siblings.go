package layers

import (
	"context"
	"database/sql"
	"time"
)

// Most methods of a type set a limit, and two forgot to.

type ledger struct{ db *sql.DB }

const patience = 5 * time.Second

func (l *ledger) Open(ctx context.Context, name string) error {
	return l.exec(ctx, "INSERT INTO accounts VALUES ($1)", name) // want `sql.DB.ExecContext through layers.ledger.exec in ledger.Open has only the deadline that its callers may bring, while most methods of ledger set one of their own: a peer that never answers may hold it for ever; use context.WithTimeout as they do`
}

func (l *ledger) Rename(ctx context.Context, name string) error {
	return l.exec(ctx, "UPDATE accounts SET name = $1", name)
}

func (l *ledger) Credit(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return l.exec(ctx, "UPDATE accounts SET a = 1 WHERE name = $1", name)
}

func (l *ledger) Debit(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return l.exec(ctx, "UPDATE accounts SET a = 2 WHERE name = $1", name)
}

func (l *ledger) Freeze(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return l.exec(ctx, "UPDATE accounts SET a = 3 WHERE name = $1", name)
}

func (l *ledger) Thaw(ctx context.Context, name string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return l.exec(ctx, "UPDATE accounts SET a = 4 WHERE name = $1", name)
}

func (l *ledger) exec(ctx context.Context, query, name string) error {
	_, err := l.db.ExecContext(ctx, query, name)
	return err
}

// One that waits by design is no exception to what the others do.
func (l *ledger) Watch(ctx context.Context, name string) error {
	return l.exec(ctx, "LISTEN accounts", name)
}

// Half of them: nobody knows which half is right.

type diary struct{ db *sql.DB }

func (d *diary) A(ctx context.Context) error { return d.exec(ctx) }

func (d *diary) B(ctx context.Context) error { return d.exec(ctx) }

func (d *diary) C(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return d.exec(ctx)
}

func (d *diary) D(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return d.exec(ctx)
}

func (d *diary) exec(ctx context.Context) error {
	_, err := d.db.ExecContext(ctx, "UPDATE pages SET a = 1")
	return err
}
