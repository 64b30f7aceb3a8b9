// Package cut starts goroutines with contexts that end when their function returns.
package cut

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/labstack/echo/v4"

	"ctxdrop/lib"
)

var errLater = errors.New("later")

func start(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	go func() { // want `ctx ends as start returns, and nothing waits for the goroutine that is started with it: lib.Load is cut off; give it a context of its own, from context.WithoutCancel and with a timeout`
		if err := lib.Load(ctx, url); err != nil {
			log.Print(err)
		}
	}()
	return errLater
}

// It is the goroutine that cancels.
func startOwn(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	go func() {
		defer cancel()
		if err := lib.Load(ctx, url); err != nil {
			log.Print(err)
		}
	}()
	return errLater
}

// What the goroutine says is waited for.
func startAndReceive(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	done := make(chan error)
	go func() { done <- lib.Load(ctx, url) }()
	return <-done
}

func startAll(urls []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for _, url := range urls {
		go lib.Load(ctx, url) // want `ctx ends as startAll returns, .* Load is cut off`
	}
	return nil
}

func startAllAndWait(urls []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	for _, url := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lib.Load(ctx, url)
		}()
	}
	wg.Wait()
	return nil
}

// The wait is deferred, and done before the context ends.
func startAllAndWaitDeferred(urls []string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	defer wg.Wait()
	for _, url := range urls {
		wg.Add(1)
		go func() {
			defer wg.Done()
			lib.Load(ctx, url)
		}()
	}
	return nil
}

// The goroutine helps until the function is done.
func helped(ctx context.Context, url string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go lib.Load(ctx, url+"/keepalive")
	return lib.Load(ctx, url)
}

func again(ctx context.Context, url string) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { // want `ctx ends as again returns, .* lib.LoadPatiently is cut off`
		lib.LoadPatiently(ctx, url)
	}()
	return fmt.Errorf("%s: %w", url, errLater)
}

func every(url string) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() { // want `ctx ends as every returns, .* what it does is cut off`
		for {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Minute):
				log.Print(url)
			}
		}
	}()
}

// Another context is given on.
func detachedOnce(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	go lib.Load(context.WithoutCancel(ctx), url)
	return errLater
}

// The variable has another context by then.
func replaced(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	ctx = context.WithoutCancel(ctx)
	go func() { lib.Load(ctx, url) }()
	return errLater
}

// Nothing is done with it but to write it down.
func noted(ctx context.Context, text string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	go lib.Note(ctx, text)
	return errLater
}

func handler(w http.ResponseWriter, r *http.Request) {
	go lib.Load(r.Context(), "http://audit.example") // want `r.Context\(\) ends when the handler has returned, .* Load is cut off`
	w.WriteHeader(http.StatusAccepted)
}

func handlerLiteral(w http.ResponseWriter, r *http.Request) {
	go func() { // want `r.Context\(\) ends when the handler has returned, .* lib.Load is cut off`
		if err := lib.Load(r.Context(), "http://audit.example"); err != nil {
			log.Print(err)
		}
	}()
	http.Error(w, "later", http.StatusAccepted)
}

func handlerVariable(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	go func() { // want `r.Context\(\) ends when the handler has returned, .* lib.Load is cut off`
		if err := lib.Load(ctx, "http://audit.example"); err != nil {
			log.Print(err)
		}
	}()
	fmt.Fprintln(w, "later")
}

func handlerDetached(w http.ResponseWriter, r *http.Request) {
	go lib.Load(context.WithoutCancel(r.Context()), "http://audit.example")
	w.WriteHeader(http.StatusAccepted)
}

// The handler works on meanwhile.
func handlerHelped(w http.ResponseWriter, r *http.Request) {
	go lib.Load(r.Context(), "http://audit.example")
	if err := lib.Load(r.Context(), "http://shop.example"); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
	}
}

func handlerWaits(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		lib.Load(r.Context(), "http://audit.example")
	}()
	<-done
	w.WriteHeader(http.StatusOK)
}

// Others may wait where it is called.
func helper(w http.ResponseWriter, r *http.Request) error {
	go lib.Load(r.Context(), "http://audit.example")
	return nil
}

type (
	request  struct{ url string }
	response struct{}
)

// UnimplementedShopServer is generated.
type UnimplementedShopServer struct{}

type shop struct{ UnimplementedShopServer }

