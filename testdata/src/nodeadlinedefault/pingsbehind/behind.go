// Package pingsbehind opens what it hands out behind an interface.
package pingsbehind

import "database/sql"

// A Keeper keeps things.
type Keeper interface{ Keep(name string) error }

type table struct{ db *sql.DB }

func (t *table) Keep(name string) error {
	_, err := t.db.Exec("INSERT INTO kept (name) VALUES ($1)", name)
	return err
}

// NewKeeper finds out whether the server is there.
func NewKeeper(source string) (Keeper, error) {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return nil, err
	}
	if err := db.Ping(); err != nil {
		return nil, err
	}
	return &table{db}, nil
}

// NewCheck makes nothing.
func NewCheck(source string) error {
	db, err := sql.Open("postgres", source)
	if err != nil {
		return err
	}
	return db.Ping() // want `sql.DB.Ping has no deadline`
}
