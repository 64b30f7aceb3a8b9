// Package pgconn holds the error of a Postgres server.
package pgconn

// A PgError is an error that the server answered with.
type PgError struct {
	Code    string // SQLSTATE
	Message string
}

func (e *PgError) Error() string { return e.Message + " (SQLSTATE " + e.Code + ")" }
