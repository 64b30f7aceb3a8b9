package retrywaitdefault

import (
	"context"
	"net/http"
	"time"
)

// Those who call the function here give it requests without a context: whether anybody else gives
// it another is not known.

type api struct{ http *http.Client }

func (a *api) Do(req *http.Request) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = a.http.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(2 * time.Second)
	}
	return nil, err
}

func (a *api) request(url string) (*http.Request, error) { return http.NewRequest("GET", url, nil) }

func (a *api) List(url string) (*http.Response, error) {
	req, err := a.request(url)
	if err != nil {
		return nil, err
	}
	return a.Do(req)
}

func (a *api) DoAny(req *http.Request) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = a.http.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(2 * time.Second) // want `time.Sleep between attempts in api.DoAny does not listen to req.Context\(\)`
	}
	return nil, err
}

func (a *api) ListAny(url string) (*http.Response, error) {
	req, err := a.request(url)
	if err != nil {
		return nil, err
	}
	return a.DoAny(req)
}

func (a *api) Get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return a.DoAny(req)
}

func (a *api) DoUnseen(req *http.Request) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = a.http.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(2 * time.Second) // want `time.Sleep between attempts in api.DoUnseen does not listen to req.Context\(\)`
	}
	return nil, err
}
