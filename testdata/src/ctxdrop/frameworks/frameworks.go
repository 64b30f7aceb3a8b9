// Package frameworks has handlers of web frameworks, whose contexts lead to that of the request.
package frameworks

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v3"
	"github.com/labstack/echo/v4"
	"google.golang.org/grpc"

	"ctxdrop/lib"
)

func ginRoot(c *gin.Context) {
	lib.Load(context.Background(), c.Param("url")) // want `http.Client.Do through lib.Load does not get c.Request.Context\(\), which is at hand, but context.Background\(\)`
}

func ginPassed(c *gin.Context) {
	lib.Load(c.Request.Context(), c.Param("url"))
}

func ginTimeout(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), time.Second)
	defer cancel()
	lib.Load(ctx, c.Param("url"))
}

func ginDetached(c *gin.Context) {
	url := c.Param("url")
	go lib.Load(context.Background(), url)
}

func echoRoot(c echo.Context) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, c.Param("url")) // want `http.Client.Do through lib.Load does not get c.Request\(\).Context\(\), which is at hand`
}

func echoPassed(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), time.Second)
	defer cancel()
	return lib.Load(ctx, c.Param("url"))
}

func echoRequest(c echo.Context) error {
	req, err := http.NewRequestWithContext(c.Request().Context(), "GET", c.Param("url"), nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// A context of the program's own kind stands for a context.
type scope struct {
	context.Context
	user string
}

func scoped(s *scope, url string) error {
	return lib.Load(context.Background(), url) // want `http.Client.Do through lib.Load does not get s, which is at hand`
}

func scopedPassed(s *scope, url string) error { return lib.Load(s, url) }

func scopedTimeout(s *scope, url string) error {
	ctx, cancel := context.WithTimeout(s, time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

// A context that is put into a field and taken out again is the one at hand.

type runner struct{ ctx context.Context }

func (r *runner) start(ctx context.Context, url string) error {
	r.ctx = ctx
	return lib.Load(r.ctx, url)
}

func (r *runner) startEach(ctx context.Context, urls []string) {
	r.ctx = ctx
	each(urls, func(url string) { lib.Load(r.ctx, url) })
}

func (r *runner) later(ctx context.Context, url string) error {
	return lib.Load(r.ctx, url) // want `http.Client.Do through lib.Load does not get ctx, which is at hand, but a context that was stored earlier`
}

func each(urls []string, f func(string)) {
	for _, url := range urls {
		f(url)
	}
}

// The server's side of a gRPC stream, as it is generated.
type watchServer interface {
	Send(url string) error
	grpc.ServerStream
}

func streamRoot(url string, s watchServer) error {
	return lib.Load(context.Background(), url) // want `http.Client.Do through lib.Load does not get s.Context\(\), which is at hand`
}

func streamPassed(url string, s watchServer) error { return lib.Load(s.Context(), url) }

// The client's side is somebody else's.
type watchClient interface {
	Recv() (string, error)
	Context() context.Context
}

func streamOfOthers(url string, s watchClient) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

// What looks like a context and never ends is none worth passing.

func fiberRoot(c fiber.Ctx) error { return lib.LoadPatiently(context.Background(), c.Params("url")) }

func fiberPassed(c fiber.Ctx) error { return lib.LoadPatiently(c, c.Params("url")) }
