// Package every sends requests of every method again.
package every

import (
	"net/http"
	"time"
)

// A Call is what a caller wants done: the method is a field of it.
type Call struct{ Method, Path string }

type API struct{ http *http.Client }

func (a *API) once(c *Call) (*http.Response, error) {
	req, err := http.NewRequest(c.Method, c.Path, nil)
	if err != nil {
		return nil, err
	}
	return a.http.Do(req)
}

// Do is for all.
func (a *API) Do(c *Call) (resp *http.Response, err error) {
	for range 3 {
		if resp, err = a.once(c); err == nil { // want `repeats requests of every method, POST included`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// Post is one that posts.
func (a *API) Post(path string) (*http.Response, error) {
	return a.Do(&Call{Method: http.MethodPost, Path: path})
}

func (a *API) plain(method, path string) (*http.Response, error) {
	req, err := http.NewRequest(method, path, nil)
	if err != nil {
		return nil, err
	}
	return a.http.Do(req)
}

// Who names the method here knows what is done with it: possible.
func (a *API) Plain(method, path string) (resp *http.Response, err error) {
	for range 3 {
		if resp, err = a.plain(method, path); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (a *API) PostPlain(path string) (*http.Response, error) {
	return a.Plain(http.MethodPost, path)
}
