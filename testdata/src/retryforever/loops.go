package retryforever

import (
	"context"
	"errors"
	"io"
	"log"
	"math"
	"net/http"
	"time"
)

type client struct {
	http   *http.Client
	life   context.Context
	closed bool
	left   int
}

// send is the operation of most shapes.
func (c *client) send(ctx context.Context, url string) error {
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

// taxonomy: endless-loop

func (c *client) bare(ctx context.Context, url string) {
	for { // want `client.send is tried again for ever in client.bare: no count, deadline or context ends it while the peer is down; stop when ctx ends, or limit the attempts`
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		log.Print(err)
		time.Sleep(time.Second)
	}
}

func (c *client) direct(url string) *http.Response {
	for { // want `http.Client.Get is tried again for ever in client.direct`
		resp, err := c.http.Get(url)
		if err == nil {
			return resp
		}
		time.Sleep(time.Second)
	}
}

func (c *client) counted(ctx context.Context, url string) {
	for i := 0; i < 5; i++ {
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		log.Print(err)
		time.Sleep(time.Second)
	}
}

func (c *client) countedInside(ctx context.Context, url string) error {
	tries := 0
	for {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		if tries++; tries > 5 {
			return err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) ranged(ctx context.Context, url string) {
	for range 5 {
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) tabled(ctx context.Context, url string) {
	for _, d := range []time.Duration{time.Second, 2 * time.Second} {
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		time.Sleep(d)
	}
}

func (c *client) heedful(ctx context.Context, url string) {
	for ctx.Err() == nil {
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) selecting(ctx context.Context, url string) {
	for {
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func (c *client) neverDone(url string) {
	ctx := context.Background()
	for { // want `client.send is tried again for ever in client.neverDone`
		err := c.send(ctx, url)
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(time.Second):
		}
	}
}

func (c *client) stoppable(url string, stop <-chan struct{}) {
	for {
		err := c.send(context.Background(), url)
		if err == nil {
			return
		}
		select {
		case <-stop:
			return
		case <-time.After(time.Second):
		}
	}
}

func (c *client) elapsed(url string) error {
	start := time.Now()
	for {
		err := c.send(context.Background(), url)
		if err == nil {
			return nil
		}
		if time.Since(start) > time.Minute {
			return err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) timed(url string) error {
	limit := time.After(time.Minute)
	for {
		err := c.send(context.Background(), url)
		if err == nil {
			return nil
		}
		select {
		case <-limit:
			return err
		case <-time.After(time.Second):
		}
	}
}

func (c *client) canceled(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || errors.Is(err, context.Canceled) {
			return err
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: filter-is-no-limit: what is tried again is not how often

func (c *client) filtered(ctx context.Context, url string) error {
	for { // want `client.send is tried again for ever in client.filtered`
		err := c.send(ctx, url)
		if err == nil || errors.Is(err, io.ErrUnexpectedEOF) {
			return err
		}
		time.Sleep(time.Second)
	}
}

var retryable func(error) bool

func (c *client) judged(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err == nil || !retryable(err) { // it may know the errors of contexts
			return err
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: unreachable-limit

func (c *client) reset(ctx context.Context, url string) error {
	tries := 0
	for tries < 5 { // want `client.send is tried again for ever in client.reset: the limit is never reached, since every failed attempt starts the count anew; stop when ctx ends, or limit the attempts`
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
		tries = 0
	}
	return errors.New("gave up")
}

func (c *client) uncounted(ctx context.Context, url string) {
	for tries := 0; tries < 5; { // want `client.send is tried again for ever in client.uncounted: the limit is never reached, since no failed attempt counts`
		if err := c.send(ctx, url); err != nil {
			log.Print(err)
			time.Sleep(time.Second)
			continue
		}
		tries++
		return
	}
}

func (c *client) unsigned(ctx context.Context, url string) {
	for left := uint(5); left >= 0; left-- { // want `client.send is tried again for ever in client.unsigned: the limit is never reached, since an unsigned counter is never below zero`
		if c.send(ctx, url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) signed(ctx context.Context, url string) {
	for left := 5; left >= 0; left-- {
		if c.send(ctx, url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) huge(ctx context.Context, url string) {
	for i := 0; i < math.MaxInt64; i++ { // want `since the bound is the largest number there is`
		if c.send(ctx, url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) frozen(ctx context.Context, url string, enabled bool) {
	for enabled { // want `client.send is tried again for ever in client.frozen`
		if c.send(ctx, url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) thawed(ctx context.Context, url string) {
	for !c.closed { // somebody may close it
		if c.send(ctx, url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func (c *client) budget(ctx context.Context, url string) {
	for {
		if c.send(ctx, url) == nil {
			return
		}
		if c.left--; c.left < 0 {
			return
		}
		time.Sleep(time.Second)
	}
}

// taxonomy: shapes of the way back

func (c *client) jump(ctx context.Context, url string) {
again:
	if err := c.send(ctx, url); err != nil { // want `client.send is tried again for ever in client.jump`
		time.Sleep(time.Second)
		goto again
	}
}

func (c *client) jumpCounted(ctx context.Context, url string) {
	n := 0
again:
	if err := c.send(ctx, url); err != nil {
		if n++; n < 4 {
			time.Sleep(time.Second)
			goto again
		}
	}
}

func (c *client) labelled(ctx context.Context, urls []string) {
	for _, u := range urls {
	attempt:
		for { // want `client.send is tried again for ever in client.labelled`
			switch err := c.send(ctx, u); {
			case err != nil:
				time.Sleep(time.Second)
				continue attempt
			}
			break
		}
	}
}

func (c *client) flag(ctx context.Context, url string) {
	done := false
	for !done { // want `client.send is tried again for ever in client.flag`
		if err := c.send(ctx, url); err == nil {
			done = true
		} else {
			time.Sleep(time.Second)
		}
	}
}

func (c *client) rotated(ctx context.Context, url string) {
	err := errors.New("not tried")
	for err != nil { // want `client.send is tried again for ever in client.rotated`
		time.Sleep(time.Second)
		err = c.send(ctx, url)
	}
}

func (c *client) captured(ctx context.Context, url string) (err error) {
	defer func() {
		if err != nil {
			log.Print(err)
		}
	}()
	for { // want `client.send is tried again for ever in client.captured`
		err = c.send(ctx, url)
		if err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) background(ctx context.Context, url string) {
	go func() {
		for { // want `client.send is tried again for ever in client.background`
			if err := c.send(ctx, url); err == nil {
				return
			}
			time.Sleep(time.Second)
		}
	}()
}

func (c *client) fatal(ctx context.Context, url string) {
	for {
		if err := c.send(ctx, url); err != nil {
			log.Fatal(err)
		}
		return
	}
}

// taxonomy: hot-and-endless is one finding

func (c *client) hot(ctx context.Context, url string) {
	for { // want `client.send is tried again for ever in client.hot, and without a pause`
		if c.send(ctx, url) == nil {
			return
		}
	}
}

// taxonomy: assumed-remote: it takes a context and returns an error

type store interface {
	Save(ctx context.Context, key string) error
	Flush() error
}

func assumed(ctx context.Context, s store) {
	for { // want `store.Save is tried again for ever in assumed`
		if s.Save(ctx, "k") == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

func local(s store) {
	for { // may well stay in the process
		if s.Flush() == nil {
			return
		}
		time.Sleep(time.Second)
	}
}

// What is made of the same text is made again: that it fails ends nothing.
func (c *client) made(ctx context.Context, url string) error {
	for { // want `http.Client.Do is tried again for ever in client.made`
		req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
		if err != nil {
			return err
		}
		if _, err := c.http.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

// What signs a request may fail when the context ends.
func (c *client) madeAndSigned(ctx context.Context, url string) error {
	for {
		req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
		if err != nil {
			return err
		}
		if err := c.signRequest(ctx, req); err != nil {
			return err
		}
		if _, err := c.http.Do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
}

func (c *client) signRequest(ctx context.Context, req *http.Request) error { return ctx.Err() }

// taxonomy: unreachable-limit, the bound moves and not the counter

func (c *client) receding(ctx context.Context, url string, tries int) error {
	for i := 0; i < tries; tries++ { // want `client.send is tried again for ever in client.receding: the limit is never reached, since what is compared moves away from where the loop ends; stop when ctx ends, or limit the attempts`
		if err := c.send(context.WithoutCancel(ctx), url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

func (c *client) approaching(ctx context.Context, url string, tries int) error {
	for i := 0; i < tries; tries-- {
		if err := c.send(context.WithoutCancel(ctx), url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

func (c *client) together(ctx context.Context, url string, tries int) error {
	for i, n := 0, tries; i < n; i++ {
		if err := c.send(context.WithoutCancel(ctx), url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

// An unsigned number below zero begins anew at the top: it runs three times.
func (c *client) wrapping(ctx context.Context, url string) error {
	for i := uint(3) - 1; i < 3; i-- {
		if err := c.send(context.WithoutCancel(ctx), url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}
