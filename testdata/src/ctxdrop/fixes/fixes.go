// Package fixes holds the shapes that a fix mends, and those it leaves to people.
package fixes

import (
	"context"
	"crypto/tls"
	"database/sql"
	"log"
	"net"
	"net/http"
	"time"

	"ctxdrop/lib"
)

// Siblings that take a context.

func siblings(ctx context.Context, db *sql.DB, names ...any) error {
	if _, err := db.Exec("DELETE FROM t WHERE a = ? AND b = ?", names...); err != nil { // want `takes no context`
		return err
	}
	rows, err := db.Query("SELECT 1")
	if err != nil {
		return err
	}
	return rows.Close()
}

func begin(ctx context.Context, db *sql.DB) error {
	tx, err := db.Begin() // want `takes no context`
	if err != nil {
		return err
	}
	return tx.Commit()
}

func prepare(c context.Context, db *sql.DB) (*sql.Stmt, error) {
	return db.Prepare("SELECT 1") // want `takes no context`
}

type store struct{ *sql.DB }

func (s *store) embedded(ctx context.Context) error {
	return s.Ping() // want `takes no context`
}

func (s *store) reused(ctx context.Context) (int64, error) {
	result, err := s.Exec("DELETE FROM t") // want `takes no context`
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Connections.

func dial(ctx context.Context, addr string) (net.Conn, error) {
	return net.Dial("tcp", addr) // want `takes no context`
}

func secure(ctx context.Context, addr string) (net.Conn, error) {
	return tls.Dial("tcp", addr, nil) // want `takes no context`
}

func secureUsed(ctx context.Context, addr string, config *tls.Config) error {
	conn, err := tls.Dial("tcp", addr, config) // want `takes no context`
	if err != nil {
		return err
	}
	return conn.Close()
}

func secureState(ctx context.Context, addr string) error {
	conn, err := tls.Dial("tcp", addr, nil) // want `takes no context`
	if err != nil {
		return err
	}
	log.Print(conn.ConnectionState().Version)
	return conn.Close()
}

// Requests.

func request(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Accept", "text/plain")
	sign(req)
	resp, err := http.DefaultClient.Do(req) // want `does not get ctx`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func sign(req *http.Request) { req.SetBasicAuth("a", "b") }

func requestKept(ctx context.Context, url string, later chan *http.Request) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	later <- req
	resp, err := http.DefaultClient.Do(req) // want `does not get ctx`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func requestMadeElsewhere(ctx context.Context, url string) error {
	req, err := newRequest(url)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `does not get ctx`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func newRequest(url string) (*http.Request, error) { return http.NewRequest("GET", url, nil) }

// The caller reads the body when the deadline made here is over.
func responseLeaves(ctx context.Context, url string) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	lib.Note(ctx, "asking")
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return nil, err
	}
	return http.DefaultClient.Do(req) // want `does not get ctx`
}

// Root contexts.

func root(ctx context.Context, url string) error {
	return lib.Load(context.Background(), url) // want `does not get ctx`
}

func named(ctx context.Context, url string) error {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := lib.Load(own, url); err != nil { // want `does not get ctx`
		return err
	}
	return lib.Load(own, url+"/again")
}

func variable(ctx context.Context, url string) error {
	own := context.TODO()
	return lib.Load(own, url) // want `does not get ctx`
}

// The worker means to go on.
func shared(ctx context.Context, url string) error {
	own := context.Background()
	go work(own)
	return lib.Load(own, url) // want `does not get ctx`
}

func work(ctx context.Context) { <-ctx.Done() }

// The name means something else here.
func shadowed(ctx context.Context, urls []string) error {
	for _, ctx := range urls {
		if err := lib.Load(context.Background(), ctx); err != nil { // want `does not get ctx`
			return err
		}
	}
	return nil
}

func reused(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url) // want `does not get ctx`
}

func overwritten(ctx context.Context, url string) error {
	ctx = context.Background()
	return lib.Load(ctx, url) // want `does not get ctx`
}

// One of the calls cannot be mended, so the cause is left to people.
func half(ctx context.Context, db *sql.DB, url string) error {
	if err := db.Ping(); err != nil { // want `takes no context`
		return err
	}
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
