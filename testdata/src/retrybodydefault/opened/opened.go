// Package opened leaves things open. What is known to be a response is reported by default.
package opened

import (
	"errors"
	"net"
	"net/http"
	"time"
)

var errGivenUp = errors.New("given up")

// What releases a connection is often out of sight: possible.
func Greet(addr string) (net.Conn, error) {
	for range 5 {
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if _, err := conn.Write([]byte("hello")); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return conn, nil
	}
	return nil, errGivenUp
}

// A response is closed by those who sent the request.
func Get(c *http.Client, url string) (*http.Response, error) {
	for range 5 {
		resp, err := c.Get(url) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		if resp.StatusCode >= 500 {
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return nil, errGivenUp
}
