// Package held is a client of a web API: it carries its requests in a struct of its own,
// and makes the *http.Request of it for each attempt.
package held

import (
	"bytes"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"time"
)

var errGivenUp = errors.New("given up")

// A Part is a file of a form.
type Part struct {
	Name    string
	Content io.Reader
}

// A Call is a request to the API.
type Call struct {
	Path     string
	Body     io.Reader
	Bytes    []byte
	Seekable io.ReadSeeker
	Parts    []*Part
	checked  io.Reader
	fixed    io.Reader

	buf *bytes.Buffer
	req *http.Request
}

type step func(*Client, *Call) error

// A Client sends calls.
type Client struct {
	http  *http.Client
	steps []step
}

// New returns a client.
func New() *Client {
	c := &Client{http: &http.Client{Timeout: time.Minute}}
	c.steps = []step{form, makeRequest}
	return c
}

func (c *Client) send(call *Call) error {
	req, err := http.NewRequest(http.MethodPut, call.Path, call.Body)
	if err != nil {
		return err
	}
	return c.do(req)
}

func (c *Client) do(req *http.Request) error {
	resp, err := c.http.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// The reader of the call becomes the body of each attempt's request.
func (c *Client) Send(call *Call) error {
	for range 3 {
		if err := c.send(call); err == nil { // want `the reader in Call.Body was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The same, run by a helper of one's own.
func (c *Client) SendByHelper(call *Call) error {
	return retry(3, func() error {
		return c.send(call) // want `the reader in Call.Body was read by the attempt before`
	})
}

func retry(n int, f func() error) error {
	var err error
	for i := 0; i < n; i++ {
		if err = f(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return err
}

// The reader is made anew where the attempt begins.
func (c *Client) SendFresh(call *Call) error {
	for range 3 {
		call.Body = bytes.NewReader(call.Bytes)
		if err := c.send(call); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The call is made anew.
func (c *Client) SendNewCall(path string, data []byte) error {
	for range 3 {
		if err := c.send(&Call{Path: path, Body: bytes.NewReader(data)}); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A call with a body is sent once.
func (c *Client) SendOnceIfBody(call *Call) error {
	for range 3 {
		if err := c.send(call); err == nil || call.Body != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// What is sent is kept as bytes.
func (c *Client) SendBytes(call *Call) error {
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, call.Path, bytes.NewReader(call.Bytes))
		if err != nil {
			return err
		}
		if err := c.do(req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func (c *Client) sendSeekable(call *Call) error {
	if _, err := call.Seekable.Seek(0, io.SeekStart); err != nil {
		return err
	}
	req, err := http.NewRequest(http.MethodPut, call.Path, call.Seekable)
	if err != nil {
		return err
	}
	return c.do(req)
}

// What the attempt does begins with a seek to the start.
func (c *Client) SendSeekable(call *Call) error {
	for range 3 {
		if err := c.sendSeekable(call); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func (c *Client) sendFixed(call *Call) error {
	req, err := http.NewRequest(http.MethodPut, call.Path, call.fixed)
	if err != nil {
		return err
	}
	return c.do(req)
}

// Nobody ever gives the call a reader.
func (c *Client) SendFixed(call *Call) error {
	for range 3 {
		if err := c.sendFixed(call); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func (c *Client) sendChecked(call *Call) error {
	req, err := http.NewRequest(http.MethodPut, call.Path, call.checked)
	if err != nil {
		return err
	}
	return c.do(req)
}

// WithReader gives the call a reader.
func (call *Call) WithReader(r *bytes.Buffer) { call.checked = r }

// Here somebody does.
func (c *Client) SendChecked(call *Call) error {
	for range 3 {
		if err := c.sendChecked(call); err == nil { // want `the reader in Call.checked was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

func form(_ *Client, call *Call) error {
	call.buf = new(bytes.Buffer)
	w := multipart.NewWriter(call.buf)
	for _, p := range call.Parts {
		if err := part(w, p); err != nil {
			return err
		}
	}
	return w.Close()
}

func part(w *multipart.Writer, p *Part) error {
	dst, err := w.CreateFormFile("file", p.Name)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, p.Content)
	return err
}

func makeRequest(_ *Client, call *Call) (err error) {
	call.req, err = http.NewRequest(http.MethodPut, call.Path, call.buf)
	return err
}

func (c *Client) execute(call *Call) error {
	for _, s := range c.steps {
		if err := s(c, call); err != nil {
			return err
		}
	}
	return c.do(call.req)
}

// The files of a form are read by a step out of a list.
func (c *Client) SendForm(call *Call) error {
	for range 3 {
		if err := c.execute(call); err == nil { // want `the reader in Part.Content was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The same, with the files sought back to their start.
func (c *Client) SendFormAgain(call *Call) error {
	for range 3 {
		for _, p := range call.Parts {
			if s, ok := p.Content.(io.Seeker); ok {
				if _, err := s.Seek(0, io.SeekStart); err != nil {
					return err
				}
			}
		}
		if err := c.execute(call); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// One attempt.
func (c *Client) SendFormOnce(call *Call) error { return c.execute(call) }
