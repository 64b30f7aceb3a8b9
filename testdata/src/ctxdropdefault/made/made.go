// Package made has requests made without a context by one function, and by two.
package made

import (
	"context"
	"net/http"
)

type Client struct{ http *http.Client }

func (c *Client) request(path string) (*http.Request, error) {
	return http.NewRequest(http.MethodGet, "https://stock.example/"+path, nil)
}

func (c *Client) Seats(ctx context.Context) error {
	req, err := c.request("seats")
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // want `http.Client.Do does not get ctx, which is at hand`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *Client) Shows(ctx context.Context) error {
	req, err := c.request("shows")
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *Client) Halls(ctx context.Context) error {
	req, err := http.NewRequest(http.MethodGet, "https://stock.example/halls", nil)
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req) // want `http.Client.Do does not get ctx, which is at hand`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
