// Package parsed speaks HTTP on its own connections: a request that it reads itself brings no
// context that anybody ends, unlike one that net/http serves.
package parsed

import (
	"bufio"
	"net/http"
)

type Proxy struct{}

func (p *Proxy) Handle(r *bufio.Reader) error {
	req, err := http.ReadRequest(r)
	if err != nil {
		return err
	}
	return p.look(req)
}

func (p *Proxy) look(req *http.Request) error {
	resp, err := http.Get("https://auth.example/" + req.Host)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if p.check(r) != nil {
		w.WriteHeader(http.StatusBadGateway)
	}
}

func (p *Proxy) check(req *http.Request) error {
	resp, err := http.Get("https://auth.example/" + req.Host) // want `http.Get takes no context although req.Context\(\) is at hand`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A request may come round by a channel, too.

func (p *Proxy) Serve(r *bufio.Reader) error {
	got := make(chan *http.Request, 1)
	go func() {
		if req, err := http.ReadRequest(r); err == nil {
			got <- req
		}
	}()
	return p.sent(<-got)
}

func (p *Proxy) sent(req *http.Request) error {
	resp, err := http.Get("https://auth.example/" + req.Host)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
