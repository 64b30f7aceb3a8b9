// Package failover goes on to the next server where one has failed: that is no retry, but what one of
// them has read the next one does not get.
package failover

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
)

type server struct{ url string }

func (s *server) put(r io.Reader) error {
	req, err := http.NewRequest(http.MethodPut, s.url, r)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func Store(servers []*server, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, s := range servers {
		if err = s.put(f); err == nil { // want `f was read by the attempt before`
			return nil
		}
	}
	return err
}

// Each gets a reader of its own.
func StoreAnew(servers []*server, data []byte) error {
	err := errors.New("no servers")
	for _, s := range servers {
		if err = s.put(bytes.NewReader(data)); err == nil {
			return nil
		}
	}
	return err
}

// Each reads from the start.
func StoreRewound(servers []*server, f *os.File) error {
	err := errors.New("no servers")
	for _, s := range servers {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if err = s.put(f); err == nil {
			return nil
		}
	}
	return err
}

// The first failure is the last.
func StoreFirst(servers []*server, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, s := range servers {
		if s.url == "" {
			continue
		}
		return s.put(f)
	}
	return nil
}

// Through an interface, whose methods are assumed to read what they are given.
type sink interface {
	Put(ctx context.Context, r io.Reader) error
}

func StoreSinks(ctx context.Context, sinks []sink, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, s := range sinks {
		if err = s.Put(ctx, f); err == nil { // want `f was read by the attempt before, so failover.sink.Put gets what is left of it`
			return nil
		}
	}
	return err
}

// The next one goes on where this one has stopped.
func Parts(ctx context.Context, sinks []sink, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, s := range sinks {
		if err := s.Put(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

// Only what could not be dialled goes on to the next one.
func StoreUndialled(ctx context.Context, sinks []sink, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, s := range sinks {
		err = s.Put(ctx, f)
		var op *net.OpError
		if !errors.As(err, &op) || op.Op != "dial" {
			return err
		}
	}
	return err
}

type counter interface {
	Send(ctx context.Context, r io.Reader) (n int, err error)
}

// It stops as soon as something was read.
func StoreCounted(ctx context.Context, sinks []counter, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for _, s := range sinks {
		n, failed := s.Send(ctx, f)
		if failed == nil || n > 0 {
			return failed
		}
		err = failed
	}
	return err
}
