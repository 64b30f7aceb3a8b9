// Package made asks a service when something is made, and later.
package made

import (
	"context"

	"nodeadlinedefault/made/keys"
)

type Safe struct{ keys *keys.Keys }

func NewSafe(k *keys.Keys) (*Safe, error) {
	return &Safe{k}, k.Wrap(context.Background())
}
