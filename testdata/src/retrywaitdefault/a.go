// Package retrywaitdefault holds what is reported at the default confidence, each beside
// the smallest change that makes it possible only.
package retrywaitdefault

import (
	"context"
	"errors"
	"net/http"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

type client struct{ http *http.Client }

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

var errStale = errors.New("stale connection")

// deaf: the loop goes on when the context has ended.
func (c *client) deaf(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in client.deaf does not listen to ctx`
	}
	return err
}

// The loop looks at the context itself: it ends after this pause.
func (c *client) soon(ctx context.Context, url string) (err error) {
	for ctx.Err() == nil {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *client) late(ctx context.Context, url string) (err error) {
	for ctx.Err() == nil {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Minute) // want `time.Sleep between attempts in client.late does not listen to ctx`
	}
	return err
}

// The operation fails when the context has ended, and that is not tried again.
func (c *client) sorted(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil || !isTemporary(err) {
			return err
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *client) sortedGrowing(ctx context.Context, url string) (err error) {
	for n := range 5 {
		if err = c.send(ctx, url); err == nil || !isTemporary(err) {
			return err
		}
		time.Sleep(time.Second << n) // want `time.Sleep between attempts in client.sortedGrowing does not listen to ctx`
	}
	return err
}

func (c *client) sortedOtherwise(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil || isPermanent(err) {
			return err
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in client.sortedOtherwise does not listen to ctx`
	}
	return err
}

func isTemporary(err error) bool { return err.Error() == "temporary" }
func isPermanent(err error) bool { return err.Error() == "permanent" }

// A poll that fails when its context ends.
func (c *client) poll(ctx context.Context, url string) error {
	for {
		ok, err := c.ready(ctx, url)
		if ok || err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
}

func (c *client) pollDeaf(ctx context.Context, url string) error {
	for {
		ok, err := c.ready(context.Background(), url)
		if ok || err != nil {
			return err
		}
		time.Sleep(time.Second) // want `time.Sleep in the polling loop of client.pollDeaf does not listen to ctx`
	}
}

func (c *client) ready(ctx context.Context, url string) (bool, error) {
	err := c.send(ctx, url)
	if errors.Is(err, errStale) {
		return false, nil
	}
	return err == nil, err
}

// Nobody ever ends the context that this is given.
func (c *client) endless(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

func (c *client) callsEndless() error { return c.endless(context.Background(), "/") }

func (c *client) ending(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(time.Second) // want `time.Sleep between attempts in client.ending does not listen to ctx`
	}
	return err
}

func (c *client) callsEnding() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return c.ending(ctx, "/")
}

// hot: one known error comes back at once.
func (c *client) hotSpecific(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if errors.Is(err, errStale) && ctx.Err() == nil {
			continue
		}
		return err
	}
}

func (c *client) hotGeneral(ctx context.Context, url string) error {
	for { // want `a failed client.send is tried again at once in client.hotGeneral`
		err := c.send(ctx, url)
		if err != nil && ctx.Err() == nil {
			continue
		}
		return err
	}
}

// skipped: the pause is left out when the peer has too much to do.
func (c *client) overloaded(ctx context.Context, url string) (err error) {
	for range 5 {
		err = c.send(ctx, url)
		if status.Code(err) == codes.Unavailable { // want `a failed client.send is tried again at once when this branch jumps over the pause of the retry loop in client.overloaded`
			continue
		}
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func (c *client) moved(ctx context.Context, url string) (err error) {
	for range 5 {
		err = c.send(ctx, url)
		if status.Code(err) == codes.Aborted {
			continue
		}
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return err
}

func pause(ctx context.Context) {
	select {
	case <-ctx.Done():
	case <-time.After(time.Second):
	}
}
