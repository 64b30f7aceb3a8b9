package c

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

// An API sends what it is asked to, to one host after another.
type API struct {
	hosts []string
	login string
	token string
	http  *http.Client
}

type apiCall struct {
	Method, Path string
	In           []byte
}

var errNoAPIHost = errors.New("no host answers")

// build makes the request, and logs in for it where there is no token.
func (a *API) build(ctx context.Context, c *apiCall) (*http.Request, error) {
	if a.token == "" {
		if err := a.send(ctx, "POST", a.login, nil); err != nil {
			return nil, err
		}
	}
	return http.NewRequestWithContext(ctx, c.Method, c.Path, bytes.NewReader(c.In))
}

func (a *API) send(ctx context.Context, method, url string, in []byte) error {
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(in))
	if err != nil {
		return err
	}
	resp, err := a.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	return json.NewDecoder(resp.Body).Decode(&a.token)
}

// Do builds a request for each host: that is not the work that is repeated.
func (a *API) Do(ctx context.Context, c *apiCall, out any) error {
	for _, host := range a.hosts {
		req, err := a.build(ctx, c)
		if err != nil {
			return err
		}
		req.URL.Host = host
		resp, err := a.http.Do(req)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err == nil {
			return json.Unmarshal(data, out)
		}
	}
	return errNoAPIHost
}

// perform sends what it is given.
func (a *API) perform(ctx context.Context, c *apiCall) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, c.Method, c.Path, bytes.NewReader(c.In))
	if err != nil {
		return nil, err
	}
	return a.http.Do(req)
}

// DoAnew repeats the work.
func (a *API) DoAnew(ctx context.Context, c *apiCall, out any) error {
	for range a.hosts {
		resp, err := a.perform(ctx, c) // want `the retry loop of DoAnew repeats requests of every method`
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err == nil {
			return json.Unmarshal(data, out)
		}
	}
	return errNoAPIHost
}
