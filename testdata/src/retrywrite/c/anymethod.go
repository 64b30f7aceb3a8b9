package c

import (
	"io"
	"net/http"
	"time"
)

// A call names the method of the request that is made of it.
type call struct {
	method, path string
}

type api struct{ http *http.Client }

func (a *api) once(c *call) (*http.Response, error) {
	req, err := http.NewRequest(c.method, c.path, nil)
	if err != nil {
		return nil, err
	}
	return a.http.Do(req)
}

// Callers choose the method.
func (a *api) anyMethod(c *call) (*http.Response, error) {
	var err error
	for range 3 {
		var resp *http.Response
		if resp, err = a.once(c); err == nil { // want `repeats requests of every method, POST included`
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (a *api) create(path string) (*http.Response, error) {
	return a.anyMethod(newCall(http.MethodPost, path))
}

func newCall(method, path string) *call { return &call{method, path} }

// Only some are repeated.
func (a *api) someMethods(c *call) (*http.Response, error) {
	var err error
	for range 3 {
		var resp *http.Response
		if resp, err = a.once(c); err == nil || !c.harmless() {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func (c *call) harmless() bool { return c.method == http.MethodGet || c.method == http.MethodPut }

// Callers choose the method, and the call is a new one for each attempt.
func (a *api) rebuilt(path string) (*http.Response, error) {
	var err error
	for range 3 {
		var resp *http.Response
		if resp, err = a.once(newCall(http.MethodGet, path)); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// An answer that is not as hoped is asked for again, and so is one that did not come.
func (a *api) untilGood(c *call, good func(*http.Response) bool) (*http.Response, error) {
	for range 3 {
		resp, err := a.once(c) // want `repeats requests of every method, POST included`
		if err == nil && good(resp) {
			return resp, nil
		}
		if resp != nil {
			io.Copy(io.Discard, resp.Body)
			resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil, http.ErrHandlerTimeout
}
