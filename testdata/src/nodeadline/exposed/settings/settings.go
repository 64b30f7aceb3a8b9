// Package settings declares what another package makes, and sets in it what is missing.
package settings

import "time"

type HTTP struct{ Timeout time.Duration }

func (h *HTTP) Default() {
	if h.Timeout == 0 {
		h.Timeout = 10 * time.Second
	}
}

func Complete(h *HTTP) { h.Default() }
