// Package retryforeverdefault holds what is reported at the default confidence, each beside
// the smallest change that makes it possible only.
package retryforeverdefault

import (
	"bufio"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/cenkalti/backoff/v4"
)

type Client struct{ http *http.Client }

func (c *Client) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

var errStale = errors.New("stale connection")

// Only an error that the code knows, and may well have mended, is tried again.
func (c *Client) Specific(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if errors.Is(err, errStale) {
			continue
		}
		return err
	}
}

func (c *Client) General(ctx context.Context, url string) error {
	for { // want `Client.send is tried again for ever in Client.General, and without a pause`
		err := c.send(ctx, url)
		if err != nil && !errors.Is(err, errStale) {
			continue
		}
		return err
	}
}

// Only an error of the package's own is tried again, which a call that was called off does not make.
type again struct{ after time.Duration }

func (a *again) Error() string { return "again" }

func (c *Client) Own(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if a, ok := err.(*again); ok && a.after > 0 {
			time.Sleep(a.after)
			continue
		}
		return err
	}
}

func (c *Client) Others(ctx context.Context, url string) error {
	for { // want `Client.send is tried again for ever in Client.Others`
		err := c.send(ctx, url)
		if _, ok := err.(net.Error); ok {
			time.Sleep(time.Second)
			continue
		}
		return err
	}
}

// What ends the context is not tried again.
func (c *Client) Ended(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// Nothing tells that the work is over: to connect for as long as it takes is a choice.
func (c *Client) Connect(url string) {
	for {
		if c.send(context.Background(), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) ConnectHot(url string) {
	for { // want `Client.send is tried again for ever in Client.ConnectHot, and without a pause`
		if c.send(context.Background(), url) == nil {
			return
		}
	}
}

func (c *Client) ConnectFor(ctx context.Context, url string) {
	for { // want `Client.send is tried again for ever in Client.ConnectFor: .* stop when ctx ends`
		if c.send(context.WithoutCancel(ctx), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) ConnectUntil(url string, done <-chan struct{}) {
	go func() {
		<-done
		c.http.CloseIdleConnections()
	}()
	for { // want `Client.send is tried again for ever in Client.ConnectUntil: .* stop when done ends`
		if c.send(context.Background(), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) ConnectBeside(url string, results <-chan struct{}) { // not a stop channel
	go func() { <-results }()
	for {
		if c.send(context.Background(), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

type Agent struct {
	Client
	shutdown chan struct{}
}

// What the receiver keeps ends with the program, and the loop with it.
func (a *Agent) Flush(url string) {
	for {
		if a.send(context.Background(), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (a *Agent) FlushFor(url string, shutdown chan struct{}) {
	for { // want `Client.send is tried again for ever in Agent.FlushFor: .* stop when shutdown ends`
		if a.send(context.Background(), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (a *Agent) FlushUntil(url string) {
	for {
		if a.send(context.Background(), url) == nil {
			return
		}
		select {
		case <-a.shutdown:
			return
		case <-time.After(time.Second):
		}
	}
}

// Who looks at the error expects that it gives up.
func (c *Client) Awaited(url string) error {
	return backoff.Retry(func() error { return c.send(context.Background(), url) }, backoff.NewConstantBackOff(time.Second)) // want `Client.send is tried again for ever in Client.Awaited`
}

func (c *Client) Unawaited(url string) {
	_ = backoff.Retry(func() error { return c.send(context.Background(), url) }, backoff.NewConstantBackOff(time.Second))
}

type reply struct{ stale bool }

func (c *Client) get(ctx context.Context, url string) (*reply, error) {
	if err := c.send(ctx, url); err != nil {
		return nil, err
	}
	return &reply{}, nil
}

// A failure with a result is a special one.
func (c *Client) Stale(ctx context.Context, url string) error {
	for {
		r, err := c.get(ctx, url)
		if err != nil && r != nil && r.stale {
			continue
		}
		return err
	}
}

func (c *Client) NotStale(ctx context.Context, url string) error {
	for { // want `Client.get is tried again for ever in Client.NotStale, and without a pause`
		r, err := c.get(ctx, url)
		if err != nil && (r == nil || r.stale) {
			continue
		}
		return err
	}
}

// Who waits for an error never hears of a piece of work that the peer does not accept.
func (c *Client) Deliver(o Order) error {
	for { // want `Client.put is tried again for ever in Client.Deliver`
		if c.put(o) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) DeliverAll(list []*Order) error {
	for _, o := range list {
		for { // want `Client.put is tried again for ever in Client.DeliverAll`
			if c.put(*o) == nil {
				break
			}
			time.Sleep(time.Second)
		}
	}
	return nil
}

// What copies a log delivers it in order, and has nobody to tell.
func (c *Client) Copy(log <-chan *Order) {
	for o := range log {
		for {
			if c.put(*o) == nil {
				break
			}
			time.Sleep(time.Second)
		}
	}
}

func (c *Client) DeliverSame(list []*Order) error {
	first := Order{url: "/first"}
	for range list {
		for {
			if c.put(first) == nil {
				break
			}
			time.Sleep(time.Second)
		}
	}
	return nil
}

func (c *Client) Greet(o OrderConfig) error {
	for {
		if c.hello(o) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *Client) DialOrder(o Order) error {
	for {
		if c.dialOrder(o) == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

type Order struct{ url string }

type OrderConfig struct{ url string }

func (c *Client) put(o Order) error         { return c.send(context.Background(), o.url) }
func (c *Client) hello(o OrderConfig) error { return c.send(context.Background(), o.url) }
func (c *Client) dialOrder(o Order) error   { return c.send(context.Background(), o.url) }

// "No" may mean "not yet", and is waited for.
func (c *Client) Until(ctx context.Context, url string) {
	for !c.holds(ctx, url) {
		time.Sleep(time.Second)
	}
}

func (c *Client) holds(ctx context.Context, url string) bool { return c.send(ctx, url) == nil }

func (c *Client) UntilSent(ctx context.Context, url string) {
	for c.send(ctx, url) != nil { // want `Client.send is tried again for ever in Client.UntilSent`
		time.Sleep(time.Second)
	}
}

// The function hears of the end of its context, and says nothing of it.
func (c *Client) Serve(ctx context.Context, url string) {
	go func() {
		for {
			if c.serve(ctx, url) == nil {
				return
			}
		}
	}()
}

func (c *Client) serve(ctx context.Context, url string) error {
	for {
		if err := c.send(ctx, url); err != nil {
			return err
		}
		time.Sleep(time.Millisecond)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
}

func (c *Client) ServeOn(ctx context.Context, url string) {
	go func() {
		for { // want `Client.serveOn is tried again for ever in Client.ServeOn`
			if c.serveOn(ctx, url) == nil {
				return
			}
		}
	}()
}

func (c *Client) serveOn(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		return err
	}
	time.Sleep(time.Millisecond)
	<-time.After(time.Second)
	return nil
}

// A person answers each attempt.
func (c *Client) Ask(url string) {
	in := bufio.NewReader(os.Stdin)
	for {
		if c.ask(in, url) == nil {
			return
		}
	}
}

func (c *Client) AskFile(url string, file *os.File) {
	in := bufio.NewReader(file)
	for { // want `Client.ask is tried again for ever in Client.AskFile, and without a pause`
		if c.ask(in, url) == nil {
			return
		}
	}
}

func (c *Client) ask(in *bufio.Reader, url string) error { return c.send(context.Background(), url) }
