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
