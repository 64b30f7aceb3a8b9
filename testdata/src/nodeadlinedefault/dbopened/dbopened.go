// Package dbopened asks its database without contexts from the first to the last.
package dbopened

import "database/sql"

type Store struct{ db *sql.DB }

func (s *Store) Init(name string) error {
	db, err := sql.Open("pgx", name)
	if err != nil {
		return err
	}
	s.db = db
	return db.Ping()
}

// It is asked how it is.
func (s *Store) Healthy() error {
	return s.db.Ping() // want `sql.DB.Ping has no deadline`
}

func (s *Store) Names() (*sql.Rows, error) { return s.db.Query("SELECT name FROM t") }

func (s *Store) Save(name string) error {
	_, err := s.db.Exec("UPDATE t SET name = $1", name)
	return err
}

func (s *Store) Drop(name string) error {
	_, err := s.db.Exec("DELETE FROM t WHERE name = $1", name)
	return err
}
