// Package options is a stub of go.mongodb.org/mongo-driver/mongo/options.
package options

import "time"

type ClientOptions struct{ SocketTimeout *time.Duration }

func Client() *ClientOptions { return new(ClientOptions) }

func (c *ClientOptions) ApplyURI(uri string) *ClientOptions { return c }

func (c *ClientOptions) SetSocketTimeout(d time.Duration) *ClientOptions {
	c.SocketTimeout = &d
	return c
}

func (c *ClientOptions) SetAppName(s string) *ClientOptions { return c }
