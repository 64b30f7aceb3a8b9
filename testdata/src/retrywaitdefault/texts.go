package retrywaitdefault

import "context"

// reason is an error that is a constant text, as go-redis has one for what is not there.
type reason string

func (r reason) Error() string { return string(r) }

const (
	nothing reason = "queue: nil"
	refused reason = "queue: connection refused"
)

// Its failure leads out, unless it is the answer that nothing is there.
func (c *Client) Drain(ctx context.Context, url string) error {
	for {
		err := c.send(ctx, url)
		if err != nil && err != nothing {
			return err
		}
		if err == nil || ctx.Err() != nil {
			return nil
		}
	}
}

func (c *Client) Insist(ctx context.Context, url string) error {
	for { // want `a failed Client.send is tried again at once in Client.Insist`
		err := c.send(ctx, url)
		if err != nil && err != refused {
			return err
		}
		if err == nil || ctx.Err() != nil {
			return nil
		}
	}
}
