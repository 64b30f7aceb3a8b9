// Package server can use a file or a server: the server may go silent.
package server

import (
	"database/sql"

	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"
)

func Count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM t").Scan(&n) // want `sql.DB.QueryRow has no deadline, like other SQL calls of this package: a stuck server holds them for ever; use QueryRowContext with a deadline`
	return n, err
}

// By the name of its driver it is a file.

type store struct{ db *sql.DB }

func newFile(path string) (*store, error) {
	db, err := sql.Open("sqlite", path)
	return &store{db}, err
}

func (s *store) name() (name string, err error) {
	err = s.db.QueryRow("SELECT name FROM t").Scan(&name)
	return name, err
}

type ledger struct{ db *sql.DB }

func newLedger(source string) (*ledger, error) {
	db, err := sql.Open("postgres", source)
	return &ledger{db}, err
}

func (l *ledger) name() (name string, err error) {
	err = l.db.QueryRow("SELECT name FROM t").Scan(&name) // the cause of Count
	return name, err
}
