package retrywait

import (
	"context"
	"net/http"
	"sync"
	"time"

	cenkalti "github.com/cenkalti/backoff/v4"
	"github.com/sethvargo/go-retry"
)

// taxonomy: shared-policy

var (
	three      = retry.WithMaxRetries(3, retry.NewConstant(time.Second))
	unchanging = retry.NewConstant(time.Second)
)

func (c *client) usedUp(ctx context.Context, url string) error {
	return retry.Do(ctx, three, func(ctx context.Context) error { return c.send(ctx, url) }) // want `the policy of retry.Do in client.usedUp is made once and used up by its first runs`
}

func (c *client) madeAnew(ctx context.Context, url string) error {
	policy := retry.WithMaxRetries(3, retry.NewConstant(time.Second))
	return retry.Do(ctx, policy, func(ctx context.Context) error { return c.send(ctx, url) })
}

// A pause that stays the same has nothing to remember.
func (c *client) alike(ctx context.Context, url string) error {
	return retry.Do(ctx, unchanging, func(ctx context.Context) error { return c.send(ctx, url) })
}

func (c *client) all(ctx context.Context, urls []string) {
	var wg sync.WaitGroup
	b := cenkalti.NewExponentialBackOff()
	for _, url := range urls {
		wg.Go(func() {
			cenkalti.Retry(func() error { return c.send(ctx, url) }, cenkalti.WithContext(b, ctx)) // want `the policy of backoff.Retry in client.all serves several runs at the same time`
		})
	}
	wg.Wait()
}

func (c *client) allApart(ctx context.Context, urls []string) {
	var wg sync.WaitGroup
	for _, url := range urls {
		b := cenkalti.NewExponentialBackOff()
		wg.Go(func() {
			cenkalti.Retry(func() error { return c.send(ctx, url) }, cenkalti.WithContext(b, ctx))
		})
	}
	wg.Wait()
}

// One after the other sets it back each time.
func (c *client) allInTurn(ctx context.Context, urls []string) {
	b := cenkalti.NewExponentialBackOff()
	for _, url := range urls {
		cenkalti.Retry(func() error { return c.send(ctx, url) }, cenkalti.WithContext(b, ctx))
	}
}

type handler struct {
	*client
	policy *cenkalti.ExponentialBackOff
}

func newHandler(c *client) *handler {
	return &handler{c, cenkalti.NewExponentialBackOff()}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	cenkalti.Retry(func() error { return h.send(r.Context(), r.URL.Path) }, cenkalti.WithContext(h.policy, r.Context())) // want `the policy of backoff.Retry in handler.ServeHTTP serves several runs at the same time`
}
