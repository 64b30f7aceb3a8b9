// Package a sends requests more than once.
package a

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

// The request is made once and sent until it is answered: the second attempt sends no body.
func sameRequest(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for range 3 {
		resp, err := c.Do(req) // want `the body of req(.Clone.ctx.)? was read by the attempt before`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// The same, made anew for each attempt.
func freshRequest(c *http.Client, url string, data []byte) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// The same, rewound.
func rewound(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for range 3 {
		if req.Body, err = req.GetBody(); err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// The same, rewound from the second attempt on.
func rewoundLater(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for i := range 3 {
		if i > 0 {
			req.Body = io.NopCloser(bytes.NewReader(data))
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// The same, without a body.
func noBody(c *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodDelete, url, nil)
	if err != nil {
		return nil, err
	}
	for range 3 {
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// The same with the body that says there is none.
func emptyBody(c *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodDelete, url, http.NoBody)
	if err != nil {
		return nil, err
	}
	for range 3 {
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// A copy shares the body.
func copied(ctx context.Context, c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for range 3 {
		resp, err := c.Do(req.Clone(ctx)) // want `the body of req(.Clone.ctx.)? was read by the attempt before`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// A copy with a body of its own.
func copiedWithBody(ctx context.Context, c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for range 3 {
		again := req.Clone(ctx)
		again.Body = io.NopCloser(bytes.NewReader(data))
		resp, err := c.Do(again)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// One reader for the bodies of all attempts.
func sameReader(c *http.Client, url, text string) (*http.Response, error) {
	body := strings.NewReader(text)
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, body) // want `body was read by the attempt before, so the next request gets an empty body`
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// One reader, sought back to its start.
func soughtReader(c *http.Client, url, text string) (*http.Response, error) {
	body := strings.NewReader(text)
	for range 3 {
		if _, err := body.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		req, err := http.NewRequest(http.MethodPut, url, body)
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// One buffer whose bytes, not itself, go into each body.
func bufferBytes(c *http.Client, url string, buf *bytes.Buffer) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(buf.Bytes()))
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// A second try further down.
func secondTry(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil && strings.Contains(err.Error(), "connection reset") {
		resp, err = c.Do(req) // want `the body of req(.Clone.ctx.)? was read by the attempt before`
	}
	return resp, err
}

// A second try with a body.
func secondTryRewound(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := c.Do(req)
	if err != nil && strings.Contains(err.Error(), "connection reset") {
		body, bodyErr := req.GetBody()
		if bodyErr != nil {
			return nil, err
		}
		req.Body = body
		resp, err = c.Do(req)
	}
	return resp, err
}

// One of two, never both.
func either(c, d *http.Client, primary bool, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if primary {
		return c.Do(req)
	}
	return d.Do(req)
}

// Each request is sent once.
func sendAll(c *http.Client, reqs []*http.Request) error {
	for _, req := range reqs {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
	}
	return nil
}

// The loop never comes back to the call.
func once(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for {
		return c.Do(req)
	}
}

// The same body to each host: the second gets nothing.
func failover(c *http.Client, hosts []string, body io.Reader) (*http.Response, error) {
	var last error
	for _, host := range hosts {
		req, err := http.NewRequest(http.MethodPut, "https://"+host, body) // want `body was read by the attempt before, so the next request gets an empty body`
		if err != nil {
			return nil, err
		}
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		last = err
	}
	return nil, last
}

// The body is read once and repeated from memory.
func failoverBuffered(c *http.Client, hosts []string, body io.Reader) (*http.Response, error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	for _, host := range hosts {
		req, reqErr := http.NewRequest(http.MethodPut, "https://"+host, bytes.NewReader(data))
		if reqErr != nil {
			return nil, reqErr
		}
		resp, doErr := c.Do(req)
		if doErr == nil {
			return resp, nil
		}
		err = doErr
	}
	return nil, err
}

// The Post form.
func posts(url string, data []byte) (*http.Response, error) {
	body := bytes.NewBuffer(data)
	for range 3 {
		resp, err := http.Post(url, "application/json", body) // want `body was read by the attempt before, so the next request gets an empty body`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

// The Post form with a reader for each.
func postsFresh(url string, data []byte) (*http.Response, error) {
	for range 3 {
		resp, err := http.Post(url, "application/json", bytes.NewBuffer(data))
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, context.DeadlineExceeded
}

type trip func(*http.Request) (*http.Response, error)

// Two functions, of which nothing is known: the first one may have kept what it read.
func firstOrSecond(first, second trip, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := first(req)
	if err != nil {
		resp, err = second(req)
	}
	return resp, err
}

// One function, twice.
func firstTwice(first trip, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := first(req)
	if err != nil {
		resp, err = first(req) // want `the body of req was read by the attempt before, so the function first sends`
	}
	return resp, err
}

type tripper struct{ do trip }

// One function out of a field, twice.
func (t *tripper) twice(url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	resp, err := t.do(req)
	if err != nil {
		resp, err = t.do(req) // want `the body of req was read by the attempt before, so the function do sends`
	}
	return resp, err
}
