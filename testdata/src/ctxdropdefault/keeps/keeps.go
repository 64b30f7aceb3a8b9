// Package keeps makes what keeps the context that it is given, and works with it later.
package keeps

import (
	"context"
	"net/http"

	"golang.org/x/oauth2"
)

type Login struct{ conf *oauth2.Config }

func (l *Login) Client(ctx context.Context, token *oauth2.Token) *http.Client {
	return l.conf.Client(context.Background(), token) // want `oauth2.Config.Client does not get ctx`
}

func (l *Login) Given(ctx context.Context, token *oauth2.Token) *http.Client {
	return l.conf.Client(ctx, token)
}

// Fetch gives its context to the request; the client gets it for the tokens that it may fetch.
func (l *Login) Fetch(ctx context.Context, token *oauth2.Token, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	client := l.conf.Client(context.Background(), token)
	return client.Do(req)
}

// Renew leaves its client to others.
func (l *Login) Renew(ctx context.Context, token *oauth2.Token, send func(*http.Client) error) error {
	client := l.conf.Client(context.Background(), token) // want `oauth2.Config.Client does not get ctx`
	return send(client)
}
