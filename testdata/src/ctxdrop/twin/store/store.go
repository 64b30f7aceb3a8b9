// Package store keeps things on a server. Its functions come in two forms.
package store

import (
	"context"
	"net/http"
	"time"
)

// A Store is a server.
type Store struct {
	url    string
	client *http.Client
}

// New returns a store whose calls end after a minute.
func New(url string) *Store { return &Store{url, &http.Client{Timeout: time.Minute}} }

// Get is GetContext without a context.
func (s *Store) Get(key string) error { return s.get(context.Background(), key) }

// GetContext asks for a key.
func (s *Store) GetContext(ctx context.Context, key string) error { return s.get(ctx, key) }

func (s *Store) get(ctx context.Context, key string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", s.url+key, nil)
	if err != nil {
		return err
	}
	resp, err := s.client.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Touch has no form that takes a context.
func (s *Store) Touch(key string) error { return s.get(context.Background(), key) }

// Drop has one that wants more.
func (s *Store) Drop(key string) error { return s.get(context.Background(), key) }

// DropContext may drop all that begin with key.
func (s *Store) DropContext(ctx context.Context, key string, all bool) error { return s.get(ctx, key) }

// Key is local, whatever the name of its other form says.
func (s *Store) Key(name string) string { return s.url + name }

// KeyContext does not need ctx.
func (s *Store) KeyContext(ctx context.Context, name string) string { return s.Key(name) }

// Ping asks the server at an address.
func Ping(url string) error { return New(url).Get("/ping") }

// PingWithContext is Ping for callers that may give up.
func PingWithContext(ctx context.Context, url string) error { return New(url).GetContext(ctx, "/ping") }

// WithContext returns the store for a caller that may give up.
func (s *Store) WithContext(ctx context.Context) *Store { return &Store{s.url, s.client} }

// Open is a store for a caller that may give up.
func Open(ctx context.Context, url string) *Store { return New(url) }

// A Message may carry a context.
type Message struct {
	Ctx  context.Context
	Text string
}

// NewMessage is a message of a caller that may give up.
func NewMessage(ctx context.Context, text string) *Message { return &Message{ctx, text} }

// Send sends m.
func (s *Store) Send(m *Message) error { return s.get(context.Background(), m.Text) }

// SendContext sends m as long as ctx lasts.
func (s *Store) SendContext(ctx context.Context, m *Message) error { return s.get(ctx, m.Text) }

// EnqueueGet asks in its own time.
func (s *Store) EnqueueGet(key string) error { return s.Get(key) }

// EnqueueGetContext asks at once.
func (s *Store) EnqueueGetContext(ctx context.Context, key string) error { return s.get(ctx, key) }

// Name tells the name of a key.
func Name(ctx context.Context, key string) string { return key }

// PostOptions say what is posted, and for how long; a nil Context stands for one without end.
type PostOptions struct {
	Context context.Context
	Key     string
}

// Post posts a key.
func (s *Store) Post(opts PostOptions) error { return s.post(&opts) }

// PostAll does so with options that it may fill in.
func (s *Store) PostAll(opts *PostOptions) error { return s.post(opts) }

func (s *Store) post(opts *PostOptions) error {
	ctx := opts.Context
	if ctx == nil {
		ctx = context.Background()
	}
	return s.get(ctx, opts.Key)
}
