// Package ownpods has a controller that keeps a context for its work and asks Kubernetes, and
// others, without it.
package ownpods

import (
	"context"
	"net/http"
	"time"

	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/event"
)

type Controller struct {
	ctx  context.Context
	pods client.Reader
	peer *http.Client
}

func New(pods client.Reader, peer *http.Client) *Controller {
	return &Controller{pods: pods, peer: peer}
}

func (c *Controller) Start(ctx context.Context) { c.ctx = ctx }

func (c *Controller) Run() {
	ticker := time.NewTicker(time.Second)
	for {
		select {
		case <-ticker.C:
			_, _ = c.count()
			_ = c.tell("http://peer.example")
			_ = c.order("http://peer.example")
		case <-c.ctx.Done():
			return
		}
	}
}

// It may be answered from what the Controller has seen.
func (c *Controller) count() (n int, err error) {
	return n, c.pods.Get(context.Background(), "count", &n)
}

func (c *Controller) tell(url string) error {
	req, err := http.NewRequestWithContext(context.Background(), http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := c.peer.Do(req) // want `http.Client.Do does not get c.ctx, the context that Controller keeps for its work`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// What others are asked to do may be meant to be done, whatever becomes of the Controller.
func (c *Controller) order(url string) error { return post(context.Background(), c.peer, url) }

func post(ctx context.Context, peer *http.Client, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := peer.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Mapper sorts out what belongs to whom: a helper that asks for it without a context, and
// functions that have one at hand and ask, or write, without it.
type Mapper struct{ pods client.Reader }

func (m *Mapper) Owners(ctx context.Context, keys []string) error {
	for _, key := range keys {
		if _, err := m.owner(key); err != nil {
			return err
		}
	}
	return nil
}

// What it asks for may be in memory.
func (m *Mapper) owner(key string) (name string, err error) {
	return name, m.pods.Get(context.TODO(), key, &name)
}

func (m *Mapper) Owner(ctx context.Context, key string) (name string, err error) {
	return name, m.pods.Get(context.TODO(), key, &name)
}

// The context of an event ends with the controller.
func (m *Mapper) Create(ctx context.Context, e event.CreateEvent) {
	var name string
	_ = m.pods.Get(context.TODO(), e.Key, &name)
}

// Marker writes, which nothing in memory answers.
type Marker struct{ pods client.Writer }

func (m *Marker) Mark(ctx context.Context, key string) error {
	return m.pods.Delete(context.TODO(), key) // the context of a controller ends with the program
}

// The one of a request does not.
func (m *Marker) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := m.pods.Delete(context.TODO(), r.PathValue("key")); err != nil { // want `client.Writer.Delete does not get r.Context\(\), which is at hand, but context.TODO\(\)`
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}
