// Package kept keeps bodies for a second attempt, some of them too late.
package kept

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// What is kept in the second attempt is what the first has left: nothing.
func KeptTooLate(rt http.RoundTripper, req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		if req.Body != nil {
			data, err := io.ReadAll(req.Body)
			if err != nil {
				return nil, err
			}
			req.Body = io.NopCloser(bytes.NewReader(data))
		}
		resp, err = rt.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// It is kept before the first one.
func KeptBefore(rt http.RoundTripper, req *http.Request) (resp *http.Response, err error) {
	var data []byte
	if req.Body != nil {
		if data, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
	}
	for range 3 {
		if req.Body != nil {
			req.Body = io.NopCloser(bytes.NewReader(data))
		}
		resp, err = rt.RoundTrip(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// It is given back after each attempt.
func KeptAndGivenBack(rt http.RoundTripper, req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		data, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		req.Body = io.NopCloser(bytes.NewReader(data))
		resp, err = rt.RoundTrip(req)
		if err == nil {
			return resp, nil
		}
		req.Body = io.NopCloser(bytes.NewReader(data))
		time.Sleep(time.Second)
	}
	return nil, err
}

// What it becomes may be read twice.
func KeptByOther(rt http.RoundTripper, req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		req.Body = twice(req.Body)
		resp, err = rt.RoundTrip(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

func twice(r io.ReadCloser) io.ReadCloser {
	if s, ok := r.(io.ReadSeeker); ok {
		s.Seek(0, io.SeekStart)
		return r
	}
	data, _ := io.ReadAll(r)
	return kept{bytes.NewReader(data)}
}

type kept struct{ *bytes.Reader }

func (kept) Close() error { return nil }

type sender struct {
	c   *http.Client
	buf bytes.Buffer
}

// A buffer that is a field is read once like any other.
func (s *sender) Flush(url string) error {
	req, err := http.NewRequest("PUT", url, &s.buf)
	if err != nil {
		return err
	}
	for range 3 {
		resp, err := s.c.Do(req) // want `the body of req was read by the attempt before`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// Its bytes are not.
func (s *sender) FlushBytes(url string) error {
	for range 3 {
		req, err := http.NewRequest("PUT", url, bytes.NewReader(s.buf.Bytes()))
		if err != nil {
			return err
		}
		resp, err := s.c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// A literal that posts is given its body by somebody.
func (s *sender) post(fill func(*http.Request)) error {
	req := &http.Request{Method: http.MethodPost}
	fill(req)
	for range 3 {
		resp, err := s.c.Do(req) // want `the body of req, if it has one, was read by the attempt before`
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}

// One that gets is not.
func (s *sender) get(fill func(*http.Request)) error {
	req := &http.Request{Method: http.MethodGet}
	fill(req)
	for range 3 {
		resp, err := s.c.Do(req)
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return nil
}
