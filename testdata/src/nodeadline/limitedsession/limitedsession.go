// Package limitedsession gives each session a limit in a statement.
package limitedsession

import (
	"database/sql"

	_ "github.com/go-sql-driver/mysql"
)

func Open(name string) (*sql.DB, error) {
	db, err := sql.Open("mysql", name)
	if err != nil {
		return nil, err
	}
	_, err = db.Exec("SET SESSION max_execution_time = 5000")
	return db, err
}

func Count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM orders").Scan(&n)
	return n, err
}
