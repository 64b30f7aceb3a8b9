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
