// Package statsd says by its name that it ships what was measured: a second one of the same
// time is no second event, so its requests are possible only.
package statsd

import (
	"bytes"
	"errors"
	"net/http"
	"time"
)

type Sender struct {
	c   *http.Client
	url string
}

func (s *Sender) post(body []byte) error {
	send := func() error {
		req, err := http.NewRequest("POST", s.url, bytes.NewReader(body))
		if err != nil {
			return err
		}
		resp, err := s.c.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
	for range 3 {
		if err := send(); err == nil {
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

func (s *Sender) Send(body []byte) error { return s.post(body) }
