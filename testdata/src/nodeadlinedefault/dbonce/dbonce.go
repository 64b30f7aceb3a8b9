// Package dbonce asks a database when somebody calls.
package dbonce

import (
	"context"
	"database/sql"
)

func Sweep(db *sql.DB) error {
	_, err := db.ExecContext(context.Background(), "DELETE FROM holds WHERE stale")
	return err
}
