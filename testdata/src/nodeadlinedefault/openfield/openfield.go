// Package openfield has clients within other objects, which others can fill in or not.
package openfield

import "net/http"

type Action struct{ Client http.Client }

func (a Action) Send(req *http.Request) error {
	resp, err := a.Client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Ask(a *Action) error {
	req, err := http.NewRequest("GET", "https://stock.example", nil)
	if err != nil {
		return err
	}
	return a.Send(req)
}

type Query struct{ client http.Client }

func (q *Query) Send() error {
	req, err := http.NewRequest("GET", "https://stock.example", nil)
	if err != nil {
		return err
	}
	resp, err := q.client.Do(req) // want `http.Client.Do has no deadline`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
