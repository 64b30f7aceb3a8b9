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

// A DialError says that there was no connection.
type DialError struct{ error }

// A BusyError says that the server had no time.
type BusyError struct{ error }

// A Pool has few connections.
type Pool struct {
	next  http.RoundTripper
	free  chan struct{}
	hosts []string
}

func (p *Pool) send(req *http.Request) (resp *http.Response, err error) {
	select {
	case <-p.free:
		defer func() { p.free <- struct{}{} }()
	default:
		return nil, DialError{errors.New("no connection is free")}
	}
	resp, err = p.next.RoundTrip(req)
	if err == nil && resp.StatusCode == http.StatusServiceUnavailable {
		resp.Body.Close()
		return nil, BusyError{errBusy}
	}
	return resp, err
}

// Do goes on to the next host only without a connection.
func (p *Pool) Do(req *http.Request) (*http.Response, error) {
	for _, host := range p.hosts {
		req.URL.Host = host
		resp, err := p.send(req)
		if _, ok := err.(DialError); !ok {
			return resp, err
		}
	}
	return nil, errAgain
}

// DoBusy goes on when the server has read the body.
func (p *Pool) DoBusy(req *http.Request) (*http.Response, error) {
	for _, host := range p.hosts {
		req.URL.Host = host
		resp, err := p.send(req) // want `the body of req, if it has one, was read by the attempt before`
		if _, ok := err.(BusyError); !ok {
			return resp, err
		}
	}
	return nil, errAgain
}

func isDialError(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

// DoDial asks a predicate.
func (p *Pool) DoDial(req *http.Request) (*http.Response, error) {
	for _, host := range p.hosts {
		req.URL.Host = host
		resp, err := p.next.RoundTrip(req)
		if !isDialError(err) {
			return resp, err
		}
	}
	return nil, errAgain
}

func isTimeout(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Timeout()
}

// DoTimeout goes on when it may have been sent.
func (p *Pool) DoTimeout(req *http.Request) (*http.Response, error) {
	for _, host := range p.hosts {
		req.URL.Host = host
		resp, err := p.next.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if !isTimeout(err) {
			return resp, err
		}
	}
	return nil, errAgain
}

// A Patient waits as it is told, and begins anew.
type Patient struct{ next http.RoundTripper }

// RoundTrip calls itself in two places: its top is the place to rewind.
func (p *Patient) RoundTrip(req *http.Request) (*http.Response, error) {
	resp, err := p.next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return p.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
	}
	if resp.StatusCode == http.StatusServiceUnavailable {
		resp.Body.Close()
		return p.RoundTrip(req)
	}
	return resp, nil
}

// netError tells of what failed by methods.
type netError struct{ err error }

func adapt(err error) *netError { return &netError{err} }

func (n *netError) IsDialError() bool   { return isDialError(n.err) }
func (n *netError) IsConnRefused() bool { return isDialError(n.err) }
func (n *netError) IsTimeout() bool     { return isTimeout(n.err) }

// DoAdapted asks an object that is made of the error, in two ways.
func (p *Pool) DoAdapted(req *http.Request) (*http.Response, error) {
	for _, host := range p.hosts {
		req.URL.Host = host
		resp, err := p.next.RoundTrip(req)
		if err == nil {
			return resp, nil
		}
		if failed := adapt(err); failed != nil && (failed.IsConnRefused() || failed.IsDialError()) {
			continue
		}
		return nil, err
	}
	return nil, errAgain
}

// DoAdaptedOr goes on when it may have been sent, too.
func (p *Pool) DoAdaptedOr(req *http.Request) (*http.Response, error) {
	for _, host := range p.hosts {
		req.URL.Host = host
		resp, err := p.next.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if err == nil {
			return resp, nil
		}
		if failed := adapt(err); failed != nil && (failed.IsConnRefused() || failed.IsTimeout()) {
			continue
		}
		return nil, err
	}
	return nil, errAgain
}
