// Package within has limits within what a client or dialer is given: kept in variables and fields, set by
// functions, embedded, and taken over from a struct of another name.
package within

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

var quick = net.Dialer{Timeout: time.Second}

var slow = net.Dialer{KeepAlive: time.Second}

func dialQuick(addr string) (net.Conn, error) {
	d := &tls.Dialer{NetDialer: &quick}
	return d.Dial("tcp", addr)
}

func dialSlow(addr string) (net.Conn, error) {
	d := &tls.Dialer{NetDialer: &slow} // want `tls.Dialer has no`
	return d.Dial("tcp", addr)
}

type api struct {
	quick http.Transport
	slow  http.Transport
}

func newAPI() *api {
	return &api{quick: http.Transport{ResponseHeaderTimeout: time.Second}, slow: http.Transport{MaxIdleConns: 2}}
}

func (a *api) get(url string) (*http.Response, error) {
	c := &http.Client{Transport: &a.quick}
	return c.Get(url)
}

func (a *api) getSlow(url string) (*http.Response, error) {
	c := &http.Client{Transport: &a.slow} // want `http.Client has no Timeout`
	return c.Get(url)
}

// A tripper is a function.
type tripper func(*http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func limited(next http.RoundTripper, d time.Duration) tripper {
	return func(r *http.Request) (*http.Response, error) {
		ctx, cancel := context.WithTimeout(r.Context(), d)
		context.AfterFunc(ctx, cancel)
		return next.RoundTrip(r.WithContext(ctx))
	}
}

func named(next http.RoundTripper, agent string) tripper {
	return func(r *http.Request) (*http.Response, error) {
		r.Header.Set("User-Agent", agent)
		return next.RoundTrip(r)
	}
}

func getLimited(url string) (*http.Response, error) {
	c := &http.Client{Transport: limited(http.DefaultTransport, time.Second)}
	return c.Get(url)
}

func getNamed(url string) (*http.Response, error) {
	c := &http.Client{Transport: named(http.DefaultTransport, "within")} // want `http.Client has no Timeout`
	return c.Get(url)
}

var base = &http.Transport{ResponseHeaderTimeout: time.Second}

func getEmbedded(url string) (*http.Response, error) {
	c := &http.Client{Transport: &struct{ *http.Transport }{base}}
	return c.Get(url)
}

type options struct{ timeout time.Duration }

type params struct{ timeout time.Duration }

func getConverted(url string) (*http.Response, error) {
	o := options(params{timeout: time.Second})
	c := &http.Client{Timeout: o.timeout}
	return c.Get(url)
}

func getConvertedZero(url string) (*http.Response, error) {
	o := options(params{})
	c := &http.Client{Timeout: o.timeout} // want `http.Client has no Timeout`
	return c.Get(url)
}

// A setting is one of two.
type setting interface{ name() string }

type short struct{ label string }

func (s *short) name() string { return s.label }

type full struct {
	label   string
	timeout time.Duration
}

func (f *full) name() string { return f.label }

func getAsserted(url string, plain bool) (*http.Response, error) {
	var s setting = &full{"full", time.Second}
	if plain {
		s = &short{"short"}
	}
	if f, ok := s.(*full); ok {
		c := &http.Client{Timeout: f.timeout}
		return c.Get(url)
	}
	return nil, http.ErrNotSupported
}

func getAssertedZero(url string, plain bool) (*http.Response, error) {
	var s setting = &full{label: "full"}
	if plain {
		s = &short{"short"}
	}
	if f, ok := s.(*full); ok {
		c := &http.Client{Timeout: f.timeout} // want `http.Client has no Timeout`
		return c.Get(url)
	}
	return nil, http.ErrNotSupported
}
