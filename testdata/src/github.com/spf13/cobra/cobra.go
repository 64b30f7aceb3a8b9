// Package cobra stands for github.com/spf13/cobra.
package cobra

import "context"

type Command struct {
	RunE func(cmd *Command, args []string) error

	ctx context.Context
}

func (c *Command) Context() context.Context { return c.ctx }

func (c *Command) Execute() error { return nil }

func (c *Command) ExecuteContext(ctx context.Context) error { return nil }

func (c *Command) AddCommand(cmds ...*Command) {}
