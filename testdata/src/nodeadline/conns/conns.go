// Package conns dials, and reads and writes connections with and without deadlines.
package conns

import (
	"bufio"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/smtp"
	"time"
)

// Dialling.

func dial(addr string) {
	net.Dial("tcp", addr) // want `net.Dial has no timeout: a host that does not answer holds it for minutes, until the operating system gives up; use net.Dialer.DialContext or net.DialTimeout`
}

func dialTimeout(addr string) { net.DialTimeout("tcp", addr, time.Second) }

func dialZeroTimeout(addr string) {
	net.DialTimeout("tcp", addr, 0) // want `net.DialTimeout has no timeout`
}

func dialer(addr string) {
	var d net.Dialer // want `net.Dialer has no Timeout`
	d.Dial("tcp", addr)
}

func dialerTimeout(addr string) {
	d := net.Dialer{Timeout: time.Second}
	d.Dial("tcp", addr)
}

func dialerDeadline(addr string) {
	d := &net.Dialer{Deadline: time.Now().Add(time.Second)}
	d.Dial("tcp", addr)
}

func dialerKeepAlive(addr string) {
	d := &net.Dialer{KeepAlive: time.Second} // want `net.Dialer has no Timeout`
	d.Dial("tcp", addr)
}

func dialerContext(addr string) {
	var d net.Dialer // want `net.Dialer has no Timeout, and net.Dialer.DialContext in dialerContext has no deadline either`
	d.DialContext(context.Background(), "tcp", addr)
}

func dialerContextDeadline(addr string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var d net.Dialer
	d.DialContext(ctx, "tcp", addr)
}

func dialerContextTimeout(addr string) {
	d := net.Dialer{Timeout: time.Second}
	d.DialContext(context.Background(), "tcp", addr)
}

func dialTLS(addr string) {
	tls.Dial("tcp", addr, nil) // want `tls.Dial has no deadline and waits for ever for a peer that never answers; use tls.Dialer.DialContext, or tls.DialWithDialer with a Timeout`
}

func dialTLSWithDialer(addr string) {
	tls.DialWithDialer(&net.Dialer{}, "tcp", addr, nil) // want `net.Dialer has no Timeout`
}

func dialTLSWithDialerTimeout(addr string) {
	tls.DialWithDialer(&net.Dialer{Timeout: time.Second}, "tcp", addr, nil)
}

func dialTLSDialer(addr string) {
	d := &tls.Dialer{NetDialer: &net.Dialer{Timeout: time.Second}}
	d.Dial("tcp", addr)
}

func dialTLSContext(addr string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	d := &tls.Dialer{}
	d.DialContext(ctx, "tcp", addr)
}

func sendMail(addr string, body []byte) {
	smtp.SendMail(addr, nil, "a@example.com", []string{"b@example.com"}, body) // want `smtp.SendMail has no deadline`
}

// Sockets that leave the machine by nothing, and look-ups, end.

func lookup(host string) { net.LookupHost(host) }

func listen(addr string) { net.Listen("tcp", addr) }

// Reading and writing. A connection is one cause, told where it is first used.

func ask(addr string) (string, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	fmt.Fprintf(conn, "hello\n") // want `fmt.Fprintf in ask works on a connection on which no deadline is ever set: it waits for ever for a peer that goes silent; use SetDeadline before it`
	return bufio.NewReader(conn).ReadString('\n')
}

func askDeadline(addr string) (string, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Second))
	fmt.Fprintf(conn, "hello\n")
	return bufio.NewReader(conn).ReadString('\n')
}

func read(addr string, buf []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	return conn.Read(buf) // want `net.Conn.Read in read works on a connection on which no deadline is ever set`
}

func readDeadline(addr string, buf []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	if err := conn.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
		return 0, err
	}
	return conn.Read(buf)
}

func readAll(addr string) ([]byte, error) {
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: time.Second}, "tcp", addr, nil)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(conn) // want `io.ReadAll in readAll works on a TLS connection on which no deadline is ever set`
}

func readAllDeadline(addr string) ([]byte, error) {
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: time.Second}, "tcp", addr, nil)
	if err != nil {
		return nil, err
	}
	conn.SetReadDeadline(time.Now().Add(time.Minute))
	return io.ReadAll(conn)
}

// Another machine's silence, not this one's.
func readLocal(path string, buf []byte) (int, error) {
	conn, err := net.DialTimeout("unix", path, time.Second)
	if err != nil {
		return 0, err
	}
	return conn.Read(buf)
}

// helper is given its connection: the caller may have set a deadline.
func helper(conn net.Conn, buf []byte) (int, error) { return conn.Read(buf) }

func limitedByHelper(addr string, buf []byte) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return
	}
	arm(conn)
	conn.Read(buf)
}

func arm(conn net.Conn) { conn.SetDeadline(time.Now().Add(time.Second)) }

// Out of sight: whoever keeps it may set a deadline.
func handedAway(addr string, to chan<- net.Conn, buf []byte) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return
	}
	to <- conn
	conn.Read(buf)
}

// wire keeps a connection and never arms it.
type wire struct{ conn net.Conn }

func newWire(addr string) (*wire, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	return &wire{conn: conn}, nil
}

func (w *wire) send(b []byte) error {
	_, err := w.conn.Write(b) // want `net.Conn.Write in wire.send works on a connection on which no deadline is ever set`
	return err
}

func (w *wire) receive(b []byte) (int, error) { return w.conn.Read(b) }

// armedWire sets a deadline before each use.
type armedWire struct{ conn net.Conn }

