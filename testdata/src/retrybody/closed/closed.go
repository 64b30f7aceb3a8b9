// Package closed passes requests on to the first server that can be reached.
package closed

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// A DialError tells that nothing was sent.
type DialError struct{ error }

type buffered struct {
	io.ReadCloser
	kept *bytes.Buffer
}

type proxy struct{ transport http.RoundTripper }

func (p *proxy) prepare(r *http.Request) (*http.Request, error) {
	out := new(http.Request)
	*out = *r
	out.Header = r.Header.Clone()
	return out, nil
}

// Requests of every method go on if nothing was sent, and others if their method allows it.
func (p *proxy) again(err error, r *http.Request) bool {
	if err != nil {
		if _, unsent := err.(DialError); !unsent && r.Method != http.MethodGet {
			return false
		}
	}
	time.Sleep(time.Second)
	return true
}

func (p *proxy) send(out, in *http.Request) (bool, error) {
	resp, err := p.transport.RoundTrip(out.WithContext(in.Context()))
	if err == nil {
		return true, resp.Body.Close()
	}
	return !p.again(err, out), err
}

// Only bodies that were read before are made anew.
func (p *proxy) ServeSome(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	var kept *bytes.Buffer
	if b, ok := out.Body.(buffered); ok && b.ReadCloser == nil {
		kept = b.kept
		defer func() { kept.Reset() }()
	}
	for {
		if kept != nil {
			out.Body = io.NopCloser(bytes.NewReader(kept.Bytes()))
		}
		if done, _ := p.send(out, r); done { // want `net/http closes the body of out also when it could not connect, and only one of a certain type is made anew`
			return
		}
	}
}

// All others are kept open.
func (p *proxy) ServeSomeOpen(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	var kept *bytes.Buffer
	if b, ok := out.Body.(buffered); ok && b.ReadCloser == nil {
		kept = b.kept
		defer func() { kept.Reset() }()
	} else {
		out.Body = io.NopCloser(out.Body)
	}
	for {
		if kept != nil {
			out.Body = io.NopCloser(bytes.NewReader(kept.Bytes()))
		}
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

// What is not nil was read.
func (p *proxy) ServeRead(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	var kept *bytes.Buffer
	if out.Body != nil {
		kept = new(bytes.Buffer)
		if _, err := kept.ReadFrom(out.Body); err != nil {
			return
		}
	}
	for {
		if kept != nil {
			out.Body = io.NopCloser(bytes.NewReader(kept.Bytes()))
		}
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

// No body is made anew.
func (p *proxy) ServeNone(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	for {
		if done, _ := p.send(out, r); done { // want `net/http closes the body of out also when it could not connect, so the next attempt`
			return
		}
	}
}

// It is made for each attempt.
func (p *proxy) ServeCopies(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	for {
		out, err := p.prepare(r)
		if err != nil {
			return
		}
		out.Body = io.NopCloser(bytes.NewReader(body))
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

func (p *proxy) againByMethod(err error, r *http.Request) bool {
	if err != nil && r.Method != http.MethodGet {
		return false
	}
	time.Sleep(time.Second)
	return true
}

func (p *proxy) sendByMethod(out, in *http.Request) (bool, error) {
	resp, err := p.transport.RoundTrip(out.WithContext(in.Context()))
	if err == nil {
		return true, resp.Body.Close()
	}
	return !p.againByMethod(err, out), err
}

// A request with a body is never sent again.
func (p *proxy) ServeGets(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	for {
		if done, _ := p.sendByMethod(out, r); done {
			return
		}
	}
}

// It is no server's request: its body may be closed without harm.
func (p *proxy) Send(r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	for {
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

// The body is wrapped before the first attempt; what was read is made anew.
func (p *proxy) ServeOpen(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	out.Body = io.NopCloser(out.Body)
	for {
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

// A body that is taken away is no wrapper.
func (p *proxy) ServeBare(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	if out.ContentLength == 0 {
		out.Body = http.NoBody
	}
	for {
		if done, _ := p.send(out, r); done { // want `net/http closes the body of out also when it could not connect, so the next attempt`
			return
		}
	}
}

// Within the loop what is kept may be any body.
func (p *proxy) ServeKept(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	var kept *bytes.Buffer
	defer func() { kept.Reset() }()
	for {
		if kept != nil {
			out.Body = io.NopCloser(bytes.NewReader(kept.Bytes()))
		}
		if b, ok := out.Body.(buffered); ok {
			kept = b.kept
		}
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

// A request of one's own has a body that may be closed.
func (p *proxy) ServeOther(w http.ResponseWriter, r *http.Request, url string) {
	out, err := http.NewRequest(http.MethodPost, url, bytes.NewReader([]byte("x")))
	if err != nil {
		return
	}
	for {
		if done, _ := p.send(out, r); done {
			return
		}
	}
}

// A DialPlan is no error.
type DialPlan struct{ servers []string }

func (p *proxy) againAs(err error, plan any, r *http.Request) bool {
	if _, planned := plan.(DialPlan); !planned && r.Method != http.MethodGet {
		return false
	}
	time.Sleep(time.Second)
	return true
}

func (p *proxy) sendAs(out, in *http.Request, plan any) (bool, error) {
	resp, err := p.transport.RoundTrip(out.WithContext(in.Context()))
	if err == nil {
		return true, resp.Body.Close()
	}
	return !p.againAs(err, plan, out), err
}

// What is planned says nothing of what was sent.
func (p *proxy) ServeAs(w http.ResponseWriter, r *http.Request, plan any) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	for {
		if done, _ := p.sendAs(out, r, plan); done {
			return
		}
	}
}

func (p *proxy) againSent(err error, r *http.Request) bool {
	if _, unsent := err.(DialError); unsent && r.Method != http.MethodGet {
		return false
	}
	time.Sleep(time.Second)
	return true
}

func (p *proxy) sendSent(out, in *http.Request) (bool, error) {
	resp, err := p.transport.RoundTrip(out.WithContext(in.Context()))
	if err == nil {
		return true, resp.Body.Close()
	}
	return !p.againSent(err, out), err
}

// After a failure to connect the method is asked for.
func (p *proxy) ServeSent(w http.ResponseWriter, r *http.Request) {
	out, err := p.prepare(r)
	if err != nil {
		return
	}
	for {
		if done, _ := p.sendSent(out, r); done {
			return
		}
	}
}
