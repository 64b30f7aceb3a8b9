package wrapped

import (
	"bytes"
	"io"
	"net/http"
	"time"
)

// saver keeps what it reads, and begins with that again at the end.
type saver struct {
	r     io.Reader
	saved *bytes.Buffer
}

func (s *saver) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	s.saved.Write(p[:n])
	if err == io.EOF {
		s.r, s.saved = s.saved, new(bytes.Buffer)
	}
	return n, err
}

func newSaver(r io.Reader) io.Reader { return &saver{r: r, saved: new(bytes.Buffer)} }

// teller keeps what it reads, to tell of it.
type teller struct {
	r     io.Reader
	saved *bytes.Buffer
}

func (t *teller) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.saved.Write(p[:n])
	return n, err
}

func newTeller(r io.Reader) io.Reader { return &teller{r: r, saved: new(bytes.Buffer)} }

// Whoever reads the body to its end can read it again.
func (c *Client) Saved(url string, body io.Reader) error {
	saved := newSaver(body)
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, saved)
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

func (c *Client) Told(url string, body io.Reader) error {
	told := newTeller(body)
	for range 3 {
		req, err := http.NewRequest(http.MethodPut, url, told) // want `was read by the attempt before`
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
