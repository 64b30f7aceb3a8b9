// Package replay keeps bodies for a second attempt, or means to.
package replay

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

// The file is read when it is asked for again.
func file(url string, f *os.File) (*http.Request, error) {
	req, err := http.NewRequest("PUT", url, f)
	if err != nil {
		return nil, err
	}
	req.GetBody = func() (io.ReadCloser, error) { // want `GetBody returns f again, which the attempt before has read`
		return io.NopCloser(f), nil
	}
	return req, nil
}

// The file is rewound.
func fileRewound(url string, f *os.File) (*http.Request, error) {
	req, err := http.NewRequest("PUT", url, f)
	if err != nil {
		return nil, err
	}
	req.GetBody = func() (io.ReadCloser, error) {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return nil, err
		}
		return io.NopCloser(f), nil
	}
	return req, nil
}

// The file is opened again.
func fileOpened(url, name string) (*http.Request, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequest("PUT", url, f)
	if err != nil {
		return nil, err
	}
	req.GetBody = func() (io.ReadCloser, error) {
		return os.Open(name)
	}
	return req, nil
}

// The buffer is empty when the request has been sent.
func buffer(req *http.Request, data []byte) {
	buf := new(bytes.Buffer)
	buf.Write(data)
	req.GetBody = func() (io.ReadCloser, error) { // want `GetBody returns buf again`
		return io.NopCloser(buf), nil
	}
	req.Body, _ = req.GetBody()
}

// A copy of the buffer reads from its start.
func bufferCopied(req *http.Request, data []byte) {
	var buf bytes.Buffer
	buf.Write(data)
	req.GetBody = func() (io.ReadCloser, error) {
		r := buf
		return io.NopCloser(&r), nil
	}
	req.Body, _ = req.GetBody()
}

// A new reader of the same bytes.
func bufferRead(req *http.Request, data []byte) {
	buf := new(bytes.Buffer)
	buf.Write(data)
	req.GetBody = func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(buf.Bytes())), nil
	}
	req.Body, _ = req.GetBody()
}

// The body itself, for who has none but that.
func body(req *http.Request, r io.ReadCloser) {
	req.Body = r
	req.GetBody = func() (io.ReadCloser, error) { return r, nil } // want `GetBody returns r again`
}

// There is no body to lose.
func noBody(req *http.Request) {
	req.Body = http.NoBody
	req.GetBody = func() (io.ReadCloser, error) { return http.NoBody, nil }
}

type sender interface {
	Send(path string, body io.Reader) (*http.Response, error)
}

