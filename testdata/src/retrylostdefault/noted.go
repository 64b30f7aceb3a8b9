package retrylostdefault

import (
	"context"
	"fmt"
)

// Who keeps each error where others see it, and returns nil, may mean it.

type Monitor struct {
	*Client
	last  error
	text  string
	tries int
}

func (m *Monitor) Field(ctx context.Context, url string) error {
	for range 3 {
		err := m.send(ctx, url)
		m.last = err
		if err == nil {
			return nil
		}
		pause(ctx)
	}
	return nil
}

func (m *Monitor) Text(ctx context.Context, url string) error {
	for i := range 3 {
		err := m.send(ctx, url)
		if err == nil {
			return nil
		}
		m.text = fmt.Sprintf("attempt %d: %v", i, err)
		pause(ctx)
	}
	return nil
}

// How many there were says nothing of how they went.
func (m *Monitor) Count(ctx context.Context, url string) error {
	for i := range 3 {
		err := m.send(ctx, url)
		if err == nil {
			return nil
		}
		m.tries = i
		pause(ctx)
	}
	return nil // want `Monitor.Count returns nil after every attempt at Client.send has failed`
}

// A variable of the function itself is seen by nobody else.
func (m *Monitor) Own(ctx context.Context, url string) error {
	var own struct{ last error }
	for range 3 {
		own.last = m.send(ctx, url)
		if own.last == nil {
			return nil
		}
		pause(ctx)
	}
	return nil // want `Monitor.Own returns nil after every attempt at Client.send has failed`
}

func (c *Client) List(ctx context.Context, url string, list *[]error) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		*list = append(*list, err)
		pause(ctx)
	}
	return nil
}

func (c *Client) OwnList(ctx context.Context, url string) error {
	var list []error
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		list = append(list, err)
		pause(ctx)
	}
	return nil // want `Client.OwnList returns nil after every attempt at Client.send has failed`
}

func (c *Client) Map(ctx context.Context, url string, failed map[string]error) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		failed[url] = err
		pause(ctx)
	}
	return nil
}

func (c *Client) Channel(ctx context.Context, url string, failed chan<- error) error {
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		failed <- err
		pause(ctx)
	}
	return nil
}

func (c *Client) OwnMap(ctx context.Context, url string) error {
	failed := make(map[string]error)
	for range 3 {
		err := c.send(ctx, url)
		if err == nil {
			return nil
		}
		failed[url] = err
		pause(ctx)
	}
	return nil // want `Client.OwnMap returns nil after every attempt at Client.send has failed`
}

// A deferred function hears of it.
func (c *Client) Callback(ctx context.Context, url string, done func(error)) error {
	var err error
	defer func() { done(err) }()
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return nil
}

func (c *Client) CallbackByAddress(ctx context.Context, url string, done func(*error)) error {
	var err error
	defer done(&err)
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return nil
}

// The deferred function is told what is returned, which is nil.
func (c *Client) CallbackOfResult(ctx context.Context, url string, done func(error)) (err error) {
	defer func() { done(err) }()
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		pause(ctx)
	}
	return nil // want `Client.CallbackOfResult returns nil after every attempt at Client.send has failed`
}

// The function around the literal has the error.
func (c *Client) Around(ctx context.Context, url string) error {
	var last error
	once := func() error {
		for range 3 {
			if last = c.send(ctx, url); last == nil {
				return nil
			}
			pause(ctx)
		}
		return nil
	}
	if err := once(); err != nil {
		return err
	}
	return last
}
