package program

import (
	"context"
	"net/http"
)

func size(ctx context.Context, ask func(context.Context) error) error {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	return getEnded(ended) // on purpose: nothing is asked
}

func sizeLater(ctx context.Context) error {
	later, cancel := context.WithCancel(context.Background())
	err := getEnded(later) // want `http.Client.Do through program.getEnded does not get ctx`
	cancel()
	return err
}

func getEnded(ctx context.Context) error {
	req, err := http.NewRequestWithContext(ctx, "HEAD", "https://stock.example/size", nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Sizes(ctx context.Context) error {
	if err := size(ctx, nil); err != nil {
		return err
	}
	return sizeLater(ctx)
}
