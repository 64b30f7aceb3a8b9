// Package options is a stub of go.mongodb.org/mongo-driver/v2/mongo/options.
package options

import "time"

type ClientOptions struct{ Timeout *time.Duration }

func Client() *ClientOptions { return new(ClientOptions) }

func (c *ClientOptions) ApplyURI(uri string) *ClientOptions { return c }

func (c *ClientOptions) SetTimeout(d time.Duration) *ClientOptions {
	c.Timeout = &d
	return c
}
