// Package b sends through another package.
package b

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"retrybody/lib"
)

var errGivenUp = errors.New("given up")

// The wrapper sends the request, and so its body is gone.
func wrapped(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		if err := lib.Send(c, req); err == nil { // want `the body of req was read by the attempt before, so http.Client.Do sends`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The wrapper rewinds it.
func rewinding(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		if err := lib.SendAgain(c, req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A look at the request on the way does not rewind it.
func logged(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		println(lib.Log(req))
		if err := lib.Send(c, req); err == nil { // want `the body of req`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// What a function value does with it is unknown.
func signed(c *http.Client, sign func(*http.Request) error, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	for range 3 {
		if err := sign(req); err != nil {
			return err
		}
		if err := lib.Send(c, req); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The reader goes into a request of the wrapper's.
func reader(c *http.Client, url string, data []byte) error {
	body := bytes.NewReader(data)
	for range 3 {
		if err := lib.Put(c, url, body); err == nil { // want `body was read by the attempt before`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// The bytes do, again and again.
func bytesOf(c *http.Client, url string, data []byte) error {
	for range 3 {
		if err := lib.PutBytes(c, url, data); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errGivenUp
}

// A literal that a helper of the other package runs again.
func helper(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return lib.Retry(3, func() error {
		resp, err := c.Do(req) // want `the body of req`
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

// A literal that makes its request.
func helperFresh(c *http.Client, url string, data []byte) error {
	return lib.Retry(3, func() error {
		req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

// A literal that is run once.
func once(c *http.Client, url string, data []byte) error {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return err
	}
	return lib.Once(func() error {
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

// The next host gets what the first one left of the body.
func failover(c *http.Client, hosts []string, body io.Reader) error {
	return lib.EachHost(hosts, func(host string) error {
		req, err := http.NewRequest(http.MethodPut, "https://"+host, body) // want `body was read by the attempt before`
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

// A file, sought back.
func failoverFile(c *http.Client, hosts []string, f *os.File) error {
	return lib.EachHost(hosts, func(host string) error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		req, err := http.NewRequest(http.MethodPut, "https://"+host, f)
		if err != nil {
			return err
		}
		resp, err := c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	})
}

type store interface {
	Put(name string, r io.Reader) error
}

// A store that is assumed to read its reader.
func upload(s store, name string, data []byte) error {
	r := bytes.NewReader(data)
	return lib.Retry(3, func() error {
		return s.Put(name, r) // want `r was read by the attempt before, so b.store.Put gets what is left of it \(it is assumed to read`
	})
}

// The same with a reader for each attempt.
func uploadFresh(s store, name string, data []byte) error {
	return lib.Retry(3, func() error {
		return s.Put(name, bytes.NewReader(data))
	})
}

// Reading on is what readers are for.
func chunks(s store, name string, r io.Reader) error {
	for {
		if err := s.Put(name, io.LimitReader(r, 1<<20)); err != nil {
			return err
		}
	}
}

// A round tripper that sends what it was given, again.
type retrier struct{ next http.RoundTripper }

func (t retrier) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		resp, err = t.next.RoundTrip(req) // want `the body of req, if it has one, was read by the attempt before`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// One that repeats only what has no body.
type carefulRetrier struct{ next http.RoundTripper }

func (t carefulRetrier) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		resp, err = t.next.RoundTrip(req)
		if err == nil || req.Body != nil {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// One that repeats only some methods.
type methodRetrier struct{ next http.RoundTripper }

func (t methodRetrier) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	for range 3 {
		resp, err = t.next.RoundTrip(req)
		if err == nil || req.Method != http.MethodGet {
			return resp, err
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// One that buffers the body.
type bufferingRetrier struct{ next http.RoundTripper }

func (t bufferingRetrier) RoundTrip(req *http.Request) (resp *http.Response, err error) {
	var data []byte
	if req.Body != nil {
		if data, err = io.ReadAll(req.Body); err != nil {
			return nil, err
		}
	}
	for range 3 {
		req.Body = io.NopCloser(bytes.NewReader(data))
		resp, err = t.next.RoundTrip(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, err
}

// All callers of this one send no body.
func get(c *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := c.Do(req)
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// Status asks.
func Status(c *http.Client, url string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	return get(c, req)
}

// One caller of this one does.
func send(c *http.Client, req *http.Request) (*http.Response, error) {
	for range 3 {
		resp, err := c.Do(req) // want `the body of req`
		if err == nil {
			return resp, nil
		}
		time.Sleep(time.Second)
	}
	return nil, errGivenUp
}

// Save saves.
func Save(c *http.Client, url string, data []byte) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodPut, url, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return send(c, req)
}

// A round tripper that replaces the body.
type signer struct{ next http.RoundTripper }

func (t signer) RoundTrip(req *http.Request) (*http.Response, error) {
	data := []byte("signed")
	req.Body = io.NopCloser(bytes.NewReader(data)) // want `req gets a new body and length but keeps its old GetBody`
	req.ContentLength = int64(len(data))
	return t.next.RoundTrip(req)
}

// One that replaces GetBody too.
type carefulSigner struct{ next http.RoundTripper }

func (t carefulSigner) RoundTrip(req *http.Request) (*http.Response, error) {
	data := []byte("signed")
	req.Body = io.NopCloser(bytes.NewReader(data))
	req.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
	req.ContentLength = int64(len(data))
	return t.next.RoundTrip(req)
}

// One that watches the body go by: its content stays.
type counter struct{ next http.RoundTripper }

type counted struct{ io.ReadCloser }

func (t counter) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Body = counted{req.Body}
	return t.next.RoundTrip(req)
}

// Whether it is read depends on its type.
func storeContent(r io.Reader) error {
	return lib.Retry(3, func() error {
		_, err := lib.Store(r) // want `r was read by the attempt before, so io.ReadAll gets what is left of it \(it is assumed`
		return err
	})
}
