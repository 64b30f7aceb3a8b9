// Package handed has handlers that are handed their request within something else.
package handed

import (
	"context"
	"net/http"

	"github.com/emicklei/go-restful/v3"

	"ctxdrop/lib"
)

func restfulRoot(req *restful.Request, resp *restful.Response) {
	lib.Load(context.Background(), req.PathParameter("url")) // want `http.Client.Do through lib.Load does not get req.Request.Context\(\), which is at hand, but context.Background\(\)`
}

func restfulPassed(req *restful.Request, resp *restful.Response) {
	lib.Load(req.Request.Context(), req.PathParameter("url"))
}

// A Visit is what a program of its own hands to its handlers.
type Visit interface {
	Request() *http.Request
	ResponseWriter() http.ResponseWriter
}

func visitRoot(v Visit) {
	lib.Load(context.Background(), v.Request().URL.Path) // want `http.Client.Do through lib.Load does not get v.Request\(\).Context\(\), which is at hand, but context.Background\(\)`
}

func visitPassed(v Visit) { lib.Load(v.Request().Context(), v.Request().URL.Path) }

// An Attempt has sent its request: nothing beside it answers.
type Attempt interface {
	Request() *http.Request
	Response() *http.Response
}

func attemptRoot(a Attempt) { lib.Load(context.Background(), a.Request().URL.Path) }

// A Page may be made without a request.
type Page struct {
	Request *http.Request
	Writer  http.ResponseWriter
}

func pageRoot(p *Page) { lib.Load(context.Background(), p.Request.URL.Path) }

func pagePassed(p *Page) { lib.Load(p.Request.Context(), p.Request.URL.Path) }

// A Round is an attempt as a struct.
type Round struct {
	Request  *http.Request
	Response *http.Response
}

func roundRoot(r *Round) { lib.Load(context.Background(), r.Request.URL.Path) }
