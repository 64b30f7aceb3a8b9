package unsent

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
)

// A Fallback speaks plain HTTP to servers that turn out not to know TLS.
type Fallback struct{ base http.RoundTripper }

// RoundTrip has sent nothing when the handshake fails.
func (f *Fallback) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := f.base.RoundTrip(req)
	if err != nil && req.URL.Scheme == "https" {
		var plain tls.RecordHeaderError
		if errors.As(err, &plain) {
			req.URL.Scheme = "http"
			return f.base.RoundTrip(req)
		}
	}
	return resp, err
}

// A Resolver tries again where the name was not found.
type Resolver struct{ base http.RoundTripper }

func (f *Resolver) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := f.base.RoundTrip(req)
	if _, ok := err.(*net.DNSError); ok {
		return f.base.RoundTrip(req)
	}
	return resp, err
}

// A Hasty tries again after any error of the network, which may come late.
type Hasty struct{ base http.RoundTripper }

func (f *Hasty) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := f.base.RoundTrip(req)
	if err != nil && req.URL.Scheme == "https" {
		var late *net.OpError
		if errors.As(err, &late) {
			req.URL.Scheme = "http"
			return f.base.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		}
	}
	return resp, err
}
