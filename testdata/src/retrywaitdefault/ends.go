package retrywaitdefault

import (
	"context"
	"os/signal"
	"syscall"
	"time"
)

// Whoever calls Outside may have a context that lasts as long as the program.
func (c *Client) Outside(ctx context.Context, url string) (err error) {
	for range 20 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

// The program's end is no reason to hurry.

func Main(c *Client) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	return c.AtTheEnd(ctx, "/main")
}

func (c *Client) AtTheEnd(ctx context.Context, url string) (err error) {
	for range 20 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

// Somebody cancels this one.

type Agent struct {
	c      *Client
	ctx    context.Context
	cancel context.CancelFunc
}

func NewAgent(c *Client) *Agent {
	a := &Agent{c: c}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	return a
}

func (a *Agent) Stop() { a.cancel() }

func (a *Agent) Sync() error {
	defer a.c.cancelled(context.WithValue(a.ctx, a, nil), "/sync")
	return a.c.cancelled(a.ctx, "/sync")
}

func (c *Client) cancelled(ctx context.Context, url string) (err error) {
	for range 20 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.cancelled does not listen to ctx`
	}
	return err
}

// One is made with a limit, in a variable that a literal has captured.
func (c *Client) Limited(url string) error {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	defer func() { _ = c.send(ctx, "/done") }()
	return c.limited(ctx, url)
}

func (c *Client) limited(ctx context.Context, url string) (err error) {
	for range 20 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.limited does not listen to ctx`
	}
	return err
}

// A call that is answered ends with its client.

type Seat struct{}

func (*Seat) ProtoMessage() {}

type Row struct{}

func (c *Client) Hold(ctx context.Context, seat *Seat) (*Seat, error) {
	for range 20 {
		if err := c.send(ctx, "/hold"); err == nil {
			return seat, nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.Hold does not listen to ctx`
	}
	return nil, errStale
}

func (c *Client) HoldRow(ctx context.Context, row *Row) (*Row, error) {
	for range 20 {
		if err := c.send(ctx, "/hold"); err == nil {
			return row, nil
		}
		time.Sleep(5 * time.Second)
	}
	return nil, errStale
}

// It sets a deadline itself for each attempt, so there is one to keep.
func (c *Client) Timed(ctx context.Context, url string) (err error) {
	for range 20 {
		own, stop := context.WithTimeout(ctx, time.Second)
		err = c.send(own, url)
		stop()
		if err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.Timed does not listen to ctx`
	}
	return err
}
