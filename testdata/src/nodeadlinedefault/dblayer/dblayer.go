// Package dblayer is written without contexts throughout: to change that is no small mend, and its
// data source may well limit a statement.
package dblayer

import "database/sql"

func First(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 1")
	return err
}

func Second(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 2")
	return err
}

func Third(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 3")
	return err
}

func Fourth(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 4")
	return err
}

// Alive does not belong to it: it is asked again and again.
func Alive(db *sql.DB) bool {
	return db.Ping() == nil // want `sql.DB.Ping has no deadline`
}
