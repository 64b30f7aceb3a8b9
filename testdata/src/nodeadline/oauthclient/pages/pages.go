// Package pages has requests at hand, and a client that another package made without a limit.
package pages

import (
	"net/http"

	"golang.org/x/oauth2"

	"nodeadline/oauthclient"
)

// One limit where the client is made mends this one and all like it.
func Show(r *http.Request, c *oauth2.Config, t *oauth2.Token) (*http.Response, error) {
	client, err := oauthclient.New(c, t)
	if err != nil {
		return nil, err
	}
	return client.Get("https://id.example/me")
}
