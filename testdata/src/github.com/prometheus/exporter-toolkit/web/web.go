// Package web stands for github.com/prometheus/exporter-toolkit/web.
package web

import "net/http"

type FlagConfig struct{}

func ListenAndServe(server *http.Server, flags *FlagConfig) error { return nil }
