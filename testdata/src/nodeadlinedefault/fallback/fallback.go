// Package fallback has helpers that fall back to a client without a limit: that is one
// place to mend, however many callers leave the client to them.
package fallback

import (
	"net/http"
	"time"
)

func fetch(url string, client *http.Client) error {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	c := http.DefaultClient
	if client != nil {
		c = client
	}
	resp, err := c.Do(req) // want `http.Client.Do has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Duties(url string) error { return fetch(url+"/duties", nil) }

func Headers(url string) error { return fetch(url+"/headers", nil) }

func Blocks(url string) error { return fetch(url+"/blocks", nil) }

var limited = &http.Client{Timeout: time.Minute}

func Bids(url string) error { return fetch(url+"/bids", limited) }

// The caller's own client is the caller's own mistake.

func fetchWith(url string, client *http.Client) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Own(url string) error {
	return fetchWith(url, &http.Client{}) // want `http.Client has no Timeout`
}

func Others(url string) error {
	return fetchWith(url, &http.Client{}) // want `http.Client has no Timeout`
}

// One helper for all clients, and one of them a cause of its own: a limit in the helper does
// for the others as well.

func status(client *http.Client, url string) error {
	resp, err := client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Status(url string) error {
	return status(&http.Client{Transport: new(http.Transport)}, url) // want `http.Client has no Timeout`
}

func Version(url string) error { return status(http.DefaultClient, url) }

func tell(client *http.Client, url string) error {
	resp, err := client.Head(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Tell(url string) error {
	return tell(http.DefaultClient, url) // want `http.Client.Head has no deadline`
}
