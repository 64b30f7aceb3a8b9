// Package copied sends copies of one request to several servers.
package copied

import (
	"bytes"
	"context"
	"io"
	"net/http"
)

// A template keeps a request and the bytes of its body.
type template struct {
	req  *http.Request
	body []byte
}

func newTemplate(req *http.Request, keep bool) (*template, error) {
	if req.Body == nil || req.ContentLength == 0 || !keep {
		return &template{req: req}, nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	return &template{req: req, body: body}, nil
}

func (t *template) copy(ctx context.Context) *http.Request {
	req := t.req.Clone(ctx)
	if t.body != nil {
		req.Body = io.NopCloser(bytes.NewReader(t.body))
	}
	return req
}

// The body is gone with the first one.
func Mirror(w http.ResponseWriter, r *http.Request, keep bool, handlers []http.Handler) {
	t, err := newTemplate(r, keep)
	if err != nil {
		return
	}
	for _, h := range handlers {
		out := t.copy(r.Context()) // want `all copies share the body of the request where newTemplate was told to keep none of it`
		h.ServeHTTP(w, out.WithContext(context.Background()))
	}
}

// They have none.
func MirrorEmpty(w http.ResponseWriter, r *http.Request, keep bool, handlers []http.Handler) {
	t, err := newTemplate(r, keep)
	if err != nil {
		return
	}
	for _, h := range handlers {
		out := t.copy(r.Context())
		if !keep {
			out.Body = http.NoBody
			out.ContentLength = 0
		}
		h.ServeHTTP(w, out.WithContext(context.Background()))
	}
}

// One is sent.
func Pass(w http.ResponseWriter, r *http.Request, keep bool, h http.Handler) {
	t, err := newTemplate(r, keep)
	if err != nil {
		return
	}
	h.ServeHTTP(w, t.copy(r.Context()))
}

// A whole keeps every body there is.
type whole struct {
	req  *http.Request
	body []byte
}

func newWhole(req *http.Request) (*whole, error) {
	if req.Body == nil || req.ContentLength == 0 {
		return &whole{req: req}, nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	return &whole{req: req, body: body}, nil
}

func (t *whole) copy(ctx context.Context) *http.Request {
	req := t.req.Clone(ctx)
	if t.body != nil {
		req.Body = io.NopCloser(bytes.NewReader(t.body))
	}
	return req
}

func MirrorWhole(w http.ResponseWriter, r *http.Request, handlers []http.Handler) {
	t, err := newWhole(r)
	if err != nil {
		return
	}
	for _, h := range handlers {
		h.ServeHTTP(w, t.copy(r.Context()))
	}
}

// They are counted, not sent.
func Count(r *http.Request, keep bool, handlers []http.Handler) (n int64) {
	t, err := newTemplate(r, keep)
	if err != nil {
		return
	}
	for range handlers {
		n += t.copy(r.Context()).ContentLength
	}
	return n
}

// A form is filled later, whatever it is told.
type form struct {
	req  *http.Request
	body []byte
}

func newForm(req *http.Request, keep bool) (*form, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil || !keep {
		return nil, err
	}
	return &form{req: req, body: body}, nil
}

func (t *form) copy(ctx context.Context) *http.Request {
	req := t.req.Clone(ctx)
	if t.body != nil {
		req.Body = io.NopCloser(bytes.NewReader(t.body))
	}
	return req
}

func MirrorForm(w http.ResponseWriter, r *http.Request, keep bool, handlers []http.Handler) {
	t, err := newForm(r, keep)
	if err != nil {
		return
	}
	for _, h := range handlers {
		h.ServeHTTP(w, t.copy(r.Context()))
	}
}

// A blank keeps some bytes in any case.
type blank struct {
	req  *http.Request
	body []byte
}

func newBlank(req *http.Request, keep bool) (*blank, error) {
	if req.Body == nil || req.ContentLength == 0 || !keep {
		return &blank{req: req, body: []byte{}}, nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	return &blank{req: req, body: body}, nil
}

func (t *blank) copy(ctx context.Context) *http.Request {
	req := t.req.Clone(ctx)
	if t.body != nil {
		req.Body = io.NopCloser(bytes.NewReader(t.body))
	}
	return req
}

func MirrorBlank(w http.ResponseWriter, r *http.Request, keep bool, handlers []http.Handler) {
	t, err := newBlank(r, keep)
	if err != nil {
		return
	}
	for _, h := range handlers {
		h.ServeHTTP(w, t.copy(r.Context()))
	}
}

// A plain one asks nothing but its flag.
type plain struct {
	req  *http.Request
	body []byte
}

func newPlain(req *http.Request, keep bool) (*plain, error) {
	if !keep {
		return &plain{req: req}, nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	return &plain{req: req, body: body}, nil
}

func (t *plain) copy(ctx context.Context) *http.Request {
	req := t.req.Clone(ctx)
	if len(t.body) > 0 {
		req.Body = io.NopCloser(bytes.NewReader(t.body))
	}
	return req
}

func MirrorPlain(w http.ResponseWriter, r *http.Request, keep bool, handlers []http.Handler) {
	t, err := newPlain(r, keep)
	if err != nil {
		return
	}
	for _, h := range handlers {
		h.ServeHTTP(w, t.copy(r.Context())) // want `all copies share the body of the request where newPlain was told to keep none of it`
	}
}
