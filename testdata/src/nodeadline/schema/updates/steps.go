// Package updates works like migrations, and is not called so.
package updates

import "database/sql"

func addColumns(tx *sql.Tx, statements []string) error {
	for _, s := range statements {
		if _, err := tx.Exec(s); err != nil { // want `sql.Tx.Exec has no deadline, like other SQL calls`
			return err
		}
	}
	return nil
}

func Run(db *sql.DB, statements []string) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	if err := addColumns(tx, statements); err != nil {
		return err
	}
	return tx.Commit()
}
