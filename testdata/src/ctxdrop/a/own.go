package a

import (
	"context"
	"net"
	"net/http"
	"time"

	"ctxdrop/lib"
)

// A prober keeps the context that it was started with, and heeds it.
type prober struct {
	ctx    context.Context
	client *http.Client
}

func (p *prober) start(ctx context.Context) { p.ctx = ctx }

func newProber(client *http.Client) *prober { return &prober{client: client} }

func (p *prober) run() {
	ticker := time.NewTicker(time.Second)
	for {
		select {
		case <-ticker.C:
			_ = p.probe("http://peer")
		case <-p.ctx.Done():
			return
		}
	}
}

// Its client may end the request, the end of the work does not.
func (p *prober) probe(url string) error {
	req, err := http.NewRequestWithContext(context.Background(), "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := p.client.Do(req) // want `http.Client.Do does not get p.ctx, the context that prober keeps for its work, but context.Background\(\): it goes on when that has ended; pass p.ctx`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A deadline of its own is deliberate.
func (p *prober) probeBriefly(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.LoadPatiently(ctx, url)
}

// What passes the context on is right.
func (p *prober) probeWithin(url string) error { return lib.LoadPatiently(p.ctx, url) }

// So is who uses it for one call and not for the other.
func (p *prober) probeBoth(url string) error {
	if err := lib.LoadPatiently(p.ctx, url); err != nil {
		return err
	}
	return lib.LoadPatiently(context.Background(), url)
}

// The last word is spoken after the end.
func (p *prober) stop() error { return p.farewell() }

func (p *prober) farewell() error { return lib.LoadPatiently(context.Background(), "http://peer/bye") }

// An idler keeps a context too, and nothing heeds it.
type idler struct{ ctx context.Context }

func (i *idler) start(ctx context.Context) { i.ctx = ctx }

func (i *idler) probe(url string) error { return lib.LoadPatiently(context.Background(), url) }

// A daemon keeps one that never ends.
type daemon struct{ ctx context.Context }

func newDaemon() *daemon { return &daemon{ctx: context.Background()} }

func (d *daemon) probe(url string) error { return lib.LoadPatiently(context.Background(), url) }

func (d *daemon) again(url string) error { return lib.LoadPatiently(d.ctx, url) }

// A dial is done for somebody who may give up.

func dialling() *http.Transport {
	return &http.Transport{
		DialContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			return net.Dial(network, addr) // want `net.Dial takes no context although the dial's context is at hand: it goes on when the caller has given up; use net.Dialer.DialContext`
		},
	}
}

func diallingInTime() *http.Transport {
	return &http.Transport{
		DialContext: func(_ context.Context, network, addr string) (net.Conn, error) {
			return net.DialTimeout(network, addr, time.Second)
		},
	}
}

func diallingHere(path string) *http.Transport {
	return &http.Transport{
		DialContext: func(_ context.Context, _, _ string) (net.Conn, error) {
			return net.Dial("unix", path)
		},
	}
}
