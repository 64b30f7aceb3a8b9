// Package through sends with root contexts through the methods of a type, which is one cause, and
// through functions, each of which is one.
package through

import (
	"context"

	"nodeadline/through/sender"
)

type collector struct{ sender *sender.Sender }

func (c *collector) start(url string) error {
	return c.sender.Metadata(context.Background(), url) // want `http.Client.Do has no deadline, like other HTTP calls of Sender: collector.start passes context.Background\(\) through sender.Sender.Metadata and sender.Sender.send; use context.WithTimeout`
}

func (c *collector) stop(url string) error {
	return c.sender.Metadata(context.Background(), url)
}

func first(url string) error {
	return sender.Fetch(context.Background(), url) // want `http.Client.Do has no deadline: first passes context.Background\(\) through sender.Fetch`
}

func second(url string) error {
	return sender.Fetch(context.Background(), url) // want `http.Client.Do has no deadline: second passes context.Background\(\) through sender.Fetch`
}
