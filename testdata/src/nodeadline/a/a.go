package a

import (
	"context"
	"net/http"
	"time"
)

func packageGet(url string) error {
	_, err := http.Get(url) // want `http.Get has no deadline and waits for ever`
	return err
}

func literal(url string) error {
	c := &http.Client{} // want `http.Client has no Timeout, and http.Client.Get in literal has no deadline either`
	_, err := c.Get(url)
	return err
}

func literalWithTimeout(url string) error {
	c := &http.Client{Timeout: time.Second}
	_, err := c.Get(url)
	return err
}

func defaultWithContext(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, "GET", url, nil)
	if err != nil {
		return err
	}
	_, err = http.DefaultClient.Do(req)
	return err
}

func callerRoot(url string) error {
	return defaultWithContext(context.Background(), url) // want `http.Client.Do has no deadline: callerRoot passes context.Background\(\) through a.defaultWithContext`
}

func callerDeadline(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return defaultWithContext(ctx, url)
}

type service struct{ client *http.Client }

func newService() *service {
	return &service{client: &http.Client{}} // want `http.Client has no Timeout, and http.Client.Do in service.fetch ends only with the inbound request`
}

func (s *service) fetch(w http.ResponseWriter, r *http.Request) {
	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://peer", nil)
	s.client.Do(req)
}
