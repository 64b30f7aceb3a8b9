// Package github is a stub of github.com/google/go-github/v75/github.
package github

import (
	"context"
	"net/http"
)

type Client struct {
	Repositories *RepositoriesService
}

func NewClient(c *http.Client) *Client { return nil }

type RepositoriesService struct{}

type Repository struct{}

func (s *RepositoriesService) Get(ctx context.Context, owner, repo string) (*Repository, *http.Response, error) {
	return nil, nil, nil
}
