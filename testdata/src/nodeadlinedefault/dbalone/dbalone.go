// Package dbalone asks a database without a context, as its program may do throughout, and its data
// source may have limits.
package dbalone

import (
	"database/sql"
	"log"
)

func First(db *sql.DB) error {
	_, err := db.Exec("UPDATE t SET a = 1")
	return err
}

// A store is asked once, when it is made.
type Store struct{ db *sql.DB }

func NewStore(source string) (*Store, error) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return nil, err
	}
	return &Store{db}, db.Ping()
}

// Connect asks a server that nobody has asked yet.
func Connect(source string) (*sql.DB, error) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return nil, err
	}
	return db, db.Ping() // want `sql.DB.Ping has no deadline`
}

var shop *sql.DB

// Init ends the program if the server does not answer.
func Init(source string) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		log.Fatal(err)
	}
	if err := db.Ping(); err != nil {
		log.Fatal(err)
	}
	shop = db
}
