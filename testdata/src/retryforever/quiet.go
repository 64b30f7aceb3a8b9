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
