// Package dbopenedonce asks its database once.
package dbopenedonce

import "database/sql"

type Store struct{ db *sql.DB }

func (s *Store) Init(name string) error {
	db, err := sql.Open("pgx", name)
	if err != nil {
		return err
	}
	s.db = db
	return db.Ping() // want `sql.DB.Ping has no deadline`
}
