// Package made asks a database when something is made, and later.
package made

import (
	"context"

	"nodeadlinedefault/texts/store"
)

type Index struct{ size int }

func NewIndex(s *store.Samples) (*Index, error) {
	n, err := s.Count(context.Background())
	return &Index{n}, err
}
