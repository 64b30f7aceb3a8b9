package retryforever

import (
	"context"
	"time"

	retry "github.com/avast/retry-go/v4"
	"github.com/cenkalti/backoff/v4"
)

// taxonomy: library-endless

func (c *client) constant(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.NewConstantBackOff(time.Second)) // want `client.send is tried again for ever in client.constant`
}

func (c *client) constantLimited(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithMaxRetries(backoff.NewConstantBackOff(time.Second), 4))
}

func (c *client) constantHeeding(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithContext(backoff.NewConstantBackOff(time.Second), ctx))
}

func (c *client) constantDeaf(url string) error {
	ctx := context.Background()
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.WithContext(backoff.NewConstantBackOff(time.Second), ctx)) // want `client.send is tried again for ever in client.constantDeaf`
}

func (c *client) exponential(ctx context.Context, url string) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, backoff.NewExponentialBackOff())
}

func (c *client) exponentialEndless(ctx context.Context, url string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = 0
	return backoff.Retry(func() error { return c.send(ctx, url) }, b) // want `client.send is tried again for ever in client.exponentialEndless`
}

func (c *client) exponentialLong(ctx context.Context, url string) error {
	b := backoff.NewExponentialBackOff()
	b.MaxElapsedTime = time.Hour
	return backoff.Retry(func() error { return c.send(ctx, url) }, b)
}

func (c *client) somebodysPolicy(ctx context.Context, url string, b backoff.BackOff) error {
	return backoff.Retry(func() error { return c.send(ctx, url) }, b)
}

func (c *client) purelyLocal() error {
	return backoff.Retry(func() error { return nil }, backoff.NewConstantBackOff(time.Second))
}

func (c *client) attemptsZero(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.Attempts(0)) // want `client.send is tried again for ever in client.attemptsZero`
}

func (c *client) attemptsDefault(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.LastErrorOnly(true))
}

func (c *client) attemptsContext(ctx context.Context, url string) error {
	return retry.Do(func() error { return c.send(ctx, url) }, retry.Attempts(0), retry.Context(ctx))
}
