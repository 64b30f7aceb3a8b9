// Package retried has literals that a library runs, which takes them as a type of its own.
package retried

import (
	"net/http"

	"github.com/cenkalti/backoff/v4"
)

type shop struct{ client *http.Client }

func newShop() *shop { return &shop{client: http.DefaultClient} }

func (s *shop) Order() error {
	req, err := http.NewRequest("PUT", "https://shop.example/order/1", nil)
	if err != nil {
		return err
	}
	return s.send(req) // want `http.Client.Do has no deadline: shop.Order passes http.NewRequest through retried.shop.send`
}

func (s *shop) send(req *http.Request) error {
	return backoff.Retry(func() error {
		resp, err := s.client.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}, backoff.NewExponentialBackOff())
}

// What is merely made may never run.
type store struct{ client *http.Client }

func newStore() *store { return &store{client: http.DefaultClient} }

func (s *store) Order() (backoff.Operation, error) {
	req, err := http.NewRequest("PUT", "https://shop.example/order/1", nil)
	if err != nil {
		return nil, err
	}
	return s.sends(req), nil
}

func (s *store) sends(req *http.Request) backoff.Operation {
	return func() error {
		resp, err := s.client.Do(req)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

// What keeps a literal does not run it for who gives it.
type hook func(key string) error

type hooks struct{ list []hook }

func (h *hooks) onStop(f hook) { h.list = append(h.list, f) }

func (h *hooks) run(f hook) error { return f("now") }

func Setup(h *hooks, s *store) error {
	req, err := http.NewRequest("DELETE", "https://shop.example/lease", nil)
	if err != nil {
		return err
	}
	s.leaves(h, req)
	return s.leavesNow(h, req) // want `http.Client.Do has no deadline: Setup passes http.NewRequest through retried.store.leavesNow`
}

func (s *store) leaves(h *hooks, req *http.Request) {
	h.onStop(func(string) error {
		_, err := s.client.Do(req)
		return err
	})
}

func (s *store) leavesNow(h *hooks, req *http.Request) error {
	return h.run(func(string) error {
		_, err := s.client.Do(req)
		return err
	})
}
