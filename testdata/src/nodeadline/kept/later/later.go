// Package later gives clients away and limits what it gets back.
package later

import (
	"net/http"
	"time"

	"nodeadline/kept/senders"
)

func limited() *senders.Mirror {
	m := senders.NewMirror(&http.Client{})
	m.Client().Timeout = time.Second
	return m
}