// The next attempt sends what the one before has read.
func sendTeed(s sender, body io.Reader) (resp *http.Response, err error) {
	var b bytes.Buffer
	tr := io.TeeReader(body, &b)
	for range 3 {
		resp, err = s.Send("upload", tr) // want `the buffer holds no more of body than the attempt before has read`
		if err != nil {
			tr = bytes.NewReader(b.Bytes())
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return resp, err
}

// It sends the rest as well.
func sendTeedRest(s sender, body io.Reader) (resp *http.Response, err error) {
	var b bytes.Buffer
	tr := io.TeeReader(body, &b)
	for range 3 {
		resp, err = s.Send("upload", tr)
		if err != nil {
			io.Copy(io.Discard, tr)
			tr = bytes.NewReader(b.Bytes())
			time.Sleep(time.Second)
			continue
		}
		return resp, nil
	}
	return resp, err
}

// It sends what was read before the first.
func sendRead(s sender, body io.Reader) (resp *http.Response, err error) {
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, err
	}
	for range 3 {
		resp, err = s.Send("upload", bytes.NewReader(data))
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// The hash of what is sent is no second body.
func sendHashed(s sender, body io.Reader) (*http.Response, string, error) {
	var b bytes.Buffer
	resp, err := s.Send("upload", io.TeeReader(body, &b))
	return resp, b.String(), err
}

// The one who asks for a password gets the beginning of the upload.
func put(c *http.Client, url, password string, body io.Reader) (*http.Response, error) {
	var kept io.Reader
	if body != nil {
		buf := &bytes.Buffer{}
		kept = buf
		body = io.TeeReader(body, buf)
	}
	req, err := http.NewRequest("PUT", url, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth("me", password)
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && password == "" {
		resp.Body.Close()
		return put(c, url, "secret", kept) // want `the buffer holds no more of body than the attempt before has read`
	}
	return resp, nil
}

// The reader goes on from where it is.
func putRest(c *http.Client, url, password string, body io.Reader) (*http.Response, error) {
	var kept io.Reader
	if body != nil {
		buf := &bytes.Buffer{}
		kept = io.MultiReader(buf, body)
		body = io.TeeReader(body, buf)
	}
	req, err := http.NewRequest("PUT", url, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth("me", password)
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && password == "" {
		resp.Body.Close()
		return putRest(c, url, "secret", kept)
	}
	return resp, nil
}

type lines struct {
	bytes.Buffer
	count int
}

// Lines are read as the buffer in them is.
func sendLines(c *http.Client, url string, l *lines) error {
	for range 3 {
		resp, err := c.Post(url, "text/plain", l) // want `l was read by the attempt before`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return io.ErrUnexpectedEOF
}

type text struct {
	strings.Builder
	at int
}

func (t *text) Read(p []byte) (int, error) { return copy(p, t.String()[t.at:]), io.EOF }

// Text reads in a way of its own.
func sendText(c *http.Client, url string, t *text) error {
	for range 3 {
		resp, err := c.Post(url, "text/plain", t)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return io.ErrUnexpectedEOF
}

// The answer is stored, not another request.
func answered(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest("PUT", url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.Do(req) // want `the body of req was read by the attempt before`
		if err != nil {
			return err
		}
		answer, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil {
			return err
		}
		resp.Body = io.NopCloser(bytes.NewReader(answer))
		if resp.StatusCode < 500 {
			return nil
		}
		time.Sleep(time.Second)
	}
	return io.ErrUnexpectedEOF
}

// Some of the requests have a body.
func someBodies(c *http.Client, method, url string, data []byte) error {
	var req *http.Request
	var err error
	if data != nil {
		req, err = http.NewRequest(method, url, bytes.NewReader(data))
	} else {
		req, err = http.NewRequest(method, url, nil)
	}
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.Do(req) // want `the body of req, if it has one, was read by the attempt before`
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests {
			return nil
		}
		time.Sleep(time.Second)
	}
	return io.ErrUnexpectedEOF
}

// Those that have one are not sent again.
func someBodiesOnce(c *http.Client, method, url string, data []byte) error {
	var req *http.Request
	var err error
	if data != nil {
		req, err = http.NewRequest(method, url, bytes.NewReader(data))
	} else {
		req, err = http.NewRequest(method, url, nil)
	}
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		resp.Body.Close()
		if resp.StatusCode != http.StatusTooManyRequests || method != "GET" {
			return nil
		}
		time.Sleep(time.Second)
	}
	return io.ErrUnexpectedEOF
}

type session struct{ c *http.Client }

func (s *session) post(ctx context.Context, url, text string) error {
	req, err := http.NewRequest("POST", url, strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.do(ctx, req, 2)
}

func (s *session) refresh(context.Context) error { return nil }

// A new token does not bring the body back.
func (s *session) do(ctx context.Context, req *http.Request, left int) error {
	req = req.WithContext(ctx)
	resp, err := s.c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized && left > 0 {
		if err := s.refresh(ctx); err != nil {
			return err
		}
		return s.do(ctx, req, left-1) // want `the body of req was read by the attempt before`
	}
	return nil
}

func (s *session) putRewound(ctx context.Context, url, text string) error {
	req, err := http.NewRequest("PUT", url, strings.NewReader(text))
	if err != nil {
		return err
	}
	return s.doRewound(ctx, req, 2)
}

func (s *session) refreshBody(req *http.Request) error {
	body, err := req.GetBody()
	req.Body = body
	return err
}

// The body is made anew beside the token.
func (s *session) doRewound(ctx context.Context, req *http.Request, left int) error {
	req = req.WithContext(ctx)
	resp, err := s.c.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized && left > 0 {
		if err := s.refreshBody(req); err != nil {
			return err
		}
		return s.doRewound(ctx, req, left-1)
	}
	return nil
}

func tooMuch(resp *http.Response) bool {
	return resp.StatusCode == http.StatusTooManyRequests || resp.Header.Get("Retry-After") != ""
}

func tooMuchClosed(resp *http.Response) bool {
	if resp.StatusCode == http.StatusTooManyRequests {
		resp.Body.Close()
		return true
	}
	return false
}

type doFunc func(*http.Request) (*http.Response, error)

// A function that looks at the answer leaves it open.
func untilEnough(do doFunc, url string) (*http.Response, error) {
	for {
		req, err := http.NewRequest("GET", url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := do(req) // want `the response of this attempt is left open when the next one begins`
		if err != nil {
			return nil, err
		}
		if !tooMuch(resp) {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

// A function that looks at the answer closes it.
func untilEnoughClosed(do doFunc, url string) (*http.Response, error) {
	for {
		req, err := http.NewRequest("GET", url, nil)
		if err != nil {
			return nil, err
		}
		resp, err := do(req)
		if err != nil {
			return nil, err
		}
		if !tooMuchClosed(resp) {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
}

// One answer or the other: one place to close it.
func eitherAnswer(c *http.Client, get bool, url string) (resp *http.Response, err error) {
	for range 5 {
		if get {
			resp, err = c.Get(url) // want `the response of this attempt is left open when the next one begins`
		} else {
			resp, err = c.PostForm(url, nil)
		}
		if err == nil && resp.StatusCode < 500 {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return resp, err
}

// The flag says that the upload cannot be sent again.
func putOnce(c *http.Client, url, password string, upload bool, body io.Reader) (*http.Response, error) {
	var kept io.Reader
	again := true
	if body != nil {
		if upload {
			again = false
		} else {
			buf := &bytes.Buffer{}
			kept = buf
			body = io.TeeReader(body, buf)
		}
	}
	req, err := http.NewRequest("PUT", url, body)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth("me", password)
	resp, err := c.Do(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode == http.StatusUnauthorized && password == "" && again {
		resp.Body.Close()
		return putOnce(c, url, "secret", upload, kept)
	}
	return resp, nil
}

type section struct {
	data []byte
	at   int
}

func (s *section) Read(p []byte) (int, error) {
	n := copy(p, s.data[s.at:])
	s.at += n
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func (s *section) Close() error { return nil }

// The variable holds a new reader each time.
func bodyAnew(req *http.Request, data []byte) {
	var r io.ReadCloser
	req.GetBody = func() (io.ReadCloser, error) {
		r = &section{data: data}
		return r, nil
	}
	req.Body, _ = req.GetBody()
}
