// Package local has commands that dial.
package local

import (
	"net"

	"github.com/spf13/cobra"
)

func Ask() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := net.Dial("tcp", args[0])
			if err != nil {
				return err
			}
			return c.Close()
		},
	}
}

func Watch() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error {
			for {
				c, err := net.Dial("tcp", args[0]) // want `net.Dial has no timeout`
				if err != nil {
					return err
				}
				c.Close()
			}
		},
	}
}

// Tell runs a function of its own.
func Tell() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error { return tell(args[0]) },
	}
}

func tell(addr string) error {
	c, err := net.Dial("tcp", addr)
	if err != nil {
		return err
	}
	return c.Close()
}

// Both runs one that others run as well.
func Both() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error { return both(args[0]) },
	}
}

func Other(addr string) error { return both(addr) }

func both(addr string) error {
	c, err := net.Dial("tcp", addr) // want `net.Dial has no timeout`
	if err != nil {
		return err
	}
	return c.Close()
}
