package oauthclient

import (
	"net/http"

	"golang.org/x/oauth2"
)

// onion wraps its transport in one of the same kind, once for each source.
func onion(sources []oauth2.TokenSource) *http.Client {
	t := &oauth2.Transport{}
	for _, s := range sources {
		t = &oauth2.Transport{Source: s, Base: t}
	}
	return &http.Client{Transport: t} // want `http.Client has no Timeout, and http.Client.Get in Peel has no deadline either`
}

func Peel(sources []oauth2.TokenSource) { onion(sources).Get("http://example.com") }