func (s *shop) Order(ctx context.Context, req *request) (*response, error) {
	go lib.Load(ctx, req.url) // want `ctx ends when the handler has returned, .* Load is cut off`
	return &response{}, nil
}

type other struct{}

func (o *other) Order(ctx context.Context, req *request) (*response, error) {
	go lib.Load(ctx, req.url)
	return &response{}, nil
}

func ginHandler(c *gin.Context) {
	go func() { // want `c.Request.Context\(\) ends when the handler has returned, .* lib.Load is cut off`
		lib.Load(c.Request.Context(), "http://audit.example")
	}()
	c.Status(http.StatusAccepted)
}

func ginDetached(c *gin.Context) {
	ctx := context.WithoutCancel(c.Request.Context())
	go func() { lib.Load(ctx, "http://audit.example") }()
	c.Status(http.StatusAccepted)
}

// What comes next takes its time.
func ginMiddleware(c *gin.Context) {
	go lib.Load(c.Request.Context(), "http://audit.example")
	c.Next()
}

func echoHandler(c echo.Context) error {
	go lib.Load(c.Request().Context(), "http://audit.example") // want `c.Request\(\).Context\(\) ends when the handler has returned, .* Load is cut off`
	return c.NoContent(http.StatusAccepted)
}

// What answers nothing may be a middleware.
func echoMiddleware(c echo.Context) error {
	go lib.Load(c.Request().Context(), "http://audit.example")
	return nil
}

// A helper's caller may wait.
func echoHelper(c echo.Context, url string) error {
	go lib.Load(c.Request().Context(), url)
	return nil
}

// What is deferred ends a span, and no context.
func spanned(ctx context.Context, url string) error {
	ctx, end := span(ctx)
	defer end()
	go lib.Load(ctx, url)
	return errLater
}

func span(ctx context.Context) (context.Context, func()) {
	return context.WithValue(ctx, request{}, 1), func() { log.Print("end") }
}

// The handler waits for what its helper has started.
func waitingHandler(w http.ResponseWriter, r *http.Request) {
	var wg sync.WaitGroup
	wg.Add(1)
	beat(w, r)
	wg.Wait()
}

func beat(w http.ResponseWriter, r *http.Request) {
	go lib.Load(r.Context(), "http://audit.example")
	w.WriteHeader(http.StatusAccepted)
}

// What is copied comes from the goroutine.
func export(w http.ResponseWriter, r *http.Request) {
	pr, pw := io.Pipe()
	go func() { pw.CloseWithError(lib.Load(r.Context(), "http://export.example")) }()
	io.Copy(w, pr)
}

type middleware struct{ next http.Handler }

// The request is answered behind it.
func (m *middleware) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go lib.Load(r.Context(), "http://audit.example")
	m.next.ServeHTTP(w, r)
}

type cacheEntry struct{ done chan struct{} }

func (e *cacheEntry) wait() error {
	<-e.done
	return nil
}

// The entry is waited for.
func fill(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	e := &cacheEntry{make(chan struct{})}
	go func() {
		defer close(e.done)
		lib.Load(ctx, url)
	}()
	return e.wait()
}

// A loop takes its time.
func counts(ctx context.Context, url string, n int) (sum int) {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	go lib.Load(ctx, url)
	for i := range n {
		sum += i * i
	}
	return sum
}

// An answer may be written by a helper.
func answered(w http.ResponseWriter, r *http.Request) {
	go lib.Load(r.Context(), "http://audit.example") // want `r.Context\(\) ends when the handler has returned`
	answer(w, http.StatusAccepted)
}

func answer(w http.ResponseWriter, code int) {
	w.Header().Set("Content-Type", "text/plain")
	w.WriteHeader(code)
	fmt.Fprintln(w, "later")
}

// A method value asks, too; what it gives is not followed.
func bound(w http.ResponseWriter, r *http.Request) {
	get := r.Context
	go lib.Note(get(), "audit")
	w.WriteHeader(http.StatusAccepted)
}

type saver struct{ store lib.Loader }

func (s *saver) save(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	go s.store.Load(ctx, url) // want `ctx ends as saver.save returns, .* lib.Loader.Load is cut off`
	return errLater
}

type topics struct{}

// Subscribe is none of the service's methods.
func (s *shop) Subscribe(ctx context.Context, topic string) (*topics, error) {
	go lib.Load(ctx, topic)
	return &topics{}, nil
}
