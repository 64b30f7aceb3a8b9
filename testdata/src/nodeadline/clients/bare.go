package clients

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"
)

// Probe is called from elsewhere with whatever context; a transport made like this one has
// no limit on any phase.
func Probe(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	c := http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{}}} // want `http.Client has no Timeout, and its http.Transport has lost the limits of http.DefaultTransport: unless the caller of Probe brings a deadline`
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ProbePhases limits the phases: what is left is the caller's.
func ProbePhases(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	c := http.Client{Transport: &http.Transport{
		DialContext:         (&net.Dialer{Timeout: time.Second}).DialContext,
		TLSHandshakeTimeout: time.Second,
	}, Timeout: time.Minute}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// ProbeInTime has the same transport and a Timeout.
func ProbeInTime(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	c := http.Client{Timeout: time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{}}}
	resp, err := c.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
