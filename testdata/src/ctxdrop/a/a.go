// Package a has a context at hand and passes another one, or does so for a reason.
package a

import (
	"context"
	"database/sql"
	"net"
	"net/http"
	"time"

	"ctxdrop/lib"
)

// The context is passed, or what derives from it.

func passed(ctx context.Context, url string) error { return lib.Load(ctx, url) }

func passedWithTimeout(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

func root(ctx context.Context, url string) error {
	return lib.Load(context.Background(), url) // want `http.Client.Do through lib.Load does not get ctx, which is at hand, but context.Background\(\): nothing in sight ends it, also when the caller has given up; pass ctx`
}

func todo(ctx context.Context, url string) error {
	return lib.Load(context.TODO(), url) // want `http.Client.Do through lib.Load does not get ctx, which is at hand, but context.TODO\(\)`
}

// The deadline goes on by other means.
func deadlineByOtherMeans(ctx context.Context, conn *sql.Conn) error {
	deadline, _ := ctx.Deadline()
	if err := shorten(conn, deadline); err != nil {
		return err
	}
	return lib.Load(context.Background(), "http://example.com")
}

func deadlineOfAnother(ctx, other context.Context, conn *sql.Conn) error {
	deadline, _ := other.Deadline()
	if err := shorten(conn, deadline); err != nil {
		return err
	}
	return lib.Load(context.Background(), "http://example.com") // want `does not get ctx, which is at hand`
}

func shorten(conn *sql.Conn, t time.Time) error { return nil }

// A deadline of its own ends the call, and not when the caller gives up.
func freshTimeout(ctx context.Context, url string) error {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(own, url) // want `http.Client.Do through lib.Load does not get ctx, which is at hand`
}

// Nothing is at hand.
func nothingAtHand(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

func unnamed(_ context.Context, url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

// Requests.

func request(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.Client.Do does not get ctx, which is at hand, but a request made without a context`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func requestWithContext(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func requestGivenContext(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req.WithContext(ctx))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func requestRoot(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `http.Client.Do does not get ctx, which is at hand, but context.Background\(\)`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The variant of a method that takes none.

func ping(ctx context.Context, db *sql.DB) error {
	return db.Ping() // want `sql.DB.Ping takes no context although ctx is at hand: nothing in sight ends it, also when the caller has given up; use PingContext`
}

func pingContext(ctx context.Context, db *sql.DB) error { return db.PingContext(ctx) }

func pingWithout(db *sql.DB) error { return db.Ping() }

func query(ctx context.Context, db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT 1").Scan(&n) // want `sql.DB.QueryRow takes no context although ctx is at hand`
	return n, err
}

func queryContext(ctx context.Context, db *sql.DB) (n int, err error) {
	err = db.QueryRowContext(ctx, "SELECT 1").Scan(&n)
	return n, err
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	return net.Dial("tcp", addr) // want `net.Dial takes no context although ctx is at hand`
}

func dialContext(ctx context.Context, addr string) (net.Conn, error) {
	return new(net.Dialer).DialContext(ctx, "tcp", addr)
}

// Handlers.

func handler(w http.ResponseWriter, r *http.Request) {
	lib.Load(context.Background(), "http://peer") // want `http.Client.Do through lib.Load does not get r.Context\(\), which is at hand, but context.Background\(\)`
}

func handlerPasses(w http.ResponseWriter, r *http.Request) {
	lib.Load(r.Context(), "http://peer")
}

func handlerUnnamed(w http.ResponseWriter, _ *http.Request) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	lib.Load(ctx, "http://peer")
}

func handlerLiteral(mux *http.ServeMux, db *sql.DB) {
	mux.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
		db.ExecContext(context.Background(), "DELETE FROM t") // want `sql.DB.ExecContext does not get r.Context\(\), which is at hand`
	})
	mux.HandleFunc("/b", func(w http.ResponseWriter, r *http.Request) {
		db.ExecContext(r.Context(), "DELETE FROM t")
	})
}

// Stored contexts belong to whoever made the object.

type worker struct {
	ctx context.Context
	db  *sql.DB
}

func newWorker(ctx context.Context, db *sql.DB) *worker { return &worker{ctx, db} }

func (w *worker) stored(ctx context.Context) error {
	return w.db.PingContext(w.ctx) // want `sql.DB.PingContext does not get ctx, which is at hand, but a context that was stored earlier: it goes on when the caller has given up; pass ctx`
}

func (w *worker) given(ctx context.Context) error { return w.db.PingContext(ctx) }

func (w *worker) run() error { return w.db.PingContext(w.ctx) }

func (w *worker) storedRequest(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(w.ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req) // want `http.Client.Do does not get ctx, which is at hand, but a context that was stored earlier`
	return err
}

// Interfaces: that the callee waits for the network is a guess.

func throughInterface(ctx context.Context, l lib.Loader, url string) error {
	return l.Load(context.Background(), url) // want `lib.Loader.Load does not get ctx, which is at hand, but context.Background\(\)`
}

func throughInterfacePasses(ctx context.Context, l lib.Loader, url string) error {
	return l.Load(ctx, url)
}

func local(ctx context.Context) { lib.Note(context.Background(), "done") } // it was looked at: nothing waits

// Closures see the context of the function around them.

func closure(ctx context.Context, urls []string) error {
	sent := 0
	each := func(url string) error {
		sent++
		return lib.Load(context.Background(), url) // want `http.Client.Do through lib.Load does not get ctx, which is at hand`
	}
	for _, url := range urls {
		if err := each(url); err != nil {
			return err
		}
	}
	return nil
}

func closurePasses(ctx context.Context, urls []string) error {
	each := func(url string) error { return lib.Load(ctx, url) }
	for _, url := range urls {
		if err := each(url); err != nil {
			return err
		}
	}
	return nil
}

// That the callee has a limit of its own, or may have one, does not make it listen to the caller.

func patient(ctx context.Context, url string) error {
	return lib.LoadPatiently(context.Background(), url) // want `http.Client.Do through lib.LoadPatiently does not get ctx, which is at hand, but context.Background\(\)`
}

func patientPassed(ctx context.Context, url string) error {
	return lib.LoadPatiently(ctx, url)
}

func patientNothingAtHand(url string) error {
	return lib.LoadPatiently(context.Background(), url)
}

func caller(ctx context.Context, c *lib.Caller, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req) // want `http.Client.Do through lib.Caller.Do does not get ctx, which is at hand, but a request made without a context`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func callerPassed(ctx context.Context, c *lib.Caller, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func callerLater(ctx context.Context, c *lib.Caller, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.Do(req.WithContext(ctx))
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
