// Package onesender sends through clients that have no limit, with contexts at hand that the requests do not
// get. Where many functions do, a limit on the client is what is missing, which nodeadline tells once.
package onesender

import (
	"context"
	"net/http"
)

type many struct{ c *http.Client }

func NewMany() *many { return &many{&http.Client{}} } // want `http.Client has no Timeout, and http.Client.Do in many.Update has no deadline either`

func (m *many) Create(ctx context.Context) error { return send(m.c, "POST") }

func (m *many) Update(ctx context.Context) error {
	req, _ := http.NewRequest("PUT", "http://tickets", nil)
	_, err := m.c.Do(req)
	return err
}

func (m *many) Delete(ctx context.Context) error {
	req, _ := http.NewRequest("DELETE", "http://tickets", nil)
	_, err := m.c.Do(req)
	return err
}

func (m *many) List(ctx context.Context) error {
	req, _ := http.NewRequest("GET", "http://tickets", nil)
	_, err := m.c.Do(req)
	return err
}

func send(c *http.Client, method string) error { return nil }

type few struct{ c *http.Client }

func NewFew() *few { return &few{&http.Client{}} }

func (f *few) Create(ctx context.Context) error {
	req, _ := http.NewRequest("POST", "http://tickets", nil)
	_, err := f.c.Do(req)
	return err
}

func (f *few) Delete(ctx context.Context) error {
	req, _ := http.NewRequest("DELETE", "http://tickets", nil)
	_, err := f.c.Do(req)
	return err
}
