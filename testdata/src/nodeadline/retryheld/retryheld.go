// Package retryheld sets the limit through the object that holds the client.
package retryheld

import (
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

type Store struct{ client *retryablehttp.Client }

func New() *Store {
	s := &Store{client: retryablehttp.NewClient()}
	s.client.HTTPClient.Timeout = time.Second
	return s
}

func (s *Store) Get(url string) (*http.Response, error) { return s.client.Get(url) }
