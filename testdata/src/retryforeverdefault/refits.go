package retryforeverdefault

import (
	"context"
	"errors"
)

type staleError struct{ token string }

func (e *staleError) Error() string { return "stale token" }

type order struct {
	token string
	last  error
}

// The next attempt sends what the peer has asked for.
func (c *Client) Refits(url string, o *order) error {
	err := c.send(context.Background(), url+o.token)
	var stale *staleError
	if errors.As(err, &stale) {
		o.token = stale.token
		return c.Refits(url, o)
	}
	return err
}

func (c *Client) Repeats(url string, o *order) error {
	err := c.send(context.Background(), url+o.token)
	var stale *staleError
	if errors.As(err, &stale) {
		return c.Repeats(url, o) // want `Client.send is tried again for ever in Client.Repeats, and without a pause`
	}
	return err
}

// What is noted is not sent.
func (c *Client) Notes(url string, o *order) error {
	err := c.send(context.Background(), url+o.token)
	var stale *staleError
	if errors.As(err, &stale) {
		o.last = err
		return c.Notes(url, o) // want `Client.send is tried again for ever in Client.Notes, and without a pause`
	}
	return err
}
