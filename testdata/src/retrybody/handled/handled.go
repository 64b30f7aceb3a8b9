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
