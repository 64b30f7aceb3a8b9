// Package handled gives a request to handlers one after the other.
package handled

import "net/http"

type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) { r.code = code }

type again struct{ next, errors http.Handler }

// The second one tells of the error.
func (a *again) Tell(w http.ResponseWriter, r *http.Request) {
	rec := &recorder{ResponseWriter: w}
	a.next.ServeHTTP(rec, r)
	if rec.code >= 500 {
		a.errors.ServeHTTP(w, r)
	}
}

// It is the same one.
func (a *again) Retry(w http.ResponseWriter, r *http.Request) {
	rec := &recorder{ResponseWriter: w}
	a.next.ServeHTTP(rec, r)
	if rec.code >= 500 {
		a.next.ServeHTTP(w, r) // want `the body of r, if it has one, was read by the attempt before`
	}
}

// So it is in a loop.
func (a *again) RetryTwice(w http.ResponseWriter, r *http.Request) {
	for range 2 {
		rec := &recorder{ResponseWriter: w}
		a.next.ServeHTTP(rec, r) // want `the body of r, if it has one, was read by the attempt before`
		if rec.code < 500 {
			return
		}
	}
}

func (a *again) pass(w http.ResponseWriter, r *http.Request) { a.next.ServeHTTP(w, r) }

func (a *again) passed(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != "/open" {
		return false
	}
	a.pass(w, r)
	return true
}

func (a *again) tried(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/open" {
		a.pass(w, r)
	}
}

// A function of its own that gets the request tells whether it was handed on.
func (a *again) Asks(w http.ResponseWriter, r *http.Request) { a.asks(w, r) }

func (a *again) asks(w http.ResponseWriter, r *http.Request) {
	if a.passed(w, r) {
		return
	}
	a.pass(w, r)
}

// Nobody tells.
func (a *again) Tries(w http.ResponseWriter, r *http.Request) { a.tries(w, r) }

func (a *again) tries(w http.ResponseWriter, r *http.Request) {
	a.tried(w, r)
	a.pass(w, r) // want `the body of r, if it has one, was read by the attempt before`
}
