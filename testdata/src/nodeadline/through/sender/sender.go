// Package sender has a type that sends over a client without a limit, and a function that does so.
package sender

import (
	"context"
	"net/http"
)

type Sender struct{ client *http.Client }

func New(client *http.Client) *Sender { return &Sender{client} }

func (s *Sender) Event(ctx context.Context, url string) error { return send(ctx, s.client, url) }

func (s *Sender) Metadata(ctx context.Context, url string) error { return s.send(ctx, url) }

func (s *Sender) send(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func send(ctx context.Context, client *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Fetch(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
