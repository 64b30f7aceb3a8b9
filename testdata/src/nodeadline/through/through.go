// Package through sends with root contexts: through the methods of a type of its own, which is one
// cause, and through those of another package and through functions, each of which is one.
package through

import (
	"context"
	"net/http"

	"nodeadline/through/sender"
)

type reporter struct{}

func (reporter) event(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

type collector struct {
	reporter reporter
	sender   *sender.Sender
}

func (c *collector) start(url string) error {
	return c.reporter.event(context.Background(), url) // want `http.Client.Do has no deadline, like other HTTP calls of reporter: collector.start passes context.Background\(\) through through.reporter.event; use context.WithTimeout`
}

func (c *collector) stop(url string) error { return c.reporter.event(context.Background(), url) }

func (c *collector) begin(url string) error {
	return c.sender.Metadata(context.Background(), url) // want `http.Client.Do has no deadline: collector.begin passes context.Background\(\) through sender.Sender.Metadata and sender.Sender.send`
}

func (c *collector) end(url string) error {
	return c.sender.Metadata(context.Background(), url) // want `http.Client.Do has no deadline: collector.end passes context.Background\(\) through sender.Sender.Metadata and sender.Sender.send`
}

func first(url string) error {
	return sender.Fetch(context.Background(), url) // want `http.Client.Do has no deadline: first passes context.Background\(\) through sender.Fetch`
}

func second(url string) error {
	return sender.Fetch(context.Background(), url) // want `http.Client.Do has no deadline: second passes context.Background\(\) through sender.Fetch`
}

// Once now, and once in a while.
func now(url string) error {
	go func() {
		sender.Fetch(context.Background(), url)
	}()
	return sender.Fetch(context.Background(), url) // want `http.Client.Do has no deadline: now passes context.Background\(\) through sender.Fetch`
}
