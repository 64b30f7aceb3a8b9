// Package replaced gives requests a context after they were made.
package replaced

import (
	"context"
	"net/http"
	"time"
)

func send(r *http.Request) error {
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func inPlace(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	*r = *r.WithContext(ctx)
	return send(r)
}

func inVain(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	_ = r.WithContext(ctx)
	return send(r) // want `http.Client.Do has no deadline`
}

func byChannel(url string) error {
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	stop := make(chan struct{})
	t := time.AfterFunc(time.Second, func() { close(stop) })
	defer t.Stop()
	r.Cancel = stop
	return send(r)
}
