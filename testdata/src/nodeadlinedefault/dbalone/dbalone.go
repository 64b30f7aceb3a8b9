// Package dbalone asks a database without a context, as its program may do throughout, and its data
// source may have limits.
package dbalone

import "database/sql"

func First(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 1")
	return err
}

// Connect asks once, where it opens.
func Connect(source string) (*sql.DB, error) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return nil, err
	}
	return db, db.Ping()
}

// Alive asks whenever somebody wants to know.
func Alive(db *sql.DB) error {
	return db.Ping() // want `sql.DB.Ping has no deadline`
}
