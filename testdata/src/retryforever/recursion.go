package retryforever

import (
	"context"
	"time"
)

// taxonomy: recursion

func (c *client) again(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		time.Sleep(time.Second)
		return c.again(ctx, url) // want `client.send is tried again for ever in client.again`
	}
	return nil
}

func (c *client) againCounted(ctx context.Context, url string, left int) error {
	if err := c.send(ctx, url); err != nil {
		if left == 0 {
			return err
		}
		time.Sleep(time.Second)
		return c.againCounted(ctx, url, left-1)
	}
	return nil
}

func (c *client) againHeeding(ctx context.Context, url string) error {
	if err := c.send(ctx, url); err != nil {
		if ctx.Err() != nil {
			return err
		}
		time.Sleep(time.Second)
		return c.againHeeding(ctx, url)
	}
	return nil
}

// taxonomy: walk: a tree, not an attempt

type tree struct {
	url  string
	kids []*tree
}

func (c *client) walk(ctx context.Context, t *tree) error {
	if err := c.send(ctx, t.url); err != nil {
		for _, k := range t.kids {
			if err := c.walk(ctx, k); err != nil {
				return err
			}
		}
	}
	return nil
}
