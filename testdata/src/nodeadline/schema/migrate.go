package schema

import "database/sql"

// A command that is a package variable stands in a file for migrations all the same.
var command = struct{ run func(db *sql.DB) error }{
	run: func(db *sql.DB) error { return db.Ping() },
}
