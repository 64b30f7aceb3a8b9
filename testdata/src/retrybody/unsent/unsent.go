// Package unsent tries again what was not sent.
package unsent

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
)

var (
	errOther = errors.New("the server speaks another protocol")
	errBusy  = errors.New("the server is busy")
	errAgain = errors.New("try again")
)

// A Transport goes on to the other protocol where the server speaks it.
type Transport struct {
	one, two http.RoundTripper
	mu       sync.Mutex
	speaks   map[string]bool
}

// New returns a transport that dials by itself.
func New() *Transport {
	t := &Transport{speaks: make(map[string]bool)}
	t.one = &http.Transport{DialTLSContext: t.dialOne}
	t.two = &http.Transport{DialTLSContext: t.dialTwo}
	return t
}

func (t *Transport) dialOne(ctx context.Context, network, addr string) (net.Conn, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.speaks[addr] {
		return nil, errOther
	}
	return tls.Dial(network, addr, nil)
}

func (t *Transport) dialTwo(ctx context.Context, network, addr string) (net.Conn, error) {
	if !t.speaks[addr] {
		return nil, fmt.Errorf("dialling %s: %w", addr, errOther)
	}
	return tls.Dial(network, addr, nil)
}

// RoundTrip tries again only where there is no connection yet.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	for range 5 {
		if t.speaks[req.URL.Host] {
			resp, err := t.two.RoundTrip(req)
			if errors.Is(err, errOther) {
				continue
			}
			return resp, err
		}
		resp, err := t.one.RoundTrip(req)
		if errors.Is(err, errOther) {
			continue
		}
		return resp, err
	}
	return nil, errAgain
}

// An Eager tries again after any error.
type Eager struct{ Transport }

// RoundTrip takes turns: one place to rewind is enough.
func (t *Eager) RoundTrip(req *http.Request) (*http.Response, error) {
	for range 5 {
		if t.speaks[req.URL.Host] {
			resp, err := t.two.RoundTrip(req)
			if err != nil {
				continue
			}
			return resp, err
		}
		resp, err := t.one.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if err != nil {
			continue
		}
		return resp, err
	}
	return nil, errAgain
}

// A Polite makes its error of an answer.
type Polite struct{ next http.RoundTripper }

type strict struct{ next http.RoundTripper }

func (s strict) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusServiceUnavailable {
		resp.Body.Close()
		return nil, errBusy
	}
	return resp, err
}

// NewPolite returns one.
func NewPolite(next http.RoundTripper) *Polite { return &Polite{next: strict{next}} }

// RoundTrip tries again when the server is busy, which it says once it has read the body.
func (p *Polite) RoundTrip(req *http.Request) (*http.Response, error) {
	for range 5 {
		resp, err := p.next.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if errors.Is(err, errBusy) {
			continue
		}
		return resp, err
	}
	return nil, errAgain
}
