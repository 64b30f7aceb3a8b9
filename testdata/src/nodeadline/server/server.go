// Package server can use a file or a server: the server may go silent.
package server

import (
	"database/sql"

	_ "github.com/lib/pq"
	_ "modernc.org/sqlite"
)

func Count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM t").Scan(&n) // want `sql.DB.QueryRow has no deadline: a stuck server holds it for ever; use QueryRowContext with a deadline`
	return n, err
}
