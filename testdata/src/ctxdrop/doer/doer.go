// Package doer sends requests through interfaces that stand for a client.
package doer

import (
	"context"
	"net/http"
)

// A Doer is what http.Client is.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// A Printer has a method of the same name.
type Printer interface {
	Do(*http.Request) error
}

// A Sender has a method of the same shape.
type Sender interface {
	Prepare(*http.Request) (*http.Response, error)
}

type api struct {
	client  Doer
	printer Printer
	sender  Sender
}

func (a *api) get(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req) // want `doer.Doer.Do does not get ctx, which is at hand, but a request made without a context`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *api) getWith(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (a *api) print(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	return a.printer.Do(req)
}

func (a *api) prepare(ctx context.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	_, err = a.sender.Prepare(req)
	return err
}

// A Getter gets.
type Getter interface {
	Get(url string) (*http.Response, error)
}

// A Store has a method of that name, too.
type Store interface {
	Get(key string) (string, error)
}

func ask(g Getter, url string) error {
	resp, err := g.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func lookUp(s Store, key string) (string, error) { return s.Get(key) }

func asks(ctx context.Context, url string) error { return ask(&http.Client{}, url) }
