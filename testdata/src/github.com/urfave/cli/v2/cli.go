// Package cli is a stub: v2.27.7.
package cli

import "context"

// Context is no context.Context, although it embeds one: its Value hides the other.
type Context struct {
	context.Context
}

// Value returns the value of a flag.
func (c *Context) Value(name string) interface{} { return nil }
