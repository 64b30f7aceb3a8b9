// Package sibling hands a helper two functions, of which one fills what the other reads.
package sibling

import (
	"bytes"
	"context"
	"errors"
	"io"
	"time"
)

// A Peer answers.
type Peer interface {
	Get(ctx context.Context, w io.Writer) error
}

var errNobody = errors.New("nobody answers")

// ask asks and builds, until both succeed.
func ask(ctx context.Context, get, build func() error) error {
	for range 5 {
		if err := get(); err != nil {
			time.Sleep(time.Second)
			continue
		}
		if err := build(); err != nil {
			time.Sleep(time.Second)
			continue
		}
		return nil
	}
	return errNobody
}

// Fetch fills the buffer anew each time.
func Fetch(ctx context.Context, p Peer) (data []byte, err error) {
	buf := new(bytes.Buffer)
	get := func() error {
		buf.Reset()
		return p.Get(ctx, buf)
	}
	build := func() (err error) {
		data, err = io.ReadAll(buf)
		return err
	}
	return data, ask(ctx, get, build)
}

// FetchFrom has a reader that nobody fills.
func FetchFrom(ctx context.Context, p Peer, r io.Reader) (data []byte, err error) {
	buf := new(bytes.Buffer)
	get := func() error {
		buf.Reset()
		return p.Get(ctx, buf)
	}
	build := func() (err error) {
		data, err = io.ReadAll(r) // want `r was read by the attempt before, so io.ReadAll gets what is left of it`
		return err
	}
	return data, ask(ctx, get, build)
}
