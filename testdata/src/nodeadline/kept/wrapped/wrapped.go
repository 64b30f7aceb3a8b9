// Package wrapped gives the requests that it serves a deadline.
package wrapped

import (
	"net/http"
	"time"

	"nodeadline/kept/senders"
)

func handler(next http.Handler) http.Handler {
	return http.TimeoutHandler(senders.Checking(&http.Client{}, "http://auth.example", next), time.Second, "late")
}
