// Package program runs its commands without a context that ends.
package program

import (
	"context"
	"net/http"

	"github.com/spf13/cobra"
)

func get(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "GET", "https://stock.example/jobs", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func show(cmd *cobra.Command, args []string) error { return get(context.Background()) }

func Main() error {
	root := &cobra.Command{RunE: show}
	return root.Execute()
}
