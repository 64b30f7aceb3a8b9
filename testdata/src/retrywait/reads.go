package retrywait

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"log"
	"net"
	"time"
)

type update struct{ Name string }

// updates is what gRPC generates for the client's end of a stream.
type updates interface {
	Recv() (*update, error)
	SendMsg(m any) error
	RecvMsg(m any) error
	CloseSend() error
}

type streamFollower struct {
	stream  updates
	warn    func(error) error
	lenient bool
	seen    []*update
}

func (f *streamFollower) partial() error {
	for {
		u, err := f.stream.Recv() // want `a failed updates.Recv is tried again at once in streamFollower.partial, though what has failed once fails at once and for ever`
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			if !f.lenient {
				return err
			}
			if err := f.warn(err); err != nil {
				return err
			}
			continue
		}
		f.seen = append(f.seen, u)
	}
}

// The context of a stream ends when the stream fails.
type contextual interface {
	updates
	Context() context.Context
}

func untilOver(stream contextual, warn func(error) error) error {
	for {
		select {
		case <-stream.Context().Done():
			return nil
		default:
			if _, err := stream.Recv(); err != nil {
				if err := warn(err); err != nil {
					return err
				}
			}
		}
	}
}

func untilAnotherIsOver(stream, other contextual, warn func(error) error) error {
	for {
		select {
		case <-other.Context().Done():
			return nil
		default:
			if _, err := stream.Recv(); err != nil { // want `a failed updates.Recv is tried again at once in untilAnotherIsOver`
				if err := warn(err); err != nil {
					return err
				}
			}
		}
	}
}

func (f *streamFollower) whole() error {
	for {
		u, err := f.stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			log.Print(err)
			return err
		}
		f.seen = append(f.seen, u)
	}
}

// printed looks at the message first: a failure brings none, so that its error is not overwritten.
func (f *streamFollower) printed(show func(*update) error) error {
	for {
		u, err := f.stream.Recv()
		if u != nil {
			err = show(u)
			if err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// reopened has a new stream after each failure.
func reopened(open func() (updates, error)) error {
	stream, err := open()
	if err != nil {
		return err
	}
	for {
		u, err := stream.Recv()
		if err != nil {
			log.Print(err)
			if stream, err = open(); err != nil {
				return err
			}
			continue
		}
		log.Print(u.Name)
	}
}

type renewing struct {
	stream updates
	open   func() (updates, error)
}

func (r *renewing) renew() (err error) {
	r.stream, err = r.open()
	return err
}

func (r *renewing) run() error {
	for {
		u, err := r.stream.Recv()
		if err != nil {
			if err := r.renew(); err != nil {
				return err
			}
			continue
		}
		log.Print(u.Name)
	}
}

func paced(ctx context.Context, stream updates) {
	for ctx.Err() == nil {
		u, err := stream.Recv()
		if err != nil {
			select {
			case <-time.After(time.Second):
			case <-ctx.Done():
			}
			continue
		}
		log.Print(u.Name)
	}
}

func lines(conn net.Conn) {
	r := bufio.NewReader(conn)
	for {
		line, err := r.ReadString('\n') // want `a failed Reader.ReadString is tried again at once in lines, whatever the failure`
		if err != nil {
			log.Print(err)
			continue
		}
		log.Print(line)
	}
}

func linesToTheEnd(conn net.Conn) {
	r := bufio.NewReader(conn)
	for {
		line, err := r.ReadString('\n')
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Print(err)
			continue
		}
		log.Print(line)
	}
}

func decoded(conn net.Conn) {
	for dec := json.NewDecoder(conn); ; {
		var u update
		if err := dec.Decode(&u); err != nil { // want `a failed Decoder.Decode is tried again at once in decoded, whatever the failure`
			log.Print(err)
			continue
		}
		log.Print(u.Name)
	}
}

// polled comes back to the loop when its deadline is over.
func polled(conn *tls.Conn, buf []byte) {
	for {
		conn.SetReadDeadline(time.Now().Add(time.Second))
		n, err := conn.Read(buf)
		if err != nil {
			log.Print(err)
			continue
		}
		log.Print(n)
	}
}

func unpolled(conn *tls.Conn, buf []byte) {
	for {
		n, err := conn.Read(buf) // want `a failed Conn.Read is tried again at once in unpolled`
		if err != nil {
			log.Print(err)
			continue
		}
		log.Print(n)
	}
}

// datagrams have no end, and an error that a host has sent comes once.
func datagrams(conn net.Conn, buf []byte) {
	for {
		n, err := conn.Read(buf)
		if err != nil {
			log.Print(err)
			continue
		}
		log.Print(n)
	}
}

type session struct{ stream updates }

func connected(open func() (updates, error)) *session {
	s, _ := open()
	return &session{stream: s}
}

// sessions has a new session after each failure.
func sessions(open func() (updates, error)) {
	s := connected(open)
	for {
		u, err := s.stream.Recv()
		if err != nil {
			s = connected(open)
			continue
		}
		log.Print(u.Name)
	}
}

// byAnother is given a new stream by a literal beside it.
func byAnother(open func() (updates, error)) {
	stream, err := open()
	if err != nil {
		return
	}
	reopen := func() { stream, err = open() }
	go func() {
		for {
			u, err := stream.Recv()
			if err != nil {
				reopen()
				continue
			}
			log.Print(u.Name)
		}
	}()
}
