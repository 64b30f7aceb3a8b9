package retrylostdefault

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

// taxonomy: result-anyway

func (c *Client) get(ctx context.Context, url string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return nil, err
	}
	return c.http.Do(req)
}

// The loop declares an err of its own, and the test after it says nothing.
func (c *Client) Shadows(url string) ([]byte, error) {
	var (
		err  error
		resp *http.Response
	)
	for range 3 {
		req, err := http.NewRequest("GET", url, nil)
		if err != nil {
			return nil, err
		}
		resp, err = c.http.Do(req)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() // want `Client.Shadows goes on here when every attempt at http.Client.Do has failed, with a result that is nil then`
	return io.ReadAll(resp.Body)
}

func (c *Client) Assigns(url string) ([]byte, error) {
	var (
		err  error
		resp *http.Response
	)
	for range 3 {
		var req *http.Request
		req, err = http.NewRequest("GET", url, nil)
		if err != nil {
			return nil, err
		}
		resp, err = c.http.Do(req)
		if err == nil {
			break
		}
		time.Sleep(time.Second)
	}
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return io.ReadAll(resp.Body)
}

// Nobody asks at all.
func (c *Client) Unasked(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	var err error
	for range 3 {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	defer c.done(url)
	return resp.StatusCode, err // want `Client.Unasked goes on here when every attempt at Client.get has failed`
}

func (c *Client) done(string) {}

// The result says whether there is one.
func (c *Client) AsksResult(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	for range 3 {
		if r, err := c.get(ctx, url); err == nil {
			resp = r
			break
		}
		pause(ctx)
	}
	if resp == nil {
		return 0, errors.New("no answer")
	}
	return resp.StatusCode, nil
}

// The last failure leaves by itself.
func (c *Client) LeavesInside(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	var err error
	for i := 0; ; i++ {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		if i == 3 {
			return 0, err
		}
		pause(ctx)
	}
	return resp.StatusCode, nil
}

// What is asked after the loop may be about the failure.
func (c *Client) AsksOther(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	var err error
	for range 3 {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	if !c.answered(url) {
		return 0, err
	}
	return resp.StatusCode, nil
}

func (c *Client) answered(url string) bool { return url != "" }

// It may answer with an error and a page: possible only.
func (c *Client) page(ctx context.Context, url string) (*http.Response, error) {
	resp, err := c.get(ctx, url)
	if err == nil && resp.StatusCode != 200 {
		return resp, errors.New(resp.Status)
	}
	return resp, err
}

func (c *Client) Page(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	var err error
	for range 3 {
		if resp, err = c.page(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	return resp.StatusCode, err
}
