// Package oauthclient makes clients for the pages of a site.
package oauthclient

import (
	"context"
	"net/http"

	"golang.org/x/oauth2"
)

func New(c *oauth2.Config, t *oauth2.Token) (*http.Client, error) {
	client := c.Client(context.TODO(), t) // want `the client of oauth2.Config.Client has no Timeout and is handed out`
	return client, nil
}
