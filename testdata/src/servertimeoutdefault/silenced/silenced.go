// Package silenced has lines on which other linters are told to be quiet.
package silenced

import "net/http"

func Judged(h http.Handler) error {
	return http.ListenAndServe(":8080", h) //nolint:gosec // behind a proxy
}

func JudgedToo(h http.Handler) error {
	return http.ListenAndServe(":8081", h) // #nosec G114
}

// What noctx says is of contexts.
func Open(h http.Handler) error {
	return http.ListenAndServe(":8082", h) /* want `http.ListenAndServe serves without any timeout` */ //nolint:noctx
}
