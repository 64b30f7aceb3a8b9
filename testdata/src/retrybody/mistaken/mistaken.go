// Package mistaken repeats requests, knows of their bodies, and sends something else.
package mistaken

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

type proxy struct {
	transport http.RoundTripper
	client    *http.Client
	headers   http.Header
}

func (p *proxy) prepare(r *http.Request) (*http.Request, error) {
	out := new(http.Request)
	*out = *r
	if r.Method == http.MethodTrace {
		return nil, errors.New("not allowed")
	}
	out.Header = r.Header.Clone()
	return out, nil
}

func (p *proxy) send(out, in *http.Request) (bool, error) {
	if out.Method == http.MethodConnect {
		return true, nil
	}
	resp, err := p.transport.RoundTrip(out.WithContext(in.Context()))
	if err != nil {
		return false, err
	}
	return true, resp.Body.Close()
}

// The body goes to the request that is not sent.
func (p *proxy) Wrong(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	out, err := p.prepare(r)
	if err != nil {
		return err
	}
	for {
		if body != nil {
			r.Body = io.NopCloser(bytes.NewReader(body)) // want `r gets its body anew, but it is out, copied before the loop, that each attempt sends`
		}
		done, err := p.send(out, r)
		if done {
			return err
		}
		time.Sleep(time.Second)
	}
}

// It goes to the one that is.
func (p *proxy) Right(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	out, err := p.prepare(r)
	if err != nil {
		return err
	}
	for {
		if body != nil {
			out.Body = io.NopCloser(bytes.NewReader(body))
		}
		done, err := p.send(out, r)
		if done {
			return err
		}
		time.Sleep(time.Second)
	}
}

// Both get one.
func (p *proxy) Both(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	out, err := p.prepare(r)
	if err != nil {
		return err
	}
	for {
		r.Body = io.NopCloser(bytes.NewReader(body))
		out.Body = r.Body
		done, err := p.send(out, r)
		if done {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The copy is made after it, for each attempt.
func (p *proxy) Copied(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	for {
		r.Body = io.NopCloser(bytes.NewReader(body))
		out, err := p.prepare(r)
		if err != nil {
			return err
		}
		done, err := p.send(out, r)
		if done {
			return err
		}
		time.Sleep(time.Second)
	}
}

// The one that gets the body is sent; the other one is looked at.
func (p *proxy) Looked(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	out, err := p.prepare(r)
	if err != nil {
		return err
	}
	for {
		r.Body = io.NopCloser(bytes.NewReader(body))
		done, err := p.send(r, out)
		if done {
			return err
		}
		time.Sleep(time.Second)
	}
}

// What sends it takes the body from the other one.
func (p *proxy) fill(out, in *http.Request) (bool, error) {
	out.Body = in.Body
	return p.send(out, in)
}

func (p *proxy) Filled(r *http.Request) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	out, err := p.prepare(r)
	if err != nil {
		return err
	}
	for {
		r.Body = io.NopCloser(bytes.NewReader(body))
		done, err := p.fill(out, r)
		if done {
			return err
		}
		time.Sleep(time.Second)
	}
}

type api struct{ client *http.Client }

func (a *api) login() error { return nil }

func (a *api) request(url string, body io.Reader) error {
	req, err := http.NewRequest("POST", url, body)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The second try has no body.
func (a *api) Bare(url string, body io.Reader) error {
	err := a.request(url, body)
	if err != nil {
		if err = a.login(); err == nil {
			err = a.request(url, nil) // want `this repeats the request without its body: body is nil here`
		}
	}
	return err
}

// It has the same content.
func (a *api) Filled(url string, data []byte) error {
	err := a.request(url, bytes.NewReader(data))
	if err != nil {
		if err = a.login(); err == nil {
			err = a.request(url, bytes.NewReader(data))
		}
	}
	return err
}

// It is another request.
func (a *api) Other(url string, body io.Reader) error {
	err := a.request(url, body)
	if err != nil {
		err = a.request(url+"/abort", nil)
	}
	return err
}

// It follows a success.
func (a *api) Next(url string, body io.Reader) error {
	err := a.request(url, body)
	if err == nil {
		err = a.request(url, nil)
	}
	return err
}
