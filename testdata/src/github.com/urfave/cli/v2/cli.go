// Package cli is a stub: v2.27.7.
package cli

import "context"

// Context is no context.Context, although it embeds one: its Value hides the other.
type Context struct {
	context.Context
}

// Value returns the value of a flag.
func (c *Context) Value(name string) interface{} { return nil }

type App struct{}

// Run runs the program with a root context.
func (a *App) Run(arguments []string) error { return nil }

func (a *App) RunContext(ctx context.Context, arguments []string) error { return nil }
