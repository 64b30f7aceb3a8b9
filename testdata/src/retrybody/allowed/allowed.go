// Package allowed sends a request a second time only where a function of its own says that it may.
package allowed

import (
	"io"
	"net/http"
)

type Proxy struct{ client *http.Client }

func (p *Proxy) send(r *http.Request) (*http.Response, error) {
	out, err := http.NewRequestWithContext(r.Context(), r.Method, "http://backend.example"+r.URL.Path, r.Body)
	if err != nil {
		return nil, err
	}
	return p.client.Do(out)
}

func bodiless(r *http.Request) bool { return r.Body == nil || r.Body == http.NoBody }

func local(r *http.Request) bool { return r.Host == "localhost" }

func (p *Proxy) Serve(w http.ResponseWriter, r *http.Request) {
	resp, err := p.send(r)
	if err != nil && bodiless(r) {
		resp, err = p.send(r)
	}
	p.answer(w, resp, err)
}

func (p *Proxy) ServeLocal(w http.ResponseWriter, r *http.Request) {
	resp, err := p.send(r)
	if err != nil && local(r) {
		resp, err = p.send(r) // want `was read by the attempt before`
	}
	p.answer(w, resp, err)
}

func (p *Proxy) answer(w http.ResponseWriter, resp *http.Response, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer resp.Body.Close()
	io.Copy(w, resp.Body)
}
