// Package catalog_test runs what the catalog claims of the most used libraries: against
// servers on the loopback interface that accept and never answer, or answer 503.
//
// It lives in a module of its own since it needs the libraries themselves; the path of that
// module lies below analyzers so that the rows can be read.
package catalog_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/distvet/distvet/analyzers/internal/catalog"
)

const (
	patience = 2 * time.Second  // a call still waiting after that is taken to wait for ever
	margin   = 20 * time.Second // what a busy machine may add to a limit
)

// TestMain lets all tests wait at the same time.
func TestMain(m *testing.M) {
	flag.Set("test.parallel", "100")
	os.Exit(m.Run())
}

// A claim is about one row of the catalog, and how to make its call.
type claim struct {
	path, recv, name string
	serve            func(*testing.T) string // starts the peer and returns its address; silent if nil
	call             func(ctx context.Context, addr string) error
}

// row returns the row the claim is about.
func (c claim) row(t *testing.T) *catalog.Row {
	t.Helper()
	var wild *catalog.Row
	for lib := range catalog.Libraries {
		if !slices.Contains(slices.Collect(lib.Paths), c.path) {
			continue
		}
		for i := range lib.Rows {
			row := &lib.Rows[i]
			if c.recv == "" && row.Recv != "" || c.recv != "" && row.Recv != "*" && !hasWord(row.Recv, c.recv) {
				continue
			}
			if hasWord(row.Names, c.name) {
				return row
			}
			if row.Names == "*" {
				wild = row
			}
		}
	}
	if wild == nil {
		t.Fatalf("the catalog has no row for %v", c)
	}
	return wild
}

func hasWord(s, word string) bool { return slices.Contains(strings.Fields(s), word) }

func (c claim) String() string {
	return strings.ReplaceAll(strings.TrimSuffix(c.path+"."+c.recv, ".")+"."+c.name, "/", "_")
}

func (c claim) start(t *testing.T) string {
	if c.serve == nil {
		return silent(t)
	}
	return c.serve(t)
}

// run makes the call; the channel gets its error when it returns.
func (c claim) run(ctx context.Context, addr string) <-chan error {
	done := make(chan error, 1)
	go func() { done <- c.call(ctx, addr) }()
	return done
}

// unbounded checks that nothing ends the call, and that its context does if it takes one.
func unbounded(t *testing.T, claims []claim) {
	for _, c := range claims {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			row := c.row(t)
			if row.Bound {
				t.Error("the catalog says that the library ends the call by itself")
			}
			addr := c.start(t)
			select {
			case err := <-c.run(context.Background(), addr):
				t.Errorf("the call ended by itself: %v", err)
			case <-time.After(patience):
			}
			if row.Ctx == catalog.Nowhere && row.Req == catalog.Nowhere {
				return
			}
			ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
			defer cancel()
			select {
			case <-c.run(ctx, addr):
			case <-time.After(margin):
				t.Error("the context does not end the call")
			}
		})
	}
}

// bounded checks that the library itself ends the call within its limit.
func bounded(t *testing.T, limit time.Duration, c claim) {
	t.Run(c.String(), func(t *testing.T) {
		t.Parallel()
		if !c.row(t).Bound {
			t.Error("the catalog does not say that the library ends the call by itself")
		}
		addr := c.start(t)
		start := time.Now()
		select {
		case err := <-c.run(context.Background(), addr):
			if d := time.Since(start); d < limit/4 {
				t.Errorf("the call did not wait for the limit: it ended after %v: %v", d, err)
			}
		case <-time.After(limit + margin):
			t.Errorf("the call is still waiting after %v", limit+margin)
		}
	})
}

// attempts checks how often the library sends one request to a server that answers 503.
func attempts(t *testing.T, claims []claim) {
	for _, c := range claims {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			want := max(int32(c.row(t).Attempts), 1)
			url, seen := unavailable(t)
			select {
			case <-c.run(context.Background(), url):
			case <-time.After(time.Minute + margin):
				t.Fatal("the call does not end")
			}
			if got := seen.Load(); got != want {
				t.Errorf("%d attempts, the catalog says %d", got, want)
			}
		})
	}
}

