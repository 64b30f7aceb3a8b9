// Package commands has commands that are executed with a context.
package commands

import (
	"context"

	"github.com/spf13/cobra"

	"ctxdrop/lib"
)

func Execute(ctx context.Context) error {
	root := &cobra.Command{}
	root.AddCommand(get, getBriefly)
	return root.ExecuteContext(ctx)
}

var get = &cobra.Command{
	RunE: func(cmd *cobra.Command, args []string) error {
		return lib.Load(context.Background(), args[0]) // want `http.Client.Do through lib.Load does not get cmd.Context\(\), which is at hand, but context.Background\(\)`
	},
}

var getBriefly = &cobra.Command{
	RunE: func(cmd *cobra.Command, args []string) error {
		return lib.Load(cmd.Context(), args[0])
	},
}
