// Package echo is a stub of the web framework.
package echo

import "net/http"

type Context interface {
	Request() *http.Request
	Response() *Response
	Param(name string) string
	NoContent(code int) error
}

type Response struct{ Writer http.ResponseWriter }

func (r *Response) Header() http.Header         { return r.Writer.Header() }
func (r *Response) Write(b []byte) (int, error) { return r.Writer.Write(b) }
func (r *Response) WriteHeader(code int)        { r.Writer.WriteHeader(code) }
