// Package ping asks databases whether they are there: when it opens one, and later.
package ping

import "database/sql"

type Store struct{ db *sql.DB }

func Open(driver, dsn string) (*Store, error) {
	db, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, err
	}
	return &Store{db}, nil
}
