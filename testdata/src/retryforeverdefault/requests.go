package retryforeverdefault

import (
	"context"
	"net/http"
	"time"
)

// requests gives them all a context that ends: what callers out of sight give may last as long as the program.
func requests(c *Client, r *http.Request, url string) {
	c.Specific(r.Context(), url)
	c.General(r.Context(), url)
	c.Own(r.Context(), url)
	c.Others(r.Context(), url)
	c.Ended(r.Context(), url)
	c.ConnectFor(r.Context(), url)
	c.Stale(r.Context(), url)
	c.NotStale(r.Context(), url)
	c.Until(r.Context(), url)
	c.UntilSent(r.Context(), url)
	c.Serve(r.Context(), url)
	c.ServeOn(r.Context(), url)
}

// Whoever calls this one may have a context that lasts as long as the program.
func (c *Client) ConnectOutside(ctx context.Context, url string) {
	for {
		if c.send(context.WithoutCancel(ctx), url) == nil {
			return
		}
		time.Sleep(time.Second)
	}
}
