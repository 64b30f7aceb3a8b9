// Package wrapped sends readers behind readers of its own, and copies of requests.
package wrapped

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"time"
)

var errGivenUp = errors.New("given up")

// counter counts what is read.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

func newCounter(r io.Reader) *counter { return &counter{r: r} }

// keeper reads the same bytes each time it is made.
type keeper struct {
	data []byte
	at   int
}

func (k *keeper) Read(p []byte) (int, error) {
	n := copy(p, k.data[k.at:])
	k.at += n
	return n, nil
}

// A Client sends requests.
type Client struct{ http *http.Client }

func (c *Client) send(req *http.Request) (bool, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, resp.Body.Close()
}

// The counter is new each time, what it counts is not.
func (c *Client) Counted(url string, body io.Reader) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, newCounter(body)) // want `newCounter\(body\) was read by the attempt before|was read by the attempt before`
		if err != nil {
			return err
		}
		if _, err = c.send(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The same, made in place.
func (c *Client) CountedHere(url string, body io.Reader) error {
	for range 3 {
		count := &counter{r: body}
		req, err := http.NewRequest(http.MethodPut, url, count) // want `was read by the attempt before`
		if err != nil {
			return err
		}
		if _, err = c.send(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// What it counts is new, too.
func (c *Client) CountedFresh(url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, newCounter(bytes.NewReader(data)))
		if err != nil {
			return err
		}
		if _, err = c.send(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// It holds bytes.
func (c *Client) Kept(url string, data []byte) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, &keeper{data: data})
		if err != nil {
			return err
		}
		if _, err = c.send(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A challenger answers challenges.
type challenger struct{ next http.RoundTripper }

// A copy of the request has the body of the request.
func (t *challenger) RoundTrip(req *http.Request) (*http.Response, error) {
	second := new(http.Request)
	*second = *req
	second.Header = req.Header.Clone()
	resp, err := t.next.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	second.Header.Set("Authorization", resp.Header.Get("WWW-Authenticate"))
	return t.next.RoundTrip(second) // want `was read by the attempt before`
}

// A careful challenger gives the copy a body of its own.
type careful struct{ next http.RoundTripper }

func (t *careful) RoundTrip(req *http.Request) (*http.Response, error) {
	second := new(http.Request)
	*second = *req
	second.Header = req.Header.Clone()
	data, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(data))
	second.Body = io.NopCloser(bytes.NewReader(data))
	resp, err := t.next.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	second.Header.Set("Authorization", resp.Header.Get("WWW-Authenticate"))
	return t.next.RoundTrip(second)
}

// A late challenger does so when it needs it.
type late struct{ next http.RoundTripper }

func (t *late) RoundTrip(req *http.Request) (*http.Response, error) {
	second := new(http.Request)
	*second = *req
	resp, err := t.next.RoundTrip(req)
	if err != nil || resp.StatusCode != http.StatusUnauthorized {
		return resp, err
	}
	resp.Body.Close()
	if second.Body, err = req.GetBody(); err != nil {
		return nil, err
	}
	return t.next.RoundTrip(second)
}

// prepare makes requests with a body and without.
func prepare(method, url string, data []byte) (req *http.Request, err error) {
	var body *bytes.Buffer
	if data != nil {
		body = bytes.NewBuffer(data)
	}
	if body != nil {
		req, err = http.NewRequest(method, url, body)
	} else {
		req, err = http.NewRequest(method, url, nil)
	}
	return req, err
}

// call is given both: those with one lose it.
func (c *Client) call(req *http.Request) error {
	for range 3 {
		if ok, err := c.send(req); ok && err == nil { // want `was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// Call makes a request.
func (c *Client) Call(method, url string, data []byte) error {
	req, err := prepare(method, url, data)
	if err != nil {
		return err
	}
	return c.call(req)
}

// Logger is told of responses.
type Logger interface{ Log(status int, body []byte) }

// A Talker logs what it gets.
type Talker struct {
	next   http.RoundTripper
	logger Logger
}

func (t *Talker) log(resp *http.Response) {
	if data, err := io.ReadAll(resp.Body); err == nil {
		resp.Body = io.NopCloser(bytes.NewReader(data))
		t.logger.Log(resp.StatusCode, data)
	}
}

// Without a logger the response is left open.
func (t *Talker) Get(url string) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := t.next.RoundTrip(req) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			return nil, err
		}
		if t.logger != nil {
			t.log(resp)
		}
		if resp.StatusCode < http.StatusInternalServerError {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// It is read whether or not there is one.
func (t *Talker) GetRead(url string) (*http.Response, error) {
	for range 3 {
		req, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := t.next.RoundTrip(req)
		if err != nil {
			return nil, err
		}
		t.log(resp)
		if resp.StatusCode < http.StatusInternalServerError {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// A replayer keeps the content: GetBody returns the same.
type replayer struct{ next http.RoundTripper }

func (t *replayer) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	var body []byte
	if req.Body != nil {
		if body, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
		req.Body.Close()
	}
	for range 3 {
		again := req.Clone(req.Context())
		if body != nil {
			again.Body = io.NopCloser(bytes.NewReader(body))
			again.ContentLength = int64(len(body))
		}
		if resp, err = t.next.RoundTrip(again); err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// An editor does not.
type editor struct{ next http.RoundTripper }

func (t *editor) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	body = bytes.ToUpper(body)
	req.Body = io.NopCloser(bytes.NewReader(body)) // want `req gets a new body and length but keeps its old GetBody`
	req.ContentLength = int64(len(body))
	return t.next.RoundTrip(req)
}
