// Package dbfew asks a database a few things without a context: soon mended.
package dbfew

import "database/sql"

func First(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 1") // want `sql.DB.Exec has no deadline, like other SQL calls of this package`
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

// Connect asks a server that nobody has asked yet.
func Connect(source string) (*sql.DB, error) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return nil, err
	}
	return db, db.Ping() // want `sql.DB.Ping has no deadline`
}
