// Package simple has a command that nobody gives a context: it runs until it is killed.
package simple

import (
	"context"

	"github.com/spf13/cobra"

	"ctxdrop/lib"
)

func Execute() error {
	return (&cobra.Command{RunE: get}).Execute()
}

func get(cmd *cobra.Command, args []string) error {
	return lib.LoadPatiently(context.Background(), args[0])
}
