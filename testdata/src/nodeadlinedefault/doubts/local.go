package doubts

import (
	"context"
	"net"
	"net/http"
)

// The server is on this machine, by one way or the other.
func local(path, port string) (*http.Client, string) {
	if path != "" {
		return &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", path)
		}}}, "http://unix"
	}
	return &http.Client{}, "http://" + net.JoinHostPort("127.0.0.1", port)
}

func AskLocally(path, port string) error {
	c, base := local(path, port)
	resp, err := c.Get(base + "/hooks")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func remote(host, port string) (*http.Client, string) {
	if host == "" {
		return &http.Client{Transport: &http.Transport{MaxIdleConns: 2}}, "http://hooks.example" // want `http.Client has no Timeout, and http.Client.Get in AskRemotely has no deadline`
	}
	return &http.Client{}, "http://" + net.JoinHostPort(host, port)
}

func AskRemotely(host, port string) error {
	c, base := remote(host, port)
	resp, err := c.Get(base + "/hooks")
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
