// Package orders does what package statsd does, and its name says nothing of measurements.
package orders

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
		if err := send(); err == nil { // want `the retry loop of post repeats POST`
			return nil
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}

func (s *Sender) Send(body []byte) error { return s.post(body) }

// Its type does.
type MetricSender struct {
	c   *http.Client
	url string
}

func (s *MetricSender) Send(body []byte) error {
	for range 3 {
		resp, err := s.c.Post(s.url, "application/json", bytes.NewReader(body))
		if err == nil {
			return resp.Body.Close()
		}
		time.Sleep(time.Second)
	}
	return errors.New("given up")
}
