// Package schema defines a schema and maintains it: such statements may rightly take as
// long as there is data.
package schema

import (
	"database/sql"
	"fmt"
)

const create = `
-- the orders of the shop
CREATE TABLE orders (id bigint PRIMARY KEY)`

func up(db *sql.DB, table string) error {
	if _, err := db.Exec(create); err != nil {
		return err
	}
	if _, err := db.Exec(fmt.Sprintf("ALTER TABLE %s ADD COLUMN paid boolean", table)); err != nil {
		return err
	}
	_, err := db.Exec("vacuum;")
	return err
}

func version(db *sql.DB) (v int, err error) {
	err = db.QueryRow("SELECT version FROM schema_version").Scan(&v)
	return v, err
}

func migrateRows(db *sql.DB) error {
	_, err := db.Exec("UPDATE orders SET paid = false")
	return err
}

// A row is not the schema.
func seed(db *sql.DB) error {
	_, err := db.Exec("INSERT INTO orders VALUES (1)") // want `sql.DB.Exec has no deadline, like other SQL calls of this package: a stuck server holds them for ever; use ExecContext with a deadline`
	return err
}

// Nor is a column by the name of a version.
func edition(db *sql.DB) (v int, err error) {
	err = db.QueryRow("SELECT version FROM editions").Scan(&v)
	return v, err
}
