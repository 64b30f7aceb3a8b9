// Package unlimited limits how long the driver dials, and nothing else. It reads a timeout of
// something else, too.
package unlimited

import (
	"database/sql"
	"net/http"
	"time"

	"github.com/go-sql-driver/mysql"
)

func Open(host string) (*sql.DB, error) {
	cfg := mysql.Config{Addr: host, Timeout: 5 * time.Second}
	return sql.Open("mysql", cfg.FormatDSN()+"&timeout=5s")
}

func Server() *http.Server { return &http.Server{ReadTimeout: time.Second} }

func Count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM orders").Scan(&n) // want `sql.DB.QueryRow has no deadline`
	return n, err
}
