// Package promhttp is a stub of github.com/prometheus/client_golang/prometheus/promhttp.
package promhttp

import "net/http"

func Handler() http.Handler { return nil }
