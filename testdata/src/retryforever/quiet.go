package retryforever

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"sync/atomic"
	"time"
)

// What comes back but is no retry. Each differs from a reported shape by what its success does.

// taxonomy: iteration

func (c *client) each(ctx context.Context, urls []string) {
	for _, u := range urls {
		if err := c.send(ctx, u); err != nil {
			log.Print(err)
			continue
		}
	}
}

// taxonomy: failover

func (c *client) first(ctx context.Context, urls []string) error {
	for _, u := range urls {
		if err := c.send(ctx, u); err == nil {
			return nil
		}
	}
	return errors.New("all hosts failed")
}

func (c *client) firstOfList(ctx context.Context, next func() string) {
	for u := next(); ; u = next() {
		if c.send(ctx, u+"/health") == nil {
			return
		}
	}
}

type target struct{ host string }

func (c *client) sendTo(ctx context.Context, t *target) error { return c.send(ctx, t.host) }

func (c *client) firstInPlace(ctx context.Context, hosts []string) {
	t := &target{}
	for i := 0; ; i++ {
		t.host = hosts[i%len(hosts)]
		if c.sendTo(ctx, t) == nil {
			return
		}
	}
}

func (c *client) sameInPlace(ctx context.Context, hosts []string) {
	t := &target{}
	for { // want `client.sendTo is tried again for ever in client.sameInPlace`
		t.host = hosts[0]
		if c.sendTo(ctx, t) == nil {
			return
		}
	}
}

func (c *client) redirected(ctx context.Context, t *target) {
	for {
		next, err := c.follow(ctx, t)
		if err == nil {
			return
		}
		t.host = next
		time.Sleep(time.Second)
	}
}

func (c *client) undirected(ctx context.Context, t *target) {
	for { // want `client.follow is tried again for ever in client.undirected`
		next, err := c.follow(ctx, t)
		if err == nil {
			return
		}
		log.Print(next)
		time.Sleep(time.Second)
	}
}

func (c *client) follow(ctx context.Context, t *target) (string, error) {
	return "http://other", c.send(ctx, t.host)
}

// taxonomy: search

func (c *client) probe(ctx context.Context) string {
	for n := 0; ; n++ {
		u := fmt.Sprint("http://host-", n)
		if c.send(ctx, u) == nil {
			return u
		}
	}
}

// taxonomy: pagination

type page struct{ next string }

func (c *client) page(ctx context.Context, url string) (*page, error) {
	return &page{}, c.send(ctx, url)
}

func (c *client) pages(ctx context.Context, url string) error {
	for url != "" {
		p, err := c.page(ctx, url)
		if err != nil {
			return err
		}
		url = p.next
	}
	return nil
}

