package schema

import "database/sql"

var checkCommand = struct{ run func(db *sql.DB) error }{
	run: func(db *sql.DB) error {
		return db.Ping() // want `sql.DB.Ping has no deadline`
	},
}
