// Package echo is a stub of the web framework.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	Param(name string) string
	NoContent(code int) error
}
