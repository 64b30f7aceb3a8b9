// Package dialways reaches a peer in one of several ways: one remedy in each function.
package dialways

import (
	"crypto/tls"
	"net"
	"net/http"
	"net/url"
)

func Dial(addr string, secure bool) (net.Conn, error) {
	if secure {
		return tls.Dial("tcp", addr, nil) // want `tls.Dial has no deadline`
	}
	return net.Dial("tcp", addr)
}

func Plain(addr string) (net.Conn, error) {
	return net.Dial("tcp", addr) // want `net.Dial has no timeout`
}

func Ask(method, addr string, form url.Values) (*http.Response, error) {
	if method == "get" {
		return http.Get(addr) // want `http.Get has no deadline`
	}
	return http.PostForm(addr, form)
}

func Tell(addr string, form url.Values) (*http.Response, error) {
	return http.PostForm(addr, form) // want `http.PostForm has no deadline`
}
