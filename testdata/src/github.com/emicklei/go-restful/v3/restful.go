// Package restful is a stub of the web framework.
package restful

import "net/http"

type Request struct{ Request *http.Request }

func (r *Request) PathParameter(name string) string { return "" }

type Response struct{ http.ResponseWriter }
