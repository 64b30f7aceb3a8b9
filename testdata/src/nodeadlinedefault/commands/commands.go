// Package commands has commands, whose context is the one of the whole program, and others.
package commands

import (
	"context"
	"net/http"

	"github.com/spf13/cobra"

	"nodeadlinedefault/commands/fetch"
)

func List() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := context.Background()
			return fetch.Get(ctx, args[0])
		},
	}
}

func Listed(url string) error {
	return fetch.Get(context.Background(), url) // want `http.Client.Do has no deadline: Listed passes context.Background\(\) through fetch.Get`
}

func Show() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error {
			resp, err := http.Get(args[0]) // want `http.Get has no deadline`
			if err != nil {
				return err
			}
			return resp.Body.Close()
		},
	}
}
