// Package fileuser learns from what it imports that the database is a file.
package fileuser

import (
	"database/sql"

	"nodeadline/file"
)

func Double(db *sql.DB) (int, error) {
	n, err := file.Count(db)
	if err != nil {
		return 0, err
	}
	_, err = db.Exec("UPDATE t SET n = $1", 2*n)
	return 2 * n, err
}
