// Package inbound sends requests whose only end is in the hands of an inbound client.
package inbound

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"time"
)

func proxy(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://peer", nil)
	http.DefaultClient.Do(req) // want `http.Client.Do in proxy goes through http.DefaultClient, which has no Timeout, and ends only with the inbound request; use a client with a Timeout`
}

func proxyAgain(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://peer", nil)
	http.DefaultClient.Do(req) // the same decision
}

func proxyTimeout(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", "http://peer", nil)
	http.DefaultClient.Do(req)
}

var peer = &http.Client{} // want `http.Client has no Timeout, and http.Client.Do in proxyOwn ends only with the inbound request: a peer that never answers holds it that long; set Timeout`

func proxyOwn(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://peer", nil)
	peer.Do(req)
}

var limited = &http.Client{Timeout: time.Second}

func proxyLimited(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://peer", nil)
	limited.Do(req)
}

var interrupted = &http.Client{} // want `http.Client has no Timeout, and http.Client.Do in poll ends only with a signal to the process`

func poll(url string) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	interrupted.Do(req)
}

func pollTimeout(url string) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	peer.Do(req)
}

// given is ended by whoever calls: not in sight.
func given(ctx context.Context, url string) {
	req, _ := http.NewRequestWithContext(ctx, "GET", url, nil)
	peer.Do(req)
}
