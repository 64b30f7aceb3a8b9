package sqlsome

import (
	"context"
	"database/sql"
)

// What is prepared without the context gets it when it is run.

func (s *Store) Rename(ctx context.Context, name string) error {
	stmt, err := s.db.Prepare("UPDATE t SET name = $1")
	if err != nil {
		return err
	}
	defer stmt.Close()
	_, err = stmt.ExecContext(ctx, name)
	return err
}

func (s *Store) Retitle(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, name string) error {
	_, err := tx.Stmt(stmt).ExecContext(ctx, name)
	return err
}

func (s *Store) Prepared(ctx context.Context) (*sql.Stmt, error) {
	return s.db.Prepare("UPDATE t SET name = $1") // want `sql.DB.Prepare takes no context although ctx is at hand`
}

func (s *Store) Started(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, name string) error {
	_, err := tx.Stmt(stmt).ExecContext(context.Background(), name) // want `sql.Tx.Stmt takes no context although ctx is at hand`
	return err
}

var inserts *sql.Stmt

func (s *Store) Init(ctx context.Context) (err error) {
	inserts, err = s.db.Prepare("INSERT INTO t VALUES ($1)") // want `sql.DB.Prepare takes no context although ctx is at hand`
	return err
}

// Handed makes a statement part of the transaction, and another runs it.
func Handed(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, name string) error {
	return add(ctx, tx.Stmt(stmt), name)
}

// HandedRun runs it before.
func HandedRun(ctx context.Context, tx *sql.Tx, stmt *sql.Stmt, name string) error {
	if _, err := stmt.Exec(name); err != nil { // want `sql.Stmt.Exec takes no context although ctx is at hand`
		return err
	}
	return add(ctx, tx.Stmt(stmt), name)
}

func add(ctx context.Context, stmt *sql.Stmt, name string) error {
	_, err := stmt.ExecContext(ctx, name)
	return err
}
