package replay

import (
	"bytes"
	"io"
)

// A type of one's own, of which each attempt makes a request.
type call struct {
	Body    io.Reader
	GetBody func() (io.ReadCloser, error)
	Again   func() (io.ReadCloser, error)
}

func ownBuffer(c *call, buf *bytes.Buffer) {
	c.Body = buf
	c.GetBody = func() (io.ReadCloser, error) { // want `GetBody returns buf again`
		return io.NopCloser(buf), nil
	}
}

func ownReader(c *call, buf *bytes.Buffer) {
	data := buf.Bytes()
	c.GetBody = func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(data)), nil
	}
}

// What another field is for, nobody knows.
func ownOther(c *call, buf *bytes.Buffer) {
	c.Again = func() (io.ReadCloser, error) { return io.NopCloser(buf), nil }
}

// A message that has come in is read once, by whoever asks for its body.
type message struct {
	GetBody func() (io.ReadCloser, error)
}

func incoming(m *message, buf *bytes.Buffer) {
	m.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(buf), nil }
}
