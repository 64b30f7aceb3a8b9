package retrywait

import (
	"context"
	"log"

	"k8s.io/client-go/util/workqueue"
)

// taxonomy: hot-queue: what failed is put back into the work queue, to be taken out at once

type controller struct {
	client
	queue workqueue.TypedRateLimitingInterface[string]
}

func (c *controller) next(ctx context.Context) bool {
	key, over := c.queue.Get()
	if over {
		return false
	}
	defer c.queue.Done(key)
	if err := c.send(ctx, key); err != nil {
		log.Print(err)
		c.queue.Add(key) // want `a failed client.send is tried again at once in controller.next`
		return true
	}
	c.queue.Forget(key)
	return true
}

func (c *controller) nextLimited(ctx context.Context) bool {
	key, over := c.queue.Get()
	if over {
		return false
	}
	defer c.queue.Done(key)
	if err := c.send(ctx, key); err != nil {
		log.Print(err)
		c.queue.AddRateLimited(key)
		return true
	}
	c.queue.Forget(key)
	return true
}

func (c *controller) nextOther(ctx context.Context) bool {
	key, over := c.queue.Get()
	if over {
		return false
	}
	defer c.queue.Done(key)
	if err := c.send(ctx, key); err != nil {
		c.queue.Add("all")
		return true
	}
	c.queue.Forget(key)
	return true
}
