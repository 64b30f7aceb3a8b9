// Package left opens transactions, connections and contexts in attempts, and leaves some open.
package left

import (
	"context"
	"database/sql"
	"errors"
	"net"
	"strings"
	"syscall"
	"time"
)

var errGivenUp = errors.New("given up")

// The statement fails, and the transaction stays as it is.
func Move(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil) // want `the transaction of this attempt is neither committed nor rolled back when the next one begins`
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// It is rolled back.
func MoveBack(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
			tx.Rollback()
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// It is given to a function that does not either.
func MoveElsewhere(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil) // want `the transaction of this attempt is neither committed`
		if err != nil {
			return err
		}
		if err := step(ctx, tx); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func step(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE t SET a = 1")
	return err
}

// The function does.
func MoveAndUndo(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := stepOrUndo(ctx, tx); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func stepOrUndo(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE t SET a = 1")
	if err != nil {
		tx.Rollback()
	}
	return err
}

// A function that is not in sight may.
func MoveOut(ctx context.Context, db *sql.DB, f func(*sql.Tx) error) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		if err := f(tx); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A literal does.
func MoveInLiteral(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		undo := func() { tx.Rollback() }
		if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
			undo()
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
	}
	return errGivenUp
}

// A flag tells whether there is one.
func MoveFlagged(ctx context.Context, db *sql.DB, busy bool) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE t SET a = 1")
		if err != nil {
			if !busy {
				tx.Rollback()
			}
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The statement's failure ends the attempts.
func MoveOnce(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
			return errors.Join(err, tx.Rollback())
		}
		return tx.Commit()
	}
	return errGivenUp
}

// It is rolled back when all attempts have been made.
func MoveLate(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback() // want `the deferred call releases the transaction of every attempt only when MoveLate returns`
		if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// It is rolled back at once as well.
func MoveLateToo(ctx context.Context, db *sql.DB) error {
	for range 5 {
		tx, err := db.BeginTx(ctx, nil)
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if _, err := tx.ExecContext(ctx, "UPDATE t SET a = 1"); err != nil {
			tx.Rollback()
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		tx.Rollback()
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The greeting fails, and the connection stays.
func Greet(addr string) (net.Conn, error) {
	for range 5 {
		conn, err := net.DialTimeout("tcp", addr, time.Second) // want `the connection of this attempt is left open when the next one begins`
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		conn.SetDeadline(time.Now().Add(time.Second))
		if _, err := conn.Write([]byte("hello")); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return conn, nil
	}
	return nil, errGivenUp
}

// It is closed.
func GreetAndClose(addr string) (net.Conn, error) {
	for range 5 {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		conn.SetDeadline(time.Now().Add(time.Second))
		if _, err := conn.Write([]byte("hello")); err != nil {
			conn.Close()
			time.Sleep(time.Second)
			continue
		}
		return conn, nil
	}
	return nil, errGivenUp
}

type peer struct{ conn net.Conn }

// It is kept.
func (p *peer) Greet(addr string) error {
	for range 5 {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		p.conn = conn
		conn.SetDeadline(time.Now().Add(time.Second))
		if _, err := conn.Write([]byte("hello")); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
	return errGivenUp
}

// The loop ends with the first one.
func ReachFirst(addrs []string) (conn net.Conn, err error) {
	for i := 0; i < len(addrs) && conn == nil; i++ {
		conn, err = net.DialTimeout("tcp", addrs[i], time.Second)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if _, err = conn.Write([]byte("hello")); err != nil {
			conn.Close()
			return nil, err
		}
	}
	return conn, err
}

// It goes on while the last one could not be greeted.
func ReachGreeted(addr string) (conn net.Conn, err error) {
	greeted := 0
	for greeted == 0 {
		conn, err = net.DialTimeout("tcp", addr, time.Second) // want `the connection of this attempt is left open when the next one begins`
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if greeted, err = conn.Write([]byte("hello")); err != nil {
			time.Sleep(time.Second)
		}
	}
	return conn, nil
}

// Only one error leads back, and there is none then.
func ReachRefusing(addr string) (net.Conn, error) {
	for {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		time.Sleep(time.Second)
	}
}

// An error of the greeting leads back as well.
func ReachRefusingToTalk(addr string) (net.Conn, error) {
	for {
		conn, err := net.DialTimeout("tcp", addr, time.Second) // want `the connection of this attempt is left open when the next one begins`
		if !errors.Is(err, syscall.ECONNREFUSED) {
			if _, err := conn.Write([]byte("hello")); err == nil {
				return conn, nil
			}
		}
		time.Sleep(time.Second)
	}
}

// There is none when the dialling fails.
func Reach(addr string) (net.Conn, error) {
	for range 5 {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err == nil {
			return conn, nil
		}
		if !strings.Contains(err.Error(), "refused") {
			return nil, err
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// Nobody cancels what failed.
func Ask(parent context.Context, f func(context.Context) error) {
	for {
		ctx, cancel := context.WithCancel(parent) // want `the context of this attempt is not cancelled when the next one begins`
		if err := f(ctx); err == nil {
			cancel()
			return
		}
		time.Sleep(time.Second)
	}
}

// It is cancelled.
func AskAndCancel(parent context.Context, f func(context.Context) error) {
	for {
		ctx, cancel := context.WithCancel(parent)
		err := f(ctx)
		cancel()
		if err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// It ends by itself: possible.
func AskAWhile(parent context.Context, f func(context.Context) error) {
	for {
		ctx, cancel := context.WithTimeout(parent, time.Second) // want `the context of this attempt is not cancelled when the next one begins`
		if err := f(ctx); err == nil {
			cancel()
			return
		}
		time.Sleep(time.Second)
	}
}

// A phase is a transaction that says what it does.
type phase struct {
	*sql.Tx
	what string
}

func begin(db *sql.DB, what string) (*phase, error) {
	tx, err := db.Begin()
	if err != nil {
		return nil, err
	}
	return &phase{tx, what}, nil
}

type phases struct{ db *sql.DB }

func (s *phases) Begin(what string) (*phase, error) { return begin(s.db, what) }

// Its methods are those of the transaction.
func (s *phases) Embedded(whats []string) error {
	for _, what := range whats {
		if what == "" {
			continue
		}
		tx, err := s.Begin(what)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE t SET a = 1"); err != nil {
			tx.Rollback()
			continue
		}
		if err := tx.Commit(); err != nil {
			return err
		}
	}
	return nil
}

// One of them is missing.
func (s *phases) EmbeddedOpen(ctx context.Context) error {
	for range 5 {
		tx, err := s.Begin("all") // want `the transaction of this attempt is neither committed nor rolled back when the next one begins`
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE t SET a = 1"); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// It is there.
func (s *phases) EmbeddedClosed(ctx context.Context) error {
	for range 5 {
		tx, err := s.Begin("all")
		if err != nil {
			return err
		}
		if _, err := tx.Exec("UPDATE t SET a = 1"); err != nil {
			tx.Rollback()
			time.Sleep(time.Second)
			continue
		}
		if err := tx.Commit(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}
