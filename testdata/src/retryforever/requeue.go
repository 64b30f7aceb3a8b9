package retryforever

import (
	"context"
	"log"
	"time"
)

// taxonomy: re-enqueue: what failed is put back where it was taken from

type job struct {
	url   string
	tries int
}

func (c *client) do(ctx context.Context, j *job) error { return c.send(ctx, j.url) }

func (c *client) requeue(ctx context.Context, jobs chan *job) {
	for j := range jobs {
		if err := c.do(ctx, j); err != nil {
			jobs <- j // want `client.do is tried again for ever in client.requeue, and without a pause`
		}
	}
}

func (c *client) requeueCounted(ctx context.Context, jobs chan *job) {
	for j := range jobs {
		if err := c.do(ctx, j); err != nil {
			if j.tries++; j.tries < 5 {
				jobs <- j
			}
		}
	}
}

func (c *client) requeueElsewhere(ctx context.Context, jobs, failed chan *job) {
	for j := range jobs {
		if err := c.do(ctx, j); err != nil {
			failed <- j
		}
	}
}

func (c *client) requeueAnother(ctx context.Context, jobs chan *job) {
	for j := range jobs {
		if err := c.do(ctx, j); err != nil {
			jobs <- &job{url: "/report"}
		}
	}
}

func (c *client) requeueAlways(ctx context.Context, jobs chan *job) { // a wheel
	for j := range jobs {
		if err := c.do(ctx, j); err != nil {
			log.Print(err)
		}
		jobs <- j
	}
}

type pool struct {
	client
	jobs chan *job
	stop chan struct{}
}

func (p *pool) run(ctx context.Context) {
	for {
		j := <-p.jobs
		if err := p.do(ctx, j); err != nil {
			select { // want `client.do is tried again for ever in pool.run, and without a pause`
			case p.jobs <- j:
			default:
			}
		}
	}
}

func (p *pool) runSlowly(ctx context.Context) {
	for {
		j := <-p.jobs
		if err := p.do(ctx, j); err != nil {
			time.Sleep(time.Second)
			p.jobs <- j // want `client.do is tried again for ever in pool.runSlowly: no count, deadline or context ends it`
		}
	}
}

func (p *pool) runLater(ctx context.Context) {
	for {
		j := <-p.jobs
		if err := p.do(ctx, j); err != nil {
			time.AfterFunc(time.Second, func() { p.jobs <- j })
		}
	}
}

func (p *pool) runTicking(ctx context.Context, tick *time.Ticker) {
	for {
		<-tick.C
		j := <-p.jobs
		if err := p.do(ctx, j); err != nil {
			p.jobs <- j // want `client.do is tried again for ever in pool.runTicking: no count, deadline or context ends it`
		}
	}
}
