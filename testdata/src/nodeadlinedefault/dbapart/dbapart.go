// Package dbapart has a context at hand for one of its statements.
package dbapart

import (
	"context"
	"database/sql"
)

type conn struct{ db *sql.DB }

func (c *conn) exec(query string) error {
	_, err := c.db.Exec(query)
	return err
}

func (c *conn) Query(query string) (*sql.Rows, error) { return c.db.Query(query) }

func (c *conn) Save(ctx context.Context, name string) error {
	return c.exec("INSERT INTO t VALUES ('" + name + "')")
}
