package fixes

import (
	"context"
	"net/http"

	"github.com/urfave/cli/v2"

	"ctxdrop/lib"
)

func run(ctx context.Context, app *cli.App, args []string) error { return app.RunContext(ctx, args) }

// What is called a context may hold one, and cannot be passed itself.

func action(c *cli.Context, url string) error {
	req, err := http.NewRequest("GET", url, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req) // want `does not get c.Context, which is at hand`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A type of one's own can.
type Context struct{ context.Context }

func (c *Context) user() string { return "" }

func own(c *Context, url string) error {
	return lib.Load(context.Background(), url) // want `does not get c, which is at hand`
}

func ownVariable(c *Context, url string) error {
	ctx := context.Background() // would have another type
	return lib.Load(ctx, url)   // want `does not get c, which is at hand`
}
