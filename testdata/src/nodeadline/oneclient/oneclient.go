// Package oneclient sends all its requests through clients that one function makes.
package oneclient

import (
	"crypto/tls"
	"net/http"
)

func client(c *tls.Config) *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: c}} // want `http.Client has no Timeout, and http.Client.Get in get has no deadline either`
}

func get(url string) (*http.Response, error) { return client(nil).Get(url) }

func Get(url string) (*http.Response, error) { return get(url) }

func send(req *http.Request) (*http.Response, error) { return client(nil).Do(req) }

// Join is mended with the client.
func Join(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, nil)
	if err != nil {
		return nil, err
	}
	return send(req)
}

func hand(c *http.Client, req *http.Request) (*http.Response, error) { return c.Do(req) }

// Leave brings a client of its own.
func Leave(url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPost, url, nil)
	if err != nil {
		return nil, err
	}
	return hand(http.DefaultClient, req) // want `http.Client.Do has no deadline: Leave passes http.NewRequest through oneclient.hand`
}
