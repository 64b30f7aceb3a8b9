// Package pinglater asks databases that were opened before.
package pinglater

import "database/sql"

type Store struct{ db *sql.DB }

func Open(driver, dsn string) (*Store, error) {
	db, err := sql.Open(driver, dsn)
	return &Store{db}, err
}

func (s *Store) Healthy() bool {
	return s.db.Ping() == nil // want `sql.DB.Ping has no deadline`
}
