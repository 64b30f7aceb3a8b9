// Package dborm opens a database through a library that asks it for a sign of life, and asks again.
package dborm

import "gorm.io/gorm"

type Store struct{ db *gorm.DB }

func (s *Store) Connect(d gorm.Dialector) error {
	db, err := gorm.Open(d)
	if err != nil {
		return err
	}
	s.db = db
	pool, err := db.DB()
	if err != nil {
		return err
	}
	return pool.Ping()
}

// Alive asks one that was opened before.
func (s *Store) Alive() error {
	pool, err := s.db.DB()
	if err != nil {
		return err
	}
	return pool.Ping() // want `sql.DB.Ping has no deadline`
}
