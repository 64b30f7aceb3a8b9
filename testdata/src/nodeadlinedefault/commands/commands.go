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
			resp, err := http.Get(args[0]) // whoever runs it waits for it
			if err != nil {
				return err
			}
			return resp.Body.Close()
		},
	}
}

// It is asked for every line.
func ShowAll() *cobra.Command {
	return &cobra.Command{
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, url := range args {
				resp, err := http.Get(url) // want `http.Get has no deadline`
				if err != nil {
					return err
				}
				resp.Body.Close()
			}
			return nil
		},
	}
}

// Status is a command of go-flags.
type Status struct{}

func (s *Status) Execute(args []string) error { return s.ask(args[0]) }

func (s *Status) ask(url string) error {
	resp, err := http.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Query is none.
type Query struct{}

func (q *Query) Execute(url string) error { return q.ask(url) }

func (q *Query) ask(url string) error {
	resp, err := http.Get(url) // want `http.Get has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
