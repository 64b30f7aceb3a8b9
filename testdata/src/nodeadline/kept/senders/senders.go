// Package senders keeps the clients that it is given.
package senders

import (
	"context"
	"io"
	"net/http"
	"time"
)

// A Hook tells a server of events.
type Hook struct {
	url    string
	client *http.Client
}

// NewHook keeps c.
func NewHook(url string, c *http.Client) *Hook {
	if c == nil {
		c = &http.Client{Timeout: time.Minute}
	}
	return &Hook{url, c}
}

func (h *Hook) Tell(body io.Reader) error {
	resp, err := h.client.Post(h.url, "text/plain", body)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A Query ends with its caller.
type Query struct{ client *http.Client }

// NewQuery keeps c for calls that bring a context.
func NewQuery(c *http.Client) *Query { return &Query{c} }

func (q *Query) Ask(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := q.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A Probe has a time for each of its calls.
type Probe struct{ client *http.Client }

// NewProbe keeps c for calls that end in time.
func NewProbe(c *http.Client) *Probe { return &Probe{c} }

func (p *Probe) Ready(url string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return false
	}
	resp, err := p.client.Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// Checking asks another server before each request is answered.
func Checking(c *http.Client, url string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		req, err := http.NewRequestWithContext(r.Context(), "GET", url, nil)
		if err != nil {
			return
		}
		resp, err := c.Do(req)
		if err != nil {
			return
		}
		resp.Body.Close()
		next.ServeHTTP(w, r)
	})
}

// An Option configures a Hook.
type Option func(*Hook)

// WithClient makes the hook use c.
func WithClient(c *http.Client) Option { return func(h *Hook) { h.client = c } }

// Tuned sets the time itself and keeps c then.
func Tuned(c *http.Client) *Hook {
	c.Timeout = time.Second
	return &Hook{"", c}
}

// Inner is given a client by a function that is given it.
func Inner(c *http.Client) *Hook { return NewHook("", c) }

// A Doer stands for a client, so that tests may put something else in its place.
type Doer interface {
	Do(*http.Request) (*http.Response, error)
}

// A Board asks through whatever it is given.
type Board struct{ client Doer }

// NewBoard keeps c.
func NewBoard(c Doer) *Board { return &Board{c} }

func (b *Board) Read(url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Slow is a Doer, too: it takes its time and sends nothing.
type Slow struct{ Pause time.Duration }

func (s Slow) Do(*http.Request) (*http.Response, error) {
	time.Sleep(s.Pause)
	return nil, io.EOF
}

// A Getter gets.
type Getter interface {
	Get(url string) (*http.Response, error)
}

// A Reader of pages gets them.
type Reader struct{ get Getter }

// NewReader keeps g.
func NewReader(g Getter) *Reader { return &Reader{g} }

func (r *Reader) Page(url string) error {
	resp, err := r.get.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A Mirror hands its client out.
type Mirror struct{ client *http.Client }

// NewMirror keeps c.
func NewMirror(c *http.Client) *Mirror { return &Mirror{c} }

// Client returns the client.
func (m *Mirror) Client() *http.Client { return m.client }

func (m *Mirror) Get(url string) error {
	resp, err := m.client.Get(url)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
