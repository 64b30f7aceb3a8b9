// Package mux gives the profiler a handler of its own.
package mux

import (
	"net/http"
	"net/http/pprof"
)

func Profile(addr string) error {
	m := http.NewServeMux()
	m.HandleFunc("/debug/pprof/", pprof.Index)
	return http.ListenAndServe(addr, m)
}

func Serve(addr string, index http.HandlerFunc) error {
	m := http.NewServeMux()
	m.HandleFunc("/", index)
	return http.ListenAndServe(addr, m) // want `http.ListenAndServe serves without any timeout`
}
