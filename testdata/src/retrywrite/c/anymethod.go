package c

import (
	"fmt"
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

// The server knows the request by its number.
func (a *api) numbered(path string, n int) error {
	url := fmt.Sprintf("%s?id=%d", path, n)
	var err error
	for range 3 {
		var resp *http.Response
		if resp, err = a.http.Post(url, "text/plain", nil); err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}

// The number says which page is meant.
func (a *api) paged(path string, n int) error {
	url := fmt.Sprintf("%s?page=%d", path, n)
	var err error
	for range 3 {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodPost, url, nil); err != nil {
			return err
		}
		var resp *http.Response
		if resp, err = a.http.Do(req); err == nil { // want `the retry loop of paged repeats POST`
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}

// The same with the number of the request.
func (a *api) numberedRequest(path string, n int) error {
	url := fmt.Sprintf("%s?id=%d", path, n)
	var err error
	for range 3 {
		var req *http.Request
		if req, err = http.NewRequest(http.MethodPost, url, nil); err != nil {
			return err
		}
		var resp *http.Response
		if resp, err = a.http.Do(req); err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}

// Sent twice in one attempt is one thing to mend.
func (a *api) twice(path string) error {
	var err error
	for range 3 {
		var resp *http.Response
		if resp, err = a.http.Post(path, "text/plain", nil); err != nil { // want `the retry loop of twice repeats http.Client.Post`
			time.Sleep(time.Second)
			continue
		}
		resp.Body.Close()
		if resp, err = a.http.Post(path, "text/plain", nil); err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return err
}

type apiError struct{ code string }

func (e *apiError) Error() string { return e.code }

func errorIn(body []byte) error {
	if len(body) == 0 {
		return nil
	}
	return &apiError{string(body)}
}

func isLimit(err error) bool {
	e, ok := err.(*apiError)
	return ok && e.code == "rate_limit_exceeded"
}

// What the server says decides.
func (a *api) saidSo(req *http.Request) error {
	for {
		req.Body, _ = req.GetBody()
		resp, err := a.http.Do(req)
		if err != nil {
			return err
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode >= 400 {
			err = errorIn(body)
			if isLimit(err) {
				time.Sleep(time.Second)
				continue
			}
			return err
		}
		return nil
	}
}

// Its status alone does.
func (a *api) badStatus(req *http.Request) error {
	for {
		req.Body, _ = req.GetBody()
		resp, err := a.http.Do(req) // want `the retry loop of badStatus repeats requests of every method`
		if err != nil {
			return err
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		if resp.StatusCode >= 400 {
			err = errorIn(body)
			if resp.StatusCode >= 500 {
				time.Sleep(time.Second)
				continue
			}
			return err
		}
		return nil
	}
}
