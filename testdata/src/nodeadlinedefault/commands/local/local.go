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
