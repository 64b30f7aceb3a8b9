package a

import (
	"context"
	"net/http"
	"time"

	"ctxdrop/lib"
)

// A helper takes no context, and all who call it have one.

func askOnce(ctx context.Context, url string) error { return briefly(url) }

func askTwice(ctx context.Context, url string) error {
	if err := briefly(url); err != nil {
		return err
	}
	return briefly(url)
}

func briefly(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url) // want `http.Client.Do through lib.Load gets a context made from a root context because a.briefly takes no context, although all its callers have one: it goes on when they have given up; give a.briefly a context and pass it on`
}

// One of the callers has none: somebody has to begin.

func begins(url string) error { return brieflyFor(url) }

func goesOn(ctx context.Context, url string) error { return brieflyFor(url) }

func brieflyFor(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

// Called by others too: who they are is not in sight.

func callsExported(ctx context.Context, url string) error { return Briefly(url) }

// Briefly is for others as well.
func Briefly(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

// In the background on purpose.

func startsBeside(ctx context.Context, url string) {
	go beside(url)
}

func beside(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

func leavesBehind(ctx context.Context, url string) { flushAll(url) }

func flushAll(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url)
}

// A request made without a context, in time.

type api struct{ client *http.Client }

func newAPI() *api { return &api{client: &http.Client{Timeout: time.Second}} }

func (a *api) Item(ctx context.Context, id string) error { return a.get("/items/" + id) }

func (a *api) get(path string) error {
	req, err := http.NewRequest("GET", path, nil)
	if err != nil {
		return err
	}
	resp, err := a.client.Do(req) // want `http.Client.Do gets a request made without a context because a.api.get takes no context, although all its callers have one`
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// Handlers: worth a look.

func handle(w http.ResponseWriter, r *http.Request) { lookUp(r.URL.Path) }

func lookUp(url string) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return lib.Load(ctx, url) // want `http.Client.Do through lib.Load gets a context made from a root context because a.lookUp takes no context`
}
