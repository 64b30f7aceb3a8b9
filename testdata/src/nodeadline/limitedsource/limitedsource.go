// Package limitedsource gives the driver a limit in the name of the data source.
package limitedsource

import (
	"database/sql"
	"fmt"

	_ "github.com/go-sql-driver/mysql"
)

func Open(host string, seconds int) (*sql.DB, error) {
	return sql.Open("mysql", fmt.Sprintf("app@tcp(%s)/shop?parseTime=true&readTimeout=%ds", host, seconds))
}

func Count(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM orders").Scan(&n)
	return n, err
}
