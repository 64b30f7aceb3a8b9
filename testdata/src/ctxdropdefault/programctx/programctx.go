// Package programctx runs its commands with a context that ends with a signal.
package programctx

import (
	"context"
	"net/http"
	"os"
	"os/signal"

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

func show(cmd *cobra.Command, args []string) error {
	return get(context.Background()) // want `http.Client.Do through programctx.get does not get cmd.Context\(\), which is at hand`
}

func Main() error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := &cobra.Command{RunE: show}
	return root.ExecuteContext(ctx)
}
