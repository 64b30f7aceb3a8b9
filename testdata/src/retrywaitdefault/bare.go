package retrywaitdefault

import (
	"context"
	"errors"
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
		time.Sleep(5 * time.Second)
	}
	return nil, err
}

// The same, by way of another.
func (a *api) Pass(req *http.Request) (*http.Response, error) { return a.pass(req) }

func (a *api) pass(req *http.Request) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = a.http.Do(req); err == nil {
			return resp, nil
		}
		time.Sleep(3 * time.Second)
	}
	return nil, err
}

func (a *api) Show(url string) (*http.Response, error) {
	req, err := a.request(url)
	if err != nil {
		return nil, err
	}
	return a.Pass(req)
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
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in api.DoAny does not listen to req.Context\(\)`
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
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in api.DoUnseen does not listen to req.Context\(\)`
	}
	return nil, err
}

// Who takes a context means to be given one.
func (a *api) Take(ctx context.Context, url string) (resp *http.Response, err error) {
	for range 5 {
		if resp, err = a.Get(ctx, url); err == nil {
			return resp, nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in api.Take does not listen to ctx`
	}
	return nil, err
}

func (a *api) TakeAny(url string) (*http.Response, error) { return a.Take(context.Background(), url) }

// What cleans up after a failure is worth its time, though the work has been called off.
func (c *Client) Upload(ctx context.Context, url string) error {
	err := c.send(ctx, url)
	if err != nil {
		for range 5 {
			if c.send(ctx, url+"/remove") == nil {
				break
			}
			time.Sleep(5 * time.Second)
		}
		return err
	}
	return nil
}

// It is what is returned.
func (c *Client) UploadOr(ctx context.Context, url string) error {
	err := c.send(ctx, url)
	if err != nil {
		for range 5 {
			if err = c.send(ctx, url+"/other"); err == nil {
				break
			}
			time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.UploadOr does not listen to ctx`
		}
		return err
	}
	return nil
}

// Only what may pass is tried again, which a call that was called off does not say of itself.
func (c *Client) Passing(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		var passing interface{ Temporary() bool }
		if !errors.As(err, &passing) || !passing.Temporary() {
			return err
		}
		time.Sleep(10 * time.Second)
	}
	return err
}

func (c *Client) Asked(ctx context.Context, url string) (err error) {
	for range 3 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		var asked interface{ Asked() bool }
		if !errors.As(err, &asked) || !asked.Asked() {
			return err
		}
		time.Sleep(10 * time.Second) // want `time.Sleep between attempts in Client.Asked does not listen to ctx: when the caller has gone the retries go on`
	}
	return err
}

// A name may end in what it starts, too.
func (c *Client) nodeInit(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second)
	}
	return err
}

func (c *Client) nodeInitially(ctx context.Context, url string) (err error) {
	for range 5 {
		if err = c.send(ctx, url); err == nil {
			return nil
		}
		time.Sleep(5 * time.Second) // want `time.Sleep between attempts in Client.nodeInitially does not listen to ctx`
	}
	return err
}

func (c *Client) Both(ctx context.Context) {
	c.nodeInit(ctx, "http://a")
	c.nodeInitially(ctx, "http://a")
}

// The end of the context is noticed by the request that fails with it, but not where no host is free.
type pool struct {
	http  *http.Client
	hosts []string
	pause time.Duration
}

func (p *pool) again(start time.Time) bool {
	if time.Since(start) > time.Minute {
		return false
	}
	time.Sleep(p.pause) // want `time.Sleep between attempts in pool.Proxy does not listen to req.Context\(\): when the caller has gone the retries go on`
	return true
}

func (p *pool) free() string { return p.hosts[0] }

func (p *pool) send(req *http.Request, host string) error {
	req.URL.Host = host
	resp, err := p.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (p *pool) Proxy(req *http.Request) (err error) {
	start := time.Now()
	for {
		host := p.free()
		if host == "" {
			if !p.again(start) {
				break
			}
			continue
		}
		if err = p.send(req, host); err == nil || err == context.Canceled {
			return nil
		}
		if !p.again(start) {
			break
		}
	}
	return err
}

// Here the request's end is noticed, whether a host is free or not.
type eager struct{ pool }

func (e *eager) again(start time.Time) bool {
	if time.Since(start) > time.Minute {
		return false
	}
	time.Sleep(e.pause)
	return true
}

func (e *eager) Proxy(req *http.Request) (err error) {
	start := time.Now()
	for {
		host := e.free()
		if host == "" {
			host = "fallback"
		}
		if err = e.send(req, host); err == nil || err == context.Canceled {
			return nil
		}
		if !e.again(start) {
			break
		}
	}
	return err
}

// What goes on after a success, and is stopped by a method, is left to that.
type fetcher struct {
	*Client
	left int
}

func (f *fetcher) Fetch(ctx context.Context, url string) {
	for f.left > 0 {
		if f.send(ctx, url) != nil {
			time.Sleep(time.Second)
		}
	}
}

func (f *fetcher) Stop() { f.left = 0 }

func (f *fetcher) FetchOn(ctx context.Context, url string) {
	for {
		if f.send(ctx, url) != nil {
			time.Sleep(time.Second) // want `time.Sleep between attempts in fetcher.FetchOn does not listen to ctx`
		}
	}
}

// A job goes on for as long as what it serves.
func (c *Client) Refresh(ctx context.Context) {
	for ctx.Err() == nil {
		c.refresh(ctx)
		time.Sleep(10 * time.Minute)
	}
}

func (c *Client) refresh(ctx context.Context) { _ = c.send(ctx, "/refresh") }

// What is waited for ends this one.
func (c *Client) RefreshUntil(ctx context.Context, fresh func() bool) {
	for ctx.Err() == nil {
		c.refresh(ctx)
		if fresh() {
			return
		}
		time.Sleep(10 * time.Minute) // want `time.Sleep between attempts in Client.RefreshUntil does not listen to ctx`
	}
}
