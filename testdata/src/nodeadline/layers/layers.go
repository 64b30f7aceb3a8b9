// Package layers talks to a database without contexts: one decision, one finding. The ping
// at the start of a program is another.
package layers

import "database/sql"

func ping(db *sql.DB) error {
	return db.Ping() // want `sql.DB.Ping has no deadline and waits for ever for a peer that never answers; use PingContext`
}

func count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM t").Scan(&n) // want `sql.DB.QueryRow has no deadline, like other SQL calls of this package`
	return n, err
}

func insert(db *sql.DB) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO t VALUES (1)"); err != nil {
		tx.Rollback()
		return err
	}
	return tx.Commit()
}

func check(db *sql.DB) error { // one limit in the data source name does for both
	if err := db.Ping(); err != nil {
		return err
	}
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	return rows.Close()
}
