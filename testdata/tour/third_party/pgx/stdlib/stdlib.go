// Package stdlib registers the driver "pgx" with database/sql.
package stdlib

import (
	"database/sql"
	"database/sql/driver"
	"errors"
)

func init() { sql.Register("pgx", pgx{}) }

type pgx struct{}

// Open opens nothing: this is not the driver.
func (pgx) Open(name string) (driver.Conn, error) {
	return nil, errors.New("this is not pgx: no connection to " + name)
}
