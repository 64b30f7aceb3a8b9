// Package godo stands for github.com/digitalocean/godo: its services are interfaces that it
// implements itself.
package godo

import (
	"context"
	"net/http"
)

type Client struct {
	client *http.Client

	Droplets DropletsService
}

type DropletsService interface {
	List(ctx context.Context) ([]string, error)
}

type DropletsServiceOp struct{ client *Client }

func (s *DropletsServiceOp) List(ctx context.Context) ([]string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://api", nil)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.client.Do(req)
	if err != nil {
		return nil, err
	}
	return nil, resp.Body.Close()
}
