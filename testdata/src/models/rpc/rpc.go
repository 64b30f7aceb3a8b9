// Package rpc is told about by models: nothing in it says what it does.
package rpc

import (
	"context"
	"time"
)

// Conn is an interface whose implementation is chosen elsewhere.
type Conn interface {
	Call(ctx context.Context, method string) error
	Find(ctx context.Context, id string) error
	Send(method string) error
	Watch(ctx context.Context) error
	Peer(ctx context.Context) string
	Late(method string, ctx context.Context) error
	Within(method string, d time.Duration) error
	Exec(ctx context.Context, statement string) error
	Retried(ctx context.Context, method string) error
	Bounded(method string) error
	Untold(ctx context.Context) error
}

// Client has limits of its own.
type Client struct{ Timeout time.Duration }

// Option sets something.
type Option func(*Client)

func WithTimeout(d time.Duration) Option { return func(c *Client) { c.Timeout = d } }
func WithName(name string) Option        { return func(*Client) {} }

var dial func(...Option) *Client

func NewClient(opts ...Option) *Client { return dial(opts...) }

var roundTrip func(*Client, string) error

func (c *Client) Get(path string) error      { return roundTrip(c, path) }
func (c *Client) SetTimeout(d time.Duration) { c.Timeout = d }

var token func() string

// NewKey returns a key that is new each time.
func NewKey() string { return token() }

// Post sends a request under a key.
func (c *Client) Post(ctx context.Context, key string) error { return roundTrip(c, key) }

// Do is a function type.
type Do func(ctx context.Context) error
