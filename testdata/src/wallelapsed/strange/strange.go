// Package strange has arrays that are package variables, and aliases with type parameters.
package strange

import (
	"encoding/json"
	"time"
)

type first struct{ At time.Time }

type second struct{ At time.Time }

var kinds = [...]any{(*first)(nil), new(second)}

var slots [4]any

type pair[K, V any] struct {
	Key K
	Val V
}

type swapped[V any] = pair[V, int]

func fill(data []byte) error {
	var x first
	slots[0] = &x
	var p swapped[string]
	if err := json.Unmarshal(data, &p); err != nil {
		return err
	}
	return json.Unmarshal(data, slots[0])
}

func late(s *second, timeout time.Duration, stop func()) {
	s.At = time.Now()
	if time.Since(s.At) > timeout {
		stop()
	}
	_ = kinds
}
