// Package unnamed has parameters that the code cannot pass on as it is written.
package unnamed

import (
	"context"
	"net/http"
)

type Selector struct{ url string }

// Select has no name for its context: nodeadline tells that nothing ends the call.
func (s *Selector) Select(context.Context) (*http.Response, error) { return http.Get(s.url) }

func (s *Selector) Pick(_ context.Context) (*http.Response, error) { return http.Get(s.url) }

func (s *Selector) Named(ctx context.Context) (*http.Response, error) {
	return http.Get(s.url) // want `http.Get takes no context although ctx is at hand`
}
