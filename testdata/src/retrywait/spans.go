package retrywait

import (
	"context"
	"net/http"
	"time"

	"retrywait/span"
)

// What is handed to a function of another package may pause there.

func fetchOnce(ctx context.Context, url string) (bool, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return true, err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false, err
	}
	return true, resp.Body.Close()
}

func spansAtOnce(ctx context.Context, url string) {
	for done := false; !done; { // want `a failed span.In is tried again at once in spansAtOnce`
		done, _ = span.In(ctx, "fetch", func(ctx context.Context) (bool, error) {
			if ctx.Err() != nil {
				return true, nil
			}
			return fetchOnce(ctx, url)
		})
	}
}

func spansWithPause(ctx context.Context, url string) {
	for done := false; !done; {
		done, _ = span.In(ctx, "fetch", func(ctx context.Context) (bool, error) {
			select {
			case <-ctx.Done():
				return true, nil
			case <-time.After(time.Second):
			}
			return fetchOnce(ctx, url)
		})
	}
}

// spansAsleep is not told of its sleep: whether it is done there, and by whom, is not known.
func spansAsleep(ctx context.Context, url string) {
	for done := false; !done; {
		done, _ = span.In(ctx, "fetch", func(ctx context.Context) (bool, error) {
			time.Sleep(time.Second)
			if ctx.Err() != nil {
				return true, nil
			}
			return fetchOnce(ctx, url)
		})
	}
}
