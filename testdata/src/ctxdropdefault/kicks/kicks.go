// Package kicks ends what others have begun, which must be done although they have gone.
package kicks

import (
	"context"
	"net/http"
	"time"
)

type Rooms struct{ client *http.Client }

func (r *Rooms) ask(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (r *Rooms) KickGuest(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return r.ask(ctx, "http://rooms/kick")
}

func (r *Rooms) InviteGuest(ctx context.Context) error {
	own, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	return r.ask(own, "http://rooms/invite") // want `does not get ctx, which is at hand, but a context made from a root context`
}

func (r *Rooms) Empty(ctx context.Context) error {
	// What empties a room must not happen in a cancellable context.
	return r.ask(context.Background(), "http://rooms/empty")
}

func (r *Rooms) Fill(ctx context.Context) error {
	// What fills a room may happen in a cancellable context.
	return r.ask(context.Background(), "http://rooms/fill") // want `does not get ctx, which is at hand, but context.Background`
}