// listen serves each connection with handle and returns the address.
func listen(t *testing.T, handle func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(func() {
		cancel()
		l.Close()
	})
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			context.AfterFunc(ctx, func() { conn.Close() })
			go handle(conn)
		}
	}()
	return l.Addr().String()
}

// silent accepts, reads, and never answers.
func silent(t *testing.T) string {
	return listen(t, func(conn net.Conn) { io.Copy(io.Discard, conn) })
}

// silentUDP takes datagrams and answers none.
func silentUDP(t *testing.T) string {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn.LocalAddr().String()
}

// closed returns an address where nobody listens.
func closed(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// hangUp closes each connection when the first byte has come, and counts.
func hangUp(t *testing.T) (string, *atomic.Int32) {
	seen := new(atomic.Int32)
	return listen(t, func(conn net.Conn) {
		defer conn.Close()
		if n, _ := conn.Read(make([]byte, 1)); n > 0 {
			seen.Add(1)
		}
	}), seen
}

// listenHTTP starts an HTTP server and returns its URL.
func listenHTTP(t *testing.T, h http.HandlerFunc) string {
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

// unavailable answers 503 to everything and counts.
func unavailable(t *testing.T) (string, *atomic.Int32) {
	seen := new(atomic.Int32)
	return listenHTTP(t, func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		seen.Add(1)
		w.WriteHeader(http.StatusServiceUnavailable)
	}), seen
}

// postgres lets a client in and answers no query.
func postgres(t *testing.T) string {
	return listen(t, func(conn net.Conn) {
		buf := make([]byte, 4096)
		for {
			n, err := conn.Read(buf)
			if err != nil {
				return
			}
			switch {
			case n == 8: // asks for TLS
				conn.Write([]byte("N"))
			case buf[0] == 0: // start-up: it begins with its length
				conn.Write([]byte("R\x00\x00\x00\x08\x00\x00\x00\x00" + "Z\x00\x00\x00\x05I"))
			}
		}
	})
}

// redisServer answers the greeting, tells of each command that follows, and hangs up if
// command says so.
func redisServer(t *testing.T, command func(name string) (hangUp bool)) string {
	return listen(t, func(conn net.Conn) {
		defer conn.Close()
		r := bufio.NewReader(conn)
		line := func() (string, error) {
			s, err := r.ReadString('\n')
			return strings.TrimSpace(s), err
		}
		for {
			head, err := line()
			if err != nil {
				return
			}
			n := 0
			for _, d := range strings.TrimPrefix(head, "*") {
				n = n*10 + int(d-'0')
			}
			var args []string
			for range n {
				line() // the length
				arg, err := line()
				if err != nil {
					return
				}
				args = append(args, arg)
			}
			switch strings.ToUpper(args[0]) {
			case "HELLO":
				io.WriteString(conn, "-ERR unknown command 'HELLO'\r\n")
			case "CLIENT":
				io.WriteString(conn, "+OK\r\n")
			default:
				if command(args[0]) {
					return
				}
			}
		}
	})
}

// silentRedis answers no command but the greeting.
func silentRedis(t *testing.T) string {
	return redisServer(t, func(string) bool { return false })
}

// natsServer lets a client in and answers no request.
func natsServer(t *testing.T) string {
	return listen(t, func(conn net.Conn) {
		io.WriteString(conn, `INFO {"server_id":"x","version":"2.10.0","proto":1,"headers":true,"max_payload":1048576}`+"\r\n")
		for sc := bufio.NewScanner(conn); sc.Scan(); {
			if sc.Text() == "PING" {
				io.WriteString(conn, "PONG\r\n")
			}
		}
	})
}

// withClose closes the body of an answer that was not expected.
func withClose(resp *http.Response, err error) error {
	if err == nil {
		resp.Body.Close()
		err = errors.New("status " + resp.Status)
	}
	return err
}
