// Package clientends leaves contexts behind at calls that a client may end, which comes from out of
// sight, and at one whose client is made here.
package clientends

import (
	"context"

	"github.com/go-resty/resty/v2"
)

type Seats struct{ client *resty.Client }

func New(client *resty.Client) *Seats { return &Seats{client} }

func (s *Seats) Fetch(ctx context.Context, url string) error {
	_, err := s.client.R().Get(url)
	return err
}

func Fetch(ctx context.Context, url string) error {
	_, err := resty.New().R().Get(url) // want `resty.Request.Get takes no context although ctx is at hand`
	return err
}
