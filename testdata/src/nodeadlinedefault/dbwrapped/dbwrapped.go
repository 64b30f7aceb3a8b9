// Package dbwrapped has contexts at hand and loses them in a wrapper: the wrapper wants one.
package dbwrapped

import (
	"context"
	"database/sql"
)

type conn struct{ db *sql.DB }

func (c *conn) exec(query string) error {
	_, err := c.db.Exec(query) // want `sql.DB.Exec has no deadline, like other SQL calls of this package`
	return err
}

func (c *conn) query(query string) (*sql.Rows, error) { return c.db.Query(query) }

func (c *conn) Names(ctx context.Context) (*sql.Rows, error) {
	return c.query("SELECT name FROM t")
}

func (c *conn) Save(ctx context.Context, name string) error {
	return c.exec("INSERT INTO t VALUES ('" + name + "')")
}
