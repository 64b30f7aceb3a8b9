// Package limitedconfig gives the driver a limit in its configuration.
package limitedconfig

import (
	"database/sql"
	"time"

	"github.com/go-sql-driver/mysql"
)

func Open(host string) (*sql.DB, error) {
	cfg := mysql.Config{Addr: host, ReadTimeout: 5 * time.Second}
	return sql.Open("mysql", cfg.FormatDSN())
}

func Count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM orders").Scan(&n)
	return n, err
}