func (c *client) patientPages(ctx context.Context, url string) {
	for {
		p, err := c.page(ctx, url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if p.next == "" {
			return
		}
		url = p.next
	}
}

// taxonomy: consumer

func (c *client) consume(ctx context.Context, work <-chan string) {
	for u := range work {
		if err := c.send(ctx, u); err != nil {
			log.Print(err)
		}
	}
}

type feed struct{ client }

func (f *feed) NextItem(ctx context.Context) (string, error) { return "", f.send(ctx, "/item") }
func (f *feed) LastItem(ctx context.Context) (string, error) { return "", f.send(ctx, "/item") }

func (f *feed) good(ctx context.Context) string { // skips what is bad
	for {
		item, err := f.NextItem(ctx)
		if err == nil {
			return item
		}
		time.Sleep(time.Second)
	}
}

func (f *feed) same(ctx context.Context) string {
	for { // want `feed.LastItem is tried again for ever in feed.same`
		item, err := f.LastItem(ctx)
		if err == nil {
			return item
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: accept

func accept(l net.Listener) {
	for {
		conn, err := l.Accept()
		if err != nil {
			log.Print(err)
			time.Sleep(time.Millisecond)
			continue
		}
		go conn.Close()
	}
}

// taxonomy: service: success goes on for ever as well

func (c *client) heartbeat(url string) {
	for {
		if err := c.send(context.Background(), url); err != nil {
			log.Print(err)
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: poll: a failure leads out

func (c *client) poll(ctx context.Context, url string) error {
	for {
		p, err := c.page(ctx, url)
		if err != nil {
			return err
		}
		if p.next == "" {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: compare-and-swap

func add(v *atomic.Int64, n int64) {
	for {
		old := v.Load()
		if v.CompareAndSwap(old, old+n) {
			return
		}
	}
}

// taxonomy: reader

func drain(r *bufio.Reader) error {
	for {
		if _, err := r.ReadString('\n'); err == io.EOF {
			return nil
		}
	}
}

// taxonomy: connection: each read or write moves on

func push(conn net.Conn, b []byte) {
	for {
		if _, err := conn.Write(b); err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func redial(addr string) net.Conn {
	for { // want `net.Dial is tried again for ever in redial`
		conn, err := net.Dial("tcp", addr)
		if err == nil {
			return conn
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: work-queue: true means that there is more to do

func (c *client) worker(ctx context.Context) {
	for c.processNext(ctx) {
	}
}

func (c *client) processNext(ctx context.Context) bool {
	time.Sleep(time.Second)
	return c.send(ctx, "/work") != nil
}

func (c *client) connecting(ctx context.Context) {
	for !c.connected(ctx) { // want `client.connected is tried again for ever in client.connecting`
		time.Sleep(time.Second)
	}
}

func (c *client) connected(ctx context.Context) bool { return c.send(ctx, "/") == nil }

func (c *client) packets(ctx context.Context) { // false means "the next one"
	for {
		if done := c.connected(ctx); done {
			return
		}
	}
}

// taxonomy: answer-of-a-pause: it tells whether it was cut short

func (c *client) session() {
	for {
		if c.recorded() {
			time.Sleep(time.Second)
			continue
		}
		if over := c.settle(c.life); over {
			return
		}
	}
}

func (c *client) recorded() bool { return c.left > 0 }

func (c *client) settle(ctx context.Context) bool {
	if err := c.send(context.Background(), "/failed"); err != nil {
		log.Print(err)
	}
	select {
	case <-ctx.Done():
		return true
	case <-time.After(time.Second):
		return false
	}
}

func (c *client) sessionDeaf() {
	for { // want `client.settleDeaf is tried again for ever in client.sessionDeaf`
		if c.recorded() {
			time.Sleep(time.Second)
			continue
		}
		if over := c.settleDeaf(); over {
			return
		}
	}
}

func (c *client) settleDeaf() bool {
	if err := c.send(context.Background(), "/failed"); err != nil {
		log.Print(err)
		time.Sleep(time.Second)
		return false
	}
	return true
}

// taxonomy: somebody-else: a call may change what the loop looks at

func (c *client) told(url string) {
	for {
		if c.send(context.Background(), url) == nil {
			return
		}
		c.closed = false
		c.ask()
		if c.closed {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) ask() { c.closed = c.left == 0 }

func (c *client) untold(url string) {
	for { // want `client.send is tried again for ever in client.untold`
		if c.send(context.Background(), url) == nil {
			return
		}
		time.Sleep(time.Second)
		c.closed = false
		if c.closed {
			return
		}
	}
}

// taxonomy: supervisor: what is begun again listens to the stop channel itself

type daemon struct {
	client
	stop chan struct{}
}

func (d *daemon) supervise() {
	for {
		if err := d.serve(); err == nil {
			return
		}
	}
}

func (d *daemon) serve() error {
	for {
		select {
		case <-d.stop:
			return nil
		case <-time.After(time.Second):
			if err := d.send(context.Background(), "/beat"); err != nil {
				return err
			}
		}
	}
}

func (d *daemon) superviseDeaf() {
	for { // want `daemon.serveDeaf is tried again for ever in daemon.superviseDeaf`
		if err := d.serveDeaf(); err == nil {
			return
		}
	}
}

func (d *daemon) serveDeaf() error {
	time.Sleep(time.Second)
	return d.send(context.Background(), "/beat")
}

// taxonomy: exit: what is called on the way back ends the program

type fatalLogger interface{ Fatalf(string, ...any) }

type noisyLogger interface{ Fatality(string, ...any) }

func (c *client) fatalByName(ctx context.Context, url string, l fatalLogger) {
	for {
		if err := c.send(ctx, url); err == nil {
			return
		} else {
			l.Fatalf("sending: %v", err)
		}
	}
}

func (c *client) notFatal(ctx context.Context, url string, l noisyLogger) {
	for { // want `client.send is tried again for ever in client.notFatal`
		if err := c.send(ctx, url); err == nil {
			return
		} else {
			l.Fatality("sending: %v", err)
		}
	}
}

func (c *client) exitByName(ctx context.Context, url string, exit func(int)) {
	for {
		if err := c.send(ctx, url); err == nil {
			return
		}
		exit(1)
	}
}

func (c *client) fatalOnDone(ctx context.Context, url string, l fatalLogger) {
	for {
		select {
		case <-ctx.Done():
			l.Fatalf("not ready")
		default:
			if c.send(ctx, url) == nil {
				return
			}
			time.Sleep(time.Second)
		}
	}
}
