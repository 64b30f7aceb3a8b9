package clients

import (
	"context"
	"net/http"
	"time"
)

// A clone has the limits of its original, and those written to it.

func cloned(url string) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns = 10
	c := &http.Client{Transport: t} // want `http.Client has no Timeout, and http.Client.Get in cloned`
	c.Get(url)
}

func clonedLimited(url string) {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.ResponseHeaderTimeout = time.Second
	c := &http.Client{Transport: t}
	c.Get(url)
}

func clonedFromLimited(url string) {
	base := &http.Transport{ResponseHeaderTimeout: time.Second}
	c := &http.Client{Transport: base.Clone()}
	c.Get(url)
}

func clonedAndTimed(url string) {
	c := &http.Client{Transport: http.DefaultTransport.(*http.Transport).Clone()}
	c.Timeout = time.Second
	c.Get(url)
}

// A clone of a clone, and so on: where it began is not known.

type renewing struct{ transport *http.Transport }

func (r *renewing) renew(url string) {
	r.transport = r.transport.Clone()
	c := &http.Client{Transport: r.transport}
	c.Get(url)
}

func renewed(url string) {
	t := http.DefaultTransport.(*http.Transport)
	for range 3 {
		t = t.Clone()
	}
	c := &http.Client{Transport: t}
	c.Get(url)
}

// A round tripper that hands its request on sets no limit.

type header struct{ next http.RoundTripper }

func (h *header) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("X-Tag", "a")
	return h.next.RoundTrip(r)
}

func wrapped(url string) {
	c := &http.Client{Transport: &header{next: http.DefaultTransport}} // want `http.Client has no Timeout, and http.Client.Get in wrapped`
	c.Get(url)
}

func wrappedLimited(url string) {
	c := &http.Client{Transport: &header{next: http.DefaultTransport}, Timeout: time.Second}
	c.Get(url)
}

func wrappedDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	c := &http.Client{Transport: &header{next: http.DefaultTransport}}
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	c.Do(req)
}

// patient gives each exchange its own deadline.
type patient struct{ next http.RoundTripper }

func (p *patient) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Minute)
	defer cancel()
	return p.next.RoundTrip(r.WithContext(ctx))
}

func wrappedPatient(url string) {
	c := &http.Client{Transport: &patient{next: http.DefaultTransport}}
	c.Get(url)
}

type tripFunc func(*http.Request) (*http.Response, error)

func (f tripFunc) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func wrappedFunc(url string) {
	c := &http.Client{Transport: tripFunc(func(r *http.Request) (*http.Response, error) { // want `http.Client has no Timeout, and http.Client.Get in wrappedFunc`
		return http.DefaultTransport.RoundTrip(r)
	})}
	c.Get(url)
}

// Round trips without a client.

func trip(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	http.DefaultTransport.RoundTrip(req) // want `http.RoundTripper.RoundTrip has no deadline: it gets http.NewRequest`
}

func tripDeadline(url string) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	http.DefaultTransport.RoundTrip(req)
}

func tripLimited(url string) {
	req, _ := http.NewRequest("GET", url, nil)
	t := &http.Transport{ResponseHeaderTimeout: time.Second}
	t.RoundTrip(req)
}
