// Package locker has a lock that another machine keeps.
package locker

import (
	"context"
	"net/http"
	"net/rpc"
)

func ask(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "PUT", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Locker is a sync.Locker.
type Locker struct{ url string }

func (l *Locker) Lock() {
	if err := ask(context.Background(), l.url); err != nil {
		panic(err)
	}
}

// Lease can fail.
type Lease struct{ url string }

func (l *Lease) Lock() error {
	return ask(context.Background(), l.url) // want `http.Client.Do has no deadline`
}

func Daemon(path string) (*rpc.Client, error) { return rpc.DialHTTP("unix", path) }

func Peer(addr string) (*rpc.Client, error) {
	return rpc.DialHTTP("tcp", addr) // want `rpc.DialHTTP has no deadline`
}