func newArmedWire(addr string) (*armedWire, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	return &armedWire{conn: conn}, nil
}

func (w *armedWire) send(b []byte) error {
	w.conn.SetWriteDeadline(time.Now().Add(time.Second))
	_, err := w.conn.Write(b)
	return err
}

func (w *armedWire) receive(b []byte) (int, error) {
	w.conn.SetReadDeadline(time.Now().Add(time.Second))
	return w.conn.Read(b)
}

// Serving.

func serve(l net.Listener) {
	for {
		conn, err := l.Accept() // waits for nobody in particular
		if err != nil {
			return
		}
		go echo(conn)
	}
}

// echo is where the connections of serve are first used.
func echo(conn net.Conn) {
	defer conn.Close()
	io.ReadAll(conn) // want `io.ReadAll in echo works on an accepted connection on which no deadline is ever set`
}

func serveArmed(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		conn.SetDeadline(time.Now().Add(time.Minute))
		go echoArmed(conn)
	}
}

func echoArmed(conn net.Conn) {
	defer conn.Close()
	io.Copy(conn, conn)
}

// Who closes a connection when done with it does not end a read that waits.

type asked struct{ conn net.Conn }

func newAsked(addr string) (*asked, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	return &asked{conn: conn}, nil
}

func (a *asked) ask(b []byte) (int, error) {
	if _, err := a.conn.Write(b); err != nil {
		return 0, err
	}
	return a.conn.Read(b) // want `net.Conn.Read in asked.ask works on a connection on which no deadline is ever set`
}

func (a *asked) Close() error { return a.conn.Close() }

// A watchdog does: a goroutine that closes it when it takes too long, or is to stop.

type watched struct {
	conn net.Conn
	stop chan struct{}
}

func newWatched(addr string) (*watched, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	w := &watched{conn: conn, stop: make(chan struct{})}
	go func() {
		<-w.stop
		w.close()
	}()
	return w, nil
}

func (w *watched) ask(b []byte) (int, error) {
	if _, err := w.conn.Write(b); err != nil {
		return 0, err
	}
	return w.conn.Read(b)
}

func (w *watched) close() error { return w.conn.Close() }

func closedInTime(addr string, b []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	time.AfterFunc(time.Minute, func() { conn.Close() })
	return conn.Read(b)
}

func closedInTimeByValue(addr string, b []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	defer context.AfterFunc(context.TODO(), func() { conn.Close() })()
	return conn.Read(b)
}

func closedAtTheEnd(addr string, b []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	defer func() { conn.Close() }()
	return conn.Read(b) // want `net.Conn.Read in closedAtTheEnd works on a connection on which no deadline is ever set`
}

// Who reads whatever comes, for as long as it comes, can only wait for the end.

type follower struct{ conn net.Conn }

func newFollower(addr string) (*follower, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	return &follower{conn: conn}, nil
}

func (f *follower) run(each func([]byte)) error {
	b := make([]byte, 100)
	for {
		n, err := f.conn.Read(b)
		if err != nil {
			return err
		}
		each(b[:n])
	}
}

func (f *follower) Close() error { return f.conn.Close() }

type frames struct {
	conn net.Conn
	r    *bufio.Reader
}

func newFrames(addr string) (*frames, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return nil, err
	}
	f := &frames{conn: conn, r: bufio.NewReader(conn)}
	go f.run()
	return f, nil
}

func (f *frames) run() {
	for {
		if _, err := f.next(); err != nil {
			return
		}
	}
}

func (f *frames) next() (string, error) { return f.r.ReadString('\n') }

func (f *frames) Close() error { return f.conn.Close() }

// The zero time takes a deadline away.

func undeadlined(addr string, b []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	conn.SetReadDeadline(time.Time{})
	return conn.Read(b) // want `net.Conn.Read in undeadlined works on a connection on which no deadline is ever set`
}

func deadlinedByValue(addr string, until time.Time, b []byte) (int, error) {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return 0, err
	}
	conn.SetReadDeadline(until)
	return conn.Read(b)
}

// Servers that know their connections, to close them when they stop.

type hub struct{ conns map[net.Conn]bool }

func (h *hub) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		h.conns[conn] = true
		go h.greet(conn)
	}
}

// greet waits for the first words of a client, who may say nothing until the server stops.
func (h *hub) greet(conn net.Conn) {
	defer conn.Close()
	tls.Server(conn, nil).Handshake() // want `tls.Conn.Handshake in hub.greet works on an accepted connection on which no deadline is ever set`
}

func (h *hub) stop() {
	for conn := range h.conns {
		conn.Close()
	}
}

// armedHub gives all of them a deadline from time to time.
type armedHub struct{ conns map[net.Conn]bool }

func (h *armedHub) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		h.conns[conn] = true
		go h.greet(conn)
	}
}

func (h *armedHub) greet(conn net.Conn) {
	defer conn.Close()
	tls.Server(conn, nil).Handshake()
}

func (h *armedHub) tick() {
	for conn := range h.conns {
		conn.SetDeadline(time.Now().Add(time.Minute))
	}
}

// chattyHub reads whatever its clients say, for as long as they are there.
type chattyHub struct{ conns map[net.Conn]bool }

func (h *chattyHub) serve(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		h.conns[conn] = true
		go h.listen(conn)
	}
}

func (h *chattyHub) listen(conn net.Conn) {
	b := make([]byte, 100)
	for {
		if _, err := conn.Read(b); err != nil {
			return
		}
	}
}

func (h *chattyHub) stop() {
	for conn := range h.conns {
		conn.Close()
	}
}
