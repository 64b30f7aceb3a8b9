package retrylostdefault

import (
	"context"
	"errors"
	"io"
	"log"
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

// The last attempt leaves inside the loop, before its condition is asked again.
func (c *Client) LastInside(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	var err error
	for i := 0; i < 3; i++ {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		if i == 2 {
			return 0, err
		}
		pause(ctx)
	}
	return resp.StatusCode, nil
}

// It ends the program.
func (c *Client) LastFatal(ctx context.Context, url string) int {
	var resp *http.Response
	var err error
	for i := 0; i < 3; i++ {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		if i == 2 {
			log.Fatal(err)
		}
		pause(ctx)
	}
	return resp.StatusCode
}

// A call asks about the error, another one sees to it that there is a result.
func (c *Client) Checks(ctx context.Context, url string) int {
	var resp *http.Response
	var err error
	for range 3 {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	check(err)
	return resp.StatusCode
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func (c *Client) Ensures(ctx context.Context, url string) int {
	var resp *http.Response
	var err error
	for range 3 {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	ensure(&resp)
	return resp.StatusCode
}

func ensure(resp **http.Response) {
	if *resp == nil {
		*resp = &http.Response{}
	}
}

// To write a message asks nothing.
func (c *Client) Logs(ctx context.Context, url string) int {
	var resp *http.Response
	var err error
	for range 3 {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	log.Print(err)
	return resp.StatusCode // want `Client.Logs goes on here when every attempt at Client.get has failed`
}

// A policy says when it is over.
func (c *Client) Policy(ctx context.Context, url string) (int, error) {
	var resp *http.Response
	var err error
	for i := 0; i < 3; i++ {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		if err := c.over(i, err); err != nil {
			return 0, err
		}
		pause(ctx)
	}
	return resp.StatusCode, nil
}

func (c *Client) over(i int, err error) error {
	if i == 2 {
		return err
	}
	return nil
}

// Another one of its results is there also beside an error.
type meta struct{ status int }

func (c *Client) listed(ctx context.Context, url string) (*http.Response, *meta, error) {
	resp, err := c.get(ctx, url)
	if err != nil {
		return nil, &meta{}, err
	}
	return resp, &meta{resp.StatusCode}, nil
}

func (c *Client) Lists(ctx context.Context, url string) int {
	var m *meta
	var err error
	for range 3 {
		if _, m, err = c.listed(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	return m.status
}

// What it panics with is counted on.
func (c *Client) Recovers(ctx context.Context, url string) (n int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = errors.New("no answer")
		}
	}()
	var resp *http.Response
	for range 3 {
		if resp, err = c.get(ctx, url); err == nil {
			break
		}
		pause(ctx)
	}
	return resp.StatusCode, nil
}
